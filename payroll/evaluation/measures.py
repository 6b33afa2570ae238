"""What the runs measure for an indicator, each figure with the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import polars as pl

from payroll.amounts import divide_half_away, yuan
from payroll.budget.model import Indicator
from payroll.evaluation import timeliness
from payroll.evaluation.evidence import Evidence, Heading, Measured
from payroll.evaluation.facts import Facts
from payroll.period import month_end, month_text
from payroll.terms import evaluation as words

_PERSON = ["id_number", "program"]
_MONTH_COLUMN: Heading = (words.MONTH, "centre", 10)
_PERSON_COLUMNS: tuple[Heading, ...] = (
    (words.NAME, "text", 14),
    (words.ID_NUMBER, "id", 22),
    (words.UNIT, "text", 28),
)


def measured(indicator: Indicator, facts: Facts) -> Measured | None:
    """What the runs say of the indicator; None for one that only a person can fill in."""
    name = indicator.measure or ("rate" if indicator.states == "rate" else None)
    return None if name is None else _MEASURES[name](indicator, facts)


def measure_of(indicator: Indicator) -> str | None:
    """The measure an indicator is computed by; None for one that is filled in by hand."""
    return indicator.measure or ("rate" if indicator.states == "rate" else None)


def ratio_text(part: Fraction | int, whole: int) -> str:
    """`99.60 %（1,493 ÷ 1,499）`; just the percentage of a part that is no whole number."""
    share = Fraction(part) / whole
    percent = f"{yuan(divide_half_away(share.numerator * 10_000, share.denominator))}%"
    if isinstance(part, Fraction):
        return percent
    return words.RATIO_OF.format(percent=percent, part=f"{part:,}", whole=f"{whole:,}")


def _headcount(indicator: Indicator, facts: Facts) -> Measured:
    """Average of the people of each month that has passed."""
    months = facts.months
    if not months:
        return Measured(None, words.NO_VALUE, words.NO_MONTH_DUE)
    people = dict(
        facts.monthly().group_by("service_month").agg(pl.col("id_number").n_unique()).iter_rows()
    )
    counts = [int(people.get(month, 0)) for month in months]
    average = Fraction(sum(counts), len(months))
    shown = yuan(divide_half_away(average.numerator * 100, average.denominator))
    formula = words.HEADCOUNT_IS.format(months=len(months), people=f"{sum(counts):,}")
    by_month = Evidence(
        words.BY_MONTH.format(third=indicator.third),
        formula,
        (_MONTH_COLUMN, (words.COUNT, "count", 10)),
        tuple((month_text(month), count) for month, count in zip(months, counts, strict=True)),
    )
    actual = words.AVERAGE_OF.format(average=shown, months=len(months))
    return Measured(average, actual, "", (by_month, _who(indicator, facts)))


def _people(indicator: Indicator, facts: Facts) -> Measured:
    """Different people who were paid this year."""
    count = facts.payments["id_number"].n_unique()
    actual = words.PEOPLE.format(count=f"{count:,}")
    return Measured(Fraction(count), actual, "", (_who(indicator, facts),))


def _who(indicator: Indicator, facts: Facts) -> Evidence:
    """Everybody who was paid, with the months and what they cost."""
    last = pl.col("name", "unit").sort_by("run_month", maintain_order=True).last()
    people = (
        facts.payments.group_by(_PERSON, maintain_order=True)
        .agg(
            last,
            months=pl.col("service_month").unique().sort(),
            spent_fen=pl.col("charged_fen").sum(),
        )
        .sort("program", "unit", "id_number")
    )
    rows = tuple(
        (name, id_number, unit, program, "、".join(f"{month.month}月" for month in months), fen)
        for id_number, program, name, unit, months, fen in people.iter_rows()
    )
    columns: tuple[Heading, ...] = (
        *_PERSON_COLUMNS,
        (words.PROGRAM, "text", 18),
        (words.MONTHS_PAID, "text", 22),
        (words.SPENT, "yuan", 15),
    )
    formula = words.PEOPLE_IS.format(count=f"{facts.payments['id_number'].n_unique():,}")
    return Evidence(words.WHO.format(third=indicator.third), formula, columns, rows)


def _completion(indicator: Indicator, facts: Facts) -> Measured:
    """Rows paid ÷ rows due, over the run months of the project."""
    runs = [month for month in facts.runs if facts.project.pays(month)]
    counts = [(month, facts.due_rows(month)) for month in runs]
    missing = [month_text(month) for month, rows in counts if rows is None]
    if missing:
        note = words.NO_RECORD.format(months="、".join(missing))
        return Measured(None, words.NO_VALUE, note)
    known = [(month, rows[0], rows[1]) for month, rows in counts if rows is not None]
    paid, unpaid = sum(done for _, done, _ in known), sum(left for _, _, left in known)
    if not paid + unpaid:
        return Measured(None, words.NO_VALUE, words.NOBODY_PAID)
    title = words.HELD_MONTHS.format(third=indicator.third)
    formula = words.COMPLETION_IS.format(paid=f"{paid:,}", due=f"{paid + unpaid:,}")
    unknown = facts.unknown_held()
    months = Evidence(
        title,
        formula,
        (_MONTH_COLUMN, (words.PAID_ROWS, "count", 12), (words.UNPAID_ROWS, "count", 14)),
        tuple((month_text(month), done, left) for month, done, left in known),
        words.UNKNOWN_PROGRAM_HELD.format(count=unknown) if unknown else "",
    )
    lists = (months, _held(indicator, facts)) if unpaid else (months,)
    return Measured(Fraction(paid, paid + unpaid), ratio_text(paid, paid + unpaid), "", lists)


def _held(indicator: Indicator, facts: Facts) -> Evidence:
    """The rows held back in the months concerned; of every program, for their list says no more."""
    rows = tuple((month_text(row.run_month), row.name, row.place, row.found) for row in facts.held)
    columns: tuple[Heading, ...] = (
        (words.RUN_MONTH, "centre", 10),
        (words.NAME, "text", 14),
        (words.PLACE, "text", 40),
        (words.FOUND, "text", 60),
    )
    title = words.HELD_ROWS.format(third=indicator.third)
    return Evidence(title, "", columns, rows, words.HELD_OF_ALL)


def _standard(indicator: Indicator, facts: Facts) -> Measured:
    """Person-months all of whose lines are at a rate that is in force for the month."""
    keys = ["id_number", "program", "service_month"]
    component = [*keys, "component"]
    paid = facts.payments.filter(pl.col("rate_fen").is_not_null())
    if paid.is_empty():
        return Measured(None, words.NO_VALUE, words.NOBODY_PAID)
    lines = paid.select(*component, "program_id", "component_name", "name", "rate_fen").unique(
        maintain_order=True
    )
    in_force = _in_force(lines, facts)
    right = (
        lines.join(in_force, on=["program_id", "component", "service_month"], how="left")
        .with_columns(
            right=pl.col("rates_fen").list.contains(pl.col("rate_fen")).fill_null(value=False)
        )
        .group_by(component, maintain_order=True)
        .agg(
            pl.col("right").any(),
            pl.col("component_name", "name").first(),
            pl.col("rate_fen").last(),
            pl.col("rates_fen").first(),
        )
    )
    months = right.group_by(keys).agg(pl.col("right").all())
    count, every = int(months["right"].sum()), len(months)
    formula = words.STANDARD_IS.format(right=f"{count:,}", all=f"{every:,}")
    wrong = Evidence(
        words.NOT_AT_RATE.format(third=indicator.third),
        formula,
        (
            (words.SERVICE_MONTH, "centre", 10),
            *_PERSON_COLUMNS[:2],
            (words.COMPONENT, "text", 14),
            (words.PAID_RATE, "yuan", 14),
            (words.IN_FORCE, "text", 22),
        ),
        tuple(
            (
                month_text(month),
                name,
                id_number,
                component_name,
                rate_fen,
                "、".join(yuan(fen) for fen in rates or []) or words.NOT_IN_FORCE,
            )
            for id_number, _, month, component_name, name, rate_fen, rates in right.filter(
                ~pl.col("right")
            )
            .sort("service_month", "id_number")
            .select(*keys, "component_name", "name", "rate_fen", "rates_fen")
            .iter_rows()
        ),
    )
    return Measured(Fraction(count, every), ratio_text(count, every), "", (wrong,))


def _in_force(lines: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """By program, component and service month: the rates that hold on some day of it."""
    months = lines.select("program_id", "component", "service_month").unique()
    ends = [month_end(month) for month in months["service_month"]]
    return (
        months.with_columns(month_end=pl.Series(ends, dtype=pl.Date))
        .join(
            facts.rates.steps.select(
                "program_id", "valid_from", "valid_to", "rate_fen", component="component_id"
            ),
            on=["program_id", "component"],
        )
        .filter(
            pl.col("valid_from") <= pl.col("month_end"),
            pl.col("valid_to").is_null() | (pl.col("valid_to") >= pl.col("service_month")),
            pl.col("rate_fen").is_not_null(),
        )
        .group_by("program_id", "component", "service_month")
        .agg(rates_fen=pl.col("rate_fen").unique().sort())
    )


def _rate(indicator: Indicator, facts: Facts) -> Measured:
    """The rate that the component was paid at, averaged over person-months."""
    paid = (
        facts.payments.filter(
            pl.col("component") == indicator.component, pl.col("rate_fen").is_not_null()
        )
        .group_by("id_number", "service_month")
        .agg(pl.col("rate_fen").sort_by("run_month", maintain_order=True).last())
    )
    if paid.is_empty():
        return Measured(None, words.NO_VALUE, words.NOBODY_PAID)
    average = Fraction(int(paid["rate_fen"].sum()), len(paid))
    counts = paid.group_by("rate_fen").agg(pl.len().cast(pl.Int64)).sort("rate_fen")
    list_of = Evidence(
        words.RATES.format(third=indicator.third),
        words.RATE_IS,
        ((words.RATE, "yuan", 14), (words.PERSON_MONTHS, "count", 10)),
        tuple(counts.iter_rows()),
    )
    shown = yuan(divide_half_away(average.numerator, average.denominator))
    actual = words.SPACED.format(number=shown, unit=indicator.unit)
    return Measured(average, actual, "", (list_of,))


_MEASURES: dict[str, Callable[[Indicator, Facts], Measured]] = {
    "headcount": _headcount,
    "people": _people,
    "completion": _completion,
    "standard": _standard,
    "on_time": timeliness.on_time,
    "rate": _rate,
}
