"""Sheet 总览: every project and fund with its budget, spending, balance and pace."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import get_args

from payroll.money import yuan
from payroll.output.book import Book, Sheet
from payroll.output.page import (
    ROW_HEIGHT,
    finish_page,
    write_remark,
    write_signatures,
    write_title,
)
from payroll.period import month_title
from payroll.reconciliation import tables
from payroll.reconciliation.execution import Execution, Standing
from payroll.reconciliation.reconcile import Reconciliation
from payroll.reconciliation.tables import Column
from payroll.terms import columns as common
from payroll.terms import reconciliation as words

HEADING_ROW = 2


def write_overview_sheet(book: Book, found: Reconciliation) -> None:
    """A block for projects of the payroll, projects spent elsewhere, and money without a budget."""
    sheet = book.sheet(words.OVERVIEW_SHEET)
    groups = {
        standing: [row for row in found.rows if row.standing == standing]
        for standing in get_args(Standing)
    }
    shown = [row for group in groups.values() for row in group]
    numbers = {row.key: number for number, row in enumerate(shown, 1)}
    columns = _columns(numbers)
    widths = [column.width for column in columns]
    write_title(
        sheet,
        len(columns),
        words.TITLE,
        found.as_of,
        account=common.IN_YUAN,
    )
    row = first = tables.headings(sheet, HEADING_ROW, columns)
    for standing, group in groups.items():
        row = _write_group(sheet, row, columns, standing, group)
    row = tables.total(
        sheet, row, columns, found.rows, first, label=common.TOTAL, ratios=total_ratios(found.rows)
    )
    over = yuan(sum(each.over_fen for each in found.rows))
    remark = words.OVERVIEW_REMARK.format(
        as_of=f"{month_title(found.as_of)}底",
        over=over,
        released=words.RELEASED_IS if found.budget.releases else words.NOT_RELEASED,
    )
    write_remark(sheet, row, remark, widths)
    write_signatures(sheet, row + 1, widths)
    finish_page(sheet, HEADING_ROW, row + 1, len(columns), words.TITLE)


def _write_group(
    sheet: Sheet,
    row: int,
    columns: Sequence[Column[Execution]],
    standing: Standing,
    group: Sequence[Execution],
) -> int:
    """One block with its heading and subtotal; the row after it."""
    sheet.merged_text(row, 0, len(columns) - 1, words.STANDINGS[standing], "strong_label")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    row += 1
    if not group:
        sheet.merged_text(row, 0, len(columns) - 1, words.NONE_OF_THEM, "centre")
        sheet.worksheet.set_row(row, ROW_HEIGHT)
        return row + 1
    first, row = row, tables.body(sheet, row, columns, group)
    ratios = total_ratios(group) if standing == "payroll" else _blank_ratios()
    return tables.total(sheet, row, columns, group, first, label=words.SUBTOTAL, ratios=ratios)


def _columns(numbers: dict[tuple[str, str, str], int]) -> list[Column[Execution]]:
    def of_payroll(ratio: Fraction | None, row: Execution) -> Fraction | None:
        return ratio if row.standing == "payroll" else None

    return [
        Column("serial", words.SERIAL, 5, "count", lambda row: numbers[row.key]),
        Column("project", words.PROJECT, 32, "text", lambda row: row.project or words.NO_PROJECT),
        Column("fund", words.FUND, 16, "text", fund_text),
        Column("code", words.CODE, 9, "centre", lambda row: row.code),
        Column("opening", words.OPENING, 14, "yuan", lambda row: row.opening_fen, summed=True),
        Column("adjusted", words.ADJUSTED, 13, "dash", lambda row: row.adjusted_fen, summed=True),
        Column(
            "budget",
            words.YEAR_BUDGET,
            14,
            "yuan",
            lambda row: row.budget_fen,
            formula="{opening}+{adjusted}",
        ),
        Column("released", words.RELEASED, 14, "yuan", lambda row: row.released_fen, summed=True),
        Column("available", words.AVAILABLE, 14, "yuan", lambda r: r.available_fen, summed=True),
        Column("month", words.THIS_MONTH, 13, "dash", lambda row: row.month_fen, summed=True),
        Column("spent", words.SPENT_SO_FAR, 14, "dash", lambda row: row.spent_fen, summed=True),
        Column(
            "left",
            words.LEFT,
            14,
            "yuan",
            lambda row: row.left_fen,
            formula="{budget}-{spent}",
        ),
        Column("rate", words.RATE, 9, "percent", lambda row: of_payroll(row.rate, row)),
        Column("pace", words.PACE, 9, "percent", lambda row: of_payroll(row.progress, row)),
        Column("gap", words.GAP, 9, "gap", lambda row: of_payroll(row.gap, row)),
    ]


def fund_text(row: Execution) -> str:
    """Fund and document of a row."""
    return " ".join(text for text in (row.fund, row.document) if text) or words.NO_FUND


def total_ratios(rows: Sequence[Execution]) -> list[tuple[str, Fraction | None]]:
    """Rate, pace and gap of the rows of the payroll together, weighed by their budgets.

    Money spent elsewhere would only make it look unspent.
    """
    shown = [row for row in rows if row.standing != "elsewhere"]
    budget_fen = sum(row.budget_fen for row in shown)
    if not budget_fen:
        return _blank_ratios()
    rate = Fraction(sum(row.spent_fen for row in shown), budget_fen)
    due = sum((row.progress or Fraction(0)) * row.budget_fen for row in shown)
    pace = Fraction(due) / budget_fen
    return [("rate", rate), ("pace", pace), ("gap", rate - pace)]


def _blank_ratios() -> list[tuple[str, Fraction | None]]:
    return [("rate", None), ("pace", None), ("gap", None)]
