"""Sheet 问题: what was held back or noticed, where it stands and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payroll.output.book import Book
from payroll.output.page import finish_page, fit_row, write_headings, write_title
from payroll.problems import Problem
from payroll.terms import columns as words

HEADING_ROW = 2
_HEADINGS = (
    *(words.SERIAL, words.TREATMENT, words.NAME, words.PLACE),
    *(words.FOUND, words.REMEDY, words.CODE),
)
_WIDTHS = (5, 10, 11, 34, 42, 42, 20)


def write_problems_sheet(
    book: Book,
    title: str,
    run_month: date,
    problems: Sequence[Problem],
    name: str = words.PROBLEMS_SHEET,
) -> None:
    """A row a problem, those that hold somebody back first."""
    sheet = book.sheet(name)
    write_title(sheet, len(_HEADINGS), title, run_month)
    write_headings(sheet, HEADING_ROW, _HEADINGS, _WIDTHS)
    row = HEADING_ROW
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    for serial, problem in enumerate(ordered, 1):
        row += 1
        held = problem.severity == "error"
        sheet.whole(row, 0, serial, "centre")
        sheet.text(row, 1, words.TREATMENTS[problem.severity], "attention" if held else "centre")
        texts = (problem.name, str(problem.cell), problem.found, problem.remedy, problem.code)
        for column, text in enumerate(texts, 2):
            sheet.text(row, column, text, "text")
        fit_row(sheet, row, list(zip(texts, _WIDTHS[2:], strict=True)))
    if row == HEADING_ROW:
        row += 1
        sheet.merged_text(row, 0, len(_HEADINGS) - 1, words.NO_PROBLEMS, "centre")
    finish_page(sheet, HEADING_ROW, row, len(_HEADINGS), title)
