"""A list of several months: only two rows for one month are one too many."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from payroll.checks.together import find_repeated_people
from tests.intake.books import read_book
from tests.intake.people import person


def _rows(*months: str) -> list[list[str | int]]:
    someone = person(0)
    heading: list[str | int] = [
        "姓名",
        "身份证号",
        "补贴项目",
        "应出勤天数",
        "实出勤天数",
        "所属月份",
    ]
    return [
        [*heading, "所属月份"],
        *([someone.name, someone.id_number, "公益性岗位", 22, 20, month] for month in months),
    ]


def _repeated(folder: Path, *months: str) -> int:
    reading = read_book(folder, {"全年": _rows(*months)})
    rows = reading.roster.with_columns(id_shaped=pl.lit(value=True))
    return len(list(find_repeated_people(rows, reading)))


def test_rows_of_other_months_are_no_second_row_of_this_one(tmp_path: Path) -> None:
    assert _repeated(tmp_path, "2026-01", "2026-02", "2026-03") == 0


def test_two_rows_of_one_month_are_reported_both(tmp_path: Path) -> None:
    assert _repeated(tmp_path, "2026-02", "2026-03", "2026-03") == 2
