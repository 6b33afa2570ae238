"""Words of the forecast: headings, sentences, names of files and sheets."""

from __future__ import annotations

NOT_CSV = "不是完整的 CSV 文件"
NO_COLUMNS = "没有“{columns}”栏"
NO_LINE_ID = "空的编号"
LINE_TWICE = "{file} 里 {line} 出现了不止一次"
LINES_NOT_CHARGED = "{line} 等 {count} 笔的列支没有记录"
CHARGES_WITHOUT_LINE = "{line} 等 {count} 笔列支没有发放明细"
CHARGED_OTHERWISE = "{line} 发放 {amount} 元，列支 {charged} 元"
BLANK = "（空）"
MONTH_SPAN = "{first} 至 {last}"
SEMICOLON = "；"

STAYS = "{month} 发放 {people} 人，按人不变"
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
