"""The largest constant headcount that the money carries to December: a division, not a search.

A person more costs the same in every month, so the people a project carries are one whole division
of what is left by what one person costs.  One-offs bend the line once: people beyond those who have
had theirs cost more.  Where a month may be paid
by several projects, the rest that a whole line leaves on one of them makes a division too hopeful;
and a program that shares a project and may go on to another leaves more or less of it to the first
as that has fewer or more people.  There the answer is halved in by computing the whole forecast
about ten times.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from payroll.budget.need_findings import unstated_items
from payroll.budget.routes import eligible_projects
from payroll.forecast.heads import FORECAST
from payroll.forecast.outlook import Forecast, forecast
from payroll.forecast.plan import MAX_PEOPLE, PlanRow


@dataclass(frozen=True)
class Limit:
    """What one project allows."""

    project: str
    left_fen: int
    """Left of it for the program: the year's amount − what was paid − what others need."""
    monthly_fen: int
    """One person over the months it pays, without one-offs."""
    once_fen: int
    """One-offs of a person who has not had them, in the first of those months."""
    again_fen: int
    """One-offs after a break, due from everybody again."""
    others_fen: int = 0
    """What others need of it, as the plan has them."""

    def people(self, had_already: int, *, one_offs: bool) -> int | None:
        """Most people it carries; `had_already` of them are due no one-off at the beginning.

        None when a person costs nothing, so that there is no limit.

        >>> Limit("甲", 600_000_00, 1290_00, 240_00, 0).people(0, one_offs=True)
        392
        """
        if self.left_fen < 0:
            return 0
        each = self.monthly_fen + (self.again_fen if one_offs else 0)
        without = self.left_fen // each if each else None
        if not one_offs or not self.once_fen or (without is not None and without <= had_already):
            return without
        more = each + self.once_fen
        return max(had_already, (self.left_fen + had_already * self.once_fen) // more)


@dataclass(frozen=True)
class Headcount:
    """The answer for one program."""

    program_id: str
    months: tuple[date, ...]
    """The months of the plan that have people: those the constant headcount is for."""
    people: int | None
    """With one-offs; None where it cannot be said."""
    people_without_one_offs: int | None
    """As if there were no one-offs; None where a person then costs nothing."""
    had_already: int = 0
    """People who are due no one-off when the months begin."""
    limits: tuple[Limit, ...] = ()
    """The divisions behind the answer."""
    unstated: tuple[str, ...] = ()
    """What the projects must pay and no source states an amount for: an answer would be a guess."""
    halved: bool = False
    """Whether months that several projects may pay made a search necessary."""


def largest_headcounts(outlook: Forecast) -> tuple[Headcount, ...]:
    """The answer for every program of which the plan has people."""
    with_people = dict.fromkeys(row.program_id for row in outlook.plan if row.people)
    return tuple(_largest(outlook, program_id) for program_id in with_people)


def constant_plan(outlook: Forecast, program_id: str, people: int) -> tuple[PlanRow, ...]:
    """The plan with `people` in every month in which the program has any, new people derived."""
    return tuple(
        replace(row, people=people, new_people=None)
        if row.program_id == program_id and row.people
        else row
        for row in outlook.asked
    )


def _largest(outlook: Forecast, program_id: str) -> Headcount:
    months = tuple(row.month for row in outlook.plan if row.program_id == program_id and row.people)
    program, budget = outlook.ground.program(program_id), outlook.ground.budget
    routes = {month: eligible_projects(program, month, budget) for month in months}
    projects = list(dict.fromkeys(name for names in routes.values() for name in names))
    unstated = outlook.unstated(program_id) + _unstated(outlook, projects)
    if unstated:
        return Headcount(program_id, months, None, None, unstated=tuple(dict.fromkeys(unstated)))
    ways = {names: [m for m in months if routes[m] == names] for names in routes.values()}
    limits = tuple(_limit(outlook, program_id, names, ways[names]) for names in ways)
    before = outlook.people_before.get(program_id, 0) if months[0] == _first(outlook) else 0
    one_way = all(len(names) == 1 for names in ways)
    if one_way and not _others_may_give_way(outlook, program_id, projects):
        with_them, without = (_least(limits, before, one_offs=each) for each in (True, False))
        return Headcount(program_id, months, with_them, without, before, limits)
    with_them, without = (
        _halved(outlook, program_id, projects, limits, before, one_offs=each)
        for each in (True, False)
    )
    return Headcount(program_id, months, with_them, without, before, limits, halved=True)


def _others_may_give_way(outlook: Forecast, program_id: str, projects: Sequence[str]) -> bool:
    """Whether another program with people may be paid by one of the projects or by another one."""
    ground = outlook.ground
    routes = {
        eligible_projects(ground.program(row.program_id), row.month, ground.budget)
        for row in outlook.plan
        if row.people and row.program_id != program_id
    }
    return any(len(names) > 1 and not set(names).isdisjoint(projects) for names in routes)


def _least(limits: Sequence[Limit], had_already: int, *, one_offs: bool) -> int | None:
    people = [limit.people(had_already, one_offs=one_offs) for limit in limits]
    return min((count for count in people if count is not None), default=None)


def _unstated(outlook: Forecast, projects: Sequence[str]) -> tuple[str, ...]:
    """What the projects must pay besides and no source states an amount for."""
    ground = outlook.ground
    return tuple(
        item
        for project in ground.budget.projects
        if project.name in projects
        for item in unstated_items(project, ground.programs, ground.rates)
    )


def _first(outlook: Forecast) -> date:
    return outlook.ground.months[0]


def _limit(
    outlook: Forecast, program_id: str, projects: Sequence[str], months: Sequence[date]
) -> Limit:
    """What the projects that pay these months together allow."""
    funds = [fund for fund in outlook.funds if fund.project.name in projects]
    mine = {
        (month, once): fen
        for (name, month, once), fen in outlook.one_person_fen.items()
        if name == program_id
    }
    others = int(
        outlook.charges.filter(
            pl.col("project").is_in(list(projects)),
            pl.col("reason") == FORECAST,
            pl.col("program_id") != program_id,
        )["amount_fen"].sum()
    )
    once = [(month, mine.get((month, True), 0)) for month in months]
    starts = _starts(outlook, program_id)
    first = months[0] == starts[0] if starts else False
    return Limit(
        project="、".join(projects),
        left_fen=sum(fund.budget_fen - fund.paid_fen for fund in funds) - others,
        monthly_fen=sum(mine.get((month, False), 0) for month in months),
        once_fen=once[0][1] if first else 0,
        again_fen=sum(fen for month, fen in once if month in starts[1:]),
        others_fen=others,
    )


def _starts(outlook: Forecast, program_id: str) -> list[date]:
    """Months in which the program's people begin, or begin again after a month without any."""
    mine = {row.month for row in outlook.plan if row.program_id == program_id and row.people}
    months = outlook.ground.months
    return [
        month
        for place, month in enumerate(months)
        if month in mine and (place == 0 or months[place - 1] not in mine)
    ]


def _halved(
    outlook: Forecast,
    program_id: str,
    projects: Collection[str],
    limits: Sequence[Limit],
    had_already: int,
    *,
    one_offs: bool,
) -> int | None:
    """The largest headcount with which no line goes over on the projects; None where a person costs
    nothing.  No more than the projects would carry if nobody else needed them."""
    alone = [replace(limit, left_fen=limit.left_fen + limit.others_fen) for limit in limits]
    most = _least(alone, had_already, one_offs=one_offs)
    if most is None:
        return None
    fits, beyond = 0, min(most, MAX_PEOPLE) + 1
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        plan = constant_plan(outlook, program_id, middle)
        tried = forecast(outlook.ground, plan if one_offs else _without_new(plan, program_id))
        over = tried.charges.filter(
            pl.col("reason") == FORECAST,
            pl.col("kind") == "over",
            pl.col("project").is_in(list(projects)),
        )
        fits, beyond = (middle, beyond) if over.is_empty() else (fits, middle)
    return fits


def _without_new(plan: Sequence[PlanRow], program_id: str) -> tuple[PlanRow, ...]:
    """The plan with nobody of the program due a one-off."""
    return tuple(
        replace(row, new_people=0) if row.program_id == program_id else row for row in plan
    )
