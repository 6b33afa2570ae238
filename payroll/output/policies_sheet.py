"""Sheet 口径: settings and rates in force, and the money effect of deciding open ones otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payroll.output.book import Book, Sheet
from payroll.output.month_payroll import Alternative
from payroll.output.page import finish_page, fit_row, write_headings, write_title
from payroll.output.policies import PolicyRow, RateRow, value_words
from payroll.rates.model import Program
from payroll.terms import columns as words

HEADING_ROW = 2
_HEADINGS = (
    *(words.POLICY, words.VALUE, words.STATUS, words.SOURCE),
    *(words.OTHER_VALUE, words.COST_EFFECT, words.NET_EFFECT),
)
_WIDTHS = (24, 22, 9, 56, 22, 15, 15)
_RATE_HEADINGS = (
    *(words.COMPONENT, words.RATE, words.STATUS, words.SOURCE),
    *(words.PAYEE, words.SINCE),
)


def write_policies_sheet(
    book: Book,
    program: Program,
    run_month: date,
    policies: Sequence[PolicyRow],
    rates: Sequence[RateRow],
) -> None:
    """A row a setting and other choice, then a row a rate; what has no source is marked."""
    sheet = book.sheet(words.POLICIES_SHEET)
    title = words.POLICIES_TITLE.format(program=program.name)
    write_title(sheet, len(_HEADINGS), title, run_month)
    write_headings(sheet, HEADING_ROW, _HEADINGS, _WIDTHS)
    row = HEADING_ROW + 1
    for policy in policies:
        row = _write_policy(sheet, row, policy)
    row += 1
    sheet.merged_text(row, 0, len(_HEADINGS) - 1, words.RATES_IN_FORCE, "section")
    write_headings(sheet, row + 1, _RATE_HEADINGS)
    row += 2
    for rate in rates:
        _write_rate(sheet, row, rate)
        row += 1
    finish_page(sheet, HEADING_ROW, row - 1, len(_HEADINGS), program.name)


def _write_policy(sheet: Sheet, row: int, policy: PolicyRow) -> int:
    """The setting and a row for each other choice; the row after them."""
    others: Sequence[Alternative | None] = policy.others or (None,)
    for position, other in enumerate(others):
        first = position == 0
        texts = (policy.place, policy.value, policy.status, policy.source)
        shown = texts if first else ("",) * len(texts)
        for column, text in enumerate(shown):
            sheet.text(row, column, text, _status_style(text) if column == 2 else "text")
        _write_other(sheet, row, policy, other)
        choice = policy.unknown if other is None else value_words(other.setting, other.other_value)
        fit_row(sheet, row, list(zip((*shown, choice), _WIDTHS, strict=False)))
        row += 1
    return row


def _write_other(sheet: Sheet, row: int, policy: PolicyRow, other: Alternative | None) -> None:
    if other is None:
        sheet.text(row, 4, policy.unknown if policy.status else "", "text")
        sheet.text(row, 5, "", "text")
        sheet.text(row, 6, "", "text")
        return
    sheet.text(row, 4, value_words(other.setting, other.other_value), "text")
    for column, fen in ((5, other.cost_effect_fen), (6, other.net_effect_fen)):
        if fen is None:
            sheet.text(row, column, words.NOT_FITTING, "centre")
        else:
            sheet.hundredths(row, column, fen, "signed_yuan")


def _write_rate(sheet: Sheet, row: int, rate: RateRow) -> None:
    texts = (rate.component, rate.rate, rate.status, rate.source, rate.payee, rate.since)
    for column, text in enumerate(texts):
        sheet.text(row, column, text, _status_style(text) if column == 2 else "text")
    fit_row(sheet, row, list(zip(texts, _WIDTHS, strict=False)))


def _status_style(status: str) -> str:
    return "attention" if status else "centre"
