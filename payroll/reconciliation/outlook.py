"""The rest of the year if today's people stay: the forecast, seen from the reconciliation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from payroll.budget import Budget
from payroll.forecast.charging import PAID_ALREADY
from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import Ground, read_ground
from payroll.forecast.outlook import forecast
from payroll.forecast.plan import Plan
from payroll.ledger.store import Ledger
from payroll.period import month_text, months_between, next_month
from payroll.problems import Problem, Refusal
from payroll.rates import RateBook
from payroll.terms import reconciliation as words


@dataclass(frozen=True)
class Outlook:
    """What the months after the one looked at are expected to take from each project, in fen."""

    months: tuple[date, ...] = ()
    """From the following month to December; none when nothing can be forecast."""
    expected_fen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By project, a figure for each of `months`; what it cannot carry is in it."""
    runs_out: Mapping[str, date] = field(default_factory=dict)
    """The first month that a project cannot carry whole; a project that lasts is not in it."""
    remark: str = ""
    """What the forecast rests on, or why there is none."""
    problems: tuple[Problem, ...] = ()
    """Warnings of the forecast."""
    by_plan: bool = False
    """Whether it follows a plan, not today's people."""

    def rest_fen(self, project: str) -> int:
        """Everything a project is still expected to spend."""
        return sum(self.expected_fen.get(project, ()))


@dataclass(frozen=True)
class OwnPlan:
    """A plan that somebody wrote, read once it is known what it is for."""

    name: str
    read: Callable[[Ground], tuple[Plan, list[Problem]]]
    """The plan and its warnings; raises `Refusal`."""


def december_outlook(
    rates: Path,
    out: Path,
    as_of: date,
    loaded: tuple[RateBook, Budget],
    own_plan: OwnPlan | None = None,
    ledger: Ledger | None = None,
) -> Outlook:
    """The forecast of the months after `as_of` up to December, by project: of a plan, or of
    today's people staying.  Raises `Refusal` for a plan that cannot be understood.

    `loaded` are the rates and the whole year's budget that `rates` states.

    There is none after December, and none while the forecast refuses what the reconciliation can
    show: money charged to projects or programs that the budget or the rates do not know.
    """
    if as_of.month == 12:
        return Outlook(remark=words.YEAR_OVER)
    first = next_month(as_of)
    try:
        ground = read_ground(rates, out, first, loaded=loaded, ledger=ledger)
        plan, doubts = default_plan(ground) if own_plan is None else ((), [])
    except Refusal as refusal:
        return Outlook(remark=words.NO_FORECAST.format(reason=refusal.problems[0].found))
    if own_plan is not None:
        plan, doubts = own_plan.read(ground)
    found = forecast(ground, plan)
    months = tuple(months_between(first, date(as_of.year, 12, 1)))
    expected: dict[str, tuple[int, ...]] = {}
    for fund in found.funds:
        by_month = {
            each.month: each.within_fen + each.over_fen
            for each in fund.months
            if each.reason != PAID_ALREADY
        }
        expected[fund.project.name] = tuple(by_month.get(month, 0) for month in months)
    return Outlook(
        months,
        expected,
        {fund.project.name: fund.runs_out for fund in found.funds if fund.runs_out is not None},
        _remark(first, own_plan),
        tuple(doubts),
        own_plan is not None,
    )


def _remark(first: date, own_plan: OwnPlan | None) -> str:
    if own_plan is None:
        return words.FORECAST_REMARK.format(first=month_text(first))
    return words.PLANNED_REMARK.format(first=month_text(first), plan=own_plan.name)
