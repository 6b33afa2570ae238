"""Sheets 计划 and 按月: what each month rests on, and months × programs with their sums."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.forecast.charging import PAID_ALREADY
from payroll.forecast.look import FIRST_ROW, Count, Fen, Share, Value, begin_sheet, put, put_row
from payroll.forecast.outlook import Forecast, ProgramMonth
from payroll.forecast.sentences import span_remark
from payroll.output.book import Book, Sheet
from payroll.output.page import ROW_HEIGHT, finish_page, write_headings
from payroll.period import month_text, months_between
from payroll.terms import forecast as words

Places = Mapping[tuple[str, date], int]
"""Row on the sheet 计划 of each program and month."""

_PLAN_WIDTHS = (24, 11, 9, 10, 10, 13, 13, 15, 96)
_PLAN_STYLES = (
    *("text", "centre", "input_count", "input_percent", "input_count"),
    *("yuan", "yuan_or_dash", "yuan", "text"),
)
_AMOUNT = 7
_MONTH_WIDTHS = (24, *[15] * 12, 17)


def write_plan_sheet(book: Book, base: Forecast) -> Places:
    """Lay out the plan with what one person costs; where each program and month stands."""
    title = words.PLAN_FILE_TITLE.format(
        first=month_text(base.ground.months[0]), last=month_text(base.ground.months[-1])
    )
    columns = len(_PLAN_WIDTHS)
    remark = span_remark(base.ground)
    sheet = begin_sheet(book, words.USED_PLAN_SHEET, title, columns, remark)
    write_headings(sheet, FIRST_ROW, words.PLAN_USED, _PLAN_WIDTHS)
    places: dict[tuple[str, date], int] = {}
    row = FIRST_ROW
    for each in base.plan:
        row += 1
        places[each.program_id, each.month] = row
        place = (each.program_id, each.month)
        monthly, once = (base.one_person_fen.get((*place, part), 0) for part in (False, True))
        new_people = each.new_people or 0
        people, new, month_fen, once_fen = (xl_rowcol_to_cell(row, at) for at in (2, 4, 5, 6))
        total = each.people * monthly + new_people * once
        values: list[Value] = [
            base.ground.program(each.program_id).name,
            month_text(each.month),
            Count(each.people),
            Share(each.share_e4),
            Count(new_people),
            Fen(monthly),
            Fen(once),
            Fen(total, f"={people}*{month_fen}+{new}*{once_fen}"),
            each.note,
        ]
        put_row(sheet, row, values, _PLAN_STYLES, _PLAN_WIDTHS)
    row += 1
    put_row(
        sheet,
        row,
        [
            words.TOTAL,
            *[""] * 6,
            _column_sum(int(base.lines["amount_fen"].sum()), row, _AMOUNT),
            "",
        ],
        ["strong_label"] * 7 + ["strong_yuan", "strong_label"],
    )
    finish_page(sheet, FIRST_ROW, row, columns, words.TAG)
    return places


def write_months_sheet(book: Book, base: Forecast, places: Places) -> None:
    """Lay out cost and people by program and month; forecast months refer to the plan."""
    ground = base.ground
    title = words.BOOK_TITLE.format(year=ground.year)
    columns = len(_MONTH_WIDTHS)
    sheet = begin_sheet(book, words.MONTHS_SHEET, title, columns, span_remark(ground))
    months = year_months(base)
    headings = [words.PROGRAM, *(words.MONTH_OF.format(month=m.month) for m in months)]
    write_headings(sheet, FIRST_ROW, [*headings, words.TOTAL], _MONTH_WIDTHS)
    by_place = {(each.program_id, each.month): each for each in base.months}
    row = FIRST_ROW
    for program in base.programs:
        row += 1
        put(sheet, row, 0, program.name, "text")
        for column, month in enumerate(months, 1):
            _put_cost(sheet, row, column, by_place.get((program.id, month)), places)
        put(sheet, row, 13, _row_sum(base.cost_fen(program.id), row), "strong_yuan")
        sheet.worksheet.set_row(row, ROW_HEIGHT)
    programs_end = row
    row += 1
    put(sheet, row, 0, words.TOTAL, "strong_label")
    for column, month in enumerate(months, 1):
        put(sheet, row, column, _column_sum(base.cost_fen(month=month), row, column), "strong_yuan")
    put(sheet, row, 13, _column_sum(base.cost_fen(), row, 13), "strong_yuan")
    row = _write_people(sheet, row + 2, base, months)
    if base.programs:
        _insert_chart(sheet, row + 2, programs_end)
    finish_page(sheet, FIRST_ROW, row + 24, columns, words.TAG)


def year_months(base: Forecast) -> list[date]:
    """January to December of the year of the forecast."""
    first = base.ground.months[0]
    return months_between(first.replace(month=1), first.replace(month=12))


def _put_cost(
    sheet: Sheet, row: int, column: int, each: ProgramMonth | None, places: Places
) -> None:
    if each is None:
        put(sheet, row, column, None, "yuan")
    elif each.reason == PAID_ALREADY:
        put(sheet, row, column, Fen(each.cost_fen), "paid_yuan")
    else:
        cell = xl_rowcol_to_cell(places[each.program_id, each.month], _AMOUNT)
        value = Fen(each.cost_fen, f"='{words.USED_PLAN_SHEET}'!{cell}")
        put(sheet, row, column, value, "yuan")


def _write_people(sheet: Sheet, row: int, base: Forecast, months: list[date]) -> int:
    """People by program and month; the last row written."""
    sheet.merged_text(row, 0, 13, words.PEOPLE_TITLE, "section")
    by_place = {(each.program_id, each.month): each for each in base.months}
    for program in base.programs:
        row += 1
        put(sheet, row, 0, program.name, "text")
        for column, month in enumerate(months, 1):
            each = by_place.get((program.id, month))
            paid = each is not None and each.reason == PAID_ALREADY
            value = None if each is None else Count(each.people)
            put(sheet, row, column, value, "paid_count" if paid else "count")
    return row


def _row_sum(fen: int, row: int) -> Fen:
    first, last = (xl_rowcol_to_cell(row, column) for column in (1, 12))
    return Fen(fen, f"=SUM({first}:{last})")


def _column_sum(fen: int, row: int, column: int) -> Fen:
    top, bottom = (xl_rowcol_to_cell(place, column) for place in (FIRST_ROW + 1, row - 1))
    return Fen(fen, f"=SUM({top}:{bottom})") if row - 1 > FIRST_ROW else Fen(fen)


def _insert_chart(sheet: Sheet, row: int, last: int) -> None:
    """A stacked column for each month, a colour a program."""
    chart: Any = sheet.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for program_row in range(FIRST_ROW + 1, last + 1):
        chart.add_series(
            {
                "name": [words.MONTHS_SHEET, program_row, 0],
                "categories": [words.MONTHS_SHEET, FIRST_ROW, 1, FIRST_ROW, 12],
                "values": [words.MONTHS_SHEET, program_row, 1, program_row, 12],
                "gap": 60,
            }
        )
    font = {"name": "宋体", "size": 9}
    chart.set_title({"name": words.CHART_COSTS, "name_font": {**font, "size": 12}})
    chart.set_y_axis({"num_font": font, "num_format": "#,##0", "major_gridlines": _GRID_LINES})
    chart.set_x_axis({"num_font": font})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 1180, "height": 420})
    sheet.worksheet.insert_chart(row, 0, chart)


_GRID_LINES = {"visible": True, "line": {"color": "#D9D9D9"}}
