"""Which projects may pay a program's month, and in which order projects fill up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter

from payroll.budget.model import Budget
from payroll.rates.model import Program
from payroll.terms.budget import CARRIED_OVER


class CycleOfProjects(Exception):
    """Programs name the same projects in orders that contradict each other."""

    def __init__(self, projects: Sequence[str]) -> None:
        super().__init__("contradictory order of projects")
        self.projects = tuple(projects)


def eligible_projects(program: Program, month: date, budget: Budget | None) -> tuple[str, ...]:
    """Names of the projects that may pay `month` of `program`, in the order they are used.

    The order of the file, carried-over money before this year's: it is tied to its months and is
    lost to them first.  A project that the budget does not know, or that does not pay the month,
    is left out.  Without a budget every entry of the program that names the month counts.
    """
    entries = [entry.project for entry in program.charged_to if entry.first <= month <= entry.last]
    if budget is None:
        return tuple(entries)
    projects = [budget.project(name) for name in entries]
    paying = [project for project in projects if project is not None and project.pays(month)]
    return tuple(
        project.name for project in sorted(paying, key=lambda project: project.fund != CARRIED_OVER)
    )


def filling_order(programs: Sequence[Program], budget: Budget | None) -> list[str]:
    """Every project that a program is charged to, each after those that are used before it.

    Two entries that ever meet are both in force in the first month of one of them, so looking at
    those months is enough.  Raises `CycleOfProjects`.
    """
    before: TopologicalSorter[str] = TopologicalSorter()
    for program in programs:
        for month in sorted({entry.first for entry in program.charged_to}):
            route = eligible_projects(program, month, budget)
            for position, name in enumerate(route):
                before.add(name, *route[:position])
    try:
        return list(before.static_order())
    except CycleError as error:
        raise CycleOfProjects(error.args[1]) from None
