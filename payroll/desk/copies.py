"""Returned copies: the unit's own workbook with its problems coloured and written on the cells.

openpyxl changes a workbook and keeps of it what it knows: values, formulas, formats, merges,
widths, print settings, drop-downs.  Pictures, charts and shapes are lost; the unit's original
stays with the unit, and ours in the month's folder is never touched.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from payroll.desk import note
from payroll.desk.returning import Return
from payroll.output.widths import lines_needed
from payroll.problems import Problem
from payroll.terms import desk as words
from payroll.terms.files import RETURN_NOTE

RED, YELLOW = "FFFFB3B3", "FFFFF2A8"
_FILLS = {
    "error": PatternFill("solid", start_color=RED),
    "warning": PatternFill("solid", start_color=YELLOW),
}
_COMMENT_WIDTH, _COMMENT_COLUMNS, _LINE = 340, 48, 18
"""Pixels; columns of text in a line of a comment; pixels of a line."""
_TALLEST_COMMENT = 600
_UNPACKED_UP_TO = 40_000_000
"""Bytes: openpyxl needs some fifty times as much memory."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SAVED_AT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DRAWN = re.compile(r"xl/(media|charts|embeddings|ctrlProps)/|xl/drawings/drawing", re.IGNORECASE)
_GRID = Side(style="thin", color="FF808080")
_FONT = "宋体"
_SHORT = 5
"""Columns of the list whose texts are short; the others hold sentences."""


def returned_copy(content: bytes, returned: Return, month: date) -> bytes | None:
    """The workbook with its problems marked and listed on a first sheet; None when openpyxl cannot
    take it or it is too large to be changed.

    `content` must have passed the strict reader: nobody else's refusals are repeated here.
    """
    if _unpacked(content) > _UNPACKED_UP_TO:
        return None
    with warnings.catch_warnings():  # about what it does not know and will leave out
        warnings.simplefilter("ignore")
        book = _opened(content)
        if book is None:
            return None
        _mark(book, returned.problems)
        _write_note(book, returned, month, is_drawn_on=_is_drawn_on(content))
        return _saved(book, month)


def _opened(content: bytes) -> Workbook | None:
    try:
        return load_workbook(io.BytesIO(content), rich_text=True)
    except Exception:  # a part it did not expect raises whatever it makes go wrong
        return None


def _saved(book: Workbook, month: date) -> bytes | None:
    target = io.BytesIO()
    try:
        book.save(target)
    except Exception:  # as above: what was read may turn out unwritable
        return None
    return same_bytes(target.getvalue(), month)


def same_bytes(content: bytes, month: date) -> bytes:
    """A workbook saved by openpyxl without the moment of saving, so that equal ones are equal."""
    target = io.BytesIO()
    moment = rf"\g<1>{month.isoformat()}T00:00:00Z\g<2>".encode()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _SAVED_AT.sub(moment, part)
            copy.writestr(ZipInfo(name, _EPOCH), part, ZIP_DEFLATED)
    return target.getvalue()


def _unpacked(content: bytes) -> int:
    with ZipFile(io.BytesIO(content)) as book:
        return sum(entry.file_size for entry in book.infolist())


def _is_drawn_on(content: bytes) -> bool:
    """Whether the workbook has pictures, seals, charts, shapes or controls, of which openpyxl
    keeps little; notes on cells are none."""
    with ZipFile(io.BytesIO(content)) as book:
        return any(_DRAWN.match(name) for name in book.namelist())


def _mark(book: Workbook, problems: Sequence[Problem]) -> None:
    """Colour and comment the cells; what has no cell is only in the list."""
    for sheet in book.worksheets:
        here: dict[str, list[Problem]] = {}
        for each in problems:
            if each.cell.sheet == sheet.title and each.cell.row is not None:
                cell = _cell(sheet, each.cell.row, each.cell.column)
                here.setdefault(cell.coordinate, []).append(each)
        for address, theirs in here.items():
            _mark_cell(sheet[address], theirs)


def _cell(sheet: Worksheet, row: int, column: int | str | None) -> SheetCell:
    """The cell to mark: the first one with content where only the row is known, and of a merged
    range the one that is seen."""
    if not isinstance(column, int):
        filled = [each.column for each in sheet[row] if each.value is not None]
        column = min(filled, default=1)
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        for area in sheet.merged_cells.ranges:
            if cell.coordinate in area:
                return _cell(sheet, area.min_row, area.min_col)
    assert isinstance(cell, SheetCell)  # noqa: S101 - a merged cell lies in a range
    return cell


def _mark_cell(cell: SheetCell, problems: Sequence[Problem]) -> None:
    worst = "error" if any(each.severity == "error" for each in problems) else "warning"
    cell.fill = _FILLS[worst]
    text = note.comment_text(problems)
    if cell.comment is not None and cell.comment.text:
        text = f"{cell.comment.text}\n{text}"
    lines = sum(lines_needed(line, _COMMENT_COLUMNS) for line in text.splitlines())
    height = min(_TALLEST_COMMENT, (max(lines, 2) + 1) * _LINE)
    cell.comment = Comment(text, words.COMMENT_AUTHOR, height=height, width=_COMMENT_WIDTH)


def _write_note(book: Workbook, returned: Return, month: date, *, is_drawn_on: bool) -> None:
    """The list as the first sheet of the workbook, in the place of an earlier one."""
    if RETURN_NOTE in book.sheetnames:
        book.remove(book[RETURN_NOTE])
    sheet = book.create_sheet(RETURN_NOTE, 0)
    width = len(note.HEADINGS)
    told = note.introduction(returned, copied=True)
    told += words.RETURN_DRAWINGS if is_drawn_on else ""
    for row, text, size, height in (
        (1, note.title(month), 16, 30),
        (2, told, 11, 52),
    ):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        _write(sheet, row, 1, text, Font(name=_FONT, size=size, bold=row == 1))
        sheet.row_dimensions[row].height = height
    for column, (heading, columns) in enumerate(note.HEADINGS.items(), 1):
        cell = _write(sheet, 3, column, heading, Font(name=_FONT, size=10, bold=True))
        cell.alignment = Alignment(horizontal="center", vertical="center")
        cell.fill = PatternFill("solid", start_color="FFDDEBF7")
        cell.border = Border(_GRID, _GRID, _GRID, _GRID)
        sheet.column_dimensions[cell.column_letter].width = columns
    for row, (texts, each) in enumerate(
        zip(note.rows(returned.problems), returned.problems, strict=True), 4
    ):
        _write_row(sheet, row, texts, each)
    _set_up_page(sheet)
    book.active = sheet
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str], problem: Problem) -> None:
    for column, text in enumerate(texts, 1):
        cell = _write(sheet, row, column, text, Font(name=_FONT, size=10))
        cell.border = Border(_GRID, _GRID, _GRID, _GRID)
        if column <= _SHORT:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.cell(row, 2).fill = _FILLS[problem.severity]
    lines = [
        lines_needed(text, columns)
        for text, columns in zip(texts, note.HEADINGS.values(), strict=True)
    ]
    sheet.row_dimensions[row].height = max(lines) * 14 + 6


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> SheetCell:
    """Write text, never a formula or a number."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # noqa: S101 - nothing is merged before it is written
    cell.value = text
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _set_up_page(sheet: Worksheet) -> None:
    """A4 across, one page wide, headings repeated and frozen."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.print_title_rows = "3:3"
    sheet.freeze_panes = "A4"
