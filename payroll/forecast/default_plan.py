"""The plan nobody wrote: today's people stay, present as in the last paid months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from payroll.amounts import days
from payroll.budget.model import Basis
from payroll.budget.routes import eligible_projects
from payroll.forecast.ground import Ground
from payroll.forecast.plan import Plan, PlanRow, in_plan_order
from payroll.forecast.recent import Recent, recent_of
from payroll.period import month_text, months_between
from payroll.problems import Cell, Problem, problem
from payroll.terms import forecast as words


def default_plan(ground: Ground) -> tuple[Plan, list[Problem]]:
    """A row a program and month, and warnings where the default is likely to be wrong.

    The people of the last run month stay in every month that some project may pay, at the share of
    attendance of the last paid months.  Where nothing at all was paid this year, the people and
    months that the budget rests on take their place, at full attendance.
    """
    if not ground.paid_in:
        return in_plan_order(_rows_of_budget(ground), ground.programs), []
    recent = recent_of(ground)
    rows = [row for name, seen in recent.items() for row in _rows_of(ground, name, seen)]
    return in_plan_order(rows, ground.programs), list(_doubts(ground, recent))


def _rows_of(ground: Ground, program_id: str, seen: Recent) -> Iterator[PlanRow]:
    program = ground.program(program_id)
    if not seen.people:
        return
    note = words.STAYS.format(month=month_text(seen.last_month), people=f"{seen.people:,}")
    if seen.required_days_h:
        note += words.SHARE_OF_DAYS.format(
            first=month_text(seen.days_first),
            last=month_text(seen.last_month),
            paid=days(seen.paid_days_h),
            required=days(seen.required_days_h),
        )
    for month in ground.months:
        if eligible_projects(program, month, ground.budget):
            yield PlanRow(program_id, month, seen.people, seen.share_e4, note=note)


def _rows_of_budget(ground: Ground) -> Iterator[PlanRow]:
    people: dict[tuple[str, date], list[Basis]] = {}
    for project in ground.budget.projects:
        for basis in project.bases:
            for month in months_between(basis.first, basis.last):
                if month in ground.months:
                    people.setdefault((basis.program_id, month), []).append(basis)
    for (program_id, month), bases in people.items():
        note = words.FROM_BUDGET.format(
            source=words.SEMICOLON.join(
                text for basis in bases for text in (basis.source, *basis.assumed.values())
            )
        )
        yield PlanRow(program_id, month, sum(basis.people for basis in bases), note=note)


def _doubts(ground: Ground, recent: dict[str, Recent]) -> Iterator[Problem]:
    """Programs that go on for longer than the budget rests on, and programs not begun."""
    for program_id, bases in _bases(ground).items():
        program = ground.program(program_id)
        planned = sum(len(months_between(basis.first, basis.last)) for basis in bases)
        people = max(basis.people for basis in bases)
        seen = recent.get(program_id)
        cell = Cell(ground.budget.file, program.name)
        if seen is None or not seen.months:
            yield problem(
                "forecast-program-not-started",
                cell,
                program=program.name,
                people=f"{people:,}",
                planned=planned,
            )
        elif seen.people and seen.months + len(ground.months) > planned:
            yield problem(
                "forecast-stays-doubtful",
                cell,
                program=program.name,
                month=month_text(seen.last_month),
                people=f"{seen.people:,}",
                planned=planned,
                paid=seen.months,
            )


def _bases(ground: Ground) -> dict[str, list[Basis]]:
    """What the budget rests on, by program in the order of the rate files."""
    found: dict[str, list[Basis]] = {program.id: [] for program in ground.programs}
    for project in ground.budget.projects:
        for basis in project.bases:
            found[basis.program_id].append(basis)
    return {program_id: bases for program_id, bases in found.items() if bases}
