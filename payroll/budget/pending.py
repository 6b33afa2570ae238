"""What the budget file deduces or leaves to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from payroll.budget.model import Budget
from payroll.money import yuan
from payroll.terms import budget_findings as words
from payroll.terms.status import UNCONFIRMED


@dataclass(frozen=True)
class PendingFigure:
    """A figure or word no source states outright, with the projects it is used for."""

    what: str
    value: str
    status: str
    source: str
    projects: tuple[str, ...]


def pending_figures(budget: Budget) -> list[PendingFigure]:
    """Everything marked 推定 or 待确认, equal ones together, in the order of the file."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for project in budget.projects:
        amount = words.YUAN_IS.format(amount=yuan(project.amount_fen))
        for what, stated, value in (
            (words.CATEGORY, project.category, ""),
            (words.CODE, project.code, ""),
            (words.AMOUNT, project.amount, amount),
        ):
            if stated is not None and stated.status:
                quoted = words.QUOTED.format(value=stated.value)
                key = (what, value or quoted, stated.status, stated.source)
                found.setdefault(key, []).append(project.name)
        for basis in project.bases:
            for name, text in basis.assumed.items():
                key = (words.ASSUMPTIONS.get(name, name), "", UNCONFIRMED, text)
                found.setdefault(key, []).append(project.name)
    return [PendingFigure(*key, tuple(projects)) for key, projects in found.items()]
