"""Published percentages against the exact ratio of the published figures."""

from __future__ import annotations

from payroll.budget.finding import as_fen, figure
from payroll.budget.model import Budget
from payroll.budget.published import Growth, Ratio
from payroll.budget.tie import Tie
from payroll.money import divide_half_away
from payroll.terms import budget_findings as words
from payroll.terms.budget import PERCENT


def ratio_tie(ratio: Ratio, budget: Budget) -> Tie:
    """A share of the whole, rounded half away from zero to two decimals."""
    part_h, whole_h = budget.cell_h(ratio.part) or 0, budget.cell_h(ratio.whole) or 0
    unit = budget.unit_of(ratio.part)
    part, whole = figure(as_fen(part_h, unit), unit), figure(as_fen(whole_h, unit), unit)
    return _percent_tie(
        ratio.what,
        (ratio.part, ratio.whole),
        words.SHARE.format(part=part, whole=whole),
        _percent_h(part_h, whole_h),
        ratio.printed_h,
        ratio.source,
    )


def growth_tie(growth: Growth, budget: Budget) -> Tie:
    """A change against last year, whose figure is this year's less the change."""
    now_h = budget.cell_h(growth.now) or 0
    last_h = now_h - growth.more_h
    unit = budget.unit_of(growth.now)
    now, more, last = (
        figure(as_fen(value, unit), unit) for value in (now_h, growth.more_h, last_h)
    )
    return _percent_tie(
        growth.what,
        (growth.now,),
        words.LAST_YEAR.format(now=now, more=more, last=last),
        _percent_h(growth.more_h, last_h),
        growth.percent_h,
        growth.source,
    )


def _percent_h(part: int, whole: int) -> int:
    """Hundredths of a percent; nothing where the whole is nothing."""
    return divide_half_away(part * 10_000, whole) if whole > 0 else 0


def _percent_tie(
    what: str, cells: tuple[str, ...], formula: str, computed: int, printed: int, source: str
) -> Tie:
    return Tie(
        what=words.RATIO,
        subject=what,
        cells=cells,
        formula=formula,
        computed=computed,
        published=printed,
        unit=PERCENT,
        slack=0,
        rounded=0,
        source=source,
    )
