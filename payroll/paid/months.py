"""The months that were paid, whichever account says so.

Without a ledger every month with results under `out` counts as paid: nothing else is known.  With
one, a month was paid when it is posted, and the ledger says what; results that are not posted are
a draft.  Months before the first of the ledger were paid before it was kept, so their results are
what is known of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from payroll.ledger.records import OPENING
from payroll.ledger.store import Ledger
from payroll.money import yuan
from payroll.paid.files import months_in_files, payments_in_files
from payroll.paid.frame import PaidMonths
from payroll.paid.posted import posted_months, posted_payments
from payroll.period import month_list, month_text
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.terms import paid as words


def months_paid(out: Path, ledger: Ledger | None = None) -> list[date]:
    """The run months that were paid, ascending, without looking into them."""
    from_files = months_in_files(out)
    if ledger is None:
        return from_files
    return [m for m in from_files if m < ledger.starts] + posted_months(ledger)


def paid_months(
    out: Path,
    ledger: Ledger | None = None,
    *,
    since: date = date.min,
    before: date = date.max,
) -> PaidMonths:
    """What was paid in the run months from `since` until before `before`; fen and hundredths of
    a day.

    The frame is the same from either source.  Raises `Refusal` for files that are damaged or do not
    tie, and for a ledger that cannot be read.
    """
    months = [month for month in months_paid(out, ledger) if since <= month < before]
    if ledger is None:
        return payments_in_files(out, months)
    earlier = [month for month in months if month < ledger.starts]
    parts = (
        payments_in_files(out, earlier),
        posted_payments(ledger, [month for month in months if month >= ledger.starts]),
    )
    return PaidMonths(
        pl.concat([part.payments for part in parts], rechunk=False),
        {name: digest for part in parts for name, digest in part.files.items()},
        tuple(months),
        parts[1].posted,
    )


def draft_months(out: Path, ledger: Ledger | None) -> list[date]:
    """The months that were run and are not posted, ascending; none without a ledger."""
    if ledger is None:
        return []
    paid = months_paid(out, ledger)
    return [month for month in months_in_files(out) if month not in paid]


def unpaid_problems(
    out: Path, ledger: Ledger | None, year: int, last: date = date.max
) -> list[Problem]:
    """Warnings about money that looks paid and is not counted: drafts of the year up to `last`, and
    opening entries, which are charged to no project."""
    if ledger is None:
        return []
    drafts = (m for m in draft_months(out, ledger) if m.year == year and m <= last)
    return [
        *(_draft_problem(out, month) for month in drafts),
        *_opening_problems(out, ledger, year),
    ]


def _draft_problem(out: Path, month: date) -> Problem:
    try:
        cost_fen = int(payments_in_files(out, [month]).payments["charged_fen"].sum())
        amount = words.AMOUNT.format(amount=yuan(cost_fen))
    except Refusal:
        amount = words.AMOUNT_UNREADABLE
    facts = {"month": month_text(month), "amount": amount}
    return problem("paid-month-not-posted", Cell(month_text(month)), name="", row_id=None, **facts)


def _opening_problems(out: Path, ledger: Ledger, year: int) -> Iterator[Problem]:
    """One warning for opening entries of service months whose results are not under `out`."""
    known = months_in_files(out)
    entries = [
        line
        for run in ledger.runs()
        if run.subject.startswith(OPENING)
        for line in ledger.lines(run.subject)
        if line.service_month.year == year and line.service_month not in known
    ]
    if entries:
        amount = yuan(sum(line.amount_fen for line in entries if line.payee != "deduction"))
        months = month_list(sorted({line.service_month for line in entries}))
        yield problem("paid-opening-not-charged", Cell(OPENING), amount=amount, months=months)
