"""The form of a project as it was evaluated: its rows, its scores, what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from payroll.budget import Budget, Project
from payroll.budget.model import Indicator
from payroll.evaluation import scoring
from payroll.evaluation.evidence import Evidence
from payroll.problems import Problem
from payroll.reconciliation.execution import Execution
from payroll.terms import evaluation as words

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
