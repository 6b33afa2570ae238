"""Attendance sheets of the sample county as the bytes of files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import PurePosixPath

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payroll.money import days_text
from payroll.period import month_text
from payroll.sample.attendance import LEAVE_FIELDS
from payroll.sample.months import SHEET_ROW
from payroll.sample.plan import SheetWords
from payroll.terms.headings import CANONICAL

_WIDTHS = {
    "name": 9,
    "id_number": 20,
    "program_seen": 16,
    "unit": 22,
    "required_days_h": 8,
    "attended_days_h": 8,
    "card_number": 21,
    "bank": 27,
    "start_date": 11,
    "end_date": 11,
    "note": 22,
}
_LEAVE_WIDTH = 7
_FONT = "宋体"
_LETTERS = {"font_name": _FONT, "font_size": 11}
_BASE = {**_LETTERS, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
_HEADING = {**_BASE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDEBF7"}
_PAPER_A4 = 9


def sheet_files(
    rows: pl.DataFrame, month: date, words: SheetWords
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Path within the month's folder and content of every unit's file, in the order of the units.

    `rows` are those of `with_irregular_rows`.  The same rows give the same bytes: the workbooks
    carry no clock, and XlsxWriter dates the entries of the zip 1980-01-01.
    """
    for part in rows.partition_by("unit_order", maintain_order=True):
        unit, folder, file_format = part.select("unit", "folder", "file_format").row(0)
        if file_format == "xlsx":
            yield PurePosixPath(folder, f"{unit}.xlsx"), _workbook(part, unit, month, words)
        else:
            yield PurePosixPath(folder, f"{unit}.csv"), _csv(part, words).encode(file_format)


def _fields(rows: pl.DataFrame, words: SheetWords) -> list[str]:
    """Columns of a sheet: kinds of leave that nobody took are left out."""
    always = {f"leave.{kind}" for kind in words.leave_columns}
    unused = {f for f in LEAVE_FIELDS if f not in always and rows[f].null_count() == rows.height}
    return [field for field in SHEET_ROW if field not in unused]


def _csv(rows: pl.DataFrame, words: SheetWords) -> str:
    """The sheet as text with CRLF, as spreadsheets save it."""
    fields = _fields(rows, words)
    texts = io.StringIO(newline="")
    writer = csv.writer(texts)
    writer.writerow([CANONICAL[field] for field in fields])
    writer.writerows(rows.select(*as_texts(fields)).iter_rows())
    return texts.getvalue()


def as_texts(fields: Sequence[str]) -> list[pl.Expr]:
    """Columns of text: days with as few decimals as are exact, dates as YYYY-MM-DD."""
    return [
        days_text(pl.col(field)).alias(field)
        if SHEET_ROW[field] == pl.Int64
        else pl.col(field).cast(pl.String)
        for field in fields
    ]


def _workbook(rows: pl.DataFrame, unit: str, month: date, words: SheetWords) -> bytes:
    """The sheet as a workbook with typed cells: days are numbers, dates are dates, IDs are text."""
    fields = _fields(rows, words)
    content = io.BytesIO()
    workbook = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    title = words.title.format(unit=unit, year=month.year, month=month.month)
    workbook.set_properties({"title": title, "created": datetime.combine(month, time.min)})
    sheet = workbook.add_worksheet(words.name.format(month=month.month))
    _lay_out(workbook, sheet, fields, title, rows.height)
    formats = _Formats(workbook)
    as_number = rows["id_as_number"].to_list()
    for row, values in enumerate(rows.select(fields).iter_rows(), start=1):
        for column, (field, value) in enumerate(zip(fields, values, strict=True)):
            if field == "id_number" and as_number[row - 1]:
                sheet.write_number(row, column, int(value), formats.days)
            else:
                _write_cell(sheet, row, column, value, formats.of(field))
    workbook.close()
    return content.getvalue()


class _Formats:
    """Cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.days = workbook.add_format({**_BASE, "align": "center"})
        self.date = workbook.add_format({**_BASE, "align": "center", "num_format": "yyyy-mm-dd"})
        self.text = workbook.add_format({**_BASE, "num_format": "@"})

    def of(self, field: str) -> Format:
        """Format of a column."""
        kind = SHEET_ROW[field]
        return self.days if kind == pl.Int64 else self.date if kind == pl.Date else self.text


def _lay_out(
    workbook: Workbook, sheet: Worksheet, fields: Sequence[str], title: str, people: int
) -> None:
    """Header, widths and how it prints: one page wide, the header on every page."""
    heading = workbook.add_format(_HEADING)
    for column, field in enumerate(fields):
        sheet.set_column(column, column, _WIDTHS.get(field, _LEAVE_WIDTH))
        sheet.write_string(0, column, CANONICAL[field], heading)
    sheet.set_default_row(18)
    sheet.set_row(0, 32)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, people, len(fields) - 1)
    sheet.set_header(f"&C{title}")
    sheet.set_footer("&C第 &P 页 共 &N 页")


def _write_cell(sheet: Worksheet, row: int, column: int, value: object, format_: Format) -> None:
    if value is None:
        sheet.write_blank(row, column, None, format_)
    elif isinstance(value, int):
        sheet.write_number(row, column, Fraction(value, 100), format_)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time.min), format_)
    else:
        sheet.write_string(row, column, str(value), format_)


def flat_text(rows: pl.DataFrame, month: date) -> pl.DataFrame:
    """Rows of a month as the text columns of one flat file, canonical headings and 所属月份."""
    texts = as_texts([*SHEET_ROW])
    return rows.select(
        *(text.name.map(CANONICAL.__getitem__) for text in texts),
        pl.lit(month_text(month)).alias(CANONICAL["service_month"]),
    )
