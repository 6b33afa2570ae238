"""Every indicator of a project scored: computed by the runs, filled in by hand, or open."""

from __future__ import annotations

from fractions import Fraction

from payroll.amounts import yuan
from payroll.budget import Project
from payroll.budget.model import Indicator, Spread
from payroll.evaluation import scoring
from payroll.evaluation.evidence import Measured
from payroll.evaluation.facts import Facts
from payroll.evaluation.form import ProjectEvaluation, Scored, Standing
from payroll.evaluation.hand import Filled, Hand, in_measure
from payroll.evaluation.measures import measured
from payroll.reconciliation.execution import Execution
from payroll.terms import evaluation as words
from payroll.terms.budget import PERCENT


def evaluated(
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
