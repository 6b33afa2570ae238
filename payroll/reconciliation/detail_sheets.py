"""Sheets that look at the same money by month, person-month, code, unit, person and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from payroll.output.book import Book, Sheet
from payroll.output.page import finish_page, write_remark, write_title
from payroll.reconciliation import tables
from payroll.reconciliation.execution import Execution
from payroll.reconciliation.overview_sheet import fund_text
from payroll.reconciliation.person_months import PersonMonths
from payroll.reconciliation.reconcile import Reconciliation
from payroll.reconciliation.tables import Column, fen
from payroll.reconciliation.views import CodeTotal
from payroll.terms import columns as common
from payroll.terms import reconciliation as words

T = TypeVar("T")
HEADING_ROW = 2


def write_detail_sheets(book: Book, found: Reconciliation) -> None:
    """The sheets in the order of a reader who goes from projects to people."""
    spent = [row for row in found.rows if row.standing != "elsewhere"]
    _write(book, found, words.MONTHS_SHEET, words.MONTHS_TITLE, _month_columns(found), spent)
    _write(
        book,
        found,
        words.PERSON_MONTHS_SHEET,
        words.PERSON_MONTHS_TITLE,
        _person_month_columns(),
        found.person_months,
        words.PERSON_MONTHS_REMARK,
    )
    if found.outlook.months:
        _write(
            book,
            found,
            words.OUTLOOK_SHEET,
            words.OUTLOOK_TITLE,
            _outlook_columns(found),
            spent,
            found.outlook.remark,
        )
    _write(book, found, words.CODES_SHEET, words.CODES_TITLE, _code_columns(), found.codes)
    units, people = (frame.rows(named=True) for frame in (found.units, found.people))
    _write(book, found, words.UNITS_SHEET, words.UNITS_TITLE, _unit_columns(), units)
    _write(book, found, words.PEOPLE_SHEET, words.PEOPLE_TITLE, _people_columns(), people)
    if found.years["year"].n_unique() > 1:
        years = found.years.rows(named=True)
        _write(book, found, words.YEARS_SHEET, words.YEARS_TITLE, _year_columns(), years)


def _write(
    book: Book,
    found: Reconciliation,
    name: str,
    title: str,
    columns: Sequence[Column[T]],
    rows: Sequence[T],
    remark: str = "",
) -> None:
    """A sheet of one table with a total."""
    sheet: Sheet = book.sheet(name)
    write_title(sheet, len(columns), title, found.as_of, account=common.IN_YUAN)
    first = tables.headings(sheet, HEADING_ROW, columns)
    row = tables.body(sheet, first, columns, rows)
    last = tables.total(sheet, row, columns, rows, first) - 1
    if remark:
        last += 1
        write_remark(sheet, last, remark, [column.width for column in columns])
    if rows:
        sheet.worksheet.autofilter(HEADING_ROW, 0, row - 1, len(columns) - 1)
    finish_page(sheet, HEADING_ROW, last, len(columns), title)


def _month_columns(found: Reconciliation) -> list[Column[Execution]]:
    def of_month(place: int) -> Column[Execution]:
        return Column(
            f"m{place}",
            words.MONTH_OF.format(month=place + 1),
            14,
            "dash",
            lambda row: row.monthly_fen[place],
            summed=True,
        )

    return [
        Column("project", words.PROJECT, 34, "text", lambda row: row.project or words.NO_PROJECT),
        Column("fund", words.FUND, 18, "text", fund_text),
        *(of_month(place) for place in range(found.as_of.month)),
        Column("spent", words.SPENT_SO_FAR, 15, "yuan", lambda row: row.spent_fen, summed=True),
    ]


def _person_month_columns() -> list[Column[PersonMonths]]:
    def more(row: PersonMonths) -> int | None:
        return None if row.planned_so_far is None else row.real - row.planned_so_far

    def gap_fen(row: PersonMonths) -> int | None:
        if row.average_fen is None or row.standard_average_fen is None:
            return None
        return fen(row.average_fen - row.standard_average_fen)

    return [
        Column("program", words.PROGRAM, 17, "text", lambda row: row.program),
        Column("project", words.PROJECT, 26, "text", lambda row: row.key[0] or words.NO_PROJECT),
        Column("people", words.PLANNED_PEOPLE, 9, "count", lambda r: r.planned_people, summed=True),
        Column("year", words.PLANNED_YEAR, 10, "count", lambda r: r.planned_year, summed=True),
        Column(
            "so_far", words.PLANNED_SO_FAR, 10, "count", lambda r: r.planned_so_far, summed=True
        ),
        Column("real", words.REAL, 10, "count", lambda row: row.real, summed=True),
        Column("more", words.REAL_MORE, 10, "count", more, summed=True),
        Column("cost", words.COST, 15, "yuan", lambda row: row.cost_fen, summed=True),
        Column("average", words.AVERAGE, 12, "yuan", lambda row: fen(row.average_fen)),
        Column("standard", words.STANDARD, 12, "yuan", lambda r: fen(r.standard_average_fen)),
        Column("gap", words.AVERAGE_GAP, 12, "signed", gap_fen),
        Column("once", words.ONE_OFF_PEOPLE, 9, "count", lambda r: r.one_off_people, summed=True),
        Column("once_fen", words.ONE_OFF, 13, "dash", lambda row: row.one_off_fen, summed=True),
        Column(
            "once_due", words.ONE_OFF_STANDARD, 13, "dash", lambda row: row.one_off_standard_fen
        ),
        Column("note", words.NOTE, 22, "text", _note),
    ]


def _note(row: PersonMonths) -> str:
    if row.unstated:
        return words.UNSTATED.format(items="、".join(row.unstated))
    return words.STANDARD_UNKNOWN if row.real and row.standard_fen is None else ""


def _outlook_columns(found: Reconciliation) -> list[Column[Execution]]:
    def rest(row: Execution) -> int:
        return found.outlook.rest_fen(row.project)

    def runs_out(row: Execution) -> str:
        month = found.outlook.runs_out.get(row.project)
        return words.LASTS if month is None else f"{month:%Y-%m}"

    return [
        Column("project", words.PROJECT, 34, "text", lambda row: row.project or words.NO_PROJECT),
        Column("fund", words.FUND, 18, "text", fund_text),
        Column("budget", words.YEAR_BUDGET, 16, "yuan", lambda row: row.budget_fen, summed=True),
        Column("spent", words.SPENT_SO_FAR, 16, "yuan", lambda row: row.spent_fen, summed=True),
        Column("rest", words.REST, 16, "yuan", rest, summed=True),
        Column(
            "whole",
            words.WHOLE_YEAR,
            16,
            "yuan",
            lambda row: row.spent_fen + rest(row),
            formula="{spent}+{rest}",
        ),
        Column(
            "left",
            words.LEFT_AT_END,
            16,
            "yuan",
            lambda row: row.budget_fen - row.spent_fen - rest(row),
            formula="{budget}-{whole}",
        ),
        Column("out", words.RUNS_OUT, 12, "centre", runs_out),
    ]


def _code_columns() -> list[Column[CodeTotal]]:
    return [
        Column("code", words.CODE, 11, "centre", lambda row: row.code or words.NONE_OF_THEM),
        Column("name", words.CODE_NAME, 34, "text", lambda row: row.name),
        Column("projects", words.PROJECTS_COUNT, 8, "count", lambda r: r.projects, summed=True),
        Column("opening", words.OPENING, 17, "yuan", lambda row: row.opening_fen, summed=True),
        Column("adjusted", words.ADJUSTED, 15, "dash", lambda row: row.adjusted_fen, summed=True),
        Column(
            "budget",
            words.YEAR_BUDGET,
            17,
            "yuan",
            lambda row: row.budget_fen,
            formula="{opening}+{adjusted}",
        ),
        Column("month", words.THIS_MONTH, 16, "dash", lambda row: row.month_fen, summed=True),
        Column("spent", words.SPENT_SO_FAR, 17, "dash", lambda row: row.spent_fen, summed=True),
        Column(
            "left", words.LEFT, 17, "yuan", lambda row: row.left_fen, formula="{budget}-{spent}"
        ),
    ]


def _project_columns() -> list[Column[dict[str, Any]]]:
    return [
        Column(
            "project", words.PROJECT, 32, "text", lambda row: row["project"] or words.NO_PROJECT
        ),
        Column(
            "fund",
            words.FUND,
            18,
            "text",
            lambda row: " ".join(t for t in (row["fund"], row["document"]) if t) or words.NO_FUND,
        ),
        Column("program", words.PROGRAM, 18, "text", lambda row: row["program"]),
    ]


def _sum_columns() -> list[Column[dict[str, Any]]]:
    return [
        Column("pm", words.PERSON_MONTHS, 9, "count", lambda r: r["person_months"], summed=True),
        Column("month", words.THIS_MONTH, 15, "dash", lambda row: row["month_fen"], summed=True),
        Column("spent", words.SPENT_SO_FAR, 16, "yuan", lambda row: row["spent_fen"], summed=True),
    ]


def _unit_columns() -> list[Column[dict[str, Any]]]:
    return [
        *_project_columns(),
        Column("unit", common.UNIT, 28, "text", lambda row: row["unit"] or common.NO_UNIT),
        Column("people", words.PEOPLE_COUNT, 8, "count", lambda row: row["people"]),
        *_sum_columns(),
    ]


def _people_columns() -> list[Column[dict[str, Any]]]:
    return [
        *_project_columns(),
        Column("unit", common.UNIT, 28, "text", lambda row: row["unit"] or common.NO_UNIT),
        Column("name", common.NAME, 14, "text", lambda row: row["name"]),
        Column("id", common.ID_NUMBER, 22, "id", lambda row: row["id_number"]),
        *_sum_columns(),
    ]


def _year_columns() -> list[Column[dict[str, Any]]]:
    return [
        Column("year", words.YEAR, 10, "centre", lambda row: f"{row['year']}"),
        Column("program", words.PROGRAM, 24, "text", lambda row: row["program"]),
        Column("months", words.MONTHS_PAID, 10, "count", lambda row: row["months"]),
        Column("people", words.PEOPLE_COUNT, 10, "count", lambda row: row["people"]),
        Column("pm", words.PERSON_MONTHS, 12, "count", lambda r: r["person_months"], summed=True),
        Column("spent", words.SPENT_SO_FAR, 18, "yuan", lambda row: row["spent_fen"], summed=True),
    ]
