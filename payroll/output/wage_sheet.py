"""Sheet 工资表: the people of a program by host unit, with subtotals, a total and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl
from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.output.book import Book, Sheet
from payroll.output.capitals import capitals
from payroll.output.page import (
    ROW_HEIGHT,
    finish_page,
    fit_row,
    write_headings,
    write_remark,
    write_signatures,
    write_title,
)
from payroll.output.payslips import KEY
from payroll.output.widths import column_width
from payroll.period import month_text
from payroll.rates.model import Program
from payroll.terms import columns as words

HEADING_ROW = 2
_PEOPLE_COLUMNS = (
    *(words.SERIAL, words.NAME, words.ID_NUMBER, words.UNIT),
    *(words.REQUIRED_DAYS, words.ATTENDED_DAYS, words.PAID_DAYS),
)
_NAME_WIDTH = 11
_AMOUNT_WIDTH = 12
"""Shows 9,999,999.99, also in bold; a number that finds no room is printed as ###."""

Amounts = Mapping[tuple[object, ...], Mapping[str, int]]
"""Fen by component name of every payslip key."""
Slip = Mapping[str, Any]
"""One row of `payslips`."""


@dataclass(frozen=True)
class Columns:
    """The columns of a program's 工资表: what stands where, counted from 0."""

    components: tuple[str, ...]
    """Names of the components paid to the person, in the order of the rate file."""
    unit_width: int
    note_width: int
    amount_widths: tuple[int, ...]

    @property
    def amounts(self) -> tuple[str, ...]:
        """Headings of everything that is added up."""
        return (*self.components, words.GROSS, words.DEDUCTION, words.NET, words.INSURER)

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings, from the serial number to the signature."""
        return (*_PEOPLE_COLUMNS, *self.amounts, words.NOTE, words.SIGNATURE)

    @property
    def first_amount(self) -> int:
        """The first column that is added up."""
        return len(_PEOPLE_COLUMNS)

    @property
    def note(self) -> int:
        """The column of notes."""
        return len(self.headings) - 2

    @property
    def widths(self) -> list[int]:
        """Width of every column."""
        people = [5, _NAME_WIDTH, 20, self.unit_width, 7, 7, 8]
        return [*people, *self.amount_widths, self.note_width, 12]


@dataclass(frozen=True)
class WageTotals:
    """Where the sheet says what each unit gets, for the sheets that refer to it."""

    groups: Mapping[str, Group]
    columns: Mapping[str, int]
    """Column (from 0) of each amount."""
    people: int
    """Everybody, once; somebody with an earlier month put right stands in two groups."""


@dataclass(frozen=True)
class Group:
    """The people of a unit, or those of earlier months, as laid out."""

    row: int
    """Row (from 0) of the subtotal."""
    people: int
    sums: Mapping[str, int]
    """Fen by heading."""


def write_wage_sheet(
    book: Book,
    program: Program,
    run_month: date,
    slips: pl.DataFrame,
    amounts: Amounts,
    remark: str,
) -> WageTotals:
    """Lay out `slips` (`payslips` of one program) as the first sheet of `book`; `remark` says what
    is still 待确认."""
    sheet = book.sheet(words.WAGE_SHEET)
    columns = _columns(program, slips, amounts)
    title = words.WAGE_TITLE.format(program=program.name)
    write_title(sheet, len(columns.headings), title, run_month)
    write_headings(sheet, HEADING_ROW, columns.headings, columns.widths)
    row = HEADING_ROW + 1
    groups: dict[str, Group] = {}
    serial = 0
    everyone = slips["id_number"].n_unique()
    for label, group in _groups(slips.iter_rows(named=True)):
        first = row
        sums = [0] * len(columns.amounts)
        for slip in group:
            serial += 1
            values = _values(slip, amounts.get(tuple(slip[k] for k in KEY), {}), columns.components)
            _write_person(sheet, row, serial, slip, values, columns, run_month)
            sums = [total + value for total, value in zip(sums, values, strict=True)]
            row += 1
        title = words.SUBTOTAL_OF.format(label=label, people=len(group))
        _write_sums(sheet, row, title, first, sums, columns)
        by_heading = dict(zip(columns.amounts, sums, strict=True))
        groups[label] = Group(row, len(group), by_heading)
        row += 1
    if not groups:
        sheet.merged_text(row, 0, len(columns.headings) - 1, words.NOBODY, "centre")
        sheet.worksheet.set_row(row, ROW_HEIGHT)
        row += 1
    total = [sum(group.sums[name] for group in groups.values()) for name in columns.amounts]
    label = words.TOTAL_OF.format(people=everyone)
    _write_sums(sheet, row, label, HEADING_ROW + 1, total, columns)
    sheet.tail = row
    net = total[columns.amounts.index(words.NET)]
    in_words = words.CAPITALS.format(amount=capitals(net))
    sheet.merged_text(row + 1, 0, len(columns.headings) - 1, in_words, "strong_label")
    sheet.worksheet.set_row(row + 1, ROW_HEIGHT + 3)
    write_remark(sheet, row + 2, remark, columns.widths)
    write_signatures(sheet, row + 3, columns.widths)
    finish_page(sheet, HEADING_ROW, row + 3, len(columns.headings), program.name)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 2)
    places = {name: columns.first_amount + i for i, name in enumerate(columns.amounts)}
    return WageTotals(groups, places, everyone)


def _columns(program: Program, slips: pl.DataFrame, amounts: Amounts) -> Columns:
    names = tuple(c.name for c in program.components if c.payee == "person")
    largest = [0] * (len(names) + 4)
    for slip in slips.iter_rows(named=True):
        values = _values(slip, amounts.get(tuple(slip[k] for k in KEY), {}), names)
        largest = [most + abs(fen) for most, fen in zip(largest, values, strict=True)]
    return Columns(
        names,
        unit_width=column_width(slips["unit"].unique(), least=12, most=26),
        note_width=column_width(slips["note"].unique(), least=10, most=24),
        amount_widths=tuple(map(_amount_width, largest)),
    )


def _amount_width(fen: int) -> int:
    """Width of a column that shows no amount beyond `fen`.

    >>> _amount_width(999_999_999), _amount_width(17_636_363_520)
    (12, 15)
    """
    digits = len(f"{fen // 100:,}.00")
    return _AMOUNT_WIDTH if digits <= _AMOUNT_WIDTH else digits + 1


def _groups(slips: Iterable[Slip]) -> Iterable[tuple[str, list[Slip]]]:
    """Payslips of the run month by unit, then those of earlier months in a group of their own."""
    current: list[Slip] = []
    earlier: list[Slip] = []
    for slip in slips:
        (current if slip["current"] else earlier).append(slip)
    for unit, group in groupby(current, key=lambda slip: slip["unit"]):
        yield unit or words.NO_UNIT, list(group)
    if earlier:
        yield words.EARLIER_MONTHS, earlier


def _values(slip: Slip, of: Mapping[str, int], names: Iterable[str]) -> list[int]:
    return [
        *(of.get(name, 0) for name in names),
        *(slip["gross_fen"], slip["deduction_fen"], slip["net_fen"], slip["insurer_fen"]),
    ]


def _write_person(
    sheet: Sheet,
    row: int,
    serial: int,
    slip: Slip,
    values: list[int],
    columns: Columns,
    run_month: date,
) -> None:
    note = _note(slip, run_month)
    sheet.whole(row, 0, serial, "centre")
    sheet.text(row, 1, slip["name"], "text")
    sheet.text(row, 2, slip["id_number"], "id")
    sheet.text(row, 3, slip["unit"], "text")
    for column, days in enumerate(("required_days_h", "attended_days_h", "paid_days_h"), 4):
        sheet.hundredths(row, column, slip[days], "days")
    for column, (name, fen) in enumerate(
        zip(columns.amounts, values, strict=True), columns.first_amount
    ):
        style = "yuan" if name in (words.GROSS, words.NET) else "yuan_or_dash"
        sheet.hundredths(row, column, fen, style)
    sheet.text(row, columns.note, note, "text")
    sheet.text(row, columns.note + 1, "", "text")
    wrapping = [
        (slip["name"], _NAME_WIDTH),
        (slip["unit"], columns.unit_width),
        (note, columns.note_width),
    ]
    fit_row(sheet, row, wrapping)


def _note(slip: Slip, run_month: date) -> str:
    """What the sheet said in its note, led by the month the money is for if it is another."""
    note = slip["note"] or ""
    if slip["service_month"] == run_month:
        return str(note)
    word = words.KINDS["recovery" if slip["net_fen"] < 0 else "arrears"]
    return f"{month_text(slip['service_month'])} {word}　{note}".strip()


def _write_sums(
    sheet: Sheet, row: int, label: str, first: int, sums: list[int], columns: Columns
) -> None:
    """A row of sums over the rows from `first`; SUBTOTAL passes over other subtotals."""
    sheet.merged_text(row, 0, columns.first_amount - 1, label, "strong_label")
    for column, fen in enumerate(sums, columns.first_amount):
        top, bottom = (xl_rowcol_to_cell(r, column) for r in (first, row - 1))
        sheet.formula(row, column, f"=SUBTOTAL(9,{top}:{bottom})", fen, "strong_yuan")
    for column in (columns.note, columns.note + 1):
        sheet.text(row, column, "", "strong_label")
    fit_row(sheet, row, [(label, sum(columns.widths[: columns.first_amount]))])
