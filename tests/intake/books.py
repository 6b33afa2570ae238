"""Writing small workbooks and text files the way people's programs do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from payroll.intake import Reading, read_rosters
from payroll.intake.asked import Asked, rest_days
from payroll.intake.programs import ProgramNames
from tests.intake.people import MONTH, PROGRAMS

Content = str | int | float | date | None
Grid = Sequence[Sequence[Content]]


@dataclass
class Page:
    """A sheet to write: rows from A1, and what else it has."""

    rows: Grid
    merges: Sequence[str] = ()
    """Ranges such as `A1:F1`; their content is that of the first cell."""
    formulas: Mapping[str, tuple[str, object]] = field(default_factory=dict)
    hidden_rows: Iterable[int] = ()
    """Counted from 1."""
    hidden_columns: Iterable[int] = ()
    state: str = "visible"


ASKED = Asked(MONTH, ProgramNames(PROGRAMS), rest_days(MONTH, None))


def write_book(path: Path, pages: Mapping[str, Page | Grid]) -> None:
    """Write an .xlsx file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, page in pages.items():
            sheet = book.add_worksheet(name)
            _write_page(sheet, page if isinstance(page, Page) else Page(page), dated)


def _write_page(sheet: Worksheet, page: Page, dated: Format) -> None:
    for row, values in enumerate(page.rows):
        for column, value in enumerate(values):
            _write_cell(sheet, row, column, value, dated)
    for merged in page.merges:
        row, column = xl_cell_to_rowcol(merged.partition(":")[0])
        value = page.rows[row][column] if column < len(page.rows[row]) else None
        form = dated if isinstance(value, date) else None
        sheet.merge_range(merged, "" if value is None else value, form)
    for place, (formula, result) in page.formulas.items():
        sheet.write_formula(place, formula, None, result)
    for hidden in page.hidden_rows:
        sheet.set_row(hidden - 1, None, None, {"hidden": True})
    for hidden in page.hidden_columns:
        sheet.set_column(hidden - 1, hidden - 1, None, None, {"hidden": True})
    if page.state == "hidden":
        sheet.hide()


def _write_cell(sheet: Worksheet, row: int, column: int, value: Content, dated: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, dated)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)


def csv_text(rows: Grid) -> str:
    """Rows as the text of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(["" if value is None else value for value in row] for row in rows)
    return out.getvalue()


def read_month(folder: Path, month: date = MONTH) -> Reading:
    """The reading of a month's folder with the test's programs."""
    return read_rosters(folder, month, PROGRAMS)


def read_book(folder: Path, pages: Mapping[str, Page | Grid], name: str = "甲单位.xlsx") -> Reading:
    """The reading of a folder that holds one workbook."""
    write_book(folder / name, pages)
    return read_month(folder)


def codes(reading: Reading, severity: str | None = None) -> list[str]:
    """Codes of the problems, in file order."""
    return [each.code for each in reading.problems if severity in (None, each.severity)]
