"""The months as the program reads them: rows are held back in February only, and those listed."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from payroll.checks import find_roster_problems
from payroll.intake import Reading, read_rosters
from payroll.problems import Problem
from tests.sample.county import FEBRUARY, JANUARY, MARCH, MONTHS, ROSTERS, rate_book, shown

TRUTH = Path(__file__).parent / "held_2026_02.csv"
KINDS = {
    "attended_above_required": "attendance-exceeds-required",
    "days_do_not_add_up": "days-do-not-add-up",
    "leave_without_ratio": "leave-without-ratio",
    "left_before_start": "end-before-start",
    "no_attended_days": "attendance-missing",
    "number_for_id": "id-stored-as-number",
    "on_two_sheets": "same-id-twice",
    "unknown_program": "unknown-program",
    "wrong_check_digit": "id-check-digit",
}


@cache
def read(month: date) -> tuple[Reading, list[Problem]]:
    book = rate_book()
    reading = read_rosters(ROSTERS / f"{month:%Y-%m}", month, book.programs)
    rates = book.in_force(book.default_as_of(month))
    found = find_roster_problems(reading, book.programs, rates, book.calendar, month)
    return reading, [*reading.problems, *found]


def errors(month: date) -> list[Problem]:
    return [problem for problem in read(month)[1] if problem.severity == "error"]


def truth() -> list[tuple[str, int, str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted((row["文件"], int(row["行"]), row["姓名"], row["期望代码"]) for row in rows)


def test_the_truth_is_what_was_planted() -> None:
    planted = shown(FEBRUARY).filter(shown(FEBRUARY)["irregular"].is_not_null())
    expected = sorted(
        (unit, name, KINDS[kind])
        for unit, name, kind in planted.select("unit", "name", "irregular").iter_rows()
    )
    assert sorted((Path(file).stem, name, code) for file, _, name, code in truth()) == expected


def test_february_holds_back_the_rows_of_the_table_and_no_other() -> None:
    found = sorted(
        (problem.cell.file, problem.cell.row or 0, problem.name, problem.code)
        for problem in errors(FEBRUARY)
    )
    assert found == truth()
    assert len({problem.row_id for problem in errors(FEBRUARY)}) == len(truth())


@pytest.mark.parametrize("month", [JANUARY, MARCH])
def test_january_and_march_hold_nobody_back(month: date) -> None:
    assert [str(problem) for problem in errors(month)] == []


@pytest.mark.parametrize("month", MONTHS)
def test_everybody_on_the_sheets_is_read(month: date) -> None:
    roster = read(month)[0].roster
    assert roster.height == shown(month).height
    readable = shown(month).filter(~shown(month)["id_as_number"])
    assert set(readable["id_number"]) <= set(roster["id_number"])
    assert len(read(month)[0].files) == shown(month)["unit"].n_unique()


@pytest.mark.parametrize("month", MONTHS)
def test_warnings_are_few_and_natural(month: date) -> None:
    warnings = [problem for problem in read(month)[1] if problem.severity == "warning"]
    codes = sorted(problem.code for problem in warnings)
    assert codes == ["amount-not-stated", "required-unlike-calendar", "required-unlike-calendar"]
