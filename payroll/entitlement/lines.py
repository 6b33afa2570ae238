"""Roster rows × schedule → lines: what is due, prorated, whole, split or once."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from payroll.entitlement import formulas
from payroll.entitlement.days import (
    month_rows,
    with_days_in_post,
    with_paid_days,
    with_weights,
)
from payroll.entitlement.schedule import schedule_of
from payroll.schema import LINES, SPLITS, Rates

_COMPONENT = ["row_id", "component_id"]
_NO_DAYS = pl.lit(None, pl.Int64)
_NO_SEGMENT = pl.lit(None, pl.Date)


def entitlement(roster: pl.DataFrame, rates: Rates, calendar: pl.DataFrame) -> pl.DataFrame:
    """Lines (`schema.LINES`) that the accepted rows of `roster` are entitled to, in no set order.

    `roster` (`schema.ROSTER`, any number of months) holds at most one row a person, program and
    month, judged by the checks: days that are needed are there and add up.  Each row is computed
    by itself; only one-offs look at the person's other rows, to find the first.  A component whose
    amount no source states has no line; one that is due has a line even at 0.00.

    Raises `ValueError` when the calendar does not reach a month of the roster.
    """
    rows, schedule, ratios = _prepared(roster, rates, calendar)
    stated = pl.col("rate_fen").is_not_null()
    prorated, whole = pl.col("proration") != "none", pl.col("proration") == "none"
    monthly, once = schedule.filter(pl.col("per") != "person"), pl.col("per") == "person"
    parts = [
        pl.LazyFrame(schema=LINES),
        *_unsplit_lines(rows, monthly.filter(prorated, stated, "unsplit")),
        *_split_lines(rows, monthly.filter(prorated, ~pl.col("unsplit")), calendar, ratios),
        *_whole_lines(rows, monthly.filter(whole, stated)),
        *_one_off_lines(rows, schedule.filter(once)),
    ]
    # In pieces that fit the processor's cache: three times the speed on long columns.
    return pl.concat([part.select(*LINES) for part in parts]).collect(engine="streaming")


def split_months(roster: pl.DataFrame, rates: Rates, calendar: pl.DataFrame) -> pl.DataFrame:
    """What the lines of split months were weighed by: a row a line, all null-free.

    Columns `row_id`, `rate_id`, `weight` and `weight_total` (of the segment and of all days in
    post), `month_paid_days_h` (of the whole month).  Same arguments as `entitlement`; it is what an
    explanation needs beside the lines and is kept out of them for their size.
    """
    rows, schedule, ratios = _prepared(roster, rates, calendar)
    split = schedule.filter(
        pl.col("per") != "person", pl.col("proration") != "none", ~pl.col("unsplit")
    )
    parts = [
        segments.select(
            "row_id",
            "rate_id",
            "weight",
            "weight_total",
            month_paid_days_h=formulas.shown_days_h(proration)[0],
        )
        for (proration, _), segments in _weighted_segments(rows, split, calendar, ratios)
    ]
    return pl.concat([pl.DataFrame(schema=SPLITS), *parts])


def _prepared(
    roster: pl.DataFrame, rates: Rates, calendar: pl.DataFrame
) -> tuple[pl.LazyFrame, pl.DataFrame, pl.DataFrame]:
    """The roster with its paid and required days, the schedule of its months, the leave ratios; all
    with `program_id` as one Enum."""
    months = roster["service_month"].unique().sort().to_list()
    programs = pl.Enum(rates.steps["program_id"].unique(maintain_order=True).cast(pl.String))
    schedule = schedule_of(months, programs, rates.steps, calendar)
    ratios = rates.leave_ratios.with_columns(pl.col("program_id").cast(programs, strict=False))
    if roster.schema["program_id"] != programs:
        roster = roster.with_columns(pl.col("program_id").cast(programs))
    rows = with_paid_days(roster, ratios)
    if roster["required_days_h"].null_count():
        rows = _with_required_days(rows, schedule)
    return rows, schedule, ratios


def _with_required_days(rows: pl.LazyFrame, schedule: pl.DataFrame) -> pl.LazyFrame:
    """`rows` with the working days of the month where the sheet states no required days."""
    working = schedule.lazy().select("service_month", "working_days_h").unique()
    return (
        rows.join(working, on="service_month", how="left")
        .with_columns(pl.col("required_days_h").fill_null(pl.col("working_days_h")))
        .drop("working_days_h")
    )


def _unsplit_lines(rows: pl.LazyFrame, schedule: pl.DataFrame) -> Iterator[pl.LazyFrame]:
    """Prorated components of months with one rate, a frame for each method and rounding.

    Each method runs over its own rows only; of a condition inside an expression Polars would
    compute every branch for every row.
    """
    for (proration, rounding), part in _by_method(schedule):
        joined = month_rows(rows, part)
        if proration == "calendar":
            joined = with_days_in_post(joined)
        paid, required = formulas.shown_days_h(proration)
        yield joined.select(
            "row_id",
            "rate_id",
            segment_from=_NO_SEGMENT,
            paid_days_h=paid,
            required_days_h=required,
            amount_fen=formulas.amount_fen(proration, rounding),
        )


def _by_method(schedule: pl.DataFrame) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
    """The schedule by (proration, rounding)."""
    for (proration, rounding), part in schedule.group_by(
        "proration", "rounding", maintain_order=True
    ):
        yield (str(proration), str(rounding)), part


def _weighted_segments(
    rows: pl.LazyFrame, schedule: pl.DataFrame, calendar: pl.DataFrame, ratios: pl.DataFrame
) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
    """By (proration, rounding): row × segment that overlaps the days in post, weighed, in order."""
    in_post = (pl.col("segment_from") <= pl.col("post_to")) & (
        pl.col("segment_to") >= pl.col("post_from")
    )
    for method, part in _by_method(schedule):
        segments = with_days_in_post(month_rows(rows, part)).filter(in_post).collect()
        yield method, with_weights(segments, calendar, ratios).sort(*_COMPONENT, "segment_from")


def _split_lines(
    rows: pl.LazyFrame, schedule: pl.DataFrame, calendar: pl.DataFrame, ratios: pl.DataFrame
) -> Iterator[pl.LazyFrame]:
    """Prorated components of months in which the rate changes, starts or ends: a line a segment,
    rounded cumulatively."""
    for method, segments in _weighted_segments(rows, schedule, calendar, ratios):
        proration, rounding = method
        _, required = formulas.shown_days_h(proration)
        yield (
            segments.lazy()
            .with_columns(
                required_days_h=required,
                until_fen=formulas.cumulative_fen(proration, rounding, over=_COMPONENT),
                until_days_h=formulas.cumulative_days_h(proration, over=_COMPONENT),
            )
            .with_columns(amount_fen=_step("until_fen"), paid_days_h=_step("until_days_h"))
            .filter(pl.col("rate_fen").is_not_null())
        )


def _step(cumulative: str) -> pl.Expr:
    """What each segment adds to the cumulative column of its component."""
    return pl.col(cumulative) - pl.col(cumulative).shift(1).over(_COMPONENT).fill_null(0)


def _whole_lines(rows: pl.LazyFrame, schedule: pl.DataFrame) -> Iterator[pl.LazyFrame]:
    """Components paid whole to a row in post, at the rate of the first day in post."""
    without = pl.col("paid_days_h") == 0
    nothing = pl.lit(0, pl.Int64)
    for (unsplit, at_zero), part in schedule.group_by("unsplit", "at_zero_attendance"):
        joined = month_rows(rows, part)
        due = joined if unsplit else _on_first_day_in_post(joined)
        whole = pl.col("rate_fen")
        amount = whole if at_zero == "whole" else pl.when(without).then(nothing).otherwise(whole)
        yield _without_days(due, amount)


def _one_off_lines(rows: pl.LazyFrame, schedule: pl.DataFrame) -> Iterator[pl.LazyFrame]:
    """One-offs, due in the person's first month of the program-year (or of the placement) in which
    the component exists, whatever the days."""
    if schedule.is_empty():
        return
    due = _on_first_day_in_post(month_rows(rows, schedule)).with_columns(occasion=_occasion())
    key = ["id_number", "program_id", "component_id", "occasion"]
    first = pl.col("service_month") == pl.col("service_month").min().over(key)
    stated = pl.col("rate_fen").is_not_null()
    yield _without_days(due.filter(first).filter(stated), pl.col("rate_fen"))


def _occasion() -> pl.Expr:
    """What a one-off is paid once for: the program-year, or the placement by its start date."""
    return (
        pl.when(pl.col("once_per") == "placement")
        .then(pl.col("start_date").cast(pl.String))
        .otherwise(pl.col("service_month").dt.year().cast(pl.String))
    )


def _without_days(rows: pl.LazyFrame, amount_fen: pl.Expr) -> pl.LazyFrame:
    """Lines of components for which days do not count."""
    return rows.select(
        "row_id",
        "rate_id",
        segment_from=_NO_SEGMENT,
        paid_days_h=_NO_DAYS,
        required_days_h=_NO_DAYS,
        amount_fen=amount_fen,
    )


def _on_first_day_in_post(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows (row × rate) whose rate holds on the person's first day in post of the month."""
    return with_days_in_post(rows).filter(
        pl.col("post_from").is_between("segment_from", "segment_to")
    )
