"""变动说明: the bridge as a sheet to be signed with the month, and the people behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from payroll.changes.bridge import CAUSES, Bridge
from payroll.output.book import Book, Sheet, book_in
from payroll.output.page import write_headings, write_remark, write_title
from payroll.period import month_text, month_title
from payroll.terms import changes as words

_AMOUNTS = ("before_fen", *(f"{cause}_fen" for cause in CAUSES), "after_fen")
_WIDTHS = (24, 15, *(13 for _ in CAUSES), 15)


def write_changes(bridge: Bridge, before: date, month: date, out: Path) -> Path:
    """Write the bridge into `out`; the file's path.  Replaced whole or not at all."""
    path = out / words.FILE.format(month=month_text(month))
    staged = path.with_name(f".{path.name}.new")
    with book_in(staged, month, words.TITLE) as book:
        _write_bridge(book.sheet(words.SHEET_BRIDGE), bridge, before, month)
        _write_people(book, bridge, month)
    staged.replace(path)
    return path


def _write_bridge(sheet: Sheet, bridge: Bridge, before: date, month: date) -> None:
    headings = [
        words.PROGRAM,
        words.BEFORE.format(month=month_title(before)),
        *(words.CAUSE_TITLES[cause] for cause in CAUSES),
        words.AFTER.format(month=month_title(month)),
    ]
    write_title(sheet, len(headings), words.TITLE, month)
    write_headings(sheet, 2, headings, _WIDTHS)
    rows = bridge.programs.rows(named=True)
    for number, row in enumerate(rows, start=3):
        sheet.text(number, 0, row["program"], "text")
        for column, name in enumerate(_AMOUNTS, start=1):
            style = "yuan" if name in ("before_fen", "after_fen") else "signed_yuan"
            sheet.hundredths(number, column, row[name], style)
    last = 3 + len(rows)
    sheet.text(last, 0, words.TOTAL, "strong_label")
    for column, name in enumerate(_AMOUNTS, start=1):
        letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
        total = sum(row[name] for row in rows)
        sheet.formula(last, column, f"=SUM({letter}4:{letter}{last})", total, "strong_yuan")
    write_remark(sheet, last + 1, words.REMARK, _WIDTHS)
    _set_page(sheet)


def _write_people(book: Book, bridge: Bridge, month: date) -> None:
    sheet = book.sheet(words.SHEET_PEOPLE)
    write_title(sheet, len(words.PEOPLE_HEADINGS), words.TITLE, month)
    write_headings(sheet, 2, words.PEOPLE_HEADINGS, (24, 16, 14, 22, 16))
    names = dict(bridge.programs.select("program_id", "program").iter_rows())
    for number, row in enumerate(bridge.people.iter_rows(named=True), start=3):
        sheet.text(number, 0, names[row["program_id"]], "text")
        sheet.text(number, 1, words.CAUSE_TITLES[row["cause"]], "text")
        sheet.text(number, 2, row["name"], "text")
        sheet.text(number, 3, row["id_number"], "id")
        sheet.hundredths(number, 4, row["effect_fen"], "signed_yuan")
    _set_page(sheet)


def _set_page(sheet: Sheet) -> None:
    """A4 across, fitted to the width, headings repeated and frozen."""
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(2)
    sheet.worksheet.freeze_panes(3, 1)
