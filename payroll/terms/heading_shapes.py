"""Headings that people put together from parts: which parts may stand together, and what for.

The lists in `headings` hold what is called by one word.  Day counts, ID numbers, names and units
are called by a few words in many combinations; these patterns say which.  They are compared like
the lists: without spaces, stars and units in brackets, full-width letters as ASCII ones.
"""

from __future__ import annotations

_WHEN = "(?:本月份?|当月份?|全月|月)?(?:考勤|出勤)?"
_WORK = "(?:出勤|到岗|在岗|上班|上岗|工作|考勤|服务|坐班|到|勤|出)"
_COUNT = "总?(?:天数|日数|天|日|数|工日|工作日)?(?:合计|小计|总计|统计)?"
_SAME_PERSON = "(?:本人|个人|员工|职工|人员|上岗人员|居民|公民|有效|第?二代)*"
_HOST = (
    "(?:现在?)?(?:用人|用工|实际用工|见习|实习|接收|安置|服务|上岗|所属|所在|工作|派驻|就业|岗位)?"
)

SHAPES = {
    "required_days_h": (
        f"{_WHEN}(?:应当?|应该|规定|制度|法定|标准|计划){_WORK}{_COUNT}"
        "|(?:本月|当月|月|制度|法定|标准|规定)(?:工日|工作日)(?:天?数)?|工作日(?:天?数)"
    ),
    "attended_days_h": (
        f"{_WHEN}(?:(?:实际|实){_WORK}|有效出勤|正常出勤|出勤){_COUNT}"
        f"|{_WHEN}(?:到岗|在岗|上班)(?:天数|日数|天|日|工日){_COUNT}"
    ),
    "id_number": (
        f"{_SAME_PERSON}(?:身份证件?(?:号码|号|编号|ID)?|身份(?:号码|证编号)|证[件照](?:号码|号|编号))"
    ),
    "name": ".{0,8}姓名",
    "unit": f"{_HOST}单位(?:名称|全称)?",
}
"""Field → pattern of whole headings that mean it."""

OTHER_PEOPLE = (
    *("负责", "联系", "监护", "经办", "领导", "家属", "配偶", "父", "母", "子女", "审核", "制表"),
    *("填表", "代理", "法人", "法定代表", "户主", "开户", "账户", "推荐", "带教", "指导", "导师"),
    *("师傅", "考勤员", "班长", "队长", "组长", "介绍", "担保", "替", "代班", "原", "曾用", "收款"),
)
"""姓名 with one of these is the name of somebody else."""

COUNT_PREFIXES = ("本月", "当月", "请", "休")
COUNT_SUFFIXES = ("天数", "日数", "天", "日", "数", "合计", "小计", "总计")
"""May stand before and behind a kind of leave or absence without changing it."""

PAIR_BETWEEN = r"[/|\\、,\-—]"
"""Between the two counts of a heading for both: 应出勤/实出勤."""

PAIR_PARTS = {"应": "required_days_h", "实": "attended_days_h"}
"""The halves of such a heading when they are cut short: 应/实出勤天数, 应(实)出勤天数."""

HARMLESS_IN_BRACKETS = (
    r"(?:应(?:出勤|到岗?|勤)(?:天数)?[:为]?[0-9.]+天|单位|天|日|个|工作日|必填|选填|自动|计算|公式|生成|按?实际?|填写|数字|填|写|请|为|注"
    r"|文本|格式|[A-Z0-9:=+\-*/.])+"
)
"""What brackets behind a count of days may hold without changing what is counted."""

VARIANTS = str.maketrans(
    "應實數證証號単單碼員職務備註岀【】[]〔〕", "应实数证证号单单码员职务备注出()()()"
)
"""Characters of the old script and look-alikes in headings, brackets of other forms."""

NOT_THIS_MONTH = (
    "上月",
    "上个月",
    "下月",
    "本年",
    "全年",
    "年度",
    "年累计",
    "去年",
    "上年",
    "本季",
)
"""A heading with one of these is about another time than the month of the sheet."""
