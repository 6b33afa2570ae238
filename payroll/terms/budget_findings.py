"""The sentences of the budget findings."""

from __future__ import annotations

PEOPLE_TIMES = "{people} 人 × {each}"
MONTHS = "{amount} × {months} 个月"
IN_BRACKETS = "（{inside}）"
IN_SQUARES = "〔{inside}〕"
ITEM = "{name} {amount}"
PLUS = "＋"
TIMES = " × "

LEFT = "占预算 {percent}，结余 {difference} 元"
EXACT = "正好等于预算"
SHORT = "占预算 {percent}，短缺 {difference} 元"
OPEN = (
    "已载明的标准占预算 {percent}，余下 {difference} 元；"
    "{items}的标准来源没有载明，余下的钱够不够不能测算"
)
CARRIES = "；标准和月数不变可承担 {people} 人"
ONLY = "；标准和月数不变只够 {people} 人"
EVEN_SO = "{assumed}；即使这样，{conclusion}"
ASSUMED = "待确认：{assumed}。"
NOTHING_STATED = "{program}：人数和{items}的标准来源没有载明，需要多少不能测算。"
NO_BASIS = "{program}：来源没有载明人数，需要多少不能测算。"

PARTS_HOLD = "各组成部分相加等于{whole}。"
PARTS_MORE = "各组成部分相加比{whole}多 {difference} 元"
PARTS_LESS = "各组成部分相加比{whole}少 {difference} 元"
EXACTLY_PART = "，正好是“{part}”这一项"
BUT_NONE = "，而公布的“{holding}”为 0 {unit}"
PART_WITHOUT = "列有“{part}”{amount} 元，而公布的“{holding}”为 0 {unit}。"
WHOLE_PROJECT = "项目预算"
WHOLE_PART = "“{part}”"

TARGETS_FIT = "各项目标都用足时不超过预算，结余 {left} 元。"
TARGETS_EXCEED = (
    "目标与上限矛盾：数量目标达到、成本上限用足需要的钱比预算多 {difference} 元；"
    "预算只够平均每{unit} {each} 元。"
)
INDICATOR_HOLDS = "指标与{what}一致。"
INDICATOR_DIFFERS = "指标“{value}”与{what} {actual} 不一致。"
COST_FLOOR = "成本指标“{indicator}”写成了下限“{value}”；成本一般定上限，请核对。"
SAME_TARGET = "{projects} 都以“{indicator}”为数量指标（{values}），请核对是不是同一批工作。"
GROWTH = (
    "{whole}{more} 万元，其中{part}{part_more} 万元，其余部分（上年 {rest_last}，本年 {rest_now}）"
    "{rest} 万元：总数的变动来自其余部分，请核对增减原因的说明。"
)
MORE = "增加 {amount}"
LESS = "减少 {amount}"
NAME_DIFFERS = "项目名称在报表里是“{name}”，在绩效目标表里是“{target_name}”。"
DEPARTMENT_DIFFERS = "主管部门多数写作“{usual}”，下列 {count} 个项目写作“{seen}”：{projects}。"
TARGET_TABLES = "项目支出绩效目标表"
COST_LEVEL = "成本指标"
COUNT_LEVEL = "数量指标"

TIE_HOLDS = "相符。"
TIE_TAIL = "差 {difference} {unit}，不超过 {count} 个数各自四舍五入的误差，是尾差"
TIE_TAIL_AT = "；合计数在其他 {count} 处核对都相符，尾差在分项"
TIE_BROKEN = "差 {difference} {unit}，超出四舍五入的误差，请核对原文和录入。"
SAME_BROKEN = "同一个数印得不一样，差 {difference} {unit}，请核对原文和录入。"
SUM_OF = "{count} 个项目相加"
COUNT_OF = "数得 {count} 个"
SHARE = "{part} ÷ {whole}"
LEVELS_SUM = "各级财政资金"
TERM = "实施期资金总额"
STOP = "。"
NOT_IN_TABLE = "项目没有列在 {tables} 里，请核对名称。"
NOT_A_PROJECT = "这一行没有对应的项目，请核对名称。"
LAST_YEAR = "{now} －（{more}）＝ 上年 {last}；{more} ÷ {last}"

DOWN = "各表内下级各行相加等于上级"
ACROSS = "各表内各列相加等于合计"
LEVELS = "各项目绩效目标表：各级财政资金相加、实施期与年度"
SAME = "同一个数印在各处都相同"
RATIO = "公布的百分比"

CATEGORY = "项目类别"
CODE = "功能分类科目"
AMOUNT = "项目金额"
ASSUMPTIONS = {"people": "测算人数", "months": "测算月数"}

TITLE = "{unit} {year} 年度预算核对"
FROM = "依据：{source}。项目金额单位元，报表单位万元；应需按全勤和 {as_of} 以前公布的标准测算。"
SUMMARY = (
    "共核对 {total} 项：相符 {holds}，结余 {left}，短缺 {short}，不能测算 {open}，"
    "尾差 {tail}，矛盾 {contradiction}，提示 {note}。"
)
VERDICTS = {
    "holds": "相符",
    "left": "结余",
    "short": "短缺",
    "open": "不能测算",
    "tail": "尾差",
    "contradiction": "矛盾",
    "note": "提示",
}
NEEDS_HEADING = "一、钱够不够：人数 × 标准 × 月数"
WRONG_HEADING = "二、矛盾和需要核对的地方"
TAILS_HEADING = "三、尾差：公布数与分项相加差在四舍五入"
TIES_HEADING = "四、相符的勾稽关系"
PENDING_HEADING = "五、推定和待确认"
NONE_FOUND = "没有。"
HEAD = "【{verdict}】{subject}"
COUNTED = "{what}：{count} 处相符"
EQUATION = "{formula}＝{computed} {unit}"
PUBLISHED_IS = "{label} {published} {unit}。{conclusion}"
BUDGET = "预算"
PRINTED = "公布"
LISTED = "{subject}：{formula}＝{computed}"
SOURCE_IS = "依据：{source}"
PENDING_IS = "{what}{value}［{status}］：{projects}"
QUOTED = "“{value}”"
YUAN_IS = " {amount} 元"
INDICATORS = "绩效指标与金额、人数、标准"
PARTS = "组成部分与金额"
