"""Readings, programs and rates for the tests, from files that a budget officer can read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from payroll.checks import find_roster_problems
from payroll.intake.reading import Layout, Reading
from payroll.money import parse_hundredths
from payroll.problems import Problem
from payroll.rates.model import Component, Program
from payroll.schema import CALENDAR, LEAVE_RATIOS, RATES, ROSTER, Rates

HERE = Path(__file__).parent
MARCH = date(2026, 3, 1)

PAYEES = {"个人": "person", "保险": "insurer", "扣款": "deduction"}
PER = {"每月": "month", "一次": "person", "等次": "rating"}
PRORATION = {"出勤": "attended", "21.75": "deduct_21_75", "日历": "calendar", "不折算": "none"}
AT_ZERO = {"照发": "whole", "不发": "none"}
LEAVE = {"事假": 0, "年休假": 100}
"""Ratios in hundredths; 病假 has none."""

FIELDS = {
    "姓名": "name",
    "身份证号": "id_number",
    "补贴项目": "program_seen",
    "用人单位": "unit",
    "应出勤天数": "required_days_h",
    "实出勤天数": "attended_days_h",
    "事假": "leave.事假",
    "病假": "leave.病假",
    "年休假": "leave.年休假",
    "银行卡号": "card_number",
    "上岗日期": "start_date",
    "离岗日期": "end_date",
    "考核等次": "rating",
}
"""Columns of the sheet the cases stand in, in this order from A on."""


def read_csv(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rates_of(tables: Iterable[Mapping[str, str]]) -> Rates:
    """`Rates` from rows under the headings of rates.csv; an empty 金额 is not stated."""
    steps: list[dict[str, object]] = [
        {
            "rate_id": number,
            "program_id": f"p-{table['补贴项目']}",
            "component_id": table["工资项目"],
            "component_order": 0,
            "component_name": table["工资项目"],
            "payee": PAYEES[table["收款方"]],
            "per": PER[table["发放方式"]],
            "proration": PRORATION[table["折算办法"]],
            "rounding": "line",
            "once_per": "year" if table["发放方式"] == "一次" else None,
            "at_zero_attendance": AT_ZERO[table["零出勤"]],
            "rating": table["考核等次"] or None,
            "valid_from": date.fromisoformat(table["起"]),
            "valid_to": date.fromisoformat(table["止"]) if table["止"] else None,
            "rate_fen": parse_hundredths(table["金额"]) if table["金额"] else None,
            "effective_from": date.fromisoformat(table["起"]),
            "source": "测试",
            "status": "",
        }
        for number, table in enumerate(tables)
    ]
    frame = pl.DataFrame(steps, schema=RATES)
    ratios = [
        (program, kind, ratio)
        for program in frame["program_id"].unique(maintain_order=True)
        for kind, ratio in LEAVE.items()
    ]
    return Rates(frame, pl.DataFrame(ratios, schema=LEAVE_RATIOS, orient="row"))


def program(name: str, components: tuple[Component, ...] = ()) -> Program:
    return Program(
        id=f"p-{name}",
        name=name,
        aliases=(),
        file=f"{name}.toml",
        charged_to=(),
        policy={},
        leave={},
        components=components,
    )


RATE_TABLES = read_csv("rates.csv")
TEST_RATES = rates_of(RATE_TABLES)
PROGRAMS = tuple(program(name) for name in dict.fromkeys(t["补贴项目"] for t in RATE_TABLES))


def weekday_calendar(first: int = 2025, last: int = 2027) -> pl.DataFrame:
    start, end = date(first, 1, 1), date(last, 12, 31)
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return pl.DataFrame(
        {"day": days, "working": [day.weekday() < 5 for day in days]}, schema=CALENDAR
    )


TEST_CALENDAR = weekday_calendar()


def _wrong_last(id_number: str) -> str:
    if len(id_number) != 18:
        return id_number
    return id_number[:17] + ("1" if id_number[17] == "0" else "0")


CHANGES = {"": str, "末位改错": _wrong_last}
"""What 改动 does to an ID: wrong check digits are made here, no file holds one."""


def reading_of(tables: Sequence[Mapping[str, str]]) -> Reading:
    """A `Reading` of rows under the headings of cases.csv, each file a sheet 3月 from row 2 on."""
    files = list(dict.fromkeys(table["文件"] for table in tables))
    columns = {field: number for number, field in enumerate(FIELDS.values(), start=1)}
    next_row = dict.fromkeys(files, 2)
    rows = []
    for number, table in enumerate(tables):
        file = table["文件"]
        rows.append(
            {
                **_values(table),
                "row_id": number,
                "file": file,
                "sheet": "3月",
                "row": next_row[file],
                "layout": files.index(file),
            }
        )
        next_row[file] += 1
    layouts = [Layout(file, "3月", columns) for file in files]
    return Reading(pl.DataFrame(rows, schema=ROSTER), [], layouts, [])


def _values(table: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    leave = []
    for heading, field in FIELDS.items():
        text = table[heading] or None
        if field.startswith("leave."):
            if text is not None:
                leave.append({"kind": heading, "days_h": parse_hundredths(text)})
        elif text is not None and field.endswith("_days_h"):
            values[field] = parse_hundredths(text)
        elif text is not None and field.endswith("_date"):
            values[field] = date.fromisoformat(text)
        else:
            values[field] = text
    values["id_number"] = CHANGES[table["改动"]](table["身份证号"]) or None
    values["leave"] = leave or None
    values["program_id"] = f"p-{table['补贴项目']}" if table["补贴项目"] else None
    values["service_month"] = date.fromisoformat(f"{table['所属月份']}-01")
    return values


def problems_of(tables: Sequence[Mapping[str, str]]) -> list[Problem]:
    """What the checks find in rows under the headings of cases.csv."""
    month = date.fromisoformat(f"{tables[0]['所属月份']}-01")
    known = [table["身份证号"] for table in tables if table["花名册"] == "在册"]
    return find_roster_problems(
        reading_of(tables),
        PROGRAMS,
        TEST_RATES,
        TEST_CALENDAR,
        month,
        pl.DataFrame({"id_number": known}) if known else None,
    )
