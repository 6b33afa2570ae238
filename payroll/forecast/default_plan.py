"""The plan nobody wrote: today's people stay, present as in the last paid months.

They stay for as many months as the budget provides for them.  A program whose budget rests on one
month has been paid for what it was meant to be paid: nobody plans for it to go on to December, and
a forecast that does buries every other figure under a shortfall that will not come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from payroll.amounts import days
from payroll.budget.model import Basis
from payroll.budget.routes import eligible_projects
from payroll.forecast.ground import Ground
from payroll.forecast.plan import Plan, PlanRow, in_plan_order
from payroll.forecast.recent import Recent, recent_of
from payroll.period import month_list, month_text, months_between
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.rates.model import Program
from payroll.terms import forecast as words


def default_plan(ground: Ground) -> tuple[Plan, list[Problem]]:
    """A row a program and month, and warnings where the default is likely to be wrong.

    The people of the last run month stay in every month that some project may pay, at the share of
    attendance of the last paid months, until the program has been paid for as many months as its
    budget rests on; a month after that has a row with nobody.  Programs that only pay one-offs have
    no rows: whoever is there has had them.  Where nothing at all was paid this year, the people and
    months that the budget rests on take their place, at full attendance.

    Raises `Refusal` for people whom no project may pay.
    """
    if not ground.paid_in:
        return in_plan_order(_rows_of_budget(ground), ground.programs), []
    recent, bases = recent_of(ground), _bases(ground)
    rows = [
        row
        for name, seen in recent.items()
        for row in _rows_of(ground, name, seen, bases.get(name, []))
    ]
    return in_plan_order(rows, ground.programs), list(_doubts(ground, recent, bases))


def _rows_of(
    ground: Ground, program_id: str, seen: Recent, bases: Sequence[Basis]
) -> Iterator[PlanRow]:
    program = ground.program(program_id)
    if not seen.people or not _pays_every_month(program):
        return
    end = _months_left(ground, seen, bases)
    note = words.STAYS.format(month=month_text(seen.last_month), people=f"{seen.people:,}")
    if seen.required_days_h:
        note += words.SHARE_OF_DAYS.format(
            first=month_text(seen.days_first),
            last=month_text(seen.last_month),
            paid=days(seen.paid_days_h),
            required=days(seen.required_days_h),
        )
    over = words.PROVIDED_FOR.format(planned=_planned(bases), paid=seen.months)
    homeless = _months_without_project(ground, program, end)
    if homeless and len(homeless) == len(ground.months[:end]):
        raise Refusal(
            problem(
                "plan-program-without-project",
                Cell(program.file),
                program=program.name,
                months=month_list(homeless),
                file=program.file,
            )
        )
    for place, month in enumerate(ground.months):
        if month in homeless:
            continue
        if end is None or place < end:
            yield PlanRow(program_id, month, seen.people, seen.share_e4, note=note)
        else:
            yield PlanRow(program_id, month, 0, seen.share_e4, note=over)


def _months_without_project(ground: Ground, program: Program, end: int | None) -> list[date]:
    """Months in which the program's people stay and no project may pay them."""
    months = ground.months[:end]
    return [m for m in months if not eligible_projects(program, m, ground.budget)]


def _pays_every_month(program: Program) -> bool:
    return any(component.per != "person" for component in program.components)


def _months_left(ground: Ground, seen: Recent, bases: Sequence[Basis]) -> int | None:
    """Months that the budget still provides for the program's people; None without such a limit
    before December."""
    left = max(0, _planned(bases) - seen.months)
    return left if bases and left < len(ground.months) else None


def _planned(bases: Sequence[Basis]) -> int:
    """Months that the budget rests on for a program, each of them once."""
    return len({m for basis in bases for m in months_between(basis.first, basis.last)})


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


def _doubts(
    ground: Ground, recent: dict[str, Recent], bases_of: Mapping[str, Sequence[Basis]]
) -> Iterator[Problem]:
    """Programs that end before December as the budget has it, and programs not begun."""
    for program_id, bases in bases_of.items():
        program = ground.program(program_id)
        planned = _planned(bases)
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
        elif not _pays_every_month(program):
            continue
        elif not seen.people and planned > seen.months:
            yield problem(
                "forecast-program-paused",
                cell,
                program=program.name,
                month=month_text(seen.last_month),
                planned=planned,
                paid=seen.months,
            )
        elif seen.people:
            end = _months_left(ground, seen, bases)
            if homeless := _months_without_project(ground, program, end):
                yield problem(
                    "forecast-months-without-project",
                    cell,
                    program=program.name,
                    months=month_list(homeless),
                    file=program.file,
                )
            if end is None:
                continue
            yield problem(
                "forecast-ends-with-budget",
                cell,
                program=program.name,
                month=month_text(seen.last_month),
                people=f"{seen.people:,}",
                planned=planned,
                paid=seen.months,
                first=month_text(ground.months[end]),
            )


def _bases(ground: Ground) -> dict[str, list[Basis]]:
    """What the budget rests on, by program in the order of the rate files."""
    found: dict[str, list[Basis]] = {program.id: [] for program in ground.programs}
    for project in ground.budget.projects:
        for basis in project.bases:
            found[basis.program_id].append(basis)
    return {program_id: bases for program_id, bases in found.items() if bases}
