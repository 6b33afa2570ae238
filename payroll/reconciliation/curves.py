"""What the charts show: cumulative spending beside the even pace of the months and the budget.

One set of figures for the native charts of the workbook and for the SVG files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from payroll.budget import Budget
from payroll.money import divide_half_away
from payroll.reconciliation.execution import Execution, elapsed_months
from payroll.reconciliation.outlook import Outlook
from payroll.terms import reconciliation as words

MONTHS = 12


@dataclass(frozen=True)
class Curve:
    """One project, or all of them, through the year.  Amounts are fen, a figure for each month."""

    title: str
    spent: tuple[int | None, ...]
    """Cumulative; None after the month looked at."""
    expected: tuple[int | None, ...]
    """Cumulative, from the month looked at on; None before it and without a forecast."""
    pace: tuple[int, ...]
    """序时进度: what would be spent if the budget were spent evenly over its months."""
    budget_fen: int


def curves(rows: Sequence[Execution], budget: Budget, outlook: Outlook, as_of: date) -> list[Curve]:
    """All projects that programs are charged to together, then each that something was spent on.

    Projects whose money is spent elsewhere are left out: nothing is known of their spending.
    """
    of_payroll = [row for row in rows if row.standing != "elsewhere"]
    shown = [row for row in of_payroll if row.spent_fen]
    return [
        _curve(words.ALL_PROJECTS, of_payroll, budget, outlook, as_of),
        *(_curve(row.project or words.NO_PROJECT, [row], budget, outlook, as_of) for row in shown),
    ]


def _curve(
    title: str, rows: Sequence[Execution], budget: Budget, outlook: Outlook, as_of: date
) -> Curve:
    monthly = [sum(fens) for fens in zip(*(row.monthly_fen for row in rows), strict=True)]
    spent = list(accumulate(monthly)) or [0] * as_of.month
    later = MONTHS - len(spent)
    pace = [sum(_pace_fen(row, budget, month) for row in rows) for month in _year(as_of)]
    return Curve(
        title,
        (*spent, *[None] * later),
        _expected(rows, outlook, spent),
        tuple(pace),
        sum(row.budget_fen for row in rows),
    )


def _expected(
    rows: Sequence[Execution], outlook: Outlook, spent: Sequence[int]
) -> tuple[int | None, ...]:
    if not outlook.months:
        return (None,) * MONTHS
    nothing = (0,) * len(outlook.months)
    each = [outlook.expected_fen.get(row.project, nothing) for row in rows]
    monthly = [sum(fens) for fens in zip(nothing, *each, strict=True)]
    return (*[None] * (len(spent) - 1), *accumulate([spent[-1], *monthly]))


def _pace_fen(row: Execution, budget: Budget, month: date) -> int:
    """The even pace of one project at the end of a month."""
    project = budget.project(row.project)
    if project is None or row.standing == "unbudgeted":
        return 0
    elapsed, window = elapsed_months(project, month)
    return divide_half_away(row.budget_fen * elapsed, window)


def _year(as_of: date) -> list[date]:
    return [date(as_of.year, month, 1) for month in range(1, MONTHS + 1)]
