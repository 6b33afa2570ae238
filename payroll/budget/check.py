"""Everything that can be said about a budget before a fen is spent."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from payroll.budget.claims import claim_findings
from payroll.budget.finding import Finding
from payroll.budget.model import Budget
from payroll.budget.need_findings import need_findings
from payroll.budget.ties import tie_findings
from payroll.problems import Cell, Refusal, problem
from payroll.rates.model import Program
from payroll.schema import Rates


def budget_findings(
    budget: Budget, programs: Sequence[Program], rates: Rates, calendar: pl.DataFrame
) -> list[Finding]:
    """Findings on needs, claims and ties, each in the order of the budget file.

    Raises `Refusal` when the calendar does not know the years that a basis calls for.
    """
    known = set(calendar["day"].dt.year().unique())
    asked = {
        year
        for project in budget.projects
        for basis in project.bases
        for year in (basis.first.year, basis.last.year)
    }
    missing = sorted(asked - known)
    if missing:
        raise Refusal(
            *(problem("budget-calendar-missing", Cell(budget.file), year=year) for year in missing)
        )
    return [
        *need_findings(budget, programs, rates, calendar),
        *claim_findings(budget, rates),
        *tie_findings(budget),
    ]
