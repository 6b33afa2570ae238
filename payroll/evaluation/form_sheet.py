"""The form of one project in the customary layout, on one landscape page."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.amounts import yuan
from payroll.evaluation import scoring
from payroll.evaluation.form import Evaluation, ProjectEvaluation, Scored
from payroll.output.book import Book, Sheet
from payroll.output.page import ROW_HEIGHT, finish_page, fit_row, write_remark, write_signatures
from payroll.period import month_title
from payroll.reconciliation.tables import e4
from payroll.terms import evaluation as words

_WIDTHS = (12, 16, 30, 17, 26, 9, 9, 46)
_LAST = len(_WIDTHS) - 1
_SECTIONS = (words.OUTPUT, words.BENEFIT, words.SATISFACTION)


def write_form_sheet(
    book: Book, found: Evaluation, each: ProjectEvaluation, name: str, evidence: str
) -> None:
    """The form on a sheet called `name`; `evidence` is the sheet with the lists behind it."""
    sheet = book.sheet(name)
    for column, width in enumerate(_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    month = month_title(found.as_of)
    sheet.merged_text(0, 0, _LAST, words.TITLE, "title")
    sheet.worksheet.set_row(0, 32)
    subtitle = words.SUBTITLE.format(year=found.budget.year, month=month)
    sheet.merged_text(1, 0, _LAST, subtitle, "caption_centre")
    row = _write_names(sheet, 2, found, each)
    execution, row = _write_funds(sheet, row, each)
    row = _write_goal(sheet, row, each, month)
    row = _write_indicators(sheet, row, each, execution)
    row = _write_remarks(sheet, row, each, evidence)
    write_signatures(sheet, row, _WIDTHS)
    finish_page(sheet, 1, row, len(_WIDTHS), words.TITLE)
    sheet.worksheet.freeze_panes(0, 0)


def _write_names(sheet: Sheet, row: int, found: Evaluation, each: ProjectEvaluation) -> int:
    _label(sheet, row, 0, 1, words.PROJECT)
    _merged(sheet, row, 2, _LAST, each.project.name)
    fit_row(sheet, row, [(each.project.name, sum(_WIDTHS[2:]))])
    department = each.project.department or found.budget.department
    _label(sheet, row + 1, 0, 1, words.DEPARTMENT)
    _merged(sheet, row + 1, 2, 4, department)
    _label(sheet, row + 1, 5, 6, words.UNIT_IN_CHARGE)
    sheet.text(row + 1, 7, found.budget.unit, "text")
    fit_row(sheet, row + 1, [(department, sum(_WIDTHS[2:5])), (found.budget.unit, _WIDTHS[7])])
    return row + 2


def _write_funds(sheet: Sheet, row: int, each: ProjectEvaluation) -> tuple[int, int]:
    """The block of the money; the row that holds the score, and the row after the block."""
    headings = (words.OPENING, words.YEAR_BUDGET, words.EXECUTED, words.POINTS, words.SCORE)
    _label(sheet, row, 0, 1, words.FUNDS)
    for column, heading in zip((2, 3, 4, 5, 6), headings, strict=True):
        sheet.text(row, column, heading, "heading")
    sheet.text(row, 7, words.RATE_OF_EXECUTION, "heading")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    row += 1
    _label(sheet, row, 0, 1, words.YEAR_TOTAL)
    sheet.hundredths(row, 2, each.execution.opening_fen, "yuan")
    sheet.hundredths(row, 3, each.budget_fen, "yuan")
    if each.spent_fen is None:
        sheet.text(row, 4, words.OPEN, "attention")
    else:
        sheet.hundredths(row, 4, each.spent_fen, "yuan")
    sheet.hundredths(row, 5, scoring.EXECUTION_H, "yuan")
    sheet.hundredths(row, 6, each.execution_h, "yuan")
    sheet.percent(row, 7, e4(each.rate), "percent")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    return row, row + 1


def _write_goal(sheet: Sheet, row: int, each: ProjectEvaluation, month: str) -> int:
    """What the year should reach and what it has reached, in words."""
    expected = "；".join(dict.fromkeys(basis.source for basis in each.project.bases))
    if each.spent_fen is None:
        real = ""
    elif each.execution.standing == "payroll":
        real = words.REAL_GOAL_IS.format(
            month=month,
            spent=yuan(each.spent_fen),
            people=f"{each.people:,}",
            person_months=f"{each.person_months:,}",
        )
    else:
        real = words.REAL_GOAL_ELSEWHERE.format(spent=yuan(each.spent_fen))
    sheet.worksheet.merge_range(row, 0, row + 1, 0, "", sheet.book.style("heading"))
    sheet.text(row, 0, words.GOAL, "heading")
    for offset, (label, text) in enumerate(
        ((words.EXPECTED_GOAL, expected), (words.REAL_GOAL, real))
    ):
        sheet.text(row + offset, 1, label, "heading")
        _merged(sheet, row + offset, 2, _LAST, text)
        fit_row(sheet, row + offset, [(text, sum(_WIDTHS[2:]))])
    return row + 2


def _write_indicators(sheet: Sheet, row: int, each: ProjectEvaluation, execution: int) -> int:
    headings = (words.FIRST, words.SECOND, words.THIRD, words.TARGET, words.ACTUAL)
    for column, heading in enumerate((*headings, words.POINTS, words.SCORE, words.NOTE)):
        sheet.text(row, column, heading, "heading")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    row += 1
    first = row
    ordered = sorted(each.rows, key=lambda scored: _SECTIONS.index(scored.section))
    for scored in ordered:
        _write_row(sheet, row, scored)
        row += 1
    _merge_equal(sheet, first, 0, [scored.section for scored in ordered])
    _merge_equal(sheet, first, 1, [(scored.section, scored.indicator.second) for scored in ordered])
    return _write_totals(sheet, row, first, each, execution)


def _write_row(sheet: Sheet, row: int, scored: Scored) -> None:
    indicator = scored.indicator
    sheet.text(row, 0, scored.section, "centre")
    sheet.text(row, 1, indicator.second, "centre")
    sheet.text(row, 2, indicator.third, "text")
    sheet.text(row, 3, indicator.value, "centre")
    sheet.text(row, 4, scored.actual, "attention" if scored.standing == "open" else "text")
    sheet.hundredths(row, 5, scored.points_h, "yuan")
    sheet.hundredths(row, 6, scored.score_h, "yuan")
    sheet.text(row, 7, scored.note, "text")
    texts = ((indicator.third, 2), (indicator.value, 3), (scored.actual, 4), (scored.note, 7))
    fit_row(sheet, row, [(text, _WIDTHS[column]) for text, column in texts])


def _merge_equal(sheet: Sheet, first: int, column: int, values: Sequence[object]) -> None:
    """Merge cells of a column that repeat the one above."""
    start = 0
    for place in range(1, len(values) + 1):
        if place < len(values) and values[place] == values[start]:
            continue
        if place - start > 1:
            value = values[start]
            text = value[-1] if isinstance(value, tuple) else value
            style = sheet.book.style("centre")
            sheet.worksheet.merge_range(first + start, column, first + place - 1, column, "", style)
            sheet.text(first + start, column, str(text), "centre")
        start = place


def _write_totals(
    sheet: Sheet, row: int, first: int, each: ProjectEvaluation, execution: int
) -> int:
    """Σ of the indicators, the total with the execution, and the score out of 100."""
    total_label = words.TOTAL_SO_FAR.format(count=len(each.open)) if each.open else words.TOTAL
    for offset, label in enumerate((words.INDICATORS_TOTAL, total_label)):
        sheet.merged_text(row + offset, 0, 4, label, "strong_label")
        sheet.text(row + offset, 7, "", "strong_label")
        sheet.worksheet.set_row(row + offset, ROW_HEIGHT)
    sums = (
        (5, sum(scored.points_h or 0 for scored in each.rows), scoring.EXECUTION_H),
        (6, sum(scored.score_h or 0 for scored in each.rows), each.execution_h or 0),
    )
    for column, indicators, of_execution in sums:
        top, bottom = (xl_rowcol_to_cell(r, column) for r in (first, row - 1))
        sheet.formula(row, column, f"=SUM({top}:{bottom})", indicators, "strong_yuan")
        subtotal, money = (xl_rowcol_to_cell(r, column) for r in (row, execution))
        total = indicators + of_execution
        sheet.formula(row + 1, column, f"={subtotal}+{money}", total, "strong_yuan")
    row += 2
    sheet.merged_text(row, 0, 4, words.SCALED, "strong_label")
    sheet.hundredths(row, 5, scoring.FULL_H, "strong_yuan")
    if each.scaled_h is None:
        sheet.text(row, 6, words.OPEN, "attention")
    else:
        sheet.hundredths(row, 6, each.scaled_h, "strong_yuan")
    sheet.text(row, 7, "", "strong_label")
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    return row + 1


def _write_remarks(sheet: Sheet, row: int, each: ProjectEvaluation, evidence: str) -> int:
    remarks = []
    if each.open:
        names = "、".join(each.open)
        remarks.append(words.OPEN_ROWS.format(count=len(each.open), names=names))
    dropped = [
        section
        for section in _SECTIONS
        if not any(r.section == section and r.points_h is not None for r in each.rows)
    ]
    if dropped and not each.open:
        score, full = (yuan(value, grouped=False) for value in (each.score_h, each.full_h))
        remarks.append(words.DROPPED.format(sections="、".join(dropped), score=score, full=full))
    if evidence:
        remarks.append(words.SIGNERS_NOTE.format(evidence=evidence))
    if each.spent_source:
        remarks.append(f"{words.EXECUTED}：{each.spent_source}。")
    write_remark(sheet, row, "".join(remarks), _WIDTHS)
    return row + 1


def _label(sheet: Sheet, row: int, first: int, last: int, text: str) -> None:
    sheet.merged_text(row, first, last, text, "heading")


def _merged(sheet: Sheet, row: int, first: int, last: int, text: str) -> None:
    sheet.merged_text(row, first, last, text, "text")
