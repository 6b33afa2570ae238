"""Sheet 汇总: what each host unit's people get, largest first, with a chart of the largest."""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.output.book import Book, Sheet
from payroll.output.page import (
    ROW_HEIGHT,
    finish_page,
    fit_row,
    write_headings,
    write_signatures,
    write_title,
)
from payroll.output.wage_sheet import Group, WageTotals
from payroll.output.widths import column_width, shortened
from payroll.rates.model import Program
from payroll.terms import columns as words

HEADING_ROW = 2
CHARTED = 15
"""Bars that can be told apart on one page."""
_AMOUNTS = (words.GROSS, words.DEDUCTION, words.NET, words.INSURER)
_HEADINGS = (words.SERIAL, words.UNIT, words.PEOPLE, *_AMOUNTS, words.COST)
_FIRST_AMOUNT = 3
_LABEL = len(_HEADINGS)
"""A hidden column of names short enough for the chart."""
_LABEL_WIDTH = 26
_FEW = 6
"""Units whose table leaves room for the chart on its page."""
_BAR_PIXELS, _AROUND_PIXELS = 24, 150
_ROW_PIXELS = 20


def write_units_sheet(book: Book, program: Program, run_month: date, totals: WageTotals) -> None:
    """Lay out the units' sums; every figure refers to the 工资表."""
    sheet = book.sheet(words.UNITS_SHEET)
    ordered = sorted(totals.groups.items(), key=lambda item: -item[1].sums[words.NET])
    unit_width = column_width((unit for unit, _ in ordered), least=24, most=44)
    widths = [5, unit_width, 7, *(14 for _ in _AMOUNTS), 15]
    title = words.UNITS_TITLE.format(program=program.name)
    write_title(sheet, len(_HEADINGS), title, run_month)
    write_headings(sheet, HEADING_ROW, _HEADINGS, widths)
    row = HEADING_ROW + 1
    for serial, (unit, group) in enumerate(ordered, 1):
        _write_unit(sheet, row, serial, unit, group, totals)
        fit_row(sheet, row, [(unit, unit_width)])
        row += 1
    if not ordered:
        sheet.merged_text(row, 0, len(_HEADINGS) - 1, words.NOBODY, "centre")
        row += 1
    _write_total(sheet, row, [group for _, group in ordered], totals.people)
    sheet.tail = row
    last = row + 2
    write_signatures(sheet, last, widths)
    breaks = []
    if ordered:
        chart = last + 2
        if len(ordered) > _FEW:
            breaks.append(chart)
        last = chart + _insert_chart(sheet, chart, ordered, widths)
    finish_page(sheet, HEADING_ROW, last, len(_HEADINGS), program.name, breaks=breaks)


def _write_unit(
    sheet: Sheet, row: int, serial: int, unit: str, group: Group, totals: WageTotals
) -> None:
    sheet.whole(row, 0, serial, "centre")
    sheet.text(row, 1, unit, "text")
    sheet.whole(row, 2, group.people, "count")
    for column, name in enumerate(_AMOUNTS, _FIRST_AMOUNT):
        cell = xl_rowcol_to_cell(group.row, totals.columns[name])
        formula = f"='{words.WAGE_SHEET}'!{cell}"
        sheet.formula(row, column, formula, group.sums[name], "yuan_or_dash")
    _write_cost(sheet, row, _cost(group), "yuan")


def _write_cost(sheet: Sheet, row: int, fen: int, style: str) -> None:
    gross, insurer = (
        xl_rowcol_to_cell(row, _HEADINGS.index(name)) for name in (words.GROSS, words.INSURER)
    )
    sheet.formula(row, len(_HEADINGS) - 1, f"={gross}+{insurer}", fen, style)


def _cost(group: Group) -> int:
    return group.sums[words.GROSS] + group.sums[words.INSURER]


def _write_total(sheet: Sheet, row: int, groups: list[Group], people: int) -> None:
    """Σ of the units; `people` is no sum: an earlier month put right counts nobody twice."""
    sheet.merged_text(row, 0, 1, words.TOTAL, "strong_label")
    sheet.whole(row, 2, people, "strong_count")
    for column, name in enumerate(_AMOUNTS, _FIRST_AMOUNT):
        top, bottom = (xl_rowcol_to_cell(r, column) for r in (HEADING_ROW + 1, row - 1))
        fen = sum(group.sums[name] for group in groups)
        sheet.formula(row, column, f"=SUM({top}:{bottom})", fen, "strong_yuan")
    _write_cost(sheet, row, sum(map(_cost, groups)), "strong_yuan")
    sheet.worksheet.set_row(row, ROW_HEIGHT)


def _insert_chart(
    sheet: Sheet, at: int, ordered: list[tuple[str, Group]], widths: list[int]
) -> int:
    """A bar for each of the first units: what its people receive and what insurers receive; as
    wide as the table, from row `at` on.  How many rows it takes."""
    groups = [group for _, group in ordered]
    bars = min(len(groups), CHARTED)
    for row, (unit, _) in enumerate(ordered[:bars], HEADING_ROW + 1):
        sheet.text(row, _LABEL, shortened(unit, _LABEL_WIDTH), "caption")
    sheet.worksheet.set_column(_LABEL, _LABEL, None, None, {"hidden": True})
    chart: Any = sheet.book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    last = HEADING_ROW + bars
    colours = {words.NET: "#4472C4", words.INSURER: "#A5A5A5"}
    for name, colour in colours.items():
        column = _HEADINGS.index(name)
        chart.add_series(
            {
                "name": [words.UNITS_SHEET, HEADING_ROW, column],
                "categories": [words.UNITS_SHEET, HEADING_ROW + 1, _LABEL, last, _LABEL],
                "values": [words.UNITS_SHEET, HEADING_ROW + 1, column, last, column],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    font = {"name": "宋体", "size": 9}
    title = words.CHART_ALL if len(groups) <= CHARTED else words.CHART_LARGEST.format(bars=bars)
    chart.set_title({"name": title, "name_font": {**font, "size": 12}, "overlay": False})
    first_on_top = {"reverse": True, "crossing": "max"}
    chart.set_y_axis({**first_on_top, "num_font": font, "line": {"none": True}})
    chart.set_x_axis(
        {
            "num_font": font,
            "num_format": "#,##0",
            "min": 0 if all(group.sums[words.NET] >= 0 for group in groups) else None,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            "name": words.CHART_UNIT,
            "name_font": font,
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    height = _AROUND_PIXELS + _BAR_PIXELS * bars
    chart.set_size({"width": sum(7 * width + 5 for width in widths), "height": height})
    chart.show_hidden_data()
    sheet.worksheet.insert_chart(at, 0, chart)
    return height // _ROW_PIXELS + 1
