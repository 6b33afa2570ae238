"""Writing a plan as a file to be changed: a workbook, or CSV by the ending of its name."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from payroll.disk import write_whole
from payroll.forecast.ground import Ground
from payroll.forecast.look import Count, Share, Value, forecast_book, put_row, write_headings
from payroll.forecast.plan import MAX_PEOPLE, Plan, PlanRow, share_text
from payroll.output.book import Book
from payroll.output.csv_files import neutralised
from payroll.period import month_text
from payroll.problems import Cell, Refusal, problem
from payroll.terms import forecast as words

_WIDTHS = (26, 12, 10, 10, 10, 80)
_HEADING_ROW = 2


def write_plan(path: Path, plan: Plan, ground: Ground) -> None:
    """Write `plan` to `path`, ready to be changed and read again.

    Raises `Refusal` when the file is there already (somebody may have filled it in) or its name
    ends otherwise than .xlsx or .csv, `OSError` when it cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise Refusal(problem("plan-file-kind", Cell(path.name)))
    if path.exists():
        raise Refusal(problem("plan-file-exists", Cell(path.name)))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, _workbook(plan, ground) if kind == ".xlsx" else _csv(plan, ground))


def _csv(plan: Plan, ground: Ground) -> bytes:
    rows = [
        (
            ground.program(row.program_id).name,
            month_text(row.month),
            str(row.people),
            share_text(row.share_e4),
            "" if row.new_people is None else str(row.new_people),
            row.note,
        )
        for row in plan
    ]
    kinds = dict.fromkeys(words.PLAN_COLUMNS, pl.String)
    table = pl.DataFrame(rows, schema=kinds, orient="row")
    first, *_, last = words.PLAN_COLUMNS
    text = table.with_columns(neutralised(first), neutralised(last)).write_csv(
        line_terminator="\r\n", include_bom=True
    )
    return text.encode()


def _workbook(plan: Plan, ground: Ground) -> bytes:
    target = io.BytesIO()
    with forecast_book(target, ground.months[0], words.PLAN_TITLE) as book:
        _write_sheet(book, plan, ground)
    return target.getvalue()


def _write_sheet(book: Book, plan: Plan, ground: Ground) -> None:
    sheet = book.sheet(words.PLAN_SHEET)
    columns = len(_WIDTHS)
    title = words.PLAN_FILE_TITLE.format(
        first=month_text(ground.months[0]), last=month_text(ground.months[-1])
    )
    sheet.merged_text(0, 0, columns - 1, title, "title")
    sheet.worksheet.set_row(0, 32)
    sheet.merged_text(1, 0, columns - 1, words.PLAN_HOW, "remark")
    sheet.worksheet.set_row(1, 44)
    write_headings(sheet, _HEADING_ROW, words.PLAN_COLUMNS, _WIDTHS)
    row = _HEADING_ROW
    for each in plan:
        row += 1
        put_row(sheet, row, _values(each, ground), words.PLAN_STYLES, _WIDTHS)
    last = max(row, _HEADING_ROW + 1)
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MAX_PEOPLE}
    for column in (2, 4):
        sheet.worksheet.data_validation(
            _HEADING_ROW + 1, column, last, column, {**whole, "error_message": words.WHOLE_PEOPLE}
        )
    between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    sheet.worksheet.data_validation(
        _HEADING_ROW + 1, 3, last, 3, {**between, "error_message": words.SHARE_LIMITS}
    )
    sheet.worksheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(_HEADING_ROW)


def _values(row: PlanRow, ground: Ground) -> tuple[Value, ...]:
    return (
        ground.program(row.program_id).name,
        month_text(row.month),
        Count(row.people),
        Share(row.share_e4),
        None if row.new_people is None else Count(row.new_people),
        row.note,
    )
