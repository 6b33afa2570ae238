"""The self-evaluation of a year's projects: execution, indicators, scores, what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast

import polars as pl

from payroll.amounts import yuan
from payroll.budget import Budget, Project, load_budget
from payroll.budget.model import Indicator, Spread
from payroll.evaluation import scoring
from payroll.evaluation.evidence import Evidence, Measured
from payroll.evaluation.facts import Facts, HeldRow, read_held_rows
from payroll.evaluation.hand import Filled, Hand, hand_file, in_measure, load_hand
from payroll.evaluation.measures import measured
from payroll.period import month_end
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates import RateBook, load_rates
from payroll.reconciliation.execution import Execution, executions
from payroll.reconciliation.paid import Paid, read_paid
from payroll.schema import Rates
from payroll.terms import evaluation as words
from payroll.terms.budget import PERCENT

Standing = Literal["computed", "filled", "open", "inapplicable"]


@dataclass(frozen=True)
class Scored:
    """One indicator of a form.  Points and scores are hundredths."""

    indicator: Indicator
    section: str
    standing: Standing
    actual: str
    points_h: int | None
    """None where it is not applicable."""
    score_h: int | None
    """None where it is open or not applicable."""
    note: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class ProjectEvaluation:
    """The form of one project.  Amounts are fen."""

    project: Project
    execution: Execution
    spent_fen: int | None
    """None while nobody has stated what was spent elsewhere."""
    spent_source: str
    """Where a hand-filled amount comes from."""
    rows: tuple[Scored, ...]
    people: int
    person_months: int

    @property
    def budget_fen(self) -> int:
        """全年预算数."""
        return self.execution.budget_fen

    @property
    def rate(self) -> Fraction | None:
        """执行率; None while it is open."""
        if self.spent_fen is None or not self.budget_fen:
            return None
        return Fraction(self.spent_fen, self.budget_fen)

    @property
    def execution_h(self) -> int | None:
        """Score of the execution."""
        if self.spent_fen is None:
            return None
        return scoring.execution_score_h(self.spent_fen, self.budget_fen)

    @property
    def open(self) -> tuple[str, ...]:
        """Names of what is still to be filled in."""
        first = (words.EXECUTION,) if self.execution_h is None else ()
        return (*first, *(row.indicator.third for row in self.rows if row.standing == "open"))

    @property
    def full_h(self) -> int:
        """Points of the parts that have an applicable indicator, and of the execution."""
        return scoring.EXECUTION_H + sum(row.points_h or 0 for row in self.rows)

    @property
    def judged_h(self) -> int:
        """Points of what has a score."""
        judged = sum(row.points_h or 0 for row in self.rows if row.score_h is not None)
        return judged + (0 if self.execution_h is None else scoring.EXECUTION_H)

    @property
    def score_h(self) -> int:
        """Σ of the scores so far."""
        return (self.execution_h or 0) + sum(row.score_h or 0 for row in self.rows)

    @property
    def scaled_h(self) -> int | None:
        """The final score out of 100; None while anything is open."""
        return None if self.open else scoring.scaled_h(self.score_h, self.full_h)

    def section_h(self, section: str) -> int | None:
        """Σ of the scores of a part; None where something of it is open or it has no indicator."""
        rows = [row for row in self.rows if row.section == section and row.points_h is not None]
        if not rows or any(row.score_h is None for row in rows):
            return None
        return sum(row.score_h or 0 for row in rows)


@dataclass(frozen=True)
class Evaluation:
    """The forms of all projects that have indicators."""

    as_of: date
    budget: Budget
    projects: tuple[ProjectEvaluation, ...]
    without_form: tuple[str, ...]
    """Projects of the budget without indicators."""
    problems: tuple[Problem, ...]
    """Warnings."""
    files: Mapping[str, str]
    """SHA-256 of every file read."""


def evaluate(
    rates: Path, out: Path, year: int | None = None, as_of: date | None = None
) -> Evaluation:
    """The self-evaluation of `year` (by default the last one paid) from the runs up to `as_of`.

    Raises `Refusal` for rates, a budget, results or a hand-filled file that cannot be read, for a
    year without results and for a budget without indicators.
    """
    book = load_rates(rates)
    last = as_of or (None if year is None else date(year, 12, 1))
    paid = read_paid(out, book.programs, last)
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
        _evaluated(
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


def _evaluated(
    project: Project, execution: Execution, facts: Facts, hand: Hand, spread: Spread
) -> ProjectEvaluation:
    """The form of one project."""
    of_payroll = execution.standing == "payroll"
    spent_fen = execution.spent_fen if of_payroll else hand.spent_fen.get(project.name)
    filled = {i.third: hand.filled.get((project.name, i.third)) for i in project.indicators}
    applicable = [i for i in project.indicators if not _inapplicable(filled[i.third])]
    points = iter(scoring.spread_points(applicable, spread))
    rows = tuple(
        _not_applicable(indicator, filled[indicator.third])
        if _inapplicable(filled[indicator.third])
        else _scored(
            indicator,
            next(points),
            _known(indicator, facts, spent_fen, of_payroll=of_payroll),
            filled[indicator.third],
            spent_fen,
        )
        for indicator in project.indicators
    )
    return ProjectEvaluation(
        project=project,
        execution=execution,
        spent_fen=spent_fen,
        spent_source=hand.spent_source.get(project.name, ""),
        rows=rows,
        people=facts.payments["id_number"].n_unique(),
        person_months=len(facts.payments.select("id_number", "service_month").unique()),
    )


def _inapplicable(filled: Filled | None) -> bool:
    return filled is not None and filled.inapplicable


def _known(
    indicator: Indicator, facts: Facts, spent_fen: int | None, *, of_payroll: bool
) -> Measured | None:
    """What is computed of an indicator; None for what only a person can fill in."""
    if indicator.states == "amount" and spent_fen is not None:
        actual = words.SPACED.format(number=yuan(spent_fen), unit="元")
        return Measured(Fraction(spent_fen), actual)
    return measured(indicator, facts) if of_payroll else None


def _scored(
    indicator: Indicator,
    points_h: int,
    known: Measured | None,
    filled: Filled | None,
    spent_fen: int | None,
) -> Scored:
    """One row: computed, filled in, or open."""
    section = scoring.section_of(indicator)
    notes = _notes(indicator, section)
    if known is not None:
        standing: Standing = "open" if known.value is None else "computed"
        score = None if known.value is None else _score_h(indicator, points_h, known.value)
        text = "；".join([*([known.note] if known.note else []), *notes])
        return Scored(
            indicator, section, standing, known.actual, points_h, score, text, known.evidence
        )
    if filled is None:
        needs_spent = indicator.states == "amount" and spent_fen is None
        open_note = words.EXECUTED if needs_spent else ""
        text = "；".join([*([open_note] if open_note else []), *notes])
        return Scored(indicator, section, "open", words.OPEN, points_h, None, text)
    if filled.value is None:
        score = scoring.score_h(points_h, filled.share or Fraction(0))
    else:
        score = _score_h(indicator, points_h, filled.value)
    text = "；".join([filled.source, *notes])
    return Scored(indicator, section, "filled", filled.actual, points_h, score, text)


def _score_h(indicator: Indicator, points_h: int, value: Fraction) -> int:
    """Points for a value against its target; a target in words is the whole (100 %)."""
    if indicator.number_h is None:
        return scoring.score_h(points_h, scoring.earned("≥", value, Fraction(1)))
    target = in_measure(indicator.number_h, indicator)
    share = scoring.earned(scoring.operator_of(indicator), value, target)
    return scoring.score_h(points_h, share)


def _not_applicable(indicator: Indicator, filled: Filled | None) -> Scored:
    source = filled.source if filled is not None else ""
    section = scoring.section_of(indicator)
    return Scored(indicator, section, "inapplicable", words.INAPPLICABLE, None, None, source)


def _notes(indicator: Indicator, section: str) -> list[str]:
    """What a reader of the row should know: how it is scored, where the source prints it."""
    notes = []
    if indicator.operator == "=" and indicator.unit != PERCENT:
        cost = indicator.second == words.COST_LEVEL
        notes.append(words.NO_OPERATOR_COST if cost else words.NO_OPERATOR)
    if indicator.first != section:
        notes.append(words.PRINTED_UNDER.format(first=indicator.first))
    return notes


def _open_problems(projects: Sequence[ProjectEvaluation], budget: Budget) -> list[Problem]:
    """One warning that something is open; the forms name what."""
    still = [each for each in projects if each.open]
    if not still:
        return []
    count = sum(len(each.open) for each in still)
    where = Cell(hand_file(budget.year))
    facts = {"projects": f"{len(still)}", "count": f"{count}", "to_fill": words.TO_FILL}
    return [problem("evaluation-open", where, name="", row_id=None, **facts)]
