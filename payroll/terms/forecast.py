"""Words of the forecast: headings, sentences, names of files and sheets."""

from __future__ import annotations

BLANK = "（空）"
SEMICOLON = "；"

STAYS = "{month} 发放 {people} 人，按人不变"
PROVIDED_FOR = "预算按 {planned} 个月测算，今年已发 {paid} 个月，以后不再列"
SHARE_OF_DAYS = "；出勤率为 {first} 至 {last} 计薪 {paid} 天 ÷ 应出勤 {required} 天"
FROM_BUDGET = "今年还没有发放，按预算的测算依据：{source}"

EXAMPLE_FEN = 225_000
EXAMPLE_PEOPLE = 512
EXAMPLE_BASE = "minimum_wage"
PEOPLE_UNIT = "人"
YUAN = "元"
SHARE = "出勤率"
SUPPOSED = "假设：{text}"
LINKED = (
    "{program}的{component}与{base}联动：{rate} × {after} ÷ {before} ＝ {moved}（四舍五入到分）"
)

TAG = "测算数，不是发放依据"
"""What every sheet of a forecast says of itself."""

PLAN_HEADINGS: dict[str, tuple[str, ...]] = {
    "program": ("补贴项目", "人员类别", "项目"),
    "month": ("月份", "所属月份"),
    "people": ("人数",),
    "share": ("出勤率", "出勤比例"),
    "new_people": ("新增人数",),
    "note": ("说明", "备注"),
}
"""Field of a plan → its headings, the first of them canonical."""
PLAN_NEEDS = ("program", "month", "people")
PLAN_COLUMNS = tuple(headings[0] for headings in PLAN_HEADINGS.values())
PLAN_STYLES = ("text", "input_text", "input_count", "input_percent", "input_count", "text")
PLAN_SHEET = "计划"
PLAN_TITLE = "测算计划"
PLAN_FILE_TITLE = "{first} 至 {last} 测算计划"
PLAN_HOW = (
    "黄色的格子可以改，改好后运行 payroll forecast --plan 这个文件名。"
    "几个月一样的可以写成 起月..止月，例如 2026-07..2026-12；没有写的月份按 0 人测算。"
    "出勤率是计薪天数除以应出勤天数，留空就用最近几个月的实际出勤率。"
    "新增人数是当月第一次发放一次性项目的人数，留空就按人数比上月增加多少推算。"
)
WHOLE_PEOPLE = "请写零或正整数"
SHARE_LIMITS = "请写 0% 到 100%"
SHARE_LEFT_OPEN = "{note}（出勤率未填，按最近几个月的 {share}）"

BOOK = "测算.xlsx"
BOOK_TITLE = "{year}年资金测算"
SPAN_REMARK = "已发 {paid}　测算 {months}　金额单位：元"
NOTHING = "无"
BASE = "基准"
VARIANT = "方案{number}"
VARIANT_IS = "方案{number}：{text}"
TOTAL = "合计"
NO_LIMIT = "不限"
CANNOT_SAY = "不能测算"

LASTS = "年底有余"
EXACTLY = "正好用完"
SHORT_FROM = "{month}起不够，剩 {left} 元列不下一笔"
UNUSED = "今年没有列支"
NOT_LISTED = "{count} 个预算项目不由补贴项目列支，不在测算内"

EFFECTS = {
    "standards_fen": "标准",
    "people_fen": "人数",
    "one_offs_fen": "一次性项目",
    "days_fen": "出勤",
    "together_fen": "共同作用",
}
"""Why a scenario costs more or less, by the field of `Effects`."""

LIMIT = "（{project} 可用 {left} 元）÷ 每人 {each} 元 ＝ {people} 人，余 {rest} 元"
LIMIT_WITH_ONCE = (
    "（{project} 可用 {left} 元 ＋ 已领一次性项目的 {had} 人 × {once} 元）"
    "÷（每人 {each} 元 ＋ 一次性 {once} 元）＝ {people} 人，余 {rest} 元"
)
LIMIT_HALVED = "同一个月可以由几个预算项目列支，按全部明细逐次折半验算"
LIMIT_UNSTATED = "{items}没有写明标准，不能测算"
LIMIT_SHORT = "{project} 已经短缺 {short} 元"
LIMIT_NOTHING = "每人费用为 0.00 元，人数不受限制"
OF_MONTHS = "{first} 至 {last}"

NOTE_RATES = (
    "标准：采用 {as_of} 以前公布的标准；应发按出勤表核算用的同一套公式计算，每一笔四舍五入到分。"
)
NOTE_BUDGET = "预算：{source}，按已登记的调整计算；全年测算不受下达进度限制。"
NOTE_PAID = "已发：取自 {months} 的发放明细和资金归集，逐笔核对相符。"
NOTE_NO_PAID = "已发：今年还没有发放记录，全部按计划测算。"
NOTE_DAYS = (
    "出勤：计划里的出勤率就是每人计薪天数与应出勤天数的比；"
    "没有写明的，按最近 {months} 个发放月份的合计计薪天数 ÷ 合计应出勤天数，取到万分之一。"
)
NOTE_NEW = "一次性项目：只发给新增的人；计划没有写新增人数的，按人数比上月增加多少推算。"
NOTE_CHARGE = "列支：逐月逐人逐笔，与每月核算的列支办法相同；一笔钱不拆开，放不下的记为列不下。"
NOTE_MOST = (
    "最多人数：计划里有人的月份人数都不变，到 12 月能全部列支的最多整数人，"
    "用除法算出，不是逐人试出来的。"
)
NOTE_CARRY = "建议结转：预算减全年需要的余额，不足为 0.00；是否结转由财政部门决定（待确认）。"
NOTE_CARRIED_TWICE = "上年结转的 {projects} 年末还有 {amount} 元，能否再次结转没有依据（待确认）。"
NOTE_UNSTATED = "{program}：{items}没有写明标准，测算不含这几项，实际需要的钱会更多。"
NOTE_SUPPOSED = "方案里的标准、基数、人数和出勤率都是假设，不改动标准文件，也不进入任何发放结果。"
NOTE_OUTSIDE = "不由补贴项目列支的 {count} 个预算项目（{projects}）不在测算内。"

ROUNDED = "（四舍五入到分）"
TIMES_SHARE = "{rate} × {share} ＝ {amount}"
TIMES_DAYS = "{rate} × {paid} 天 ÷ {required} 天 ＝ {amount}"
WHOLE = "{amount}（不按天数折算）"
WHOLE_ONCE = "{amount}（每人一次）"
PART_FROM = "（{since} 起的部分）"

SUMMARY_SHEET = "概况"
MONTHS_SHEET = "按月"
FUNDS_SHEET = "资金"
CHARTS_SHEET = "图"
USED_PLAN_SHEET = "计划"
RATES_SHEET = "单价"
SCENARIOS_SHEET = "方案"
BRIDGE_SHEET = "差额"
METHOD_SHEET = "算法"

FUND_HEADINGS = (
    *("预算项目", "资金来源", "年度预算", "已列支", "预计列支", "列不下"),
    *("全年需要", "占预算", "结余（短缺为负）", "什么时候不够", "建议结转"),
)
HEADCOUNT_SHEET = "人数"
HEADCOUNT_TITLE = "{year}年能负担多少人"
HEADCOUNT_HEADINGS = (
    *("补贴项目", "计划人数", "已发", "预计还需", "全年合计"),
    *("最多人数", "不计一次性", "人数不变的月份", "算式"),
)
PROGRAM = "补贴项目"
MONTH_OF = "{month}月"
COST_TITLE = "费用（灰色为已发，其余为测算）"
PEOPLE_TITLE = "人数（灰色为已发，其余为计划）"
PLAN_USED = (
    *("补贴项目", "月份", "人数", "出勤率", "新增人数"),
    *("每人每月", "每人一次性", "本月合计", "说明"),
)
RATE_HEADINGS = (
    *("补贴项目", "月份", "工资项目", "收款方", "标准", "起算日"),
    *("每人金额", "算式", "依据", "状态"),
)
FUND_ROWS = ("本月需要", "其中列不下", "累计需要", "年度预算", "结余")
FUND_COLUMNS = ("预算项目", "栏目")
YEAR_SUM = "全年"
ALL_FUNDS = "合计"
AGAINST_MONTHS = "与“按月”合计相差"
CHART_COSTS = "各月费用（元）"
CHART_FUND = "{project}：累计需要与预算（元）"
CHART_SCENARIOS = "各预算项目年末结余（元）"
SUPPOSED_TITLE = "一、假设了什么"
SUPPOSED_HEADINGS = ("方案", "写法", "假设")
SCENARIOS_TITLE = "{year}年方案对比"
BRIDGE_TITLE = "{year}年方案差额的来由"
RATES_TITLE = "{year}年测算单价和依据"
COSTS_TITLE = "二、全年费用"
BALANCES_TITLE = "三、年末结余"
STATES_TITLE = "四、什么时候不够"
PEOPLE_CARRIED_TITLE = "五、最多人数"
DIFFERENCE = "{name}比基准"
PROJECT = "预算项目"
BRIDGE_HEADINGS = ("方案", "补贴项目", "月份", "基准")
NO_DIFFERENCE = "其他补贴项目和月份（没有差额）"
ALL_MONTHS = "全部"
METHOD_TITLE = "怎样算的"
SETTINGS_TITLE = "没有依据或推定的口径"
SETTING_HEADINGS = ("补贴项目", "口径", "现行取值", "状态", "依据")
FILES_TITLE = "用了哪些文件（SHA-256）"
FILE_HEADINGS = ("文件", "SHA-256")

VARIANT_PROGRAM = "{name}　{program}"
WHOLE_DIFFERENCE = "合计相差"
NUMBERED = "{number}. {text}"
METHOD = (
    "测算就是把计划里的人当作出勤表核算：每个补贴项目每个月虚拟一个人，"
    "按计划的出勤率用同一套公式算出每人金额（见“单价”），再乘以人数（见“计划”）。"
    "同样的人先算一人再乘人数，与逐人计算再相加，一分不差。",
    "出勤率只影响按天折算的项目。只看比例的算法把一个月当作应出勤 100.00 天，"
    "出勤率到万分之一都是准确的；按 21.75 天扣缺勤、先算日标准的算法用日历里的应出勤天数，"
    "计薪天数取到百分之一天。",
    "“按月”的每个测算数引用“计划”里的本月合计；“资金”把每个月的费用逐笔列支到预算项目，"
    "两张表的合计相等。灰色的是已经发放的实际数。",
    "最多人数 ＝（预算 － 已列支 － 同一项目其他人员的测算费用）÷ 每人到 12 月的费用，取整数；"
    "有一次性项目的，超过已领人数的部分每人再加一份一次性费用。",
    "方案差额：标准 ＝ 原人数 ×（新标准下每人金额 － 原每人金额）；人数 ＝ 增减人数 × 原每人金额；"
    "一次性项目 ＝ 增减的新增人数 × 原一次性金额；出勤 ＝ 原人数 × 出勤率变动引起的每人金额变动；"
    "共同作用 ＝ 几样同时变动时多出来的部分（例如多出来的人按新标准多发的钱）。"
    "五项相加正好等于差额。",
)

CONSOLE_TITLE = "{year}年资金测算：{remark}"
FUNDS_TITLE = "一、钱够不够"
FUNDS_TABLE = ("预算项目", "年度预算", "已列支", "全年需要", "占预算", "结余", "什么时候不够")
PEOPLE_CARRIED = "二、能负担多少人（人数不变到 12 月）"
PEOPLE_TABLE = ("补贴项目", "计划人数", "每人费用", "最多人数", "不计一次性")
VARIANTS_TITLE = "三、方案与基准（测算月份，差额的来由）"
VARIANTS_TABLE = ("方案", "补贴项目", "基准", "方案费用", "差额")
NOTES_TITLE = "说明"
WRITTEN = "结果在 {path}"
PLAN_WRITTEN = "计划写入 {path}：改好人数和出勤率，再运行 payroll forecast --plan {path}"

BASIS_NOTE = "上年预算的测算依据：{source}"

DRAFT_BOOK = "{year}年预算草案.xlsx"
DRAFT_TAG = "草案，未经批准"
DRAFT_TITLE = "{year}年项目支出预算表（本年预算，草案）"
DRAFT_SHEET = "项目支出预算表"
UNIT_NAME = "单位名称：{unit}"
IN_WAN = "单位：万元"
IN_YUAN = "单位：元"
TABLE_HEADS = ("项目名称", "合计", "{year}年财政拨款", "财政专户管理资金", "单位资金")
TABLE_FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
OPEN = "（待定）"
TO_FILL = "（待填）"
BASIS_SHEET = "测算依据"
BASIS_TITLE = "{year}年项目支出测算依据"
BASIS_HEADINGS = (
    *("项目名称", "算式", "按标准需要", "预备", "申请金额"),
    *("上年预算", "比上年", "人数和标准的依据"),
)
OPEN_SHEET = "未定事项"
OPEN_TITLE = "{year}年预算草案未定事项"
OPEN_HEADINGS = ("项目名称", "未定的事", "上年预算", "怎样处理")
OPEN_PEOPLE = "没有人数和标准可以测算，金额空着"
OPEN_PEOPLE_REMEDY = "请按工作任务另行测算后填写，写明依据"
OPEN_STANDARD = "{items}没有写明标准，金额不含这几项"
OPEN_STANDARD_REMEDY = "请按权限确定标准，写进标准文件，再重新编制"
OPEN_ASSUMED = "待确认：{assumed}"
OPEN_ASSUMED_REMEDY = "请核实后用 --plan 写明"
OPEN_MARGIN = "预备比例 {margin}（待确认：没有依据规定）"
OPEN_MARGIN_REMEDY = "请确定后用 --margin 写明"
OPEN_ROUNDING = "金额向上取到 100 元，即 0.01 万元（待确认：没有依据规定）"
OPEN_ROUNDING_REMEDY = "请确定；改动后各项金额随之变化"
ALL_PROJECTS = "全部项目"
DRAFT_NOTES = (
    "标准：采用 {as_of} 以前公布的标准，全年按全勤测算；应发与每月核算同一套公式。",
    "人数：最后发放月份在发的，按当月人数；其余按上年预算的测算依据；用 --plan 写明的，按计划。",
    "资金都列在一般公共预算（照上年）；带“（待定）”的项目金额没有计入合计，见“未定事项”。",
    "项目名称里的上年年份改成了本年，其余照上年。",
)
TARGET_SHEET = "绩效目标表{number}"
TARGET_TITLE = "项目支出绩效目标表（草案）"
TARGET_YEAR = "（{year}年度）"
TARGET_NAME = "项目名称"
TARGET_DEPARTMENT = "主管部门及代码"
TARGET_UNIT = "实施单位"
TARGET_KIND = "项目属性"
TARGET_TERM = "项目期"
TARGET_MONEY = "项目资金（元）"
TARGET_WHOLE = "实施期资金总额："
TARGET_OF_YEAR = "年度资金总额："
TARGET_OF_IT = "其中：{level}"
TARGET_OTHER = "其他资金"
TARGET_TEXTS = ("立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划")
TARGET_OUTLINE = "项目概况"
TARGET_GOALS = ("实施期目标", "年度目标")
TARGET_GOAL = "总体目标"
TARGET_INDICATORS = "绩效指标"
TARGET_HEADINGS = (
    *("一级指标", "二级指标", "三级指标", "指标值"),
    *("二级指标", "三级指标", "指标值"),
)
TARGET_SIGNERS = ("负责人：", "经办人：", "联系电话：", "填报日期：")
OUTLINE = "按标准测算：{formula}＝{need} 元；预备 {margin} 元；申请 {amount} 元。{unstated}"
OUTLINE_UNSTATED = "{items}没有写明标准，金额不含这几项。"
OUTLINE_OPEN = "金额待定：没有人数和标准可以测算。"
RENEWED = "随测算更新"
AS_LAST_YEAR = "照上年，请核对"
"""Beside the form: what was done with each indicator."""
DRAFT_TABLE = ("项目名称", "按标准需要（元）", "申请金额（元）")
FULL_STOP = "。"
