"""What every signed page has: title, month, unit of account, signatures, page numbers, A4."""

from __future__ import annotations

from datetime import date

from payroll.output.book import Sheet
from payroll.period import month_title
from payroll.terms import columns as words

_A4 = 9


def write_title(sheet: Sheet, columns: int, title: str, run_month: date) -> None:
    """Rows 0 and 1: the title over all columns; the month, the maker, the unit of account."""
    last = columns - 1
    sheet.worksheet.merge_range(0, 0, 0, last, "", sheet.book.style("title"))
    sheet.text(0, 0, title, "title")
    sheet.worksheet.set_row(0, 30)
    third = columns // 2
    sheet.worksheet.merge_range(1, 0, 1, third, "", sheet.book.style("caption"))
    sheet.text(1, 0, words.CAPTION.format(month=month_title(run_month)), "caption")
    sheet.worksheet.merge_range(1, third + 1, 1, last, "", sheet.book.style("caption_right"))
    sheet.text(1, third + 1, words.UNIT_OF_ACCOUNT, "caption_right")
    sheet.worksheet.set_row(1, 20)


def write_signatures(sheet: Sheet, row: int, columns: int) -> None:
    """The line that is signed: 制表人, 复核人, 审批人, date, spread over the columns."""
    parts = words.SIGNERS
    edges = [round(columns * i / len(parts)) for i in range(len(parts) + 1)]
    style = sheet.book.style("sign")
    for part, first, after in zip(parts, edges, edges[1:], strict=False):
        if after - first > 1:
            sheet.worksheet.merge_range(row, first, row, after - 1, "", style)
        sheet.text(row, first, part, "sign")
    sheet.worksheet.set_row(row, 30)


def finish_page(sheet: Sheet, heading_row: int, last_row: int, columns: int, label: str) -> None:
    """A4 landscape, one page wide, headings repeated and frozen, pages numbered."""
    worksheet = sheet.worksheet
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, 0)
    worksheet.print_area(0, 0, last_row, columns - 1)
    worksheet.repeat_rows(0, heading_row)
    worksheet.freeze_panes(heading_row + 1, 0)
    worksheet.hide_gridlines(2)
    worksheet.set_footer(words.FOOTER.format(label=label.replace("&", "&&")))
