"""What a forecast says in words: how long money lasts, why so many people, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator

from payroll.amounts import yuan
from payroll.forecast.comparison import Comparison
from payroll.forecast.ground import Ground
from payroll.forecast.headcount import Headcount, Limit
from payroll.forecast.outlook import Forecast, Fund
from payroll.forecast.recent import SHARE_MONTHS
from payroll.period import month_list, month_text, month_title
from payroll.problems import Cell, Problem, problem
from payroll.terms import forecast as words
from payroll.terms.budget import CARRIED_OVER


def fund_state(fund: Fund) -> str:
    """How long the money of a project lasts."""
    if fund.runs_out is not None:
        return words.SHORT_FROM.format(
            month=month_title(fund.runs_out), left=yuan(max(0, fund.left_fen))
        )
    if not fund.months:
        return words.UNUSED
    return words.LASTS if fund.gap_fen else words.EXACTLY


def people_text(headcount: Headcount, *, one_offs: bool = True) -> str:
    """A largest headcount as a number or in a word."""
    people = headcount.people if one_offs else headcount.people_without_one_offs
    if people is not None:
        return f"{people:,}"
    return words.CANNOT_SAY if headcount.unstated else words.NO_LIMIT


def headcount_reason(headcount: Headcount) -> str:
    """The division behind a largest headcount, or why there is none."""
    if headcount.unstated:
        return words.LIMIT_UNSTATED.format(items="、".join(headcount.unstated))
    if headcount.halved:
        return words.LIMIT_HALVED
    if headcount.people is None:
        return words.LIMIT_NOTHING
    had = headcount.had_already
    deciding = [
        limit for limit in headcount.limits if limit.people(had, one_offs=True) == headcount.people
    ]
    return _division(deciding[0], headcount.people, had) if deciding else ""


def _division(limit: Limit, people: int, had: int) -> str:
    if limit.left_fen < 0:
        return words.LIMIT_SHORT.format(project=limit.project, short=yuan(-limit.left_fen))
    each = limit.monthly_fen + limit.again_fen
    due = max(0, people - had) if limit.once_fen else 0
    rest = limit.left_fen - people * each - due * limit.once_fen
    sentence = words.LIMIT_WITH_ONCE if due else words.LIMIT
    return sentence.format(
        project=limit.project,
        left=yuan(limit.left_fen),
        each=yuan(each),
        once=yuan(limit.once_fen),
        had=f"{had:,}",
        people=f"{people:,}",
        rest=yuan(rest),
    )


def span_remark(ground: Ground) -> str:
    """Which months were paid and which are forecast."""
    return words.SPAN_REMARK.format(
        paid=month_list(ground.paid_in) or words.NOTHING, months=month_list(ground.months)
    )


def notes(comparison: Comparison) -> list[str]:
    """Everything a reader must know to trust or doubt the figures, a sentence each."""
    ground = comparison.base.ground
    found = [
        words.NOTE_RATES.format(as_of=ground.as_of),
        words.NOTE_BUDGET.format(source=ground.budget.source),
        words.NOTE_PAID.format(months=month_list(ground.paid_in))
        if ground.paid_in
        else words.NOTE_NO_PAID,
        words.NOTE_DAYS.format(months=SHARE_MONTHS),
        words.NOTE_NEW,
        words.NOTE_CHARGE,
        words.NOTE_MOST,
        words.NOTE_CARRY,
        *_carried_twice(comparison.base),
        *_unstated(comparison.base),
        *_outside(comparison.base),
    ]
    return [*found, words.NOTE_SUPPOSED] if comparison.variants else found


def _carried_twice(base: Forecast) -> Iterator[str]:
    again = [fund for fund in base.funds if fund.project.fund == CARRIED_OVER and fund.left_fen > 0]
    if again:
        yield words.NOTE_CARRIED_TWICE.format(
            projects="、".join(f"“{fund.project.name}”" for fund in again),
            amount=yuan(sum(fund.left_fen for fund in again)),
        )


def _unstated(base: Forecast) -> Iterator[str]:
    for program in base.programs:
        items = base.unstated(program.id)
        if items:
            yield words.NOTE_UNSTATED.format(program=program.name, items="、".join(items))


def _outside(base: Forecast) -> Iterator[str]:
    inside = {fund.project.name for fund in base.funds}
    names = [p.name for p in base.ground.budget.projects if p.name not in inside]
    if names:
        yield words.NOTE_OUTSIDE.format(count=len(names), projects="、".join(names))


def unstated_problems(base: Forecast) -> list[Problem]:
    """A warning for each program of which people are planned and a standard is not stated."""
    return [
        problem(
            "forecast-standard-not-stated",
            Cell(program.file),
            program=program.name,
            items="、".join(items),
        )
        for program in base.programs
        if (items := base.unstated(program.id))
    ]


def variant_names(comparison: Comparison) -> list[str]:
    """`方案1`, `方案2` …"""
    return [words.VARIANT.format(number=n) for n in range(1, len(comparison.variants) + 1)]


def months_text(headcount: Headcount) -> str:
    """The months a constant headcount is for."""
    first, last = headcount.months[0], headcount.months[-1]
    return words.OF_MONTHS.format(first=month_text(first), last=month_text(last))
