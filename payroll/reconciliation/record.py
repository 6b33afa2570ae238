"""The reconciliation as plain values with stable English keys, for `--json` and the record."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from payroll import __version__
from payroll.money import yuan
from payroll.period import month_text
from payroll.reconciliation.execution import Execution
from payroll.reconciliation.person_months import PersonMonths
from payroll.reconciliation.reconcile import Reconciliation
from payroll.reconciliation.tables import e4, fen


def reconciliation_record(found: Reconciliation, outputs: Mapping[str, str]) -> dict[str, Any]:
    """Everything but the sheets of units and people; amounts are text in yuan, ratios in percent.

    `outputs` gives the SHA-256 of the files written beside it.
    """
    return {
        "as_of": month_text(found.as_of),
        "year": found.budget.year,
        "unit": found.budget.unit,
        "months": [month_text(month) for month in found.months],
        "executions": [_execution(row, found) for row in found.rows],
        "person_months": [_person_months(row) for row in found.person_months],
        "totals_yuan": {name: _yuan(value) for name, value in found.totals.items()},
        "ties": {
            verdict: sum(tie.verdict == verdict for tie in found.ties)
            for verdict in sorted({tie.verdict for tie in found.ties})
        },
        "forecast": {
            "months": [month_text(month) for month in found.outlook.months],
            "remark": found.outlook.remark,
        },
        "problems": [
            {
                "severity": item.severity,
                "code": item.code,
                "place": str(item.cell),
                "found": item.found,
                "remedy": item.remedy,
            }
            for item in found.problems
        ],
        "inputs": dict(found.files),
        "outputs": dict(outputs),
        "software": {"name": "subsidy-payroll", "version": __version__},
    }


def _execution(row: Execution, found: Reconciliation) -> dict[str, Any]:
    expected = found.outlook.rest_fen(row.project) if found.outlook.months else None
    runs_out = found.outlook.runs_out.get(row.project)
    return {
        "project": row.project,
        "fund": row.fund,
        "document": row.document,
        "code": row.code,
        "standing": row.standing,
        "opening_yuan": _yuan(row.opening_fen),
        "adjusted_yuan": _yuan(row.adjusted_fen),
        "budget_yuan": _yuan(row.budget_fen),
        "released_yuan": _yuan(row.released_fen),
        "available_yuan": _yuan(row.available_fen),
        "month_yuan": _yuan(row.month_fen),
        "spent_yuan": _yuan(row.spent_fen),
        "over_yuan": _yuan(row.over_fen),
        "left_yuan": _yuan(row.left_fen),
        "rate_percent": _percent(row.rate),
        "progress_percent": _percent(row.progress),
        "gap_points": _percent(row.gap),
        "monthly_yuan": [_yuan(value) for value in row.monthly_fen],
        "expected_rest_yuan": _yuan(expected),
        "runs_out": None if runs_out is None else month_text(runs_out),
    }


def _person_months(row: PersonMonths) -> dict[str, Any]:
    project, fund, document = row.key
    return {
        "project": project,
        "fund": fund,
        "document": document,
        "program": row.program,
        "planned_people": row.planned_people,
        "planned_year": row.planned_year,
        "planned_so_far": row.planned_so_far,
        "real": row.real,
        "cost_yuan": _yuan(row.cost_fen),
        "average_yuan": _yuan(fen(row.average_fen)),
        "standard_average_yuan": _yuan(fen(row.standard_average_fen)),
        "one_off_people": row.one_off_people,
        "one_off_yuan": _yuan(row.one_off_fen),
        "one_off_standard_yuan": _yuan(row.one_off_standard_fen),
        "unstated": list(row.unstated),
    }


def _yuan(value: int | None) -> str | None:
    return None if value is None else yuan(value, grouped=False)


def _percent(ratio: Fraction | None) -> str | None:
    value = e4(ratio)
    return None if value is None else yuan(value, grouped=False)
