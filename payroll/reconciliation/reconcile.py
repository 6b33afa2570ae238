"""The reconciliation of a year as of a month: reads, joins, looks at the money from every side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from payroll.budget import Budget, load_budget
from payroll.budget.finding import Finding
from payroll.budget.ties import tie_findings
from payroll.ledger.store import Ledger
from payroll.money import yuan
from payroll.period import month_end
from payroll.problems import Cell, Problem, in_file_order, problem
from payroll.rates import RateBook, load_rates
from payroll.reconciliation import views
from payroll.reconciliation.execution import KEY, Execution, executions
from payroll.reconciliation.outlook import Outlook, OwnPlan, december_outlook
from payroll.reconciliation.paid import Paid, read_paid
from payroll.reconciliation.person_months import PersonMonths, person_months
from payroll.terms.reconciliation import NO_FUND, NO_PROJECT


@dataclass(frozen=True)
class Reconciliation:
    """Everything the reconciliation says.  Amounts are fen."""

    as_of: date
    """The month looked at."""
    budget: Budget
    """As adjusted and released by the end of that month."""
    rows: tuple[Execution, ...]
    person_months: tuple[PersonMonths, ...]
    units: pl.DataFrame
    """`views.by_unit`."""
    people: pl.DataFrame
    """`views.by_person`."""
    codes: tuple[views.CodeTotal, ...]
    outlook: Outlook
    """What the rest of the year is expected to take."""
    years: pl.DataFrame
    """`views.by_year`, of every year there are results for."""
    ties: tuple[Finding, ...]
    """The published figures against each other and against the projects."""
    totals: Mapping[str, int]
    """Σ spent of each view, all equal."""
    months: tuple[date, ...]
    """Run months of the year that were paid."""
    problems: tuple[Problem, ...]
    """Warnings."""
    files: Mapping[str, str]
    """SHA-256 of every file read."""


def reconcile(
    rates: Path,
    out: Path,
    as_of: date | None = None,
    own_plan: OwnPlan | None = None,
    ledger: Ledger | None = None,
) -> Reconciliation:
    """The budget of the year of `as_of` (by default the last month paid) against what was charged.

    What was paid is what the `ledger` says, without one the results under `out`.
    The rest of the year is forecast from `own_plan`, or from today's people.  Raises
    `Refusal` for rates, a budget or a plan that cannot be read, and for results that are damaged,
    do not tie to the fen or were changed after their run.
    """
    book = load_rates(rates)
    paid = read_paid(out, book.programs, as_of, ledger)
    month = as_of or paid.months[-1]
    budget = load_budget(rates, month.year, book.programs)
    outlook = december_outlook(rates, out, month, (book, budget), own_plan, ledger)
    return reconciliation(book, budget.known_on(month_end(month)), paid, month, outlook)


def reconciliation(
    book: RateBook, budget: Budget, paid: Paid, as_of: date, outlook: Outlook
) -> Reconciliation:
    """`reconcile` from what was read."""
    payments = paid.in_year(as_of.year)
    rows = executions(payments, budget, book.programs, as_of)
    units, people = (
        _in_order(frame, rows)
        for frame in (views.by_unit(payments, as_of), views.by_person(payments, as_of))
    )
    rates = book.in_force(book.default_as_of(as_of))
    return Reconciliation(
        as_of=as_of,
        budget=budget,
        rows=tuple(rows),
        person_months=tuple(
            person_months(payments, budget, book.programs, rates, book.calendar, as_of)
        ),
        units=units,
        people=people,
        codes=tuple(views.by_code(rows, _code_names(budget))),
        outlook=outlook,
        years=views.by_year(paid.payments),
        ties=tuple(tie_findings(budget)),
        totals=views.require_agreement(payments, rows, {"units": units, "people": people}),
        months=tuple(month for month in paid.months if month.year == as_of.year),
        problems=tuple(
            in_file_order([*paid.problems, *_warnings(rows, budget), *outlook.problems])
        ),
        files={
            **{f"rates/{name}": digest for name, digest in book.files.items()},
            **{f"rates/{name}": digest for name, digest in budget.files.items()},
            **{f"out/{name}": digest for name, digest in paid.files.items()},
        },
    )


def _in_order(frame: pl.DataFrame, rows: Sequence[Execution]) -> pl.DataFrame:
    """The frame with its projects in the order of `rows`."""
    places = pl.DataFrame(
        [(*row.key, place) for place, row in enumerate(rows)],
        schema={**dict.fromkeys(KEY, pl.String), "place": pl.UInt32},
        orient="row",
    )
    ordered = frame.join(places, on=list(KEY), how="left", maintain_order="left")
    return ordered.sort("place", maintain_order=True).drop("place")


def _code_names(budget: Budget) -> dict[str, str]:
    """What the published tables call each functional code."""
    return {row.code: row.name for table in budget.tables for row in table.rows if row.code}


def _warnings(rows: Sequence[Execution], budget: Budget) -> Iterator[Problem]:
    """Money paid without a budget, spent beyond it, or spent before it was released."""
    for row in rows:
        where = Cell(budget.file, row.project or NO_PROJECT)
        if row.standing == "unbudgeted":
            fund = " ".join(text for text in (row.fund, row.document) if text) or NO_FUND
            yield problem(
                "paid-without-budget",
                where,
                project=row.project or NO_PROJECT,
                fund=fund,
                amount=yuan(row.spent_fen),
                year=budget.year,
            )
        elif row.left_fen < 0:
            yield problem(
                "budget-overspent",
                where,
                project=row.project,
                spent=yuan(row.spent_fen),
                budget=yuan(row.budget_fen),
                over=yuan(-row.left_fen),
            )
        elif row.spent_fen > row.available_fen:
            yield problem(
                "budget-spent-before-release",
                where,
                project=row.project,
                spent=yuan(row.spent_fen),
                available=yuan(row.available_fen),
                over=yuan(row.spent_fen - row.available_fen),
            )
