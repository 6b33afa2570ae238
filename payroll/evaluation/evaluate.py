"""The self-evaluation of a year's projects: execution, indicators, scores, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import cast

import polars as pl

from payroll.budget import Budget, Project, load_budget
from payroll.budget.model import Spread
from payroll.evaluation.facts import Facts, HeldRow, read_held_rows
from payroll.evaluation.form import Evaluation, ProjectEvaluation
from payroll.evaluation.hand import hand_file, load_hand
from payroll.evaluation.rows import evaluated
from payroll.ledger.store import Ledger
from payroll.period import month_end
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates import RateBook, load_rates
from payroll.reconciliation.execution import executions
from payroll.reconciliation.paid import Paid, read_paid
from payroll.schema import Rates
from payroll.terms import evaluation as words


def evaluate(
    rates: Path,
    out: Path,
    year: int | None = None,
    as_of: date | None = None,
    ledger: Ledger | None = None,
) -> Evaluation:
    """The self-evaluation of `year` (by default the last one paid) from the runs up to `as_of`.

    Raises `Refusal` for rates, a budget, results or a hand-filled file that cannot be read, for a
    year without results and for a budget without indicators.
    """
    book = load_rates(rates)
    paid = read_paid(out, book.programs, as_of, ledger, year)
    month = as_of or paid.months[-1]
    if (year or month.year) != month.year or not any(m.year == month.year for m in paid.months):
        raise Refusal(problem("evaluation-nothing-paid", Cell(out.name), year=year or month.year))
    budget = load_budget(rates, month.year, book.programs).known_on(month_end(month))
    payments = paid.in_year(month.year)
    rows = {row.key: row for row in executions(payments, budget, book.programs, month)}
    payroll = [row.project for row in rows.values() if row.standing == "payroll"]
    hand = load_hand(rates, budget, payroll)
    runs = tuple(m for m in paid.months if m.year == month.year)
    held = read_held_rows(out, runs)
    in_force = book.in_force(book.default_as_of(month))
    projects = tuple(
        evaluated(
            project,
            rows[project.name, project.fund, project.document],
            _facts(project, budget, book, paid, payments, month, in_force, runs, held),
            hand,
            cast("Spread", budget.evaluation.spread.value),
        )
        for project in budget.projects
        if project.indicators
    )
    if not projects:
        raise Refusal(problem("evaluation-no-projects", Cell(budget.file), year=budget.year))
    return Evaluation(
        as_of=month,
        budget=budget,
        projects=projects,
        without_form=tuple(p.name for p in budget.projects if not p.indicators),
        problems=tuple(in_file_order([*paid.problems, *_open_problems(projects, budget)])),
        files={
            **{f"rates/{name}": digest for name, digest in book.files.items()},
            **{f"rates/{name}": digest for name, digest in budget.files.items()},
            **{f"rates/{name}": digest for name, digest in hand.files.items()},
            **{f"out/{name}": digest for name, digest in paid.files.items()},
        },
    )


def _facts(
    project: Project,
    budget: Budget,
    book: RateBook,
    paid: Paid,
    payments: pl.DataFrame,
    as_of: date,
    rates: Rates,
    runs: tuple[date, ...],
    held: tuple[HeldRow, ...],
) -> Facts:
    programs = tuple(
        program
        for program in book.programs
        if any(entry.project == project.name for entry in program.charged_to)
    )
    ids = [program.id for program in programs]
    return Facts(
        project=project,
        programs=programs,
        payments=payments.filter(
            pl.col("project") == project.name,
            pl.col("fund") == project.fund,
            pl.col("document") == project.document,
        ),
        of_programs=payments.filter(pl.col("program_id").is_in(ids)),
        as_of=as_of,
        rates=rates,
        records=paid.records,
        runs=runs,
        held=held,
        on_time=budget.evaluation.on_time,
    )


def _open_problems(projects: Sequence[ProjectEvaluation], budget: Budget) -> list[Problem]:
    """One warning that something is open; the forms name what."""
    still = [each for each in projects if each.open]
    if not still:
        return []
    count = sum(len(each.open) for each in still)
    where = Cell(hand_file(budget.year))
    facts = {"projects": f"{len(still)}", "count": f"{count}", "to_fill": words.TO_FILL}
    return [problem("evaluation-open", where, name="", row_id=None, **facts)]
