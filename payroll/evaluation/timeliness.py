"""Whether people were paid in time: month by month, or by the day a project names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl

from payroll.amounts import divide_half_away, yuan
from payroll.budget.model import Indicator
from payroll.evaluation.evidence import Evidence, Heading, Measured
from payroll.evaluation.facts import Facts
from payroll.period import month_end, month_text
from payroll.terms import evaluation as words

_LATE_COLUMNS: tuple[Heading, ...] = (
    (words.SERVICE_MONTH, "centre", 10),
    (words.RUN_MONTH, "centre", 10),
    (words.NAME, "text", 14),
    (words.ID_NUMBER, "id", 22),
)


def on_time(indicator: Indicator, facts: Facts) -> Measured:
    """The share of people paid in time, by the deadline that the indicator names.

    What is due every month is judged by month: of the months that have passed, a month without a
    payment counts as nothing.  What is due by a day is judged by people, and is open before that
    day while nobody was paid.
    """
    deadline = next(d for d in facts.project.deadlines if d.what == indicator.deadline)
    paid = facts.monthly() if deadline.every else facts.payments
    if indicator.component:
        paid = paid.filter(pl.col("component") == indicator.component)
    first = paid.group_by("id_number", "service_month").agg(
        pl.col("run_month").min(), pl.col("name").first()
    )
    if deadline.by is not None:
        return _by_day(indicator, facts, deadline.by, first)
    return _by_month(indicator, facts, first)


def _by_day(indicator: Indicator, facts: Facts, by: date, first: pl.DataFrame) -> Measured:
    people = first.group_by("id_number").agg(
        pl.col("run_month").min(), pl.col("service_month").min(), pl.col("name").first()
    )
    if people.is_empty():
        if month_end(facts.as_of) < by:
            return Measured(None, words.NO_VALUE, words.NOT_DUE_YET.format(by=by))
        return Measured(Fraction(0), "0.00%", words.NOT_PAID_AT_ALL)
    late = people.filter(pl.col("run_month") > by.replace(day=1))
    right, every = len(people) - len(late), len(people)
    formula = words.ON_TIME_BY_IS.format(by=by, on_time=f"{right:,}", all=f"{every:,}")
    share = Fraction(right, every)
    evidence = _late(indicator, formula, late)
    percent = f"{yuan(divide_half_away(share.numerator * 10_000, share.denominator))}%"
    actual = words.RATIO_OF.format(percent=percent, part=f"{right:,}", whole=f"{every:,}")
    return Measured(share, actual, "", (evidence,))


def _by_month(indicator: Indicator, facts: Facts, first: pl.DataFrame) -> Measured:
    months = facts.months
    if not months:
        return Measured(None, words.NO_VALUE, words.NO_MONTH_DUE)
    last_day = pl.col("service_month")
    if facts.on_time.value == "next_month":
        last_day = last_day.dt.offset_by("1mo")
    judged = first.with_columns(late=pl.col("run_month") > last_day)
    sums = {
        month: (people, late)
        for month, people, late in judged.group_by("service_month")
        .agg(pl.len().cast(pl.Int64), pl.col("late").sum().cast(pl.Int64))
        .iter_rows()
    }
    total = Fraction(0)
    rows: list[tuple[object, ...]] = []
    for month in months:
        people, late = sums.get(month, (0, 0))
        share = Fraction(people - late, people) if people else Fraction(0)
        total += share
        rows.append((month_text(month), people, people - late, share))
    value = total / len(months)
    formula = words.ON_TIME_MONTHS_IS.format(months=len(months))
    by_month = Evidence(
        words.TIMES.format(third=indicator.third),
        formula,
        (
            (words.SERVICE_MONTH, "centre", 10),
            (words.COUNT, "count", 10),
            (words.ON_TIME_PEOPLE, "count", 10),
            (words.ON_TIME_SHARE, "percent", 10),
        ),
        tuple(rows),
    )
    late_ones = judged.filter("late", pl.col("service_month").is_in(months))
    lists = (by_month, _late(indicator, "", late_ones)) if len(late_ones) else (by_month,)
    actual = f"{yuan(divide_half_away(value.numerator * 10_000, value.denominator))}%"
    return Measured(value, actual, "", lists)


def _late(indicator: Indicator, formula: str, late: pl.DataFrame) -> Evidence:
    rows = tuple(
        (month_text(month), month_text(run), name or "", id_number)
        for month, run, name, id_number in late.select(
            "service_month", "run_month", "name", "id_number"
        )
        .sort("service_month", "id_number")
        .iter_rows()
    )
    return Evidence(words.LATE.format(third=indicator.third), formula, _LATE_COLUMNS, rows)
