"""Points of the self-evaluation: how they are spread, what an indicator earns, what is scaled.

The customary form gives 10 points to the execution of the budget and 50, 30 and 10 to output,
benefit and satisfaction.  Points and scores are whole hundredths; every division is one division,
rounded half away from zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from payroll.amounts import divide_half_away
from payroll.budget.model import Indicator, Spread
from payroll.terms.evaluation import BENEFIT, COST_LEVEL, OUTPUT, SATISFACTION, SECTION_OF

EXECUTION_H = 10_00
SECTIONS_H = {OUTPUT: 50_00, BENEFIT: 30_00, SATISFACTION: 10_00}
FULL_H = 100_00


def section_of(indicator: Indicator) -> str:
    """The part of the form an indicator belongs to, by its second level.

    Budgets print some indicators under another first level; one whose second level the form does
    not know stays where it is printed, or counts as output.
    """
    section = SECTION_OF.get(indicator.second, indicator.first)
    return section if section in SECTIONS_H else OUTPUT


def spread_points(indicators: Sequence[Indicator], spread: Spread) -> list[int]:
    """Points of each indicator in hundredths: every section that has any gets its whole points.

    Cumulative rounding: the parts of 50 points are 16.67, 16.66 and 16.67, and add up to 50.
    """
    points = [0] * len(indicators)
    for section, whole_h in SECTIONS_H.items():
        places = [n for n, each in enumerate(indicators) if section_of(each) == section]
        levels = list(dict.fromkeys(indicators[n].second for n in places))
        groups = (
            [[n for n in places if indicators[n].second == level] for level in levels]
            if spread == "level"
            else [[n] for n in places]
        )
        shares = [
            (n, Fraction(1, len(groups) * len(group))) for group in groups for n in sorted(group)
        ]
        until, given = Fraction(0), 0
        for n, share in shares:
            until += share * whole_h
            reached = divide_half_away(until.numerator, until.denominator)
            points[n], given = reached - given, reached
    return points


def operator_of(indicator: Indicator) -> str:
    """How an indicator is scored, `≥` or `≤`.

    Where the source prints no sign, costs may not exceed the figure and everything else should
    reach it.
    """
    if indicator.operator in {"≥", ">"}:
        return "≥"
    if indicator.operator in {"≤", "<"}:
        return "≤"
    return "≤" if indicator.second == COST_LEVEL else "≥"


def earned(operator: str, actual: Fraction, target: Fraction) -> Fraction:
    """The share of its points that an indicator earns, from 0 to 1.

    >>> earned("≥", Fraction(480), Fraction(500)), earned("≥", Fraction(510), Fraction(500))
    (Fraction(24, 25), Fraction(1, 1))
    >>> earned("≤", Fraction(3500), Fraction(3400)), earned("≤", Fraction(0), Fraction(3400))
    (Fraction(34, 35), Fraction(1, 1))
    """
    if operator == "≤":
        return Fraction(1) if actual <= target else Fraction(target, actual)
    if actual >= target:
        return Fraction(1)
    return max(Fraction(0), Fraction(actual, target))


def score_h(points_h: int, share: Fraction) -> int:
    """Hundredths of a point: the share of the points, rounded once."""
    exact = points_h * share
    return divide_half_away(exact.numerator, exact.denominator)


def execution_score_h(spent_fen: int, budget_fen: int) -> int | None:
    """10 × 执行率, at most 10 and at least 0; None without a budget."""
    if not budget_fen:
        return None
    share = min(Fraction(1), max(Fraction(0), Fraction(spent_fen, budget_fen)))
    return score_h(EXECUTION_H, share)


def scaled_h(total_h: int, full_h: int) -> int:
    """A score out of `full_h` as one out of 100.

    >>> scaled_h(63_00, 70_00)
    9000
    """
    return divide_half_away(total_h * FULL_H, full_h)
