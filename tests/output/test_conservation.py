"""One fen changed anywhere between the calculation and the published files is noticed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from payroll.output import ConservationBroken, reread, write_month, writing
from payroll.output.conservation import check_conservation
from payroll.output.month_payroll import MonthPayroll
from payroll.terms import columns as words
from tests.output.builders import month_of, person, small_month, with_amount
from tests.output.workbooks import numbers, parts, rewrite, with_number

WRITERS = {
    "csv_files.write_lines": "lines.csv",
    "csv_files.write_charges": "charges.csv",
    "write_wage_books": "工资表_公益性岗位.xlsx",
    "write_month_book": words.MONTH_BOOK,
    "write_finance_book": words.FINANCE_BOOK,
}


def a_fen_more(month: MonthPayroll) -> MonthPayroll:
    """The month with a fen more in its first line and its charge."""
    fen = pl.when(pl.int_range(pl.len()) == 0).then(1).otherwise(0)
    charges = month.charges.with_columns(pl.col("amount_fen") + fen)
    return replace(with_amount(month, 0, 1), charges=charges)


@pytest.mark.parametrize(("writer", "member"), WRITERS.items())
def test_a_writer_that_is_a_fen_off_is_noticed(
    tmp_path: Path, writer: str, member: str, monkeypatch: pytest.MonkeyPatch
):
    holder, _, name = writer.rpartition(".")
    place = getattr(writing, holder) if holder else writing
    honest = getattr(place, name)

    def a_fen_off(given: object, *rest: object) -> object:
        if isinstance(given, MonthPayroll):
            return honest(a_fen_more(given), *rest)
        assert isinstance(given, pl.DataFrame)
        fen = pl.when(pl.int_range(pl.len()) == 0).then(1).otherwise(0)
        return honest(given.with_columns(pl.col("amount_fen") + fen), *rest)

    monkeypatch.setattr(place, name, a_fen_off)
    with pytest.raises(ConservationBroken) as broken:
        write_month(small_month(), tmp_path)
    assert any(told.startswith(member) for told in broken.value.differences)
    assert all("相差 0.01 元" in told for told in broken.value.differences)
    assert not (tmp_path / "2026-03").exists()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[MonthPayroll, Path, dict]:
    out = tmp_path_factory.mktemp("out")
    month = small_month()
    folder = write_month(month, out).folder
    books = {
        name.removeprefix("工资表_").removesuffix(".xlsx"): name
        for name in sorted(path.name for path in folder.glob("工资表_*.xlsx"))
    }
    check_conservation(month, folder, books)
    return month, folder, books


BOOKS = ["工资表_公益性岗位.xlsx", words.MONTH_BOOK, words.FINANCE_BOOK]
POLICIES = "xl/worksheets/sheet5.xml"


def is_days(file: str, part: str, cell: str) -> bool:
    return file.startswith("工资表") and part.endswith("sheet1.xml") and cell[0] in "EFG"


@pytest.mark.parametrize("file", BOOKS)
def test_a_fen_in_any_amount_of_a_workbook_is_noticed(published: tuple, file: str):
    month, folder, books = published
    path = folder / file
    whole = path.read_bytes()
    with_fen = re.compile(r"-?[0-9]+\.[0-9]{2}")
    amounts = [
        (part, cell, value)
        for part, cell, value in numbers(path)
        if with_fen.fullmatch(value) and part != POLICIES and not is_days(file, part, cell)
    ]
    assert len(amounts) > 30
    for part, cell, value in amounts:
        with_number(path, part, cell, str(Decimal(value) + Decimal("0.01")))
        with pytest.raises(ConservationBroken, match=re.escape("0.01 元")):
            check_conservation(month, folder, books)
        path.write_bytes(whole)
    check_conservation(month, folder, books)


SHEET = "xl/worksheets/sheet{}.xml"
MOVED = {
    "between people on the 工资表": (
        "工资表_公益性岗位.xlsx",
        1,
        {"I4": 1, "I5": -1},
        "尾号 0000 的应发",
    ),
    "between cards": (words.FINANCE_BOOK, 2, {"E2": 1, "E3": -1}, "尾号 0000 的付款金额"),
    "between people to import": (words.FINANCE_BOOK, 1, {"J2": 1, "J3": -1}, "尾号 0000 的应发"),
    "between programs": (
        words.MONTH_BOOK,
        1,
        {"C4": 1, "E4": 1, "G4": 1, "C5": -1, "E5": -1, "G5": -1},
        "公益性岗位：应发",
    ),
    "between projects": (words.MONTH_BOOK, 1, {"E13": 1, "G13": 1, "E14": -1, "G14": -1}, "预算内"),
}
"""Cells that get so many fen more: every sum stays as it is."""


@pytest.mark.parametrize("move", MOVED)
def test_money_moved_is_noticed_though_the_sums_agree(published: tuple, move: str):
    month, folder, books = published
    file, sheet, changes, told = MOVED[move]
    path = folder / file
    whole = path.read_bytes()
    stored = {(part, cell): value for part, cell, value in numbers(path)}
    for cell, fen in changes.items():
        value = Decimal(stored[SHEET.format(sheet), cell]) + Decimal(fen) / 100
        with_number(path, SHEET.format(sheet), cell, str(value))
    with pytest.raises(ConservationBroken, match=re.escape(told)) as broken:
        check_conservation(month, folder, books)
    assert not re.search("[0-9]{17}", str(broken.value)), "never a whole ID number"
    path.write_bytes(whole)


def test_a_total_that_stops_a_row_short_is_noticed(published: tuple):
    month, folder, books = published
    path = folder / "工资表_公益性岗位.xlsx"
    whole = path.read_bytes()
    total, short = "(9,I4:I8)</f><v>6107.96", "(9,I4:I6)</f><v>3957.96"
    assert total in parts(path)[SHEET.format(1)]
    rewrite(path, lambda _, content: content.replace(total, short))
    with pytest.raises(ConservationBroken, match="合计行"):
        check_conservation(month, folder, books)
    path.write_bytes(whole)


def test_a_row_lost_between_reading_and_paying_is_noticed(tmp_path: Path):
    month = small_month()
    lost = replace(month, held=month.held.clear())
    with pytest.raises(ConservationBroken, match="其中 1 行既没有发放，也没有搁置"):
        write_month(lost, tmp_path)
    both = replace(month, held=month.accepted.head(1).vstack(month.held))
    with pytest.raises(ConservationBroken, match="有 1 行既发放又搁置"):
        write_month(both, tmp_path)


def test_only_what_is_written_is_compared(tmp_path: Path):
    written = write_month(small_month(), tmp_path, only=["lines"])
    assert written.files == ("lines.csv", "run.json")
    record = (written.folder / "run.json").read_text(encoding="utf-8")
    assert re.search(r'"checked": \[\s*"lines",\s*"rows"\s*\]', record)


def test_long_files_are_added_up_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    people = [person(i, "village_officer", f"试样单位{i % 7}") for i in range(300)]
    month = month_of([*people, person(999, "public_welfare_post", '=甲,"乙"\n丙')])
    folder = write_month(month, tmp_path, only=["lines", "charges"]).folder
    lines, charges = folder / "lines.csv", folder / "charges.csv"
    by_csv = reread.lines_by_program_and_payee(lines)
    charged_by_csv = reread.charges_by_program_and_payee(charges, lines)
    monkeypatch.setattr(reread, "LONG_FILE_BYTES", 0)
    assert reread.lines_by_program_and_payee(lines) == by_csv == charged_by_csv
    assert reread.charges_by_program_and_payee(charges, lines) == by_csv
    assert sum(by_csv.values()) == month.payments["amount_fen"].sum()
