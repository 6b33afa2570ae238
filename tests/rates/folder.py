"""A small sound rates folder to be changed by the tests."""

from __future__ import annotations

from pathlib import Path

PROGRAM = """\
id = "street_help"
name = "街道协理员"
order = 10
aliases = ["协理员"]
charged_to = [
  { project = "协理员补贴", months = "2026-01..2026-06" },
  { project = "协理员补贴", months = "2026-07..2026-12" },
]

[policy]
proration = { value = "attended", status = "待确认", source = "未载明" }
rounding = { value = "line", source = "某办发〔2026〕1号" }
insurance_at_zero_attendance = { value = "none", source = "某办发〔2026〕1号" }

[policy.leave]
"年休假" = { value = "1", source = "某办发〔2026〕1号" }
"病假" = { status = "待确认", source = "未载明" }

[[component]]
id = "subsidy"
name = "补贴"
payee = "person"
per = "month"
[[component.rate]]
effective_from = 2026-01-01
effective_to = 2026-06-30
amount = "1000.00"
source = "某办发〔2026〕1号"
[[component.rate]]
effective_from = 2026-07-01
share = "0.60"
of = "minimum_wage"
source = "某办发〔2026〕2号"

[[component]]
id = "insurance"
name = "保险"
payee = "insurer"
per = "month"
[[component.rate]]
effective_from = 2026-01-01
status = "待确认"
source = "某办发〔2026〕1号，标准未载明"

[[component]]
id = "merit"
name = "绩效"
payee = "person"
per = "rating"
[[component.rate]]
effective_from = 2026-01-01
rating = "优秀"
amount = "300.00"
source = "某办发〔2026〕1号"

[[component]]
id = "gift"
name = "慰问金"
payee = "person"
per = "person"
once_per = { value = "placement", status = "推定", source = "某办发〔2026〕1号" }
[[component.rate]]
effective_from = 2026-01-01
amount = "500"
source = "某办发〔2026〕1号"
"""

OTHER = """\
id = "park_help"
name = "公园协理员"
order = 5
[[component]]
id = "subsidy"
name = "补贴"
payee = "person"
per = "month"
[[component.rate]]
effective_from = 2026-01-01
amount = "900.00"
source = "某办发〔2026〕3号"
"""

BASES = """\
[[base]]
id = "minimum_wage"
name = "月最低工资标准"
[[base.value]]
effective_from = 2025-01-01
amount = "2150.00"
source = "某政办发〔2024〕58号"
"""

CALENDAR = """\
[[year]]
year = 2026
source = "放假安排"
[[year.holiday]]
name = "元旦"
first = 2026-01-01
last = 2026-01-03
make_up = [2026-01-04]
"""

FILES = {
    "bases.toml": BASES,
    "calendar.toml": CALENDAR,
    "park_help.toml": OTHER,
    "street_help.toml": PROGRAM,
}


def write_folder(folder: Path, **changed: str) -> Path:
    """The sound folder with some files' contents changed (by file name without its ending)."""
    folder.mkdir(exist_ok=True)
    for name, content in FILES.items():
        text = changed.get(name.removesuffix(".toml"), content)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
