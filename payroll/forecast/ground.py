"""What a forecast stands on: the rates and the budget of a year, and what was paid of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from payroll.amounts import yuan
from payroll.budget import Budget, budget_file, latest_budget_year, load_budget
from payroll.ledger.store import Ledger
from payroll.paid import PAID, PaidMonths, months_paid, paid_months, unpaid_problems
from payroll.paid.frame import CHARGES, LINES
from payroll.period import month_list, month_text, months_between, next_month
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.rates import RateBook, load_rates
from payroll.rates.model import Program
from payroll.schema import Rates
from payroll.terms import forecast as words


@dataclass(frozen=True)
class Ground:
    """Everything a forecast is computed from but the plan."""

    book: RateBook
    budget: Budget
    """With its adjustments; releases do not bind a forecast of the whole year."""
    as_of: date
    rates: Rates
    months: tuple[date, ...]
    """The months to be forecast, up to December."""
    paid: pl.DataFrame
    """`PAID` of the run months of the year before those, `program_id` never null."""
    before: pl.DataFrame
    """`PAID` of the last run month of an earlier year; empty when any of the year was paid."""
    paid_in: tuple[date, ...]
    """The run months of `paid`, ascending; in some of them nothing may have been due."""
    last_run: date | None
    """The last run month before the forecast, of whatever year."""
    files: Mapping[str, str]
    """SHA-256 of every file read."""
    problems: tuple[Problem, ...] = ()
    """Warnings about what was read."""

    @property
    def programs(self) -> tuple[Program, ...]:
        """Every program of the rate files, in their order."""
        return self.book.programs

    @property
    def year(self) -> int:
        """The year that is forecast."""
        return self.months[0].year

    def program(self, program_id: str) -> Program:
        """The program of this id.  Raises `StopIteration` for an unknown one."""
        return next(program for program in self.programs if program.id == program_id)


def read_ground(
    rates: Path,
    out: Path,
    first: date | None = None,
    *,
    loaded: tuple[RateBook, Budget] | None = None,
    ledger: Ledger | None = None,
) -> Ground:
    """The ground of a forecast from the month `first` to December.

    `loaded` are the rates and the budget of its year where they have been read already.

    What was paid is what `payroll.paid` says of `out` and the `ledger`.  Without `first` the
    forecast begins after the last month paid, or with the latest budget where nothing was paid.
    Announcements count as in a run of December.

    Raises `Refusal` for rates, budget or paid months that cannot be read, for money charged to
    a project that the budget does not know, and when no month is left.
    """
    book = load_rates(rates) if loaded is None else loaded[0]
    runs = months_paid(out, ledger)
    first = first or (next_month(runs[-1]) if runs else date(latest_budget_year(rates), 1, 1))
    january, december = first.replace(month=1), first.replace(month=12)
    of_year = load_budget(rates, first.year, book.programs) if loaded is None else loaded[1]
    budget = replace(of_year, releases=())
    as_of = book.default_as_of(december)
    _require_calendar(book, first, december)
    past = [month for month in runs if month < first]
    since = min(january, past[-1]) if past else january
    paid = with_program_ids(paid_months(out, ledger, since=since, before=first), book)
    in_year = paid.payments.filter(pl.col("run_month") >= january)
    _require_projects(in_year, budget)
    return Ground(
        book=book,
        budget=budget,
        as_of=as_of,
        rates=book.in_force(as_of),
        months=tuple(months_between(first, december)),
        paid=in_year,
        paid_in=tuple(month for month in paid.months if month >= january),
        before=paid.payments.filter(pl.col("run_month") < january),
        last_run=past[-1] if past else None,
        files={
            **{f"rates/{name}": digest for name, digest in book.files.items()},
            **{f"rates/{name}": digest for name, digest in budget.files.items()},
            **{f"out/{name}": digest for name, digest in paid.files.items()},
        },
        problems=(
            *_warnings(runs, out, first),
            *unpaid_problems(out, ledger, first.year),
        ),
    )


def with_program_ids(paid: PaidMonths, book: RateBook) -> PaidMonths:
    """`paid` with every `program_id`; by name where a file does not say it."""
    ids = {program.id for program in book.programs}
    names = {program.name: program.id for program in book.programs}
    by_name = pl.col("program").replace_strict(names, default=None, return_dtype=pl.String)
    known = pl.col("program_id").is_in(list(ids))
    payments = paid.payments.with_columns(
        program_id=pl.when(known).then("program_id").otherwise(by_name)
    )
    strange = payments.filter(pl.col("program_id").is_null()).unique(
        ["run_month", "program"], maintain_order=True
    )
    if not strange.is_empty():
        raise Refusal(
            *(
                problem("paid-program-unknown", _file(month, LINES), program=name or words.BLANK)
                for month, name in strange.select("run_month", "program").iter_rows()
            )
        )
    return replace(paid, payments=payments.select(*PAID))


def _require_calendar(book: RateBook, first: date, last: date) -> None:
    known = set(book.calendar["day"].dt.month_start().unique())
    for month in months_between(first, last):
        if month not in known:
            where = Cell("calendar.toml")
            facts = {"year": str(month.year), "month": month_text(month)}
            raise Refusal(problem("calendar-year-missing", where, name="", row_id=None, **facts))


def _require_projects(paid: pl.DataFrame, budget: Budget) -> None:
    """Refuse money charged to projects that the budget does not know."""
    known = [project.name for project in budget.projects]
    strange = (
        paid.filter(~pl.col("project").fill_null("").is_in(known))
        .group_by("run_month", "project", maintain_order=True)
        .agg(pl.len(), pl.col("charged_fen").sum())
    )
    if not strange.is_empty():
        raise Refusal(
            *(
                problem(
                    "paid-project-unknown",
                    _file(month, CHARGES),
                    lines=f"{lines:,}",
                    amount=yuan(fen),
                    project=project or words.BLANK,
                    year=budget.year,
                    file=budget_file(budget.year),
                )
                for month, project, lines, fen in strange.iter_rows()
            )
        )


def _warnings(runs: Sequence[date], out: Path, first: date) -> Iterator[Problem]:
    """Months of the year that are neither paid nor forecast, or paid and forecast all the same."""
    where = Cell(out.name)
    of_year = [month for month in runs if month.year == first.year]
    before = [month for month in of_year if month < first]
    if not before:
        yield problem("forecast-nothing-paid", where, out=out.name, year=first.year)
    missing = [m for m in months_between(first.replace(month=1), first)[:-1] if m not in before]
    if missing:
        yield problem("forecast-month-not-paid", where, months=month_list(missing))
    again = [month for month in of_year if month >= first]
    if again:
        yield problem(
            "forecast-paid-months-replaced",
            where,
            months=month_list(again),
            following=month_text(next_month(again[-1])),
        )


def _file(month: date, name: str) -> Cell:
    return Cell(f"{month_text(month)}/{name}")
