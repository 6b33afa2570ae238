"""Self-evaluation: the year's projects against their performance targets, from what was paid."""

from __future__ import annotations

from payroll.evaluation.evaluate import evaluate
from payroll.evaluation.form import Evaluation
from payroll.evaluation.writing import Written, write_evaluation

__all__ = ["Evaluation", "Written", "evaluate", "write_evaluation"]
