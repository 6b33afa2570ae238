"""How far each project and fund has been carried out: a full join of the budget and the charges.

Money charged to what the budget does not know, and projects that were never charged, both have a
row: nothing is joined away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

import polars as pl

from payroll.budget import Budget, Project
from payroll.budget.changes import changed_fen
from payroll.period import months_between
from payroll.rates.model import Program
from payroll.terms.budget import CARRIED_OVER

KEY = ("project", "fund", "document")
"""What a charge names; a project of the budget has exactly one."""

Standing = Literal["payroll", "elsewhere", "unbudgeted"]
"""A project that programs are charged to; one whose money is not spent by this program, so that its
spending is unknown here; charges that no project of the budget answers."""


@dataclass(frozen=True)
class Execution:
    """One project and fund as of a month.  Amounts are fen."""

    project: str
    fund: str
    document: str
    code: str
    """Functional classification; empty where the budget does not know the project."""
    standing: Standing
    opening_fen: int
    """年初预算."""
    adjusted_fen: int
    """Σ of the adjustments so far."""
    released_fen: int | None
    """Σ of the releases so far; None where none is registered for the project."""
    available_fen: int
    """What may be spent so far (`Budget.available_fen`)."""
    monthly_fen: tuple[int, ...]
    """Charged in each run month from January to the month looked at."""
    over_fen: int
    """The part of it that was charged as `over`: no project had room for it then."""
    elapsed: int
    window: int
    """序时进度: so many months of so many have passed."""

    @property
    def key(self) -> tuple[str, str, str]:
        """The values of `KEY`."""
        return (self.project, self.fund, self.document)

    @property
    def budget_fen(self) -> int:
        """全年预算: as adjusted so far."""
        return self.opening_fen + self.adjusted_fen

    @property
    def month_fen(self) -> int:
        """Charged in the month looked at."""
        return self.monthly_fen[-1]

    @property
    def spent_fen(self) -> int:
        """Charged since January."""
        return sum(self.monthly_fen)

    @property
    def left_fen(self) -> int:
        """What is left of the adjusted budget; negative where more was spent."""
        return self.budget_fen - self.spent_fen

    @property
    def rate(self) -> Fraction | None:
        """执行率: spent ÷ adjusted budget; None without a budget."""
        return Fraction(self.spent_fen, self.budget_fen) if self.budget_fen else None

    @property
    def progress(self) -> Fraction | None:
        """序时进度; None without a budget."""
        return None if self.standing == "unbudgeted" else Fraction(self.elapsed, self.window)

    @property
    def gap(self) -> Fraction | None:
        """By how much the spending is ahead of the months (negative: behind)."""
        if self.rate is None or self.progress is None:
            return None
        return self.rate - self.progress


def executions(
    payments: pl.DataFrame, budget: Budget, programs: Sequence[Program], as_of: date
) -> list[Execution]:
    """Every project of the budget in its order, then what was charged elsewhere.

    `payments` (`KEY` without nulls, `run_month`, `kind`, `charged_fen`) are those of the budget's
    year up to the month `as_of`; `budget` is the one known at its end.
    """
    months = months_between(as_of.replace(month=1), as_of)
    spent = _spent(payments, months)
    used = {entry.project for program in programs for entry in program.charged_to}
    nothing = ((0,) * len(months), 0)
    found = [
        _of_project(project, budget, as_of, spent.get(_key(project), nothing), used)
        for project in budget.projects
    ]
    known = {_key(project) for project in budget.projects}
    found.extend(
        Execution(*key, "", "unbudgeted", 0, 0, None, 0, monthly, over, 0, 12)
        for key, (monthly, over) in spent.items()
        if key not in known
    )
    return found


def elapsed_months(project: Project, as_of: date) -> tuple[int, int]:
    """How many months of how many have passed for a project at the end of the month `as_of`.

    This year's money has the calendar year; carried-over money has its own window of service
    months, most of which passed before the year began.
    """
    if project.fund != CARRIED_OVER:
        return as_of.month, 12
    window = months_between(project.first, project.last)
    return sum(month <= as_of for month in window), len(window)


def _key(project: Project) -> tuple[str, str, str]:
    return (project.name, project.fund, project.document)


def _of_project(
    project: Project,
    budget: Budget,
    as_of: date,
    spent: tuple[tuple[int, ...], int],
    used: set[str],
) -> Execution:
    releases = [release for release in budget.releases if release.project == project.name]
    elapsed, window = elapsed_months(project, as_of)
    monthly, over = spent
    payroll = project.name in used or any(monthly)
    return Execution(
        *_key(project),
        code=project.code.value,
        standing="payroll" if payroll else "elsewhere",
        opening_fen=project.amount_fen,
        adjusted_fen=budget.amounts_fen[project.name] - project.amount_fen,
        released_fen=changed_fen(releases, project.name, budget.until) if releases else None,
        available_fen=budget.available_fen[project.name],
        monthly_fen=monthly,
        over_fen=over,
        elapsed=elapsed,
        window=window,
    )


def _spent(
    payments: pl.DataFrame, months: Sequence[date]
) -> Mapping[tuple[str, str, str], tuple[tuple[int, ...], int]]:
    """By `KEY` in order of appearance: fen of each month, and how much of it is `over`."""
    over = pl.col("charged_fen").filter(pl.col("kind") == "over").sum()
    sums = payments.group_by(*KEY, "run_month", maintain_order=True).agg(
        pl.col("charged_fen").sum(), over_fen=over
    )
    monthly: dict[tuple[str, str, str], list[int]] = {}
    overs: dict[tuple[str, str, str], int] = {}
    for project, fund, document, month, fen, over_fen in sums.iter_rows():
        key = (project, fund, document)
        monthly.setdefault(key, [0] * len(months))[months.index(month)] += fen
        overs[key] = overs.get(key, 0) + over_fen
    return {key: (tuple(fens), overs[key]) for key, fens in monthly.items()}
