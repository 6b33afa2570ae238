"""月度汇总.xlsx: one page of totals by program, project and fund, signed; and every problem."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.money import percent
from payroll.output.book import Book, Sheet, book_in
from payroll.output.capitals import capitals
from payroll.output.month_payroll import MonthPayroll
from payroll.output.page import (
    ROW_HEIGHT,
    finish_page,
    fit_row,
    write_headings,
    write_remark,
    write_signatures,
    write_title,
)
from payroll.output.problems_sheet import write_problems_sheet
from payroll.output.totals import ProgramTotal, summary_rows
from payroll.terms import columns as words

HEADING_ROW = 2
_WIDTHS = (40, 14, 18, 15, 15, 15, 15, 12, 8)
_PROGRAM_HEADINGS = (
    *(words.PROGRAM, words.PEOPLE, words.GROSS, words.DEDUCTION, words.NET),
    *(words.INSURER, words.COST, words.SHARE, words.HELD_ROWS),
)
_PROJECT_HEADINGS = (
    *(words.PROJECT, words.FUNCTION_CODE, words.FUND, words.YEAR_BUDGET),
    *(words.WITHIN, words.OVER, words.CHARGED, words.SHARE),
)


@dataclass(frozen=True)
class ProjectTotal:
    """What a month charges to one project and fund."""

    project: str
    fund: str
    document: str
    within_fen: int
    over_fen: int


def write_month_book(payroll: MonthPayroll, path: Path) -> None:
    """Write the month's page of totals and its problems."""
    with book_in(path, payroll.run_month, words.MONTH_TITLE, payroll.office) as book:
        _write_totals(book, payroll)
        title = words.ALL_PROBLEMS_TITLE
        write_problems_sheet(book, title, payroll.run_month, payroll.problems)


def project_totals(charges: pl.DataFrame) -> list[ProjectTotal]:
    """Σ charges in fen by project, fund and document, in the order they were first charged."""
    sums = charges.group_by("project", "fund", "document", maintain_order=True).agg(
        pl.col("amount_fen").filter(pl.col("kind") == kind).sum().alias(kind)
        for kind in ("within", "over")
    )
    return [ProjectTotal(*row) for row in sums.iter_rows()]


def _write_totals(book: Book, payroll: MonthPayroll) -> None:
    sheet = book.sheet(words.UNITS_SHEET)
    columns = len(_PROGRAM_HEADINGS)
    write_title(sheet, columns, words.MONTH_TITLE, payroll.run_month)
    write_headings(sheet, HEADING_ROW, _PROGRAM_HEADINGS, _WIDTHS)
    *programs, total = summary_rows(payroll)
    row = HEADING_ROW + 1
    for program in programs:
        _write_program(sheet, row, program)
        row += 1
    _write_program_total(sheet, row, total, len(programs))
    row += 1
    in_words = words.CAPITALS.format(amount=capitals(total.net_fen))
    sheet.merged_text(row, 0, columns - 1, in_words, "strong_label")
    sheet.worksheet.set_row(row, ROW_HEIGHT + 3)
    row += 2
    sheet.merged_text(row, 0, columns - 1, words.BY_PROJECT, "section")
    row = _write_projects(sheet, row + 1, payroll)
    remark = words.MONTH_REMARK.format(
        as_of=payroll.as_of.isoformat(),
        read=len(payroll.reading.roster),
        accepted=len(payroll.accepted),
        held=len(payroll.held),
    )
    if payroll.ledger is not None:
        remark += payroll.ledger.text
    write_remark(sheet, row, remark, _WIDTHS)
    write_signatures(sheet, row + 1, _WIDTHS)
    finish_page(sheet, HEADING_ROW, row + 1, columns, words.MONTH_TITLE)


def _write_program(sheet: Sheet, row: int, program: ProgramTotal) -> None:
    sheet.text(row, 0, program.program, "text")
    sheet.whole(row, 1, program.people, "count")
    sheet.hundredths(row, 2, program.person_fen, "yuan")
    sheet.hundredths(row, 3, program.deduction_fen, "yuan_or_dash")
    _write_net_and_cost(sheet, row, program, "yuan")
    sheet.hundredths(row, 5, program.insurer_fen, "yuan_or_dash")
    sheet.text(row, 7, program.share, "centre")
    sheet.whole(row, 8, program.held, "attention" if program.held else "count")
    fit_row(sheet, row, [(program.program, _WIDTHS[0])])


def _write_net_and_cost(sheet: Sheet, row: int, total: ProgramTotal, style: str) -> None:
    gross, deduction, insurer = (xl_rowcol_to_cell(row, column) for column in (2, 3, 5))
    sheet.formula(row, 4, f"={gross}-{deduction}", total.net_fen, style)
    sheet.formula(row, 6, f"={gross}+{insurer}", total.cost_fen, style)


def _write_program_total(sheet: Sheet, row: int, total: ProgramTotal, programs: int) -> None:
    sheet.text(row, 0, words.TOTAL, "strong_label")
    sheet.whole(row, 1, total.people, "strong_count")
    amounts = {2: total.person_fen, 3: total.deduction_fen, 5: total.insurer_fen}
    for column, fen in amounts.items():
        _write_sum(sheet, row, column, programs, fen)
    _write_net_and_cost(sheet, row, total, "strong_yuan")
    sheet.text(row, 7, total.share, "strong_count")
    sheet.whole(row, 8, total.held, "strong_count")
    sheet.worksheet.set_row(row, ROW_HEIGHT)


def _write_sum(sheet: Sheet, row: int, column: int, rows: int, fen: int) -> None:
    """The sum of the `rows` rows above, or 0 where there are none."""
    if rows == 0:
        sheet.hundredths(row, column, fen, "strong_yuan")
        return
    top, bottom = (xl_rowcol_to_cell(r, column) for r in (row - rows, row - 1))
    sheet.formula(row, column, f"=SUM({top}:{bottom})", fen, "strong_yuan")


def _write_projects(sheet: Sheet, row: int, payroll: MonthPayroll) -> int:
    """The table of projects and funds from `row` on; the row after it."""
    write_headings(sheet, row, _PROJECT_HEADINGS)
    totals = project_totals(payroll.charges)
    for project in totals:
        row += 1
        _write_project(sheet, row, project, payroll)
    row += 1
    sheet.merged_text(row, 0, 3, words.TOTAL, "strong_label")
    within, over = (sum(getattr(p, name) for p in totals) for name in ("within_fen", "over_fen"))
    for column, fen in ((4, within), (5, over), (6, within + over)):
        _write_sum(sheet, row, column, len(totals), fen)
    sheet.text(row, 7, "", "strong_count")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    return row + 1


def _write_project(sheet: Sheet, row: int, project: ProjectTotal, payroll: MonthPayroll) -> None:
    fund = f"{project.fund} {project.document}".strip()
    texts = (project.project, payroll.function_codes.get(project.project, ""), fund)
    for column, text in enumerate(texts):
        sheet.text(row, column, text, "centre" if column == 1 else "text")
    budget_fen = payroll.budget_fen.get(project.project)
    charged_fen = project.within_fen + project.over_fen
    sheet.hundredths(row, 3, budget_fen, "yuan")
    sheet.hundredths(row, 4, project.within_fen, "yuan")
    sheet.hundredths(row, 5, project.over_fen, "yuan_or_dash")
    both = (xl_rowcol_to_cell(row, column) for column in (4, 5))
    sheet.formula(row, 6, f"={'+'.join(both)}", charged_fen, "yuan")
    sheet.text(row, 7, percent(charged_fen, budget_fen or 0), "centre")
    fit_row(sheet, row, list(zip(texts, _WIDTHS, strict=False)))
