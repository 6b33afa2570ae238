"""What every printed sheet has: title, month, headings, signatures, page numbers, A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payroll.output.book import Sheet
from payroll.output.paging import rows_of, tail_break
from payroll.output.widths import lines_needed
from payroll.period import month_title
from payroll.terms import columns as words

LINE_HEIGHT, ROW_HEIGHT = 13, 21
_TALLEST = 400
"""Points; a spreadsheet shows no row taller than 409."""
_A4, _A4_POINTS = 9, (841.9, 595.3)
_SIDE, _TOP, _BOTTOM = 0.4, 0.5, 0.6
"""Margins in inches."""


def write_title(
    sheet: Sheet,
    columns: int,
    title: str,
    run_month: date,
    *,
    account: str = words.UNIT_OF_ACCOUNT,
) -> None:
    """Rows 0 and 1: the title over all columns; whose sheet it is, where known; the unit of
    account."""
    last = columns - 1
    sheet.merged_text(0, 0, last, f"{month_title(run_month)}{title}", "title")
    sheet.worksheet.set_row(0, 32)
    middle = columns // 2
    sheet.merged_text(1, 0, middle - 1, f"{words.MAKER}{sheet.book.maker}", "caption")
    sheet.merged_text(1, middle, last, account, "caption_right")
    sheet.worksheet.set_row(1, 20)


def write_headings(
    sheet: Sheet, row: int, headings: Sequence[str], widths: Sequence[int] = ()
) -> None:
    """The heading row, and the widths of the columns where they are given."""
    for column, heading in enumerate(headings):
        sheet.text(row, column, heading, "heading")
    for column, width in enumerate(widths):
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.set_row(row, 2 * LINE_HEIGHT + 4)


def fit_row(sheet: Sheet, row: int, cells: Sequence[tuple[str | None, int]]) -> None:
    """Make a row tall enough for the texts it wraps, given with the widths of their columns."""
    lines = max((lines_needed(text, width) for text, width in cells), default=1)
    sheet.worksheet.set_row(row, min(_TALLEST, max(ROW_HEIGHT, lines * LINE_HEIGHT + 5)))


def fit_paragraphs(
    sheet: Sheet, row: int, cells: Sequence[tuple[Sequence[str | None], int]]
) -> None:
    """As `fit_row`, for cells that hold several texts under each other."""
    lines = [sum(lines_needed(text, width) for text in texts) for texts, width in cells]
    height = max([0, *lines]) * LINE_HEIGHT + 5
    sheet.worksheet.set_row(row, min(_TALLEST, max(ROW_HEIGHT, height)))


def write_remark(sheet: Sheet, row: int, text: str, widths: Sequence[int]) -> None:
    """A remark over all columns, as tall as it needs."""
    sheet.merged_text(row, 0, len(widths) - 1, text, "remark")
    lines = lines_needed(text, sum(widths))
    sheet.worksheet.set_row(row, min(_TALLEST, lines * LINE_HEIGHT + 5))


def write_signatures(sheet: Sheet, row: int, widths: Sequence[int]) -> None:
    """The line that is signed: 制表人, 复核人, 审批人 and the date, a quarter of the page each."""
    edges = [0]
    for part in range(1, len(words.SIGNERS)):
        wanted = sum(widths) * part / len(words.SIGNERS)
        edge = min(range(len(widths)), key=lambda column: abs(sum(widths[:column]) - wanted))
        edges.append(max(edge, edges[-1] + 1))
    edges.append(max(len(widths), edges[-1] + 1))
    for signer, first, after in zip(words.SIGNERS, edges, edges[1:], strict=False):
        sheet.merged_text(row, first, after - 1, signer, "sign")
    sheet.worksheet.set_row(row, 34)
    if sheet.tail is None:
        sheet.tail = row


def finish_page(
    sheet: Sheet,
    heading_row: int,
    last_row: int,
    columns: int,
    label: str,
    *,
    landscape: bool = True,
    breaks: Sequence[int] = (),
) -> None:
    """A4, one page wide, headings repeated and frozen, pages numbered; what is signed is kept
    together, further `breaks` are rows that begin a page."""
    worksheet = sheet.worksheet
    if landscape:
        worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_BOTTOM)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, 0)
    signed = _signed_page(
        sheet, heading_row, breaks[0] - 1 if breaks else last_row, columns, landscape
    )
    worksheet.set_h_pagebreaks([*signed, *breaks])
    worksheet.print_area(0, 0, last_row, columns - 1)
    worksheet.repeat_rows(0, heading_row)
    worksheet.freeze_panes(heading_row + 1, 0)
    worksheet.hide_gridlines(2)
    worksheet.set_footer(words.FOOTER.format(label=label.replace("&", "&&")))


def _signed_page(
    sheet: Sheet, heading_row: int, last_row: int, columns: int, landscape: bool
) -> list[int]:
    """The row that begins the page that is signed, where it must not be left to chance."""
    rows = rows_of(sheet.worksheet.heights, last_row, heading_row, sheet.tail)
    if rows is None:
        return []
    across, down = _A4_POINTS if landscape else _A4_POINTS[::-1]
    page = (across - 72 * 2 * _SIDE, down - 72 * (_TOP + _BOTTOM))
    row = tail_break(rows, [sheet.worksheet.widths.get(c) for c in range(columns)], page)
    return [] if row is None else [row]
