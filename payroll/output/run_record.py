"""run.json: what went into a run, what came out, and what was checked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from payroll import __version__
from payroll.money import yuan
from payroll.output.month_payroll import MonthPayroll
from payroll.output.totals import ProgramTotal, summary_rows
from payroll.period import month_text


def write_run_record(
    month: MonthPayroll, checked: Sequence[str], outputs: Mapping[str, str], path: Path
) -> None:
    """Write the record of a run to `path`: sorted keys, no clock, amounts as text in yuan.

    `checked` names the members of conservation that were compared, `outputs` gives the SHA-256 of
    every file of the run by its path inside the month's folder.
    """
    record = run_record(month, checked, outputs)
    text = json.dumps(record, sort_keys=True, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def run_record(
    month: MonthPayroll, checked: Sequence[str], outputs: Mapping[str, str]
) -> dict[str, Any]:
    """The record of a run as plain values."""
    *programs, total = summary_rows(month)
    severities = Counter(found.severity for found in month.problems)
    return {
        "as_of": month.as_of.isoformat(),
        "charges": {"over_yuan": _over_yuan(month), "rows": len(month.charges)},
        "conservation": {"checked": sorted(checked), "holds": True},
        "inputs": dict(month.inputs),
        "ledger": None
        if month.ledger is None
        else {"head": month.ledger.head, "single_person": month.ledger.single_person},
        "lines": len(month.payments),
        "outputs": dict(outputs),
        "policies": _policies(month),
        "problems": {
            "by_code": dict(Counter(found.code for found in month.problems)),
            "error": severities["error"],
            "warning": severities["warning"],
        },
        "programs": {row.program: _figures(row) for row in programs},
        "rows": {
            "accepted": len(month.accepted),
            "held": len(month.held),
            "read": len(month.reading.roster),
        },
        "run_month": month_text(month.run_month),
        "software": {"name": "subsidy-payroll", "version": __version__},
        "total": _figures(total),
        "withheld": {
            "amount_yuan": yuan(int(month.withheld["amount_fen"].sum()), grouped=False),
            "people": month.withheld["id_number"].n_unique(),
        },
    }


def _figures(row: ProgramTotal) -> dict[str, Any]:
    amounts = {
        "cost_yuan": row.cost_fen,
        "deduction_yuan": row.deduction_fen,
        "insurer_yuan": row.insurer_fen,
        "net_yuan": row.net_fen,
        "person_yuan": row.person_fen,
    }
    plain = {name: yuan(fen, grouped=False) for name, fen in amounts.items()}
    return {**plain, "budget_share": row.share, "held": row.held, "people": row.people}


def _over_yuan(month: MonthPayroll) -> str:
    over = month.charges.filter(month.charges["kind"] == "over")["amount_fen"]
    return yuan(int(over.sum()), grouped=False)


def _policies(month: MonthPayroll) -> dict[str, Any]:
    """Settings in force by program, and what each component does with them."""
    return {
        program.name: {
            "components": {
                component.name: {
                    "payee": component.payee,
                    "per": component.per,
                    "proration": component.proration,
                    "rounding": component.rounding,
                }
                for component in program.components
            },
            "recovery_cap": asdict(program.recovery_cap),
            "leave": {kind: asdict(setting) for kind, setting in program.leave.items()},
            "settings": {name: asdict(setting) for name, setting in program.policy.items()},
        }
        for program in month.programs
    }
