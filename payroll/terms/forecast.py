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
