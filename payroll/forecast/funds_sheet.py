"""Sheet 资金: each project through the year: need, balance, what cannot be carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.forecast.charging import PAID_ALREADY
from payroll.forecast.look import FIRST_ROW, Fen, begin_sheet, put
from payroll.forecast.months_sheet import year_months
from payroll.forecast.outlook import Forecast, Fund
from payroll.forecast.sentences import span_remark
from payroll.output.book import Book, Sheet
from payroll.output.page import ROW_HEIGHT, finish_page, write_headings
from payroll.terms import forecast as words

FIRST_MONTH, LAST_MONTH = 2, 13
_SUM = 14
_WIDTHS = (36, 12, *[15] * 12, 17)


def write_funds_sheet(book: Book, base: Forecast) -> dict[str, int]:
    """Lay out a block of rows a project; the first row of each, by name."""
    ground = base.ground
    title = words.BOOK_TITLE.format(year=ground.year)
    columns = len(_WIDTHS)
    sheet = begin_sheet(book, words.FUNDS_SHEET, title, columns, span_remark(ground))
    months = year_months(base)
    headings = [words.MONTH_OF.format(month=month.month) for month in months]
    write_headings(sheet, FIRST_ROW, [*words.FUND_COLUMNS, *headings, words.YEAR_SUM], _WIDTHS)
    blocks: dict[str, int] = {}
    row = FIRST_ROW + 1
    for fund in used_funds(base):
        blocks[fund.project.name] = row
        _write_block(sheet, row, fund, months)
        row += len(words.FUND_ROWS)
    _write_total(sheet, row, base, list(blocks.values()), months)
    finish_page(sheet, FIRST_ROW, row + 1, columns, words.TAG)
    return blocks


def used_funds(base: Forecast) -> list[Fund]:
    """Projects from which some month takes something."""
    return [fund for fund in base.funds if fund.months]


def _write_block(sheet: Sheet, row: int, fund: Fund, months: Sequence[date]) -> None:
    """The project's rows: need, what cannot be carried, need so far, budget, balance."""
    by_month = {month.month: month for month in fund.months}
    need, over, so_far, budget, balance = range(row, row + len(words.FUND_ROWS))
    sheet.worksheet.merge_range(row, 0, balance, 0, "", sheet.book.style("text"))
    sheet.text(row, 0, fund.project.name, "text")
    for place, label in enumerate(words.FUND_ROWS):
        sheet.text(row + place, 1, label, "centre")
        sheet.worksheet.set_row(row + place, ROW_HEIGHT)
    needs = [by_month[m].within_fen + by_month[m].over_fen if m in by_month else 0 for m in months]
    for column, (month, total) in enumerate(
        zip(months, accumulate(needs), strict=True), FIRST_MONTH
    ):
        each = by_month.get(month)
        paid = each is not None and each.reason == PAID_ALREADY
        above = xl_rowcol_to_cell(need, column)
        before = f"{xl_rowcol_to_cell(so_far, column - 1)}+" if column > FIRST_MONTH else ""
        cells = [xl_rowcol_to_cell(place, column) for place in (budget, so_far)]
        put(sheet, need, column, Fen(needs[column - FIRST_MONTH]), _shade("yuan", paid=paid))
        put(sheet, over, column, Fen(each.over_fen if each else 0), "yuan_or_dash")
        put(sheet, so_far, column, Fen(total, f"={before}{above}"), "yuan")
        put(sheet, budget, column, Fen(fund.budget_fen), "yuan")
        left = fund.budget_fen - total
        put(sheet, balance, column, Fen(left, f"={'-'.join(cells)}"), "balance")
    put(sheet, need, _SUM, _across(sum(needs), need), "strong_yuan")
    put(sheet, over, _SUM, _across(fund.over_fen, over), "strong_yuan")
    put(sheet, so_far, _SUM, Fen(sum(needs)), "strong_yuan")
    put(sheet, budget, _SUM, Fen(fund.budget_fen), "strong_yuan")
    put(sheet, balance, _SUM, Fen(fund.gap_fen), "strong_balance")


def _write_total(
    sheet: Sheet, row: int, base: Forecast, blocks: Sequence[int], months: Sequence[date]
) -> None:
    """Σ of the needs, and that it is what the months cost."""
    last = FIRST_ROW + 2 + len(base.programs)
    for place, label in enumerate((words.ALL_FUNDS, words.AGAINST_MONTHS)):
        sheet.merged_text(row + place, 0, 1, label, "strong_label")
    for column in range(FIRST_MONTH, _SUM + 1):
        fen = (
            base.cost_fen() if column == _SUM else base.cost_fen(month=months[column - FIRST_MONTH])
        )
        parts = "+".join(xl_rowcol_to_cell(block, column) for block in blocks)
        put(sheet, row, column, Fen(fen, f"={parts}" if parts else ""), "strong_yuan")
        here = xl_rowcol_to_cell(row, column)
        there = xl_rowcol_to_cell(last - 1, column - 1)
        formula = f"={here}-'{words.MONTHS_SHEET}'!{there}"
        put(sheet, row + 1, column, Fen(0, formula), "strong_balance")


def _across(fen: int, row: int) -> Fen:
    first, last = (xl_rowcol_to_cell(row, column) for column in (FIRST_MONTH, LAST_MONTH))
    return Fen(fen, f"=SUM({first}:{last})")


def _shade(style: str, *, paid: bool) -> str:
    return f"paid_{style}" if paid else style
