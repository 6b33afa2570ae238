"""Targets that repeat a figure of the project, and targets that multiply to money."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from fractions import Fraction

import polars as pl

from payroll.budget.finding import Finding
from payroll.budget.model import Indicator, Project
from payroll.money import divide_half_away, yuan
from payroll.period import month_end
from payroll.schema import Rates
from payroll.terms import budget_findings as words
from payroll.terms.budget import BAR, MONEY_UNITS, STATES, WAN, YUAN

_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "≥": operator.ge,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def product_findings(project: Project) -> Iterator[Finding]:
    """What the targets cost when all are met and every ceiling is used, against the amount."""
    by_name = {item.third: item for item in project.indicators}
    for product in project.products:
        factors = [by_name[name] for name in product.factors]
        prices = [item for item in factors if item.unit in MONEY_UNITS]
        counts = [item for item in factors if item.unit not in MONEY_UNITS]
        times = Fraction(1)
        for item in counts:
            times *= Fraction(item.number_h or 0, 100)
        needs = times
        for item in prices:
            needs *= _fen(item)
        needs_fen = divide_half_away(needs.numerator, needs.denominator)
        more = needs_fen > project.amount_fen
        difference = yuan(abs(project.amount_fen - needs_fen))
        each = Fraction(project.amount_fen) / times if times else Fraction(0)
        each_fen = each.numerator // each.denominator
        yield Finding(
            code="targets-exceed-budget" if more else "targets-fit-budget",
            kind="claim",
            verdict="contradiction" if more else "holds",
            subject=project.name,
            formula=words.TIMES.join(f"{item.third} {item.value}" for item in factors),
            computed=needs_fen,
            published=project.amount_fen,
            unit=YUAN,
            conclusion=words.TARGETS_EXCEED.format(
                difference=difference,
                unit=counts[0].unit if counts else "",
                each=yuan(each_fen),
            )
            if more
            else words.TARGETS_FIT.format(left=difference),
            source=product.source,
            label=words.BUDGET,
            group=words.INDICATORS,
            facts={"each": yuan(each_fen, grouped=False)},
        )


def indicator_findings(project: Project, rates: Rates) -> Iterator[Finding]:
    """Indicators that repeat the amount, the headcount or a rate, against that figure."""
    for item in project.indicators:
        if item.states is None:
            continue
        number = _fen(item) if item.states != "people" else item.number_h or 0
        unit = "人" if item.states == "people" else YUAN
        actuals = _actuals(project, item, rates)
        holds = all(_HOLDS[item.operator](actual, number) for actual in actuals)
        what = STATES[item.states]
        shown = "、".join(
            yuan(actual) if unit == YUAN else f"{actual // 100:,}" for actual in actuals
        )
        yield Finding(
            code="indicator-agrees" if holds else "indicator-differs",
            kind="claim",
            verdict="holds" if holds else "contradiction",
            subject=project.name,
            formula=f"{item.third} {item.value}",
            computed=actuals[0] if actuals else None,
            published=number,
            unit=unit,
            conclusion=words.INDICATOR_HOLDS.format(what=what)
            if holds
            else words.INDICATOR_DIFFERS.format(value=item.value, what=what, actual=shown),
            source=_place(item),
            group=words.INDICATORS,
        )
        if item.second == words.COST_LEVEL and item.operator in {"≥", ">"}:
            yield _floor_finding(project, item)


def _floor_finding(project: Project, item: Indicator) -> Finding:
    """A cost target that is printed as a floor."""
    return Finding(
        code="cost-target-is-a-floor",
        kind="claim",
        verdict="note",
        subject=project.name,
        formula="",
        computed=None,
        published=None,
        unit="",
        conclusion=words.COST_FLOOR.format(indicator=item.third, value=item.value),
        source=_place(item),
        group=words.INDICATORS,
    )


def _place(item: Indicator) -> str:
    return BAR.join((item.first, item.second, item.third))


def _fen(item: Indicator) -> int:
    """The indicator's money in fen."""
    return (item.number_h or 0) * (10_000 if item.unit == WAN else 1)


def _actuals(project: Project, item: Indicator, rates: Rates) -> list[int]:
    """The figures the indicator repeats: fen, or hundredths of people; several where a rate
    changes during the months of the basis."""
    if item.states == "amount":
        return [project.amount_fen]
    if item.states == "people":
        return [100 * sum(basis.people for basis in project.bases)]
    found: dict[int, None] = {}
    for basis in project.bases:
        steps = rates.steps.filter(
            pl.col("program_id") == basis.program_id,
            pl.col("component_id") == item.component,
            pl.col("valid_from") <= month_end(basis.last),
            pl.col("valid_to").is_null() | (pl.col("valid_to") >= basis.first),
            pl.col("rate_fen").is_not_null(),
        )
        found |= dict.fromkeys(steps["rate_fen"].to_list())
    return list(found)
