"""Laws of the checks: nothing on a clean roster, each planted fault once, no null slips through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from payroll.checks import find_roster_problems
from payroll.identity import check_digit
from payroll.intake.reading import Reading
from payroll.problems import Problem, problem
from payroll.schema import ROSTER
from tests.checks.building import (
    FIELDS,
    LEAVE,
    MARCH,
    PROGRAMS,
    TEST_CALENDAR,
    TEST_RATES,
    problems_of,
    read_csv,
    reading_of,
)

Table = dict[str, str]
HEADINGS = tuple(read_csv("cases.csv")[0])
COLUMN = {field: number for number, field in enumerate(FIELDS.values(), start=1)}
MARCH_END = date(2026, 3, 31)


def table(number: int, **values: str) -> Table:
    """A row without fault about person `number`: nobody else has the ID, name or card."""
    born = date(1970, 1, 1) + timedelta(days=number)
    id17 = f"140581{born:%Y%m%d}000"
    card17 = f"62{number:015d}"
    clean = dict.fromkeys(HEADINGS, "") | {
        "所属月份": "2026-03",
        "文件": "甲.xlsx",
        "姓名": "张" + chr(0x4E00 + number),
        "身份证号": id17 + check_digit(id17),
        "补贴项目": "公益性岗位",
        "用人单位": "北城街道",
        "应出勤天数": "22",
        "实出勤天数": "22",
        "银行卡号": card17 + luhn.calc_check_digit(card17),
    }
    return clean | values


clean_rows = st.builds(
    lambda days: {"实出勤天数": str(days / 2), "事假": str(22 - days / 2)} if days < 44 else {},
    st.integers(1, 44),
) | st.sampled_from(
    [
        {"应出勤天数": "", "实出勤天数": "21.5"},
        {"补贴项目": "慰问金", "应出勤天数": "", "实出勤天数": ""},
        {"补贴项目": "扣缺勤岗", "实出勤天数": "20", "年休假": "2"},
        {"上岗日期": "2026-03-16", "实出勤天数": "12"},
        {"离岗日期": "2026-03-01", "实出勤天数": "1"},
        {"上岗日期": "2024-01-01", "离岗日期": "2026-12-31"},
        {"银行卡号": ""},
    ]
)


@given(st.lists(clean_rows, max_size=12))
@settings(deadline=None)
def test_a_roster_without_faults_has_no_problems(rows: list[Table]) -> None:
    tables = [table(number, **row) for number, row in enumerate(rows)]
    assert not tables or problems_of(tables) == []


def test_an_empty_roster_has_no_problems() -> None:
    reading = Reading(pl.DataFrame(schema=ROSTER), [], [], [])
    assert find_roster_problems(reading, PROGRAMS, TEST_RATES, TEST_CALENDAR, MARCH) == []


@dataclass(frozen=True)
class Fault:
    """A change that spoils a clean row, the one finding it must cause, and in which field."""

    code: str
    field: str
    change: Callable[[Table], Mapping[str, str]]


def fault(code: str, field: str, **values: str) -> Fault:
    return Fault(code, field, lambda _: values)


FAULTS = [
    fault("id-missing", "id_number", 身份证号=""),
    Fault("id-shape", "id_number", lambda row: {"身份证号": row["身份证号"][:-1] + "Ⅹ"}),
    Fault("id-old-15-digits", "id_number", lambda row: {"身份证号": row["身份证号"][:15]}),
    fault("id-check-digit", "id_number", 改动="末位改错"),
    fault("id-birth-date", "id_number", 身份证号="140581198902290004"),
    fault("name-missing", "name", 姓名=""),
    fault("program-missing", "program_seen", 补贴项目=""),
    fault("unit-missing", "unit", 用人单位=""),
    fault("card-not-digits", "card_number", 银行卡号="622O000000000001"),
    fault("card-length", "card_number", 银行卡号="6" * 31),
    fault("card-check-digit", "card_number", 银行卡号="6220000000000002"),
    fault("attendance-missing", "attended_days_h", 实出勤天数=""),
    fault("days-negative", "attended_days_h", 实出勤天数="-0.01"),
    fault("days-negative", "leave.事假", 事假="-0.5"),
    fault("days-above-31", "attended_days_h", 实出勤天数="31.01"),
    fault("days-above-31", "required_days_h", 应出勤天数="31.01"),
    fault("days-above-31", "leave.年休假", 年休假="99"),
    fault("required-zero", "required_days_h", 应出勤天数="0"),
    fault("required-zero", "required_days_h", 应出勤天数="0.99", 实出勤天数="0.5"),
    fault("attendance-exceeds-required", "attended_days_h", 实出勤天数="22.01"),
    fault("days-do-not-add-up", "attended_days_h", 年休假="0.01"),
    fault("leave-without-ratio", "leave.病假", 实出勤天数="21", 病假="1"),
    fault("zero-attendance-insured", "attended_days_h", 实出勤天数="0"),
    fault("required-unlike-unit", "required_days_h", 应出勤天数="23"),
    Fault(
        "required-shortened",
        "required_days_h",
        lambda _: {"应出勤天数": "12", "实出勤天数": "12", "上岗日期": "2026-03-16"},
    ),
    fault("end-before-start", "end_date", 上岗日期="2026-03-16", 离岗日期="2026-03-15"),
    fault("days-before-start", "start_date", 上岗日期="2026-04-01"),
    fault("days-after-end", "end_date", 离岗日期="2026-02-28"),
    fault("not-in-post", "end_date", 离岗日期="2026-02-28", 实出勤天数="0"),
    fault("attendance-exceeds-days-in-post", "attended_days_h", 上岗日期="2026-03-16"),
    fault("term-beyond-limit", "start_date", 上岗日期="2023-03-31"),
    fault("no-rate-in-force", "program_seen", 补贴项目="已停岗"),
    fault("no-stated-amount", "program_seen", 补贴项目="见习"),
    fault("unknown-rating", "rating", 补贴项目="考核岗", 考核等次="良"),
    fault("nothing-due", "rating", 补贴项目="考核岗"),
]


@pytest.mark.parametrize("planted", FAULTS, ids=lambda item: f"{item.code}-{item.field}")
@given(people=st.integers(4, 9), data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_planted_fault_is_found_once_at_its_cell(
    planted: Fault, people: int, data: st.DataObject
) -> None:
    tables = [table(number) for number in range(people)]
    place = data.draw(st.integers(0, people - 1))
    tables[place] |= planted.change(tables[place])
    found = problems_of(tables)
    assert [item.code for item in found] == [planted.code]
    assert found[0].row_id == place
    assert (found[0].cell.row, found[0].cell.column) == (place + 2, COLUMN[planted.field])
    assert found[0].name == tables[place]["姓名"]


@given(st.integers(2, 6), st.data())
@settings(deadline=None)
def test_every_row_of_a_person_who_stands_twice_is_held(people: int, data: st.DataObject) -> None:
    tables = [table(number) for number in range(people + 2)]
    twice = data.draw(st.lists(st.integers(1, people + 1), min_size=1, unique=True))
    for number in twice:
        tables[number]["身份证号"] = tables[0]["身份证号"]
    found = [item for item in problems_of(tables) if item.code == "same-id-twice"]
    assert {item.row_id for item in found} == {0, *twice}
    assert len(found) == len(twice) + 1
    places = {str(item.cell) for item in found}
    for item in found:
        named = {place for place in places if f"{place}（" in item.found}
        assert len(named) == min(3, len(twice))
        assert str(item.cell) not in named


day_counts = st.sampled_from(["", "0", "0.5", "11", "21.75", "22", "23", "31", "32", "-1"])
dates = st.sampled_from(["", "2022-01-01", "2026-02-28", "2026-03-01", "2026-03-16", "2026-04-01"])
wild_rows = st.fixed_dictionaries(
    {
        "姓名": st.sampled_from(["", " ", "张甲", "李乙"]),
        "身份证号": st.sampled_from(
            [
                *("", " ", "140581199001010006", "140581198503150004", "140581900101000", "待补"),
                *("140581199002310000", "14058119900101000O", "140581202701010001"),
            ]
        ),
        "改动": st.sampled_from(["", "", "", "末位改错"]),
        "补贴项目": st.sampled_from(["", *(program.name for program in PROGRAMS)]),
        "用人单位": st.sampled_from(["", "北城街道", "南城街道"]),
        "应出勤天数": day_counts,
        "实出勤天数": day_counts,
        "事假": day_counts,
        "病假": st.sampled_from(["", "", "0", "1"]),
        "年休假": day_counts,
        "银行卡号": st.sampled_from(["", "6220000000000001", "6220000000000002", "62X", "123456"]),
        "上岗日期": dates,
        "离岗日期": dates,
        "考核等次": st.sampled_from(["", "优秀", "合格", "良"]),
        "所属月份": st.just("2026-03"),
        "文件": st.sampled_from(["甲.xlsx", "乙.xlsx"]),
    }
).map(lambda values: dict.fromkeys(HEADINGS, "") | values)


@given(st.lists(wild_rows, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_row_that_is_not_held_can_be_paid(tables: list[Table]) -> None:
    """What acceptance promises the calculation, said again row by row and without expressions."""
    held = {item.row_id for item in problems_of(tables) if item.severity == "error"}
    roster = reading_of(tables).roster.to_dicts()
    ids = [row["id_number"] for row in roster]
    for row in roster:
        if row["row_id"] not in held:
            assert_payable(row)
            assert ids.count(row["id_number"]) == 1


def assert_payable(row: Mapping[str, object]) -> None:
    number = str(row["id_number"])
    assert len(number) == 18
    assert number[17] == check_digit(number[:17])
    assert date(int(number[6:10]), int(number[10:12]), int(number[12:14])) <= MARCH_END
    assert str(row["name"] or "").strip()
    steps = [
        step for step in TEST_RATES.steps.to_dicts() if step["program_id"] == row["program_id"]
    ]
    start, end = row["start_date"] or date.min, row["end_date"] or date.max
    assert start <= end
    first, last = max(start, MARCH), min(end, MARCH_END)
    leave = {entry["kind"]: entry["days_h"] for entry in row["leave"] or []}
    attended = row["attended_days_h"]
    claimed = (attended or 0) + sum(leave.values())
    assert first <= last
    due = [
        step for step in steps if step["valid_from"] <= last and (step["valid_to"] or last) >= first
    ]
    assert due
    stated = [step for step in due if step["rate_fen"] is not None]
    assert any(step["rating"] in (None, row["rating"]) for step in stated) or (
        all(step["per"] == "rating" for step in due) and not row["rating"]
    )
    assert all(0 <= days <= 3100 for days in leave.values())
    if any(step["proration"] != "none" for step in due):
        required = 2200 if row["required_days_h"] is None else row["required_days_h"]
        assert attended is not None
        assert 0 <= attended <= claimed <= required <= 3100
        assert required > 0
        assert all(kind in LEAVE for kind, days in leave.items() if days)


@given(st.lists(wild_rows, min_size=2, max_size=6))
@settings(max_examples=30, deadline=None)
def test_what_a_row_says_is_judged_alone(tables: list[Table]) -> None:
    """Only the checks of several rows may see the neighbours."""
    together = {"same-id-twice", "same-name-in-unit", "shared-card", "required-unlike-unit"}

    def own(found: list[Problem], row_id: int) -> list[str]:
        return sorted(
            f"{item.code} {item.found}"
            for item in found
            if item.row_id == row_id and item.code not in together
        )

    everyone = problems_of(tables)
    for row_id, alone in enumerate(tables):
        assert own(everyone, row_id) == own(problems_of([alone]), 0)


@given(st.lists(wild_rows, min_size=1, max_size=6))
@settings(deadline=None)
def test_no_message_shows_more_than_four_digits_of_anything(tables: list[Table]) -> None:
    for item in problems_of(tables):
        assert not re.search(r"[0-9]{5,}", str(item))
        assert not re.search(r"[0-9]{5,}", repr(item))


@given(st.lists(wild_rows, min_size=1, max_size=6))
@settings(deadline=None)
def test_problems_come_in_file_order_with_their_row(tables: list[Table]) -> None:
    found = problems_of(tables)
    places = [(item.cell.file, item.cell.sheet, item.cell.row or 0) for item in found]
    assert places == sorted(places)
    names = [row["姓名"] for row in tables]
    assert all(item.row_id is None or names[item.row_id] == item.name for item in found)


def test_a_cell_that_intake_refused_is_not_reported_again() -> None:
    tables = [table(0, 实出勤天数=""), table(1, 实出勤天数="", 姓名="")]
    reading = reading_of(tables)
    cell = reading.layouts[0].cell(2, "attended_days_h")
    refused = replace(problem("attendance-missing", cell), row_id=0, code="days-unreadable")
    found = find_roster_problems(
        replace(reading, problems=[refused]), PROGRAMS, TEST_RATES, TEST_CALENDAR, MARCH
    )
    assert [(item.row_id, item.code) for item in found] == [
        (1, "name-missing"),
        (1, "attendance-missing"),
    ]


def test_a_warning_of_intake_silences_nothing() -> None:
    reading = reading_of([table(0, 实出勤天数=""), table(1, 补贴项目="")])
    remarks = [
        replace(problem("unit-missing", reading.layouts[0].cell(row_id + 2, field)), row_id=row_id)
        for row_id, field in enumerate(("attended_days_h", "program_seen"))
    ]
    found = find_roster_problems(
        replace(reading, problems=remarks), PROGRAMS, TEST_RATES, TEST_CALENDAR, MARCH
    )
    assert [item.code for item in found] == ["attendance-missing", "program-missing"]


def test_a_program_that_intake_refused_is_not_reported_again() -> None:
    reading = reading_of([table(0, 补贴项目="")])
    cell = reading.layouts[0].cell(2, "program_seen")
    refused = replace(problem("program-missing", cell), row_id=0, code="unknown-program")
    found = find_roster_problems(
        replace(reading, problems=[refused]), PROGRAMS, TEST_RATES, TEST_CALENDAR, MARCH
    )
    assert found == []
