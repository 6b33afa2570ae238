"""A small sound rates folder with a budget, to be changed by the tests."""

from __future__ import annotations

from pathlib import Path

PROGRAM = """\
id = "street_help"
name = "街道协理员"
order = 10
charged_to = [
  { project = "上年协理员补贴", months = "2025-07..2025-12" },
  { project = "协理员补贴", months = "2026-01..2026-12" },
]

[policy]
proration = { value = "attended", source = "某办发〔2026〕1号" }
rounding = { value = "line", source = "某办发〔2026〕1号" }

[[component]]
id = "subsidy"
name = "补贴"
payee = "person"
per = "month"
[[component.rate]]
effective_from = 2026-01-01
amount = "1000.00"
source = "某办发〔2026〕1号"
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

BUDGET = """\
year = 2026
unit = "某县就业中心"
source = "某县就业中心2026年度单位预算公开"

[[project]]
name = "协理员补贴"
fund = "本年预算"
category = { value = "特定目标类", source = "说明十" }
code = { value = "2080705", source = "表五" }
amount = { value = "130000", source = "绩效目标表" }
months = "2026-01..2026-12"
deadlines = [
  { what = "发放补贴", every = "月", source = "时效指标" },
]
products = [
  { factors = ["在岗人数", "补贴标准"], source = "绩效目标表" },
]
parts_source = "项目概况"
parts = [
  { name = "补贴", amount = "120000" },
  { name = "交通费", amount = "10000", presumes = "公务用车" },
  { name = "油费", amount = "10000", under = "交通费" },
]
[[project.basis]]
program = "street_help"
people = 10
months = "2026-01..2026-12"
source = "项目概况：10人，每人每月1000元"
[[project.indicators]]
first = "产出指标"
second = "数量指标"
third = "在岗人数"
value = "≥10人"
states = "people"
[[project.indicators]]
first = "产出指标"
second = "成本指标"
third = "补贴标准"
value = "1000元/人/月"
states = "rate"
component = "subsidy"
[[project.indicators]]
first = "产出指标"
second = "时效指标"
third = "发放时间"
value = "每月"

[[project]]
name = "上年协理员补贴"
fund = "上年结转"
document = "某财社〔2025〕1号"
code = { value = "2080705", source = "表二" }
amount = { value = "5000.5", source = "表十三" }
months = "2025-07..2025-12"

[[holding]]
name = "公务用车"
value = "1"
unit = "辆"
source = "十一、车辆情况"

[[table]]
id = "表五"
title = "支出预算表"
columns = ["合计", "项目支出", "个数"]
units = ["万元", "万元", "个"]
across = [
  { total = "合计", parts = ["项目支出"] },
]
rows = [
  { name = "合计", cells = ["13.00", "13.00", "1"] },
  { code = "2080705", name = "公益性岗位补贴", under = "合计", cells = ["13.00", "13.00", "1"] },
  { name = "结转", cells = ["", "", ""] },
]

[[tie]]
what = "项目支出等于合计"
total = "表五｜合计｜合计"
parts = ["表五｜2080705｜项目支出"]

[[growth]]
what = "支出比上年"
now = "表五｜合计｜合计"
more = "1.00"
percent = "8.33"
source = "说明一"
"""


def write_folder(
    folder: Path, budget: str = BUDGET, program: str = PROGRAM, *, year: int = 2026
) -> Path:
    """The sound folder with its budget or program changed."""
    (folder / "budget").mkdir(parents=True, exist_ok=True)
    (folder / "calendar.toml").write_text(CALENDAR, encoding="utf-8")
    (folder / "street_help.toml").write_text(program, encoding="utf-8")
    (folder / "budget" / f"{year}.toml").write_text(budget, encoding="utf-8")
    return folder
