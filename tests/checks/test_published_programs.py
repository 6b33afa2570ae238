"""The checks over the rate files of the project itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from payroll.checks import find_roster_problems
from payroll.problems import Problem
from payroll.rates import load_rates
from tests.checks.building import reading_of
from tests.checks.test_check_laws import Table, table

BOOK = load_rates(Path(__file__).parents[2] / "rates")


def problems_with_published_rates(tables: Sequence[Table], month: date) -> list[Problem]:
    reading = reading_of(tables)
    ids = {program.name: program.id for program in BOOK.programs}
    roster = reading.roster.with_columns(
        program_id=pl.col("program_seen").replace_strict(ids, default=None)
    )
    rates = BOOK.in_force(BOOK.default_as_of(month))
    return find_roster_problems(
        replace(reading, roster=roster), BOOK.programs, rates, BOOK.calendar, month
    )


def found_for(program: str, month: date = date(2026, 3, 1), **values: str) -> Counter[str]:
    tables = [table(0, 补贴项目=program, **values)]
    return Counter(item.code for item in problems_with_published_rates(tables, month))


def test_a_clean_row_of_each_program_with_stated_amounts_passes() -> None:
    for program in ("公益性岗位", "大学生专职村干部", "人才储备", "大学生实习实训"):
        assert found_for(program) == {}, program
    assert found_for("三支一扶慰问金", 应出勤天数="", 实出勤天数="") == {}


def test_the_operators_are_paid_what_is_stated() -> None:
    assert found_for("乡村运营师") == {"amount-not-stated": 1}
    rated = found_for("乡村运营师", 考核等次="优秀")
    assert rated == {"amount-not-stated": 1, "rating-amount-not-stated": 1}
    assert found_for("乡村运营师", 考核等次="良好")["unknown-rating"] == 1


def test_a_standard_that_no_source_states_holds_the_row() -> None:
    december = date(2025, 12, 1)
    row = {"应出勤天数": "23", "实出勤天数": "23"}
    assert found_for("就业见习", december, **row) == {"no-stated-amount": 1}
    assert found_for("公益性岗位", december, **row)["no-stated-amount"] == 1


def test_sick_leave_holds_the_row_until_a_ratio_is_set() -> None:
    assert found_for("公益性岗位", 实出勤天数="20", 病假="2") == {"leave-without-ratio": 1}
    others = ("年休假", "事假")
    assert all(found_for("公益性岗位", 实出勤天数="20", **{kind: "2"}) == {} for kind in others)
