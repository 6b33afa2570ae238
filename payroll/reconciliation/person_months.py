"""Planned and real person-months, and what one costs on average against the standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import polars as pl

from payroll.budget import Budget, Project
from payroll.budget.needs import unstated_components
from payroll.period import month_end, months_between
from payroll.rates.model import Program
from payroll.reconciliation.execution import KEY
from payroll.reconciliation.standards import monthly_standards, one_off_standards
from payroll.schema import Rates

Key = tuple[str, str, str]


@dataclass(frozen=True)
class PersonMonths:
    """One program on one project and fund, since January.  Amounts are fen."""

    key: Key
    program: str
    """Chinese name."""
    planned_people: int
    """Σ of the people the budget's bases count on; 0 where it counts on nobody."""
    planned_year: int | None
    """Person-months of the whole year in the bases; None where a program only has one-offs, which
    are not planned by the month."""
    planned_so_far: int | None
    """Those of the months passed."""
    real: int
    """Different (person, service month) paid, those with 0.00 for no attendance included."""
    cost_fen: int
    """Charged for them, one-offs left out."""
    standard_fen: int | None
    """What they would cost at full attendance; None where a standard is not stated."""
    one_off_people: int
    one_off_fen: int
    one_off_standard_fen: int | None
    """What so many one-offs cost by the rates."""
    unstated: tuple[str, ...] = ()
    """Components due to the program whose amount no source states."""

    @property
    def average_fen(self) -> Fraction | None:
        """Average cost of a person-month."""
        return Fraction(self.cost_fen, self.real) if self.real else None

    @property
    def standard_average_fen(self) -> Fraction | None:
        """What one costs by the standard, at full attendance."""
        if self.standard_fen is None or not self.real:
            return None
        return Fraction(self.standard_fen, self.real)


def person_months(
    payments: pl.DataFrame,
    budget: Budget,
    programs: Sequence[Program],
    rates: Rates,
    calendar: pl.DataFrame,
    as_of: date,
) -> list[PersonMonths]:
    """Every program that was paid from, or planned on, a project; the budget's order first.

    `payments` are those of the budget's year up to `as_of`.  A person whose wage and insurance are
    charged to two projects has a person-month on each: the rows do not add up to people.
    """
    real = _real(payments, programs, rates, calendar)
    one_offs = _one_offs(payments)
    by_id = {program.id: program for program in programs}
    names = {program.id: program.name for program in programs}
    planned = {
        ((project.name, project.fund, project.document), names.get(basis.program_id, "")): project
        for project in budget.projects
        for basis in project.bases
    }
    ids = {name: program_id for program_id, name in names.items()}
    steps_day = month_end(as_of)
    once = one_off_standards(list(by_id), rates, steps_day)
    rows = []
    for key, name in dict.fromkeys([*planned, *real, *one_offs]):
        project, program = planned.get((key, name)), by_id.get(ids.get(name, ""))
        count, cost_fen, standard_fen = real.get((key, name), (0, 0, 0))
        people, once_fen = one_offs.get((key, name), (0, 0))
        each_fen = None if program is None else once.get(program.id)
        rows.append(
            PersonMonths(
                key,
                name,
                *_planned(project, program, as_of),
                real=count,
                cost_fen=cost_fen,
                standard_fen=standard_fen if count else None,
                one_off_people=people,
                one_off_fen=once_fen,
                one_off_standard_fen=None if each_fen is None else each_fen * people,
                unstated=_unstated(program, rates, as_of),
            )
        )
    return rows


def _planned(
    project: Project | None, program: Program | None, as_of: date
) -> tuple[int, int | None, int | None]:
    """People, person-months of the year and of the months so far, by the bases of the project."""
    if project is None or program is None:
        return 0, 0, 0
    bases = [basis for basis in project.bases if basis.program_id == program.id]
    people = sum(basis.people for basis in bases)
    if not _is_monthly(program):
        return people, None, None
    months = [(basis.people, months_between(basis.first, basis.last)) for basis in bases]
    year = sum(count * len(each) for count, each in months)
    so_far = sum(count * sum(month <= as_of for month in each) for count, each in months)
    return people, year, so_far


def _is_monthly(program: Program) -> bool:
    return any(component.per != "person" for component in program.components)


def _unstated(program: Program | None, rates: Rates, as_of: date) -> tuple[str, ...]:
    if program is None:
        return ()
    return unstated_components(program.id, as_of.replace(month=1), as_of, rates)


def _real(
    payments: pl.DataFrame, programs: Sequence[Program], rates: Rates, calendar: pl.DataFrame
) -> Mapping[tuple[Key, str], tuple[int, int, int | None]]:
    """Person-months, their cost and what they cost by the standard."""
    monthly = (
        payments.filter(pl.col("reason") != "one_off")
        .group_by(*KEY, "program", "program_id", "service_month", maintain_order=True)
        .agg(pl.col("id_number").n_unique().cast(pl.Int64), pl.col("charged_fen").sum())
    )
    months = monthly["service_month"].unique().sort().to_list()
    standards = monthly_standards([program.id for program in programs], months, rates, calendar)
    each = pl.col("standard_fen") * pl.col("id_number")
    sums = (
        monthly.join(standards, on=["program_id", "service_month"], how="left")
        .group_by(*KEY, "program", maintain_order=True)
        .agg(
            pl.col("id_number").sum(),
            pl.col("charged_fen").sum(),
            standard_fen=pl.when(pl.col("standard_fen").is_null().any())
            .then(None)
            .otherwise(each.sum()),
        )
    )
    return {
        ((project, fund, document), program): (count, cost_fen, standard_fen)
        for project, fund, document, program, count, cost_fen, standard_fen in sums.iter_rows()
    }


def _one_offs(payments: pl.DataFrame) -> Mapping[tuple[Key, str], tuple[int, int]]:
    """People who had a one-off, and its cost."""
    sums = (
        payments.filter(pl.col("reason") == "one_off")
        .group_by(*KEY, "program", maintain_order=True)
        .agg(pl.col("id_number").n_unique().cast(pl.Int64), pl.col("charged_fen").sum())
    )
    return {
        ((project, fund, document), program): (count, cost_fen)
        for project, fund, document, program, count, cost_fen in sums.iter_rows()
    }
