"""Every tie of a budget: projects against tables, tables against tables, tables inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from payroll.budget.finding import Finding
from payroll.budget.model import Budget
from payroll.budget.percent_ties import growth_tie, ratio_tie
from payroll.budget.project_ties import level_ties, project_ties
from payroll.budget.table_ties import across_ties, down_ties, rows_ties, same_ties
from payroll.budget.tie import Tie, sum_tie, tie_finding


def tie_findings(budget: Budget) -> list[Finding]:
    """Every tie as a finding, in the order of `all_ties`."""
    ties = list(all_ties(budget))
    return [tie_finding(tie, ties) for tie in ties]


def all_ties(budget: Budget) -> Iterator[Tie]:
    """Projects first, then tables against tables, then the inside of each table."""
    for projects in budget.ties.projects:
        yield from project_ties(projects, budget)
    for rows in budget.ties.rows:
        yield from rows_ties(rows, budget)
    for item in budget.ties.sums:
        yield replace(sum_tie(item.what, item.total, item.parts, budget), listed=True)
    for table in budget.tables:
        yield from down_ties(table, budget)
        yield from across_ties(table, budget)
    for same in budget.ties.same:
        yield from same_ties(same, budget)
    for ratio in budget.ties.ratios:
        yield ratio_tie(ratio, budget)
    for growth in budget.ties.growths:
        yield growth_tie(growth, budget)
    yield from level_ties(budget)
