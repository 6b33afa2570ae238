"""The list that goes back alone, for files that cannot be marked: CSV, xls, ods, refused ones."""

from __future__ import annotations

import io
from datetime import date

from payroll.desk import note
from payroll.desk.returning import Return
from payroll.output.book import book_in
from payroll.output.page import finish_page, fit_row, write_headings, write_remark
from payroll.terms.files import RETURN_NOTE

HEADING_ROW = 2


def return_list(returned: Return, month: date) -> bytes:
    """A workbook with the list."""
    content = io.BytesIO()
    title = note.title(month)
    widths = list(note.HEADINGS.values())
    with book_in(content, month, title) as book:
        sheet = book.sheet(RETURN_NOTE)
        sheet.merged_text(0, 0, len(widths) - 1, title, "title")
        sheet.worksheet.set_row(0, 32)
        write_remark(sheet, 1, note.introduction(returned, copied=False), widths)
        write_headings(sheet, HEADING_ROW, list(note.HEADINGS), widths)
        row = HEADING_ROW
        for texts, each in zip(note.rows(returned.problems), returned.problems, strict=True):
            row += 1
            for column, text in enumerate(texts):
                style = "attention" if column == 1 and each.severity == "error" else "text"
                sheet.text(row, column, text, style)
            fit_row(sheet, row, list(zip(texts, widths, strict=True)))
        finish_page(sheet, HEADING_ROW, row, len(widths), RETURN_NOTE)
    return content.getvalue()
