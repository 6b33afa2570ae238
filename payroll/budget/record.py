"""Findings as plain values with stable English keys, for `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from payroll.budget.finding import Finding, Verdict, figure
from payroll.budget.model import Budget
from payroll.budget.pending import pending_figures


def findings_record(budget: Budget, findings: Sequence[Finding], as_of: date) -> dict[str, Any]:
    """Everything `payroll budget check` says; amounts are text without separators."""
    return {
        "year": budget.year,
        "unit": budget.unit,
        "source": budget.source,
        "as_of": as_of.isoformat(),
        "counts": count_verdicts(findings),
        "findings": [_finding_record(finding) for finding in findings],
        "pending": [
            {
                "what": item.what,
                "value": item.value,
                "status": item.status,
                "source": item.source,
                "projects": list(item.projects),
            }
            for item in pending_figures(budget)
        ],
    }


def count_verdicts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are, in all and of each verdict."""
    verdicts = [finding.verdict for finding in findings]
    return {"total": len(findings)} | {name: verdicts.count(name) for name in get_args(Verdict)}


def _finding_record(finding: Finding) -> dict[str, Any]:
    def text(value: int | None) -> str | None:
        return None if value is None else figure(value, finding.unit, grouped=False)

    return {
        "code": finding.code,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "subject": finding.subject,
        "relation": finding.group,
        "formula": finding.formula,
        "computed": text(finding.computed),
        "published": text(finding.published),
        "difference": text(finding.difference),
        "unit": finding.unit,
        "conclusion": finding.conclusion,
        "source": finding.source,
        "facts": dict(finding.facts),
    }
