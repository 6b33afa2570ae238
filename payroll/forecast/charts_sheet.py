"""Sheet 图: a native chart for the scenarios and for each project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from payroll.forecast.funds_sheet import FIRST_MONTH, LAST_MONTH
from payroll.forecast.look import FIRST_ROW, begin_sheet
from payroll.forecast.outlook import Forecast
from payroll.forecast.scenarios_sheet import Area
from payroll.forecast.sentences import span_remark
from payroll.output.book import Book
from payroll.output.page import finish_page
from payroll.output.widths import shortened
from payroll.terms import forecast as words

_ABREAST = 3
_COLUMNS, _ROWS = 9, 19
"""Columns and rows of the sheet that a chart takes."""
_COLUMN_WIDTH, _WIDE, _HIGH = 8, 535, 360
_FONT = {"name": "宋体", "size": 9}
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}


def write_charts_sheet(
    book: Book, base: Forecast, blocks: Mapping[str, int], balances: Area | None
) -> None:
    """Draw the balances of the scenarios, then each project (`blocks`: its rows on 资金)."""
    title = words.BOOK_TITLE.format(year=base.ground.year)
    columns = _ABREAST * _COLUMNS
    sheet = begin_sheet(book, words.CHARTS_SHEET, title, columns, span_remark(base.ground))
    sheet.worksheet.set_column(0, columns - 1, _COLUMN_WIDTH)
    top = FIRST_ROW + 1
    if balances is not None:
        chart = _balances_chart(book, balances)
        chart.set_size({"width": _ABREAST * _WIDE, "height": _HIGH})
        sheet.worksheet.insert_chart(top, 0, chart)
        top += _ROWS
    for place, (name, block) in enumerate(blocks.items()):
        chart = _fund_chart(book, name, block)
        chart.set_size({"width": _WIDE, "height": _HIGH})
        row, column = top + place // _ABREAST * _ROWS, place % _ABREAST * _COLUMNS
        sheet.worksheet.insert_chart(row, column, chart)
    bottom = top + -(-len(blocks) // _ABREAST) * _ROWS
    finish_page(sheet, FIRST_ROW, bottom, columns, words.TAG)
    sheet.worksheet.freeze_panes(0, 0)
    sheet.worksheet.fit_to_pages(1, 1)


def _balances_chart(book: Book, balances: Area) -> Any:
    """A group of columns a project, a colour a scenario."""
    chart: Any = book.workbook.add_chart({"type": "column"})
    for column in range(1, 1 + balances.columns):
        chart.add_series(
            {
                "name": [words.SCENARIOS_SHEET, balances.first - 1, column],
                "categories": [words.SCENARIOS_SHEET, balances.first, 0, balances.last, 0],
                "values": [words.SCENARIOS_SHEET, balances.first, column, balances.last, column],
                "gap": 80,
            }
        )
    _dress(chart, words.CHART_SCENARIOS)
    chart.set_x_axis({"num_font": _FONT, "label_position": "low"})
    return chart


def _fund_chart(book: Book, name: str, block: int) -> Any:
    """Columns of what is needed so far, a line for the budget."""
    chart: Any = book.workbook.add_chart({"type": "column"})
    line: Any = book.workbook.add_chart({"type": "line"})
    for target, offset, look in (
        (chart, 2, {"fill": {"color": "#4472C4"}, "gap": 60}),
        (line, 3, {"line": {"color": "#C00000", "width": 2}}),
    ):
        row = block + offset
        target.add_series(
            {
                "name": [words.FUNDS_SHEET, row, 1],
                "categories": [words.FUNDS_SHEET, FIRST_ROW, FIRST_MONTH, FIRST_ROW, LAST_MONTH],
                "values": [words.FUNDS_SHEET, row, FIRST_MONTH, row, LAST_MONTH],
                **look,
            }
        )
    chart.combine(line)
    _dress(chart, words.CHART_FUND.format(project=shortened(name, 34)))
    return chart


def _dress(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 11}})
    chart.set_y_axis({"num_font": _FONT, "num_format": "#,##0", "major_gridlines": _GRID})
    chart.set_x_axis({"num_font": _FONT})
    chart.set_legend({"position": "bottom", "font": _FONT})
