"""Sheets 勾稽 and 核对和提醒: published figures tied out, views compared, warnings, open points."""

from __future__ import annotations

from collections.abc import Sequence

from payroll.budget.finding import Finding, figure
from payroll.budget.pending import pending_figures
from payroll.output.book import Book, Sheet
from payroll.output.page import finish_page, fit_row, write_headings, write_remark, write_title
from payroll.reconciliation.reconcile import Reconciliation
from payroll.terms import budget_findings as findings
from payroll.terms import reconciliation as words
from payroll.terms.budget import ADJUSTMENT, CHANGES, RELEASE

HEADING_ROW = 2
_TIE_WIDTHS = (30, 40, 34, 16, 16, 13, 7, 9, 46)
_TIE_HEADINGS = (
    *(words.RELATION, words.SUBJECT, words.FORMULA, words.COMPUTED, words.PUBLISHED),
    *(words.DIFFERENCE, words.UNIT, words.VERDICT, words.NOTE),
)
_NOTE_WIDTHS = (46, 22, 14, 20, 66)


def write_ties_sheet(book: Book, found: Reconciliation) -> None:
    """Every published figure that does not agree exactly, and the main ones that do."""
    sheet = book.sheet(words.TIES_SHEET)
    write_title(
        sheet,
        len(_TIE_HEADINGS),
        words.TIES_TITLE,
        found.as_of,
        account="",
    )
    write_headings(sheet, HEADING_ROW, _TIE_HEADINGS, _TIE_WIDTHS)
    row = HEADING_ROW + 1
    shown = [tie for tie in found.ties if tie.verdict != "holds" or tie.listed]
    for tie in sorted(shown, key=lambda tie: tie.verdict == "holds"):
        _write_tie(sheet, row, tie)
        row += 1
    others = len(found.ties) - len(shown)
    write_remark(sheet, row, words.OTHERS_HOLD.format(count=others), _TIE_WIDTHS)
    finish_page(sheet, HEADING_ROW, row, len(_TIE_HEADINGS), words.TIES_TITLE)


def _write_tie(sheet: Sheet, row: int, tie: Finding) -> None:
    verdict = findings.VERDICTS[tie.verdict]
    difference = "" if not tie.difference else tie.conclusion
    texts = (tie.group, tie.subject, tie.formula, tie.computed_text, tie.published_text)
    for column, text in enumerate(texts):
        sheet.text(row, column, text, "text" if column < 3 else "centre")
    sheet.text(row, 5, _difference(tie), "centre")
    sheet.text(row, 6, tie.unit, "centre")
    sheet.text(row, 7, verdict, "centre" if tie.verdict == "holds" else "attention")
    sheet.text(row, 8, difference, "text")
    shown = [
        (text, width)
        for text, width in zip((*texts[:3], difference), (30, 40, 34, 46), strict=True)
    ]
    fit_row(sheet, row, shown)


def _difference(tie: Finding) -> str:
    return figure(tie.difference or 0, tie.unit)


def write_notes_sheet(book: Book, found: Reconciliation) -> None:
    """Views against charges, warnings, figures that no source states, changes of the year."""
    sheet = book.sheet(words.NOTES_SHEET)
    columns = len(_NOTE_WIDTHS)
    write_title(sheet, columns, words.NOTES_TITLE, found.as_of, account="")
    for column, width in enumerate(_NOTE_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    row = _section(sheet, HEADING_ROW, words.CHECKED_HEADING)
    row = _write_views(sheet, row, found)
    row = _section(sheet, row + 1, words.PROBLEMS_HEADING)
    row = _write_problems(sheet, row, found)
    row = _section(sheet, row + 1, words.PENDING_HEADING)
    row = _write_pending(sheet, row, found)
    row = _section(sheet, row + 1, words.CHANGES_HEADING)
    row = _write_changes(sheet, row, found)
    finish_page(sheet, 0, row - 1, columns, words.NOTES_TITLE)
    sheet.worksheet.freeze_panes(0, 0)


def _section(sheet: Sheet, row: int, text: str) -> int:
    sheet.merged_text(row, 0, len(_NOTE_WIDTHS) - 1, text, "section")
    sheet.worksheet.set_row(row, 24)
    return row + 1


def _write_views(sheet: Sheet, row: int, found: Reconciliation) -> int:
    write_headings(sheet, row, (words.VIEW, words.VIEW_TOTAL, words.VERDICT))
    for name, fen in found.totals.items():
        row += 1
        sheet.text(row, 0, words.VIEWS[name], "text")
        sheet.hundredths(row, 1, fen, "yuan")
        sheet.text(row, 2, words.AGREES, "centre")
    return row + 1


def _write_problems(sheet: Sheet, row: int, found: Reconciliation) -> int:
    if not found.problems:
        return _nothing(sheet, row, words.NO_PROBLEMS)
    last = len(_NOTE_WIDTHS) - 1
    for item in found.problems:
        text = f"{item.found}{item.remedy}［{item.code}］"
        sheet.text(row, 0, str(item.cell), "text")
        sheet.merged_text(row, 1, last, text, "text")
        fit_row(sheet, row, [(str(item.cell), _NOTE_WIDTHS[0]), (text, sum(_NOTE_WIDTHS[1:]))])
        row += 1
    return row


def _write_pending(sheet: Sheet, row: int, found: Reconciliation) -> int:
    items = pending_figures(found.budget)
    if not items:
        return _nothing(sheet, row, words.NO_PROBLEMS)
    headings = (
        *(words.PROJECT, words.PENDING_WHAT, words.PENDING_STATUS, words.PENDING_VALUE),
        words.PENDING_SOURCE,
    )
    write_headings(sheet, row, headings)
    for item in items:
        row += 1
        texts = ("、".join(item.projects), item.what, item.status, item.value, item.source)
        _texts(sheet, row, texts)
    return row + 1


def _write_changes(sheet: Sheet, row: int, found: Reconciliation) -> int:
    until = found.budget.until
    changes = [
        (change.day, CHANGES[kind], change)
        for kind, every in (
            (ADJUSTMENT, found.budget.adjustments),
            (RELEASE, found.budget.releases),
        )
        for change in every
        if until is None or change.day <= until
    ]
    if not changes:
        return _nothing(sheet, row, words.NO_CHANGES)
    headings = (
        *(words.PROJECT, words.DOCUMENT, words.CHANGE_KIND, words.AMOUNT),
        f"{words.CHANGE_DATE}；{words.PENDING_SOURCE}",
    )
    write_headings(sheet, row, headings)
    for day, kind, change in sorted(changes, key=lambda each: (each[0], each[1])):
        row += 1
        texts = (change.project, change.document, kind, "", f"{day:%Y-%m-%d}；{change.source}")
        _texts(sheet, row, texts)
        sheet.hundredths(row, 3, change.amount_fen, "signed_yuan")
    return row + 1


def _texts(sheet: Sheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts):
        sheet.text(row, column, text, "centre" if column == 2 else "text")
    fit_row(sheet, row, list(zip(texts, _NOTE_WIDTHS, strict=True)))


def _nothing(sheet: Sheet, row: int, text: str) -> int:
    sheet.merged_text(row, 0, len(_NOTE_WIDTHS) - 1, text, "centre")
    return row + 1
