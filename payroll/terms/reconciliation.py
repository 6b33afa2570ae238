"""Words of the reconciliation: headings, sheets, sentences."""

from __future__ import annotations

FOLDER = "{month}-对账"
"""Where a reconciliation is written, beside the months."""
BOOK = "预算执行对账.xlsx"
LINES_CHART = "累计支出和序时进度.svg"
BARS_CHART = "各项目执行率.svg"
TITLE = "预算执行对账表"

NO_PROJECT = "（没有列支项目）"
NO_FUND = "没有资金来源"
YEAR_OVER = "已经到 12 月，没有以后月份可以预测。"
NO_FORECAST = "没有预测以后月份：{reason}"
FORECAST_REMARK = (
    "预计数从 {first} 算起：最近一个月的人员不变，出勤率按最近几个月，标准按已公布的，"
    "与 payroll forecast 的默认计划相同；不是应付款。人数另有安排的，请用 --plan 指明计划。"
)
PLANNED_REMARK = (
    "预计数从 {first} 算起：人数和出勤率按 {plan}，标准按已公布的，"
    "与 payroll forecast --plan 相同；不是应付款。"
)

ALL_PROJECTS = "由工资发放列支的全部项目"
SPENT = "累计支出"
EXPECTED = "预计"
PACE = "序时进度"
BUDGET_LINE = "全年预算"
RATE = "执行率"
RATE_OVER = "超过 100%"
UNIT_WAN = "单位：万元"
MONTH_OF = "{month}月"
LINES_TITLE = "{month}{what}：累计支出与序时进度"
BARS_TITLE = "{month}各项目执行率与序时进度"

OVERVIEW_SHEET = "总览"
STANDINGS = {
    "payroll": "一、由工资发放列支的项目",
    "elsewhere": "二、支出不经本程序的项目（执行数以财务账为准，这里不计）",
    "unbudgeted": "三、预算里没有的支出",
}
NONE_OF_THEM = "（没有）"
SERIAL = "序号"
PROJECT = "预算项目"
FUND = "资金来源"
CODE = "功能科目"
OPENING = "年初预算"
ADJUSTED = "调整"
YEAR_BUDGET = "全年预算"
RELEASED = "已下达"
AVAILABLE = "可用"
THIS_MONTH = "本月支出"
SPENT_SO_FAR = "累计支出"
LEFT = "结余"
GAP = "与序时差（百分点）"
SUBTOTAL = "小计"
OVERVIEW_REMARK = (
    "全年预算＝年初预算＋{as_of}以前的调整；{released}"
    "结余＝全年预算－累计支出；执行率＝累计支出÷全年预算，合计的执行率和序时进度不含第二部分。"
    "序时进度：本年预算是已过月数÷12，上年结转是它所属月份里已过的月数÷全部月数；"
    "小计和合计按预算金额加权。累计支出含超出预算列支的 {over} 元。"
)

RELEASED_IS = "可用：登记过下达的项目是已下达数，没有登记的是全年预算；"
NOT_RELEASED = "没有登记资金下达，可用数就是全年预算；"

CHARTS_SHEET = "图表"
CHART_DATA_SHEET = "图表数据"
MONTH = "月份"

MONTHS_SHEET = "逐月"
MONTHS_TITLE = "各项目逐月支出表"

PERSON_MONTHS_SHEET = "人月和标准"
PERSON_MONTHS_TITLE = "计划与实际人月、平均费用与标准"
PROGRAM = "补贴项目"
PLANNED_PEOPLE = "计划人数"
PLANNED_YEAR = "全年计划人月"
PLANNED_SO_FAR = "截至本月计划人月"
REAL = "实际人月"
REAL_MORE = "实际－计划"
COST = "按月项目支出"
AVERAGE = "平均每人月"
STANDARD = "标准每人月"
AVERAGE_GAP = "平均－标准"
ONE_OFF_PEOPLE = "一次性人数"
ONE_OFF = "一次性支出"
ONE_OFF_STANDARD = "一次性应支"
NOTE = "备注"
UNSTATED = "{items}的标准没有载明"
STANDARD_UNKNOWN = "有的月份没有标准"
PERSON_MONTHS_REMARK = (
    "实际人月：领到本月份待遇的不同（人、所属月份），全月没有出勤的也算；"
    "标准每人月：同样的人月全勤时按当月执行的标准应支多少，由同一套计算得出；"
    "低于标准的部分是缺勤，高于标准的请核对。一次性项目不按月，只比人数和金额。"
)

OUTLOOK_SHEET = "预计"
OUTLOOK_TITLE = "预计到12月底"
REST = "以后各月预计"
WHOLE_YEAR = "全年预计支出"
LEFT_AT_END = "预计年底结余"
RUNS_OUT = "不够的月份"
LASTS = "够用"

UNITS_SHEET = "按单位"
UNITS_TITLE = "各单位支出明细"
PEOPLE_SHEET = "按人"
PEOPLE_TITLE = "个人支出明细"
PEOPLE_COUNT = "人数"
PERSON_MONTHS = "人月"

CODES_SHEET = "按科目"
CODES_TITLE = "按功能科目汇总"
CODE_NAME = "科目名称"
PROJECTS_COUNT = "项目数"

TIES_SHEET = "勾稽"
TIES_TITLE = "公布数勾稽和尾差"
RELATION = "关系"
SUBJECT = "公布的格"
COMPUTED = "算得"
PUBLISHED = "公布"
DIFFERENCE = "差"
UNIT = "单位"
VERDICT = "结论"
FORMULA = "算式"
OTHERS_HOLD = "另有 {count} 处勾稽相符，没有列出；全部见 payroll budget check。"

YEARS_SHEET = "历年"
YEARS_TITLE = "历年发放"
YEAR = "年度"
MONTHS_PAID = "发放月数"

NOTES_SHEET = "核对和提醒"
NOTES_TITLE = "核对和提醒"
CHECKED_HEADING = "一、各表合计与资金归集核对（元）"
VIEW = "表"
VIEW_TOTAL = "合计"
VIEWS = {
    "charges": "资金归集（charges.csv）",
    "executions": OVERVIEW_SHEET,
    "units": UNITS_SHEET,
    "people": PEOPLE_SHEET,
}
AGREES = "相符"
PROBLEMS_HEADING = "二、提醒"
NO_PROBLEMS = "（没有）"
PENDING_HEADING = "三、推定和待确认的预算数"
PENDING_WHAT = "事项"
PENDING_VALUE = "取值"
PENDING_STATUS = "状态"
PENDING_SOURCE = "依据"
CHANGES_HEADING = "四、预算调整和资金下达"
CHANGE_DATE = "日期"
CHANGE_KIND = "种类"
DOCUMENT = "文号"
AMOUNT = "金额"
NO_CHANGES = "（没有登记）"

CONSOLE_TITLE = "{unit} {year} 年度预算执行对账，截至 {month}"
CONSOLE_PROJECT = "预算项目"
CONSOLE_AMOUNTS = {
    "opening_fen": "年初预算（元）",
    "adjusted_fen": "调整（元）",
    "budget_fen": "全年预算（元）",
    "released_fen": "已下达（元）",
    "available_fen": "可用（元）",
    "month_fen": "本月（元）",
    "spent_fen": "累计（元）",
    "left_fen": "结余（元）",
}
CONSOLE_CHANGES = ("opening_fen", "adjusted_fen", "released_fen", "available_fen")
"""Shown once an adjustment or a release is registered; before that they say nothing new."""
CONSOLE_RATIOS = ("执行率", "序时进度", "与序时差")
TOTAL = "合计"
OF_FUND = "{project}（{fund}）"
ELSEWHERE = "另有 {count} 个项目（预算 {budget} 元）的支出不经本程序，执行数以财务账为准。"
FORECAST_SHORT = "预计到 12 月底不够：{project} 差 {short} 元（{month} 起）。"
FORECAST_ENOUGH = "预计到 12 月底各项目都够用（{basis}）。"
BY_PLAN, BY_PEOPLE = "按计划的人数", "按最近一个月的人员不变"
TIES = "公布数勾稽：{holds} 处相符，{tails} 处尾差，{broken} 处矛盾。"
TIED = "发放明细、资金归集、各表合计一致：{total} 元。"
PURPOSES = {
    BOOK: "总览、图表、人月、预计、科目、单位、个人、勾稽，可打印签字",
    LINES_CHART: "折线图，可插入报告",
    BARS_CHART: "条形图，可插入报告",
    "run.json": "本次对账的记录：用了哪些文件、全部数字",
}
RESULTS_IN = "结果在 {folder}："
"""Before the list of files."""
