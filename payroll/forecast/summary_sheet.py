"""Sheets 概况 and 人数: what becomes of each project's money, and how many people it carries."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.amounts import percent
from payroll.forecast.charging import PAID_ALREADY
from payroll.forecast.comparison import Comparison
from payroll.forecast.headcount import Headcount
from payroll.forecast.heads import FORECAST
from payroll.forecast.look import FIRST_ROW, Count, Fen, Value, begin_sheet, put_row
from payroll.forecast.outlook import Forecast, Fund
from payroll.forecast.sentences import (
    fund_state,
    headcount_reason,
    months_text,
    people_text,
    span_remark,
)
from payroll.output.book import Book
from payroll.output.page import finish_page, write_headings, write_remark
from payroll.terms import forecast as words

_FUND_WIDTHS = (44, 11, 15, 15, 15, 15, 15, 10, 16, 24, 15)
_FUND_STYLES = (
    *("text", "centre", "yuan", "paid_yuan", "yuan", "yuan_or_dash"),
    *("yuan", "centre", "balance", "text", "yuan_or_dash"),
)
_FUND_TOTAL = (
    *("strong_label", "strong_label", *["strong_yuan"] * 5),
    *("strong_label", "strong_balance", "strong_label", "strong_yuan"),
)
_HEAD_WIDTHS = (24, 11, 15, 15, 15, 11, 11, 22, 72)
_HEAD_STYLES = (
    *("text", "count", "paid_yuan", "yuan", "yuan"),
    *("centre", "centre", "centre", "text"),
)
_HEAD_TOTAL = ("strong_label", "strong_label", *["strong_yuan"] * 3, *["strong_label"] * 4)


def write_summary_sheet(book: Book, comparison: Comparison, notes: Sequence[str]) -> None:
    """Lay out the projects, and the notes that must stand on the first page."""
    ground = comparison.base.ground
    columns = len(_FUND_WIDTHS)
    title = words.BOOK_TITLE.format(year=ground.year)
    sheet = begin_sheet(book, words.SUMMARY_SHEET, title, columns, span_remark(ground))
    write_headings(sheet, FIRST_ROW, words.FUND_HEADINGS, _FUND_WIDTHS)
    row = FIRST_ROW
    for fund in comparison.base.funds:
        row += 1
        put_row(sheet, row, _fund_values(fund, row), _FUND_STYLES, _FUND_WIDTHS)
    row += 1
    put_row(sheet, row, _fund_total(comparison.base.funds, row), _FUND_TOTAL)
    row += 1
    for note in notes:
        row += 1
        write_remark(sheet, row, note, _FUND_WIDTHS)
    finish_page(sheet, FIRST_ROW, row, columns, words.TAG)


def write_headcount_sheet(book: Book, comparison: Comparison) -> None:
    """Lay out the programs: what they cost and how many people the money carries."""
    base = comparison.base
    title = words.HEADCOUNT_TITLE.format(year=base.ground.year)
    columns = len(_HEAD_WIDTHS)
    remark = span_remark(base.ground)
    sheet = begin_sheet(book, words.HEADCOUNT_SHEET, title, columns, remark)
    write_headings(sheet, FIRST_ROW, words.HEADCOUNT_HEADINGS, _HEAD_WIDTHS)
    headcounts = {each.program_id: each for each in comparison.headcounts}
    row = FIRST_ROW
    for program in base.programs:
        row += 1
        values = _head_values(base, program.id, headcounts.get(program.id), row)
        put_row(sheet, row, values, _HEAD_STYLES, _HEAD_WIDTHS)
    row += 1
    sums = [_sum(base_fen, row, place) for place, base_fen in enumerate(_totals(base), 2)]
    put_row(sheet, row, [words.TOTAL, "", *sums, "", "", "", ""], _HEAD_TOTAL)
    finish_page(sheet, FIRST_ROW, row, columns, words.TAG)


def _fund_values(fund: Fund, row: int) -> list[Value]:
    budget, paid, expected, over, needed = (xl_rowcol_to_cell(row, place) for place in range(2, 7))
    need_fen = fund.within_fen + fund.over_fen
    balance = xl_rowcol_to_cell(row, 8)
    return [
        fund.project.name,
        fund.project.fund,
        Fen(fund.budget_fen),
        Fen(fund.paid_fen),
        Fen(fund.within_fen - fund.paid_fen),
        Fen(fund.over_fen),
        Fen(need_fen, f"={paid}+{expected}+{over}"),
        percent(need_fen, fund.budget_fen),
        Fen(fund.gap_fen, f"={budget}-{needed}"),
        fund_state(fund),
        Fen(fund.carry_over_fen, f"=MAX(0,{balance})"),
    ]


def _fund_total(funds: Sequence[Fund], row: int) -> list[Value]:
    needed = sum(fund.within_fen + fund.over_fen for fund in funds)
    sums = [
        sum(fund.budget_fen for fund in funds),
        sum(fund.paid_fen for fund in funds),
        sum(fund.within_fen - fund.paid_fen for fund in funds),
        sum(fund.over_fen for fund in funds),
        needed,
    ]
    return [
        words.TOTAL,
        "",
        *(_sum(fen, row, place) for place, fen in enumerate(sums, 2)),
        percent(needed, sums[0]),
        _sum(sum(fund.gap_fen for fund in funds), row, 8),
        "",
        _sum(sum(fund.carry_over_fen for fund in funds), row, 10),
    ]


def _sum(fen: int, row: int, column: int) -> Fen:
    """The sum of a column from under the heading to above `row`."""
    top, bottom = (xl_rowcol_to_cell(place, column) for place in (FIRST_ROW + 1, row - 1))
    return Fen(fen, f"=SUM({top}:{bottom})") if row - 1 > FIRST_ROW else Fen(fen)


def _head_values(
    base: Forecast, program_id: str, headcount: Headcount | None, row: int
) -> list[Value]:
    months = [each for each in base.months if each.program_id == program_id]
    planned = [each.people for each in months if each.reason == FORECAST]
    paid, expected = (
        sum(each.cost_fen for each in months if each.reason == reason)
        for reason in (PAID_ALREADY, FORECAST)
    )
    parts = (xl_rowcol_to_cell(row, place) for place in (2, 3))
    return [
        base.ground.program(program_id).name,
        Count(max(planned, default=0)),
        Fen(paid),
        Fen(expected),
        Fen(paid + expected, f"={'+'.join(parts)}"),
        people_text(headcount) if headcount else "",
        people_text(headcount, one_offs=False) if headcount else "",
        months_text(headcount) if headcount else "",
        headcount_reason(headcount) if headcount else "",
    ]


def _totals(base: Forecast) -> tuple[int, int, int]:
    paid = sum(each.cost_fen for each in base.months if each.reason == PAID_ALREADY)
    return paid, base.cost_fen() - paid, base.cost_fen()
