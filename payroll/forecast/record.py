"""A forecast as plain values with stable English keys, for `--json`; amounts are text in yuan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from payroll import __version__
from payroll.amounts import percent, yuan
from payroll.forecast.bridge import BridgeStep, Effects, total_effects
from payroll.forecast.comparison import Comparison
from payroll.forecast.headcount import Headcount
from payroll.forecast.heads import FORECAST
from payroll.forecast.outlook import Forecast, Fund
from payroll.forecast.plan import share_text
from payroll.forecast.sentences import headcount_reason, notes
from payroll.period import month_text
from payroll.problems import Problem


def comparison_record(comparison: Comparison, problems: Sequence[Problem]) -> dict[str, Any]:
    """Everything `payroll forecast` computes.  Its `reason` is `forecast`: it pays nobody."""
    base = comparison.base
    ground = base.ground
    return {
        "reason": FORECAST,
        "software": {"name": "subsidy-payroll", "version": __version__},
        "year": ground.year,
        "as_of": ground.as_of.isoformat(),
        "paid_months": [month_text(month) for month in ground.paid_in],
        "forecast_months": [month_text(month) for month in ground.months],
        "base": _forecast_record(base, comparison.headcounts),
        "scenarios": [
            {
                "text": variant.scenario.text,
                "supposed": [change.source for change in variant.scenario.changes],
                **_forecast_record(variant.forecast, variant.headcounts),
                "bridge": [_step_record(base, step) for step in variant.steps],
                "bridge_total": _effects_record(total_effects(variant.steps)),
            }
            for variant in comparison.variants
        ],
        "notes": notes(comparison),
        "problems": [
            {
                "severity": found.severity,
                "code": found.code,
                "place": str(found.cell),
                "found": found.found,
                "remedy": found.remedy,
            }
            for found in problems
        ],
        "inputs": dict(ground.files),
    }


def _forecast_record(forecast: Forecast, headcounts: Sequence[Headcount]) -> dict[str, Any]:
    names = {program.id: program.name for program in forecast.ground.programs}
    return {
        "total_yuan": _plain(forecast.cost_fen()),
        "programs": {
            program.name: _plain(forecast.cost_fen(program.id)) for program in forecast.programs
        },
        "plan": [
            {
                "program": names[row.program_id],
                "month": month_text(row.month),
                "people": row.people,
                "attendance": share_text(row.share_e4),
                "new_people": row.new_people,
                "note": row.note,
            }
            for row in forecast.plan
        ],
        "months": [
            {
                "program": names[each.program_id],
                "month": month_text(each.month),
                "reason": each.reason,
                "people": each.people,
                "cost_yuan": _plain(each.cost_fen),
            }
            for each in forecast.months
        ],
        "projects": [_fund_record(fund) for fund in forecast.funds],
        "largest_headcounts": [
            {
                "program": names[each.program_id],
                "months": [month_text(month) for month in each.months],
                "people": each.people,
                "people_without_one_offs": each.people_without_one_offs,
                "formula": headcount_reason(each),
            }
            for each in headcounts
        ],
    }


def _fund_record(fund: Fund) -> dict[str, Any]:
    return {
        "project": fund.project.name,
        "fund": fund.project.fund,
        "document": fund.project.document,
        "budget_yuan": _plain(fund.budget_fen),
        "paid_yuan": _plain(fund.paid_fen),
        "within_yuan": _plain(fund.within_fen),
        "over_yuan": _plain(fund.over_fen),
        "needed_yuan": _plain(fund.within_fen + fund.over_fen),
        "needed_share": percent(fund.within_fen + fund.over_fen, fund.budget_fen),
        "left_yuan": _plain(fund.left_fen),
        "balance_yuan": _plain(fund.gap_fen),
        "runs_out": None if fund.runs_out is None else month_text(fund.runs_out),
        "carry_over_yuan": _plain(fund.carry_over_fen),
        "months": [
            {
                "month": month_text(month.month),
                "reason": month.reason,
                "within_yuan": _plain(month.within_fen),
                "over_yuan": _plain(month.over_fen),
            }
            for month in fund.months
        ],
    }


def _step_record(base: Forecast, step: BridgeStep) -> dict[str, Any]:
    return {
        "program": base.ground.program(step.program_id).name,
        "month": month_text(step.month),
        "base_yuan": _plain(step.base_fen),
        **_effects_record(step.effects),
        "scenario_yuan": _plain(step.scenario_fen),
    }


def _effects_record(effects: Effects) -> dict[str, str]:
    return {
        each.name.replace("_fen", "_yuan"): _plain(getattr(effects, each.name))
        for each in fields(effects)
    }


def _plain(fen: int) -> str:
    return yuan(fen, grouped=False)
