"""Sheets 图表 and 图表数据: native charts of the same figures as the SVG files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from payroll.output.book import Book, Sheet
from payroll.output.page import finish_page, write_headings
from payroll.output.widths import shortened
from payroll.period import month_title
from payroll.reconciliation.curves import MONTHS, Curve
from payroll.reconciliation.reconcile import Reconciliation
from payroll.reconciliation.svg import Bar
from payroll.reconciliation.tables import e4
from payroll.terms import reconciliation as words

_SERIES = (
    (words.SPENT, "#C0504D", "solid", 2.25),
    (words.EXPECTED, "#E6A23C", "long_dash_dot", 2.0),
    (words.PACE, "#4472C4", "dash", 2.0),
    (words.BUDGET_LINE, "#7F7F7F", "round_dot", 1.5),
)
_FONT = {"name": "宋体", "size": 9}
_TITLE_FONT = {"name_font": {"name": "宋体", "size": 12}, "overlay": False}
_LARGE, _SMALL = {"width": 884, "height": 330}, {"width": 440, "height": 262}
_ROWS_LARGE, _ROWS_SMALL, _PAGE_ROWS, _SECOND_COLUMN = 17, 14, 56, 7
_ROW_PIXELS, _COLUMN_WIDTH, _COLUMNS = 20, 8.43, 14
_BLOCK_ROWS = MONTHS + 3
"""A curve in the data sheet: its title, a heading row, the months, an empty row."""
_SMALL_BUDGET_FEN = 10_000_000
"""Below 10 万元 the axis needs decimals."""


def write_chart_sheets(
    book: Book, found: Reconciliation, curves: Sequence[Curve], bars: Sequence[Bar]
) -> None:
    """The charts on a sheet of their own, then the figures they are drawn from."""
    charts, data = book.sheet(words.CHARTS_SHEET), book.sheet(words.CHART_DATA_SHEET)
    blocks, bars_row = _write_data(data, found, curves, bars)
    month = month_title(found.as_of)
    charts.merged_text(0, 0, _COLUMNS - 1, f"{month}{words.TITLE}", "title")
    charts.worksheet.set_row(0, 32)
    title = words.LINES_TITLE.format(month=month, what=curves[0].title)
    charts.worksheet.insert_chart(1, 0, _line_chart(book, title, curves[0], blocks[0], _LARGE))
    row = 1 + _ROWS_LARGE
    if bars:
        title = words.BARS_TITLE.format(month=month)
        size = {"width": _LARGE["width"], "height": 100 + 34 * len(bars)}
        charts.worksheet.insert_chart(row, 0, _bar_chart(book, title, bars_row, len(bars), size))
        row += -(-size["height"] // _ROW_PIXELS) + 1
    breaks, page = [], row
    for number, (curve, block) in enumerate(zip(curves[1:], blocks[1:], strict=True)):
        if number % 2 == 0 and page + _ROWS_SMALL > _PAGE_ROWS:
            breaks.append(row)
            page = 0
        title, column = shortened(curve.title, 44), number % 2 * _SECOND_COLUMN
        charts.worksheet.insert_chart(row, column, _line_chart(book, title, curve, block, _SMALL))
        if number % 2 == 1 or number == len(curves) - 2:
            row, page = row + _ROWS_SMALL, page + _ROWS_SMALL
    charts.worksheet.set_column(0, _COLUMNS - 1, _COLUMN_WIDTH)
    finish_page(charts, 0, row, _COLUMNS, words.CHARTS_SHEET, landscape=False)
    charts.worksheet.freeze_panes(0, 0)
    charts.worksheet.set_h_pagebreaks(breaks)


def _write_data(
    sheet: Sheet, found: Reconciliation, curves: Sequence[Curve], bars: Sequence[Bar]
) -> tuple[list[int], int]:
    """Write a block of months a curve, then the bars; the heading row of each."""
    names = [words.MONTH, *(name for name, *_ in _SERIES)]
    last_column = len(names) - 1
    title = f"{month_title(found.as_of)}{words.CHART_DATA_SHEET}"
    sheet.merged_text(0, 0, last_column, title, "title")
    sheet.merged_text(1, 0, last_column, words.UNIT_WAN, "caption_right")
    sheet.worksheet.set_row(0, 32)
    row, headings = 2, []
    for curve in curves:
        sheet.merged_text(row, 0, last_column, curve.title, "strong_label")
        headings.append(row + 1)
        write_headings(sheet, row + 1, names, (32, 16, 16, 16, 16))
        columns = (curve.spent, curve.expected, curve.pace, (curve.budget_fen,) * MONTHS)
        for month in range(MONTHS):
            sheet.text(row + 2 + month, 0, words.MONTH_OF.format(month=month + 1), "centre")
            for column, values in enumerate(columns, 1):
                _wan(sheet, row + 2 + month, column, values[month])
        row += _BLOCK_ROWS
    write_headings(sheet, row, (words.PROJECT, words.RATE, words.PACE))
    for number, bar in enumerate(bars, 1):
        sheet.text(row + number, 0, shortened(bar.name, 28), "text")
        sheet.percent(row + number, 1, e4(bar.rate), "percent")
        sheet.percent(row + number, 2, e4(bar.pace), "percent")
    last = row + len(bars)
    finish_page(sheet, 1, last, len(names), words.CHART_DATA_SHEET, landscape=False)
    return headings, row


def _wan(sheet: Sheet, row: int, column: int, fen: int | None) -> None:
    """Fen as 万元, to the last fen; nothing for None."""
    style = sheet.book.style("yuan")
    if fen is None:
        sheet.worksheet.write_blank(row, column, None, style)
    else:
        exact: Any = Decimal(fen).scaleb(-6)
        sheet.worksheet.write_number(row, column, exact, style)


def _line_chart(book: Book, title: str, curve: Curve, heading: int, size: dict[str, int]) -> Any:
    chart: Any = book.workbook.add_chart({"type": "line"})
    data, first, last = words.CHART_DATA_SHEET, heading + 1, heading + MONTHS
    for column, (_, colour, dash, width) in enumerate(_SERIES, 1):
        series: dict[str, Any] = {
            "name": [data, heading, column],
            "categories": [data, first, 0, last, 0],
            "values": [data, first, column, last, column],
            "line": {"color": colour, "width": width, "dash_type": dash},
        }
        if column == 1:
            fill = {"fill": {"color": colour}, "border": {"color": colour}}
            series["marker"] = {"type": "circle", "size": 5, **fill}
        chart.add_series(series)
    small = curve.budget_fen < _SMALL_BUDGET_FEN
    _finish(chart, title, size)
    chart.set_y_axis(
        {
            "num_font": _FONT,
            "num_format": "0.00" if small else "#,##0",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            "name": words.UNIT_WAN,
            "name_font": _FONT,
            "line": {"none": True},
        }
    )
    chart.set_x_axis({"num_font": _FONT})
    return chart


def _bar_chart(book: Book, title: str, heading: int, bars: int, size: dict[str, int]) -> Any:
    chart: Any = book.workbook.add_chart({"type": "bar"})
    data, first, last = words.CHART_DATA_SHEET, heading + 1, heading + bars
    for column, colour in ((1, "#4472C4"), (2, "#BFBFBF")):
        chart.add_series(
            {
                "name": [data, heading, column],
                "categories": [data, first, 0, last, 0],
                "values": [data, first, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.00%", "font": _FONT},
            }
        )
    _finish(chart, title, size)
    chart.set_y_axis({"num_font": _FONT, "reverse": True, "crossing": "max"})
    chart.set_x_axis(
        {
            "num_font": _FONT,
            "num_format": "0%",
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    return chart


def _finish(chart: Any, title: str, size: dict[str, int]) -> None:
    chart.set_title({"name": title, **_TITLE_FONT})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_size(size)
    chart.show_blanks_as("gap")
