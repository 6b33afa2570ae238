"""Sheets 汇总, 依据 and 评分办法: all projects at a glance, the lists behind a form, the rules."""

from __future__ import annotations

from typing import Any

from payroll.evaluation.evidence import Evidence
from payroll.evaluation.form import Evaluation, ProjectEvaluation
from payroll.output.book import Book, Sheet
from payroll.output.page import finish_page, fit_row, write_headings, write_remark, write_title
from payroll.output.widths import shortened
from payroll.reconciliation import tables
from payroll.reconciliation.tables import Column
from payroll.terms import columns as common
from payroll.terms import evaluation as words

HEADING_ROW = 2
_RULE_WIDTHS = (28, 58, 10, 46)
_EVIDENCE_COLUMNS = 8


def write_summary_sheet(book: Book, found: Evaluation) -> None:
    """A row a project: money, the score of each part, what is open."""
    sheet = book.sheet(words.SUMMARY_SHEET)
    columns = _summary_columns(found)
    write_title(
        sheet,
        len(columns),
        words.SUMMARY_TITLE,
        found.as_of,
        account=common.IN_YUAN,
    )
    first = tables.headings(sheet, HEADING_ROW, columns)
    row = tables.body(sheet, first, columns, found.projects)
    row = tables.total(sheet, row, columns, found.projects, first)
    if found.without_form:
        remark = words.NO_FORM.format(projects="、".join(found.without_form))
        write_remark(sheet, row, remark, [column.width for column in columns])
        row += 1
    finish_page(sheet, HEADING_ROW, row - 1, len(columns), words.SUMMARY_TITLE)


def _summary_columns(found: Evaluation) -> list[Column[ProjectEvaluation]]:
    numbers = {each.project.name: n for n, each in enumerate(found.projects, 1)}

    def total(each: ProjectEvaluation) -> int | None:
        return each.scaled_h

    return [
        Column("n", words.NUMBER, 5, "count", lambda each: numbers[each.project.name]),
        Column("project", words.PROJECT, 34, "text", lambda each: each.project.name),
        Column(
            "opening", words.OPENING, 15, "yuan", lambda e: e.execution.opening_fen, summed=True
        ),
        Column("budget", words.YEAR_BUDGET, 15, "yuan", lambda each: each.budget_fen, summed=True),
        Column("spent", words.EXECUTED, 15, "yuan", lambda each: each.spent_fen, summed=True),
        Column("rate", words.RATE_OF_EXECUTION, 9, "percent", lambda each: each.rate),
        Column("execution", words.EXECUTION, 9, "yuan", lambda each: each.execution_h),
        Column("output", words.OUTPUT, 9, "yuan", lambda each: each.section_h(words.OUTPUT)),
        Column("benefit", words.BENEFIT, 9, "yuan", lambda each: each.section_h(words.BENEFIT)),
        Column("people", words.SATISFACTION, 10, "yuan", lambda e: e.section_h(words.SATISFACTION)),
        Column("total", words.TOTAL, 9, "yuan", total),
        Column("open", words.OPEN_COUNT, 8, "count", lambda each: len(each.open)),
        Column("names", words.NOTE, 40, "text", lambda each: "、".join(each.open)),
    ]


def write_evidence_sheet(book: Book, found: Evaluation, each: ProjectEvaluation, name: str) -> None:
    """Every list behind the form, one under the other, each once."""
    sheet = book.sheet(name)
    lists = list(dict.fromkeys(item for row in each.rows for item in row.evidence))
    title = words.EVIDENCE_TITLE.format(project=shortened(each.project.name, 60))
    write_title(
        sheet,
        _EVIDENCE_COLUMNS,
        title,
        found.as_of,
        account=common.IN_YUAN,
    )
    widths = [
        max((item.columns[place][2] for item in lists if place < len(item.columns)), default=10)
        for place in range(_EVIDENCE_COLUMNS)
    ]
    for column, width in enumerate(widths):
        sheet.worksheet.set_column(column, column, width)
    row = HEADING_ROW
    for item in lists:
        row = _write_list(sheet, row, item, widths) + 1
    finish_page(sheet, 1, row - 1, _EVIDENCE_COLUMNS, title)


def _write_list(sheet: Sheet, row: int, item: Evidence, widths: list[int]) -> int:
    sheet.merged_text(row, 0, _EVIDENCE_COLUMNS - 1, item.title, "section")
    sheet.worksheet.set_row(row, 24)
    row += 1
    for text in (item.formula, item.remark):
        if text:
            write_remark(sheet, row, text, widths)
            row += 1
    columns: list[Column[tuple[Any, ...]]] = [
        Column(f"c{place}", heading, widths[place], kind, _nth(place))
        for place, (heading, kind, _) in enumerate(item.columns)
    ]
    row = tables.headings(sheet, row, columns, widths=False)
    if not item.rows:
        sheet.merged_text(row, 0, len(columns) - 1, words.NONE_OF_THEM, "centre")
        return row + 1
    return tables.body(sheet, row, columns, item.rows)


def _nth(place: int) -> Any:
    return lambda row: row[place]


def write_policy_sheet(book: Book, found: Evaluation) -> None:
    """How points are given, and what no source states."""
    sheet = book.sheet(words.POLICY_SHEET)
    write_title(
        sheet,
        len(_RULE_WIDTHS),
        words.POLICY_TITLE,
        found.as_of,
        account="",
    )
    write_headings(sheet, HEADING_ROW, words.POLICY_HEADINGS, _RULE_WIDTHS)
    policy = found.budget.evaluation
    rules = (
        (
            words.SPREAD,
            words.SPREADS[policy.spread.value],
            policy.spread.status,
            policy.spread.source,
        ),
        (
            words.ON_TIME,
            words.ON_TIMES[policy.on_time.value],
            policy.on_time.status,
            policy.on_time.source,
        ),
        *words.RULES,
    )
    row = HEADING_ROW
    for rule in rules:
        row += 1
        for column, text in enumerate(rule):
            style = "attention" if column == 2 and text else "centre" if column == 2 else "text"
            sheet.text(row, column, text, style)
        fit_row(sheet, row, list(zip(rule, _RULE_WIDTHS, strict=True)))
    finish_page(sheet, HEADING_ROW, row, len(_RULE_WIDTHS), words.POLICY_TITLE)
