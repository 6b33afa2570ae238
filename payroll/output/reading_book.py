"""阅读报告.xlsx: what was read from every attendance sheet, who sent one, what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from payroll.output.book import Book, Sheet, book_in
from payroll.output.month_payroll import MonthPayroll
from payroll.output.page import ROW_HEIGHT, finish_page, fit_paragraphs, write_headings
from payroll.output.problems_sheet import write_problems_sheet
from payroll.period import month_title
from payroll.survey import TableLine, UnitState, counted_states, table_lines
from payroll.terms import columns
from payroll.terms import desk as words
from payroll.terms.messages.desk import MESSAGES as DESK_MESSAGES

HEADING_ROW = 1
TABLE_COLUMNS = {
    columns.SERIAL: 4,
    words.FILE: 26,
    words.SHEET: 9,
    words.HEADER_ROWS: 6,
    words.RANGE: 10,
    words.FIRST_PERSON: 9,
    words.LAST_PERSON: 9,
    words.READ_PEOPLE: 7,
    words.HELD_PEOPLE: 7,
    words.REQUIRED: 8,
    words.ATTENDED: 8,
    words.LEAVE: 7,
    words.TOTALS: 16,
    words.SKIPPED: 22,
    words.UNUSED: 14,
    words.NOTES: 30,
}
UNIT_COLUMNS = {
    columns.SERIAL: 5,
    columns.UNIT: 26,
    words.STATE: 11,
    words.EXPECTED_PEOPLE: 8,
    words.READ_PEOPLE: 8,
    words.FILE: 34,
    words.NOTES: 52,
}
"""Headings and widths of the two sheets."""


def write_reading_book(payroll: MonthPayroll, path: Path) -> None:
    """Write the report of a month: a row a table, a row a unit, and the desk's own changes."""
    month = payroll.run_month
    lines = table_lines(payroll.reading, payroll.held["row_id"].to_list())
    changes = [each for each in payroll.problems if each.code in DESK_MESSAGES]
    with book_in(path, month, words.READING_TITLE, payroll.office) as book:
        _write_tables(book, month, lines)
        _write_units(book, month, payroll.units)
        if changes:
            write_problems_sheet(book, words.DESK_TITLE, month, changes, words.DESK_SHEET)


def _write_tables(book: Book, month: date, lines: Sequence[TableLine]) -> None:
    sheet = _sheet(book, words.READING_SHEET, month, words.READING_TITLE, TABLE_COLUMNS)
    row = HEADING_ROW
    for serial, line in enumerate(lines, 1):
        row += 1
        _write_table(sheet, row, serial, line)
    if not lines:
        row += 1
        sheet.merged_text(row, 0, len(TABLE_COLUMNS) - 1, words.NO_SHEETS, "centre")
    row += 1
    _write_sums(sheet, row, lines)
    finish_page(sheet, HEADING_ROW, row, len(TABLE_COLUMNS), words.READING_TITLE)


def _write_table(sheet: Sheet, row: int, serial: int, line: TableLine) -> None:
    table = line.table
    sheet.whole(row, 0, serial, "centre")
    places = (table.file, table.sheet, table.header_rows, table.data_range)
    who = (table.first_person, table.last_person)
    for column, text in enumerate((*places, *who), 1):
        sheet.text(row, column, text, "text" if column in (1, 2, 5, 6) else "centre")
    sheet.whole(row, 7, line.people, "count" if line.people else "attention")
    sheet.whole(row, 8, line.held, "attention" if line.held else "count")
    days = (line.required_days_h, line.attended_days_h, line.leave_days_h)
    for column, days_h in enumerate(days, 9):
        sheet.hundredths(row, column, days_h if line.people else None, "days")
    told = (line.totals, table.skipped, table.unused_columns, table.notes)
    for column, texts in enumerate(told, 12):
        sheet.paragraphs(row, column, texts, "text")
    cells: list[tuple[Sequence[str], int]] = [
        ((text,), column) for column, text in enumerate((*places, *who), 1)
    ]
    cells += [(texts, column) for column, texts in enumerate(told, 12)]
    widths = list(TABLE_COLUMNS.values())
    fit_paragraphs(sheet, row, [(texts, widths[column]) for texts, column in cells])


def _write_sums(sheet: Sheet, row: int, lines: Sequence[TableLine]) -> None:
    tables = sum(1 for line in lines if line.people)
    files = len({line.table.file for line in lines if line.people})
    sheet.merged_text(
        row, 0, 6, words.TABLES_TOTAL.format(tables=tables, files=files), "strong_label"
    )
    sheet.whole(row, 7, sum(line.people for line in lines), "strong_count")
    sheet.whole(row, 8, sum(line.held for line in lines), "strong_count")
    for column, name in enumerate(("required", "attended", "leave"), 9):
        total = sum(getattr(line, f"{name}_days_h") for line in lines)
        sheet.hundredths(row, column, total, "strong_days")
    for column in range(12, len(TABLE_COLUMNS)):
        sheet.text(row, column, "", "strong_label")
    sheet.worksheet.set_row(row, ROW_HEIGHT)


def _write_units(book: Book, month: date, units: Sequence[UnitState]) -> None:
    sheet = _sheet(book, words.UNITS_SHEET, month, words.UNITS_TITLE, UNIT_COLUMNS)
    row = HEADING_ROW
    widths = list(UNIT_COLUMNS.values())
    for serial, unit in enumerate(units, 1):
        row += 1
        odd = unit.state != "sent"
        sheet.whole(row, 0, serial, "centre")
        sheet.text(row, 1, unit.unit, "text")
        sheet.text(row, 2, words.STATES[unit.state], "attention" if odd else "centre")
        sheet.whole(row, 3, unit.expected, "count")
        sheet.whole(row, 4, unit.read, "count")
        sheet.paragraphs(row, 5, unit.files, "text")
        sheet.paragraphs(row, 6, unit.notes, "text")
        cells = (([unit.unit], 1), (unit.files, 5), (unit.notes, 6))
        fit_paragraphs(sheet, row, [(texts, widths[column]) for texts, column in cells])
    row += 1
    last = len(UNIT_COLUMNS) - 1
    sheet.merged_text(row, 0, last, counted_states(units) or words.NO_UNITS, "strong_label")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    finish_page(sheet, HEADING_ROW, row, len(UNIT_COLUMNS), words.UNITS_TITLE, landscape=False)


def _sheet(book: Book, name: str, month: date, title: str, widths: dict[str, int]) -> Sheet:
    """A sheet with its title and headings."""
    sheet = book.sheet(name)
    sheet.merged_text(0, 0, len(widths) - 1, f"{month_title(month)}{title}", "title")
    sheet.worksheet.set_row(0, 32)
    write_headings(sheet, HEADING_ROW, list(widths), list(widths.values()))
    return sheet
