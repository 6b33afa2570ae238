"""A forecast: what each program costs month by month, and what becomes of each project's money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from payroll.budget.model import Project
from payroll.budget.needs import unstated_components
from payroll.budget.routes import eligible_projects
from payroll.forecast.charging import PAID_ALREADY, charged_so_far, forecast_charges
from payroll.forecast.ground import Ground
from payroll.forecast.heads import FORECAST, head_lines
from payroll.forecast.plan import Plan, PlanRow, with_new_people
from payroll.forecast.recent import people_with_one_offs, recent_of
from payroll.rates.model import Program


@dataclass(frozen=True)
class ProgramMonth:
    """What a program cost, or will cost, in one month."""

    program_id: str
    month: date
    reason: str
    """`paid` or `forecast`; paid months are run months with everything paid in them."""
    people: int
    cost_fen: int
    row: PlanRow | None = None
    """The row of the plan a forecast month rests on, with its new people."""


@dataclass(frozen=True)
class FundMonth:
    """What a month takes from a project."""

    month: date
    reason: str
    within_fen: int
    over_fen: int


@dataclass(frozen=True)
class Fund:
    """A project that programs are charged to, through the year."""

    project: Project
    budget_fen: int
    """As adjusted."""
    months: tuple[FundMonth, ...]
    """Months that take something, ascending."""
    runs_out: date | None
    """The first month that brings a line it cannot carry; None when it lasts."""

    @property
    def paid_fen(self) -> int:
        """What the paid months used of it."""
        return sum(m.within_fen for m in self.months if m.reason == PAID_ALREADY)

    @property
    def within_fen(self) -> int:
        """What the whole year uses of it."""
        return sum(month.within_fen for month in self.months)

    @property
    def over_fen(self) -> int:
        """What is charged to it that it cannot carry."""
        return sum(month.over_fen for month in self.months)

    @property
    def left_fen(self) -> int:
        """What is on it at the end of the year: a line that does not fit leaves its rest there."""
        return self.budget_fen - self.within_fen

    @property
    def gap_fen(self) -> int:
        """Budget − everything the year needs of it; negative when money is short."""
        return self.left_fen - self.over_fen

    @property
    def carry_over_fen(self) -> int:
        """What is proposed to be carried over: what is left once all needs are met."""
        return max(0, self.gap_fen)


@dataclass(frozen=True)
class Forecast:
    """One forecast: a ground, a plan and what follows."""

    ground: Ground
    asked: Plan
    """The plan as it was given."""
    plan: Plan
    """The plan with `new_people` in every row."""
    people_before: Mapping[str, int]
    """People who had their one-offs when the forecast begins, by program."""
    lines: pl.DataFrame
    """`HEAD_LINES`, all of them with the reason `forecast`."""
    charges: pl.DataFrame
    """`CHARGED` of the paid and of the forecast months."""

    @cached_property
    def months(self) -> tuple[ProgramMonth, ...]:
        """Every program and month that has people or money, programs in their order."""
        paid = self.ground.paid.group_by("program_id", "run_month").agg(
            pl.col("id_number").n_unique(), pl.col("charged_fen").sum()
        )
        found = [
            ProgramMonth(program_id, month, PAID_ALREADY, people, fen)
            for program_id, month, people, fen in paid.iter_rows()
        ]
        costs = {
            (program_id, month): fen
            for program_id, month, fen in self.lines.group_by("program_id", "service_month")
            .agg(pl.col("amount_fen").sum())
            .iter_rows()
        }
        for row in self.plan:
            cost_fen = costs.get((row.program_id, row.month), 0)
            found.append(
                ProgramMonth(row.program_id, row.month, FORECAST, row.people, cost_fen, row)
            )
        order = {program.id: place for place, program in enumerate(self.ground.programs)}
        return tuple(sorted(found, key=lambda each: (order[each.program_id], each.month)))

    @cached_property
    def funds(self) -> tuple[Fund, ...]:
        """Every project of the budget that a program is charged to, in the order of the budget."""
        used = {
            entry.project for program in self.ground.programs for entry in program.charged_to
        } | set(self.charges["project"].unique())
        out = _running_out(self.charges, self.ground)
        amounts = self.ground.budget.amounts_fen
        by_project = self.charges.partition_by("project", as_dict=True)
        return tuple(
            Fund(
                project,
                amounts[project.name],
                tuple(_fund_months(by_project.get((project.name,)))),
                out.get(project.name),
            )
            for project in self.ground.budget.projects
            if project.name in used
        )

    @property
    def programs(self) -> tuple[Program, ...]:
        """Programs that have people or money in some month."""
        seen = {each.program_id for each in self.months}
        return tuple(program for program in self.ground.programs if program.id in seen)

    @cached_property
    def one_person_fen(self) -> dict[tuple[str, date, bool], int]:
        """What one person costs by (program, month, one-offs or not), as if each month were the
        first; for the months in which the plan has people."""
        rows = [row for row in self.plan if row.people]
        return one_person_fen(rows, self.ground)

    def unstated(self, program_id: str) -> tuple[str, ...]:
        """Components of the program due in months with people, whose amount no source states."""
        months = [row.month for row in self.plan if row.program_id == program_id and row.people]
        if not months:
            return ()
        return unstated_components(program_id, min(months), max(months), self.ground.rates)

    def cost_fen(self, program_id: str | None = None, month: date | None = None) -> int:
        """Paid and forecast cost, of all programs and months or of those named."""
        return sum(
            each.cost_fen
            for each in self.months
            if program_id in (None, each.program_id) and month in (None, each.month)
        )


def forecast(ground: Ground, plan: Sequence[PlanRow]) -> Forecast:
    """The forecast of a plan; amounts in fen, every one of them from the one calculation.

    Every month of the plan is one of the ground's.  Raises `ValueError` when the calendar does not
    reach one of them.
    """
    people_before = people_with_one_offs(ground, recent_of(ground))
    complete = with_new_people(tuple(plan), ground.months, people_before)
    lines = head_lines(complete, ground.rates, ground.book.calendar)
    paid = charged_so_far(ground)
    charges = pl.concat([paid, forecast_charges(lines, ground, paid)])
    return Forecast(ground, tuple(plan), complete, people_before, lines, charges)


def one_person_fen(rows: Sequence[PlanRow], ground: Ground) -> dict[tuple[str, date, bool], int]:
    """Fen one person costs by (program, month, one-offs or not) at the shares of the rows and the
    rates of the ground."""
    single = [replace(row, people=1, new_people=1) for row in rows]
    return {
        (program_id, month, once): fen
        for program_id, month, once, fen in head_lines(single, ground.rates, ground.book.calendar)
        .group_by("program_id", "service_month", once=pl.col("per") == "person")
        .agg(pl.col("head_fen").sum())
        .iter_rows()
    }


def _fund_months(charges: pl.DataFrame | None) -> Iterator[FundMonth]:
    if charges is None:
        return
    amount, kind = pl.col("amount_fen"), pl.col("kind")
    sums = (
        charges.group_by("run_month", "reason")
        .agg(amount.filter(kind == "within").sum(), over=amount.filter(kind == "over").sum())
        .sort("run_month")
    )
    for month, reason, within_fen, over_fen in sums.iter_rows():
        yield FundMonth(month, reason, within_fen, over_fen)


def _running_out(charges: pl.DataFrame, ground: Ground) -> dict[str, date]:
    """The first month of each project in which a line that it might pay went elsewhere or over.

    Paid months are judged by the run month: their service months are nearly always the same.
    """
    found: dict[str, date] = {}
    ordered = charges.sort("run_month").select("run_month", "program_id", "project", "kind")
    for month, program_id, project, kind in ordered.iter_rows():
        route = eligible_projects(ground.program(program_id), month, ground.budget)
        passed = route if kind == "over" else route[: _place(route, project)]
        for name in (*passed, *([project] if kind == "over" else [])):
            found.setdefault(name, month)
    return found


def _place(route: Sequence[str], project: str) -> int:
    return route.index(project) if project in route else 0
