"""Every mistake a budget file can have: what was right, what was typed, the code it is told by."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    code: str
    right: str
    wrong: str
    in_program: bool = False


_BASIS = 'people = 10\nmonths = "2026-01..2026-12"'
_BASIS_SOURCE = 'source = "项目概况：10人，每人每月1000元"'
_PROJECT_MONTHS = 'months = "2026-01..2026-12"\ndeadlines'

_TABLE_AGAIN = """\
[[table]]
id = "表五"
title = "又一张"
columns = ["合计"]
rows = [{ name = "合计", cells = ["1"] }]
"""

_HOLDING = "[[holding]]\n"


def _change(kind: str, amount: str, day: str = "2026-05-12", project: str = "协理员补贴") -> str:
    """A sound change of the budget, put before the holdings."""
    return (
        f'[[{kind}]]\ndate = {day}\ndocument = "某财预〔2026〕8号"\nproject = "{project}"\n'
        f'amount = "{amount}"\nsource = "批复文件"\n\n'
    )


MISTAKES = [
    Mistake(
        "budget-change-document-missing",
        _HOLDING,
        _change("adjustment", "5000").replace('document = "某财预〔2026〕8号"\n', "") + _HOLDING,
    ),
    Mistake(
        "budget-change-document-missing",
        _HOLDING,
        _change("release", "5000").replace('document = "某财预〔2026〕8号"\n', "") + _HOLDING,
    ),
    Mistake("budget-change-zero", _HOLDING, _change("adjustment", "0.00") + _HOLDING),
    Mistake(
        "budget-change-project-unknown",
        _HOLDING,
        _change("adjustment", "5000", project="协理员补帖") + _HOLDING,
    ),
    Mistake(
        "budget-change-outside-year",
        _HOLDING,
        _change("adjustment", "5000", "2025-12-31") + _HOLDING,
    ),
    Mistake(
        "budget-change-outside-year", _HOLDING, _change("release", "5000", "2027-01-01") + _HOLDING
    ),
    Mistake(
        "budget-change-twice",
        _HOLDING,
        _change("adjustment", "5000") + _change("adjustment", "5000", "2026-05-13") + _HOLDING,
    ),
    Mistake(
        "budget-change-twice",
        _HOLDING,
        _change("release", "5000") + _change("release", "6000") + _HOLDING,
    ),
    Mistake("budget-adjusted-below-zero", _HOLDING, _change("adjustment", "-130000.01") + _HOLDING),
    Mistake("budget-released-below-zero", _HOLDING, _change("release", "-0.01") + _HOLDING),
    Mistake("budget-released-too-much", _HOLDING, _change("release", "130000.01") + _HOLDING),
    Mistake(
        "budget-released-too-much",
        _HOLDING,
        _change("release", "131000") + _change("adjustment", "1000", "2026-05-13") + _HOLDING,
    ),
    Mistake(
        "budget-amount-too-large", _HOLDING, _change("adjustment", "-1300000000000") + _HOLDING
    ),
    Mistake("rate-type-wrong", _HOLDING, _change("release", "5000", '"2026年5月"') + _HOLDING),
    Mistake("budget-year-differs", "year = 2026\n", "year = 2025\n"),
    Mistake("budget-figure-not-quoted", 'value = "130000"', "value = 130000"),
    Mistake("budget-figure-not-plain", 'value = "130000"', 'value = "13万"'),
    Mistake(
        "budget-figure-not-plain",
        '["13.00", "13.00", "1"] },\n  { name = "结转"',
        '["1３", "13.00", "1"] },\n  { name = "结转"',
    ),
    Mistake("budget-figure-too-fine", 'value = "5000.5"', 'value = "5000.555"'),
    Mistake("budget-amount-negative", 'value = "130000"', 'value = "-130000"'),
    Mistake("budget-amount-too-large", 'value = "130000"', 'value = "1300000000000"'),
    Mistake("budget-people-wrong", "people = 10\n", "people = 0\n"),
    Mistake("budget-people-wrong", "people = 10\n", "people = -5\n"),
    Mistake("rate-type-wrong", "people = 10\n", "people = 9.5\n"),
    Mistake("rate-key-unknown", "document = ", "documnt = "),
    Mistake("rate-key-missing", 'id = "表五"\n', ""),
    Mistake("rate-source-missing", ', source = "绩效目标表" }\nmonths', " }\nmonths"),
    Mistake("rate-value-unknown", 'fund = "上年结转"', 'fund = "上年"'),
    Mistake(
        "rates-file-not-toml", '[[holding]]\nname = "公务用车"', "[[holding]]\nname = “公务用车”"
    ),
    Mistake("budget-months-wrong", 'months = "2025-07..2025-12"', 'months = "2025-12..2025-07"'),
    Mistake("budget-reference-wrong", 'total = "表五｜合计｜合计"', 'total = "表五|合计|合计"'),
    Mistake("budget-project-twice", 'name = "上年协理员补贴"', 'name = "协理员补贴"'),
    Mistake("budget-document-missing", 'document = "某财社〔2025〕1号"\n', ""),
    Mistake(
        "budget-document-unexpected",
        'fund = "本年预算"\n',
        'fund = "本年预算"\ndocument = "某财社〔2025〕1号"\n',
    ),
    Mistake(
        "budget-months-outside-year", _PROJECT_MONTHS, _PROJECT_MONTHS.replace("2026-12", "2027-01")
    ),
    Mistake(
        "budget-months-outside-year", 'months = "2025-07..2025-12"', 'months = "2025-07..2027-01"'
    ),
    Mistake("budget-months-outside-project", _BASIS, _BASIS.replace("2026-01.", "2025-12.")),
    Mistake("budget-deadline-wrong", 'every = "月", ', ""),
    Mistake("budget-deadline-wrong", 'every = "月", ', 'every = "月", by = 2026-05-31, '),
    Mistake("budget-part-twice", 'name = "油费"', 'name = "补贴"'),
    Mistake("budget-part-unknown", 'under = "交通费"', 'under = "差旅费"'),
    Mistake("budget-holding-unknown", 'presumes = "公务用车"', 'presumes = "汽车"'),
    Mistake(
        "budget-measure-unfit",
        'component = "subsidy"\n',
        'component = "subsidy"\nmeasure = "completion"\n',
    ),
    Mistake("budget-measure-unfit", 'value = "每月"\n', 'value = "每月"\nmeasure = "on_time"\n'),
    Mistake("budget-measure-unfit", 'value = "每月"\n', 'value = "每月"\nmeasure = "headcount"\n'),
    Mistake(
        "budget-deadline-unknown",
        'value = "每月"\n',
        'value = "每月"\nmeasure = "on_time"\ndeadline = "发补贴"\n',
    ),
    Mistake(
        "budget-deadline-unknown", 'value = "每月"\n', 'value = "每月"\ndeadline = "发放补贴"\n'
    ),
    Mistake(
        "budget-component-unknown",
        'value = "每月"\n',
        'value = "每月"\nmeasure = "on_time"\ndeadline = "发放补贴"\ncomponent = "wage"\n',
    ),
    Mistake(
        "rate-value-unknown",
        _HOLDING,
        '[evaluation]\nspread = { value = "even", source = "办法" }\n\n' + _HOLDING,
    ),
    Mistake("budget-indicator-not-number", 'value = "≥10人"', 'value = "十人"'),
    Mistake("budget-indicator-unit", 'value = "≥10人"', 'value = "≥10场"'),
    Mistake("budget-component-unknown", 'component = "subsidy"', 'component = "wage"'),
    Mistake(
        "budget-basis-missing",
        f'[[project.basis]]\nprogram = "street_help"\n{_BASIS}\n{_BASIS_SOURCE}\n',
        "",
    ),
    Mistake("budget-factor-unknown", '["在岗人数", "补贴标准"]', '["在岗人数", "发放时间"]'),
    Mistake("budget-program-unknown", 'program = "street_help"', 'program = "street_helper"'),
    Mistake(
        "budget-table-twice",
        "[[tie]]",
        f"{_TABLE_AGAIN}\n[[tie]]",
    ),
    Mistake("budget-row-twice", '{ name = "结转"', '{ name = "公益性岗位补贴"'),
    Mistake("budget-cells-count", '["", "", ""]', '["", ""]'),
    Mistake("budget-units-count", 'units = ["万元", "万元", "个"]', 'units = ["万元", "个"]'),
    Mistake("budget-row-unknown", 'under = "合计"', 'under = "总计"'),
    Mistake(
        "budget-row-under-itself",
        '{ name = "合计", cells',
        '{ name = "合计", under = "2080705", cells',
    ),
    Mistake("budget-column-unknown", 'total = "合计", parts', 'total = "总计", parts'),
    Mistake(
        "budget-cell-unknown",
        'parts = ["表五｜2080705｜项目支出"]',
        'parts = ["表五｜2080799｜项目支出"]',
    ),
    Mistake(
        "budget-units-differ",
        'parts = ["表五｜2080705｜项目支出"]',
        'parts = ["表五｜2080705｜个数"]',
    ),
    Mistake(
        "budget-growth-unknown", 'source = "说明一"', 'source = "说明一"\npart_of = "收入比上年"'
    ),
    Mistake(
        "charged-project-unknown",
        'project = "上年协理员补贴"',
        'project = "上年协理员补帖"',
        in_program=True,
    ),
    Mistake(
        "charged-project-other-fund", '"2025-07..2025-12"', '"2025-06..2025-12"', in_program=True
    ),
]
"""Each is made alone in the sound folder and must be the only one found, but that a
figure which others repeat is missed by them too (`NOT_ALONE`)."""
NOT_ALONE = {"budget-basis-missing", "budget-indicator-not-number"}
