"""What can be wrong with the adjustments and releases of a budget file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payroll.budget.changes import Change, changed_fen
from payroll.budget.model import Budget, Project
from payroll.budget.reader import BudgetReader, table_name
from payroll.money import yuan
from payroll.terms.budget import ADJUSTMENT, CARRIED_OVER, CHANGES, RELEASE


def find_change_problems(budget: Budget, reader: BudgetReader) -> None:
    """Note changes of unknown projects, outside the year, written twice, or that do not add up."""
    for kind, changes in ((ADJUSTMENT, budget.adjustments), (RELEASE, budget.releases)):
        for number, change in enumerate(changes, 1):
            name = table_name(kind, number, {"document": change.document})
            _find_own_problems(budget, kind, change, name, reader)
            if any(_is_again(kind, change, other) for other in changes[: number - 1]):
                reader.add(
                    "budget-change-twice",
                    name,
                    "document",
                    what=CHANGES[kind],
                    document=change.document,
                    project=change.project,
                )
    for project in budget.projects:
        _find_total_problems(budget, project, reader)


def _find_own_problems(
    budget: Budget, kind: str, change: Change, name: str, reader: BudgetReader
) -> None:
    what = CHANGES[kind]
    if not change.document:
        reader.add("budget-change-document-missing", name, "document", what=what)
    if change.amount_fen == 0:
        reader.add("budget-change-zero", name, "amount", what=what)
    project = budget.project(change.project)
    if project is None:
        reader.add("budget-change-project-unknown", name, "project", project=change.project)
        return
    # Carried-over money was released by a document of an earlier year.
    earliest = (
        date.min if kind == RELEASE and project.fund == CARRIED_OVER else date(budget.year, 1, 1)
    )
    if not earliest <= change.day <= date(budget.year, 12, 31):
        reader.add(
            "budget-change-outside-year",
            name,
            "date",
            what=what,
            day=change.day.isoformat(),
            year=budget.year,
        )


def _is_again(kind: str, change: Change, other: Change) -> bool:
    """Whether two entries are one: a document changes a project once a day, and adjusts it by one
    amount once.  Without a document that cannot be told."""
    same = change.document == other.document and change.project == other.project
    again = change.day == other.day or (
        kind == ADJUSTMENT and change.amount_fen == other.amount_fen
    )
    return bool(change.document) and same and again


def _find_total_problems(budget: Budget, project: Project, reader: BudgetReader) -> None:
    """Note the first day on which a project would have less than nothing, or more released than
    granted."""
    place = table_name("project", budget.projects.index(project) + 1, {"name": project.name})
    for day in _days(project, budget.adjustments):
        adjusted = project.amount_fen + changed_fen(budget.adjustments, project.name, day)
        if adjusted < 0:
            reader.add("budget-adjusted-below-zero", place, "", day=day, amount=yuan(adjusted))
            return
    for day in _days(project, budget.releases):
        adjusted = project.amount_fen + changed_fen(budget.adjustments, project.name, day)
        released = changed_fen(budget.releases, project.name, day)
        if released < 0:
            reader.add("budget-released-below-zero", place, "", day=day, amount=yuan(released))
            return
        if released > adjusted:
            reader.add(
                "budget-released-too-much",
                place,
                "",
                day=day,
                released=yuan(released),
                adjusted=yuan(adjusted),
            )
            return


def _days(project: Project, changes: Sequence[Change]) -> list[date]:
    return sorted({change.day for change in changes if change.project == project.name})
