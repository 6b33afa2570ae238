"""{year}年预算草案.xlsx: the published table of projects, what it rests on, what stays open."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.disk import write_whole
from payroll.forecast.draft import Draft, DraftLine
from payroll.forecast.look import Fen, Value, forecast_book, put, put_row
from payroll.forecast.plan import share_text
from payroll.forecast.target_sheet import write_target_sheet
from payroll.output.book import Book, Sheet
from payroll.output.page import ROW_HEIGHT, finish_page, fit_row, write_headings, write_remark
from payroll.terms import forecast as words

_TABLE_WIDTHS = (62, 15, 15, 15, 15, 15, 13)
_BASIS_WIDTHS = (34, 50, 15, 13, 15, 15, 15, 48)
_BASIS_STYLES = (*("text", "text", "yuan", "yuan_or_dash", "yuan", "yuan", "signed_yuan", "text"),)
_OPEN_WIDTHS = (36, 66, 18, 50)
_FEN_A_WAN = 1_000_000


def write_draft_book(draft: Draft, path: Path) -> None:
    """Write the draft to `path`, whole or not at all.  Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, draft_bytes(draft))


def draft_bytes(draft: Draft) -> bytes:
    """The workbook as bytes."""
    target = io.BytesIO()
    title = words.DRAFT_TITLE.format(year=draft.year)
    with forecast_book(target, draft.ground.months[0], title) as book:
        _write_table(book, draft)
        _write_basis(book, draft)
        _write_open(book, draft)
        for number, line in enumerate(draft.lines, 1):
            write_target_sheet(book, draft, line, number)
    return target.getvalue()


def _begin(book: Book, name: str, title: str, last: int, left: str, right: str) -> Sheet:
    sheet = book.sheet(name)
    sheet.merged_text(0, 0, last, title, "title")
    sheet.worksheet.set_row(0, 32)
    sheet.merged_text(1, 0, last // 2, left, "caption")
    sheet.merged_text(1, last // 2 + 1, last, right, "caption_right")
    return sheet


def _write_table(book: Book, draft: Draft) -> None:
    """The form of the published table: amounts in 万元, everything in the general budget."""
    last = len(_TABLE_WIDTHS) - 1
    unit = words.UNIT_NAME.format(unit=draft.ground.budget.unit)
    title = words.DRAFT_TITLE.format(year=draft.year)
    sheet = _begin(book, words.DRAFT_SHEET, title, last, unit, words.IN_WAN)
    for column, width in enumerate(_TABLE_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    _write_table_head(sheet, draft.year)
    row, first = 5, 6
    put(sheet, row, 0, draft.ground.budget.unit, "strong_label")
    for column in (1, 2):
        top, bottom = (xl_rowcol_to_cell(r, column) for r in (first, row + len(draft.lines)))
        total = Fen(_in_wan(draft.total_fen), f"=SUM({top}:{bottom})")
        put(sheet, row, column, total, "strong_yuan")
    for column in range(3, last + 1):
        put(sheet, row, column, None, "strong_yuan")
    for line in draft.lines:
        row += 1
        _write_table_row(sheet, row, line, last)
    notes = [note.format(as_of=draft.ground.as_of) for note in words.DRAFT_NOTES]
    row += 1
    notes += [_margin_note(draft), words.OPEN_ROUNDING + words.FULL_STOP]
    for note in (*notes, *(problem.found for problem in draft.problems)):
        row += 1
        write_remark(sheet, row, note, _TABLE_WIDTHS)
    finish_page(sheet, 4, row, last + 1, words.DRAFT_TAG)


def _write_table_head(sheet: Sheet, year: int) -> None:
    name, total, granted, held, own = words.TABLE_HEADS
    style = sheet.book.style("heading")
    for column, text in ((0, name), (1, total), (5, held), (6, own)):
        sheet.worksheet.merge_range(2, column, 3, column, "", style)
        sheet.text(2, column, text, "heading")
    sheet.merged_text(2, 2, 4, granted.format(year=year), "heading")
    for column, text in enumerate(words.TABLE_FUNDS, 2):
        sheet.text(3, column, text, "heading")
    for column in range(7):
        sheet.text(4, column, str(column + 1), "centre")
    for row in (2, 3):
        sheet.worksheet.set_row(row, ROW_HEIGHT)


def _write_table_row(sheet: Sheet, row: int, line: DraftLine, last: int) -> None:
    put(sheet, row, 0, line.name, "text")
    fit_row(sheet, row, [(line.name, _TABLE_WIDTHS[0])])
    if line.amount_fen is None:
        put(sheet, row, 1, words.OPEN, "attention")
        put(sheet, row, 2, words.OPEN, "attention")
    else:
        amount = _in_wan(line.amount_fen)
        put(sheet, row, 1, Fen(amount, f"={xl_rowcol_to_cell(row, 2)}"), "yuan")
        put(sheet, row, 2, Fen(amount), "yuan")
    for column in range(3, last + 1):
        put(sheet, row, column, None, "yuan")


def _in_wan(fen: int) -> int:
    """Hundredths of 万元; amounts are whole ones by their rounding."""
    return fen * 100 // _FEN_A_WAN


def _write_basis(book: Book, draft: Draft) -> None:
    last = len(_BASIS_WIDTHS) - 1
    title = words.BASIS_TITLE.format(year=draft.year)
    sheet = _begin(book, words.BASIS_SHEET, title, last, words.DRAFT_TAG, words.IN_YUAN)
    write_headings(sheet, 2, words.BASIS_HEADINGS, _BASIS_WIDTHS)
    row = 2
    for line in draft.lines:
        if line.need_fen is not None and line.amount_fen is not None:
            row += 1
            need, margin, amount, before = (xl_rowcol_to_cell(row, at) for at in (2, 3, 4, 5))
            was_fen = line.project.amount_fen
            values: list[Value] = [
                line.name,
                line.formula,
                Fen(line.need_fen),
                Fen(line.margin_fen),
                Fen(line.amount_fen, f"=ROUNDUP(({need}+{margin})/100,0)*100"),
                Fen(was_fen),
                Fen(line.amount_fen - was_fen, f"={amount}-{before}"),
                words.SEMICOLON.join(line.sources),
            ]
            put_row(sheet, row, values, _BASIS_STYLES, _BASIS_WIDTHS)
    finish_page(sheet, 2, max(row, 3), last + 1, words.DRAFT_TAG)


def _write_open(book: Book, draft: Draft) -> None:
    last = len(_OPEN_WIDTHS) - 1
    title = words.OPEN_TITLE.format(year=draft.year)
    sheet = _begin(book, words.OPEN_SHEET, title, last, words.DRAFT_TAG, words.IN_YUAN)
    write_headings(sheet, 2, words.OPEN_HEADINGS, _OPEN_WIDTHS)
    row = 2
    for values in _open_items(draft):
        row += 1
        put_row(sheet, row, values, ("text", "text", "yuan", "text"), _OPEN_WIDTHS)
    finish_page(sheet, 2, row, last + 1, words.DRAFT_TAG)


def _open_items(draft: Draft) -> Iterator[tuple[Value, ...]]:
    """Everything that somebody must decide before the draft is a budget."""
    for line in draft.lines:
        was = Fen(line.project.amount_fen)
        if line.need_fen is None:
            yield (line.name, words.OPEN_PEOPLE, was, words.OPEN_PEOPLE_REMEDY)
            continue
        if line.unstated:
            text = words.OPEN_STANDARD.format(items="、".join(line.unstated))
            yield (line.name, text, was, words.OPEN_STANDARD_REMEDY)
        for basis in line.project.bases:
            for assumed in basis.assumed.values():
                text = words.OPEN_ASSUMED.format(assumed=assumed)
                yield (line.name, text, was, words.OPEN_ASSUMED_REMEDY)
    yield (words.ALL_PROJECTS, _margin_note(draft), None, words.OPEN_MARGIN_REMEDY)
    yield (words.ALL_PROJECTS, words.OPEN_ROUNDING, None, words.OPEN_ROUNDING_REMEDY)


def _margin_note(draft: Draft) -> str:
    return words.OPEN_MARGIN.format(margin=share_text(draft.margin_e4))
