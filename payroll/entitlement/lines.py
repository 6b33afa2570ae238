"""Roster rows × schedule → lines: what is due, prorated, whole, split or once."""

from __future__ import annotations

import polars as pl

from payroll.entitlement import formulas
from payroll.entitlement.days import (
    month_rows,
    with_days_in_post,
    with_paid_days,
    with_weights,
)
from payroll.entitlement.schedule import schedule_of
from payroll.schema import LINES, Rates

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
    months = roster["service_month"].unique().sort().to_list()
    programs = pl.Enum(rates.steps["program_id"].unique(maintain_order=True).cast(pl.String))
    schedule = schedule_of(months, programs, rates.steps, calendar)
    ratios = rates.leave_ratios.with_columns(pl.col("program_id").cast(programs, strict=False))
    if roster.schema["program_id"] != programs:
        roster = roster.with_columns(pl.col("program_id").cast(programs))
    rows = _with_required_days(with_paid_days(roster, ratios), schedule)
    monthly = schedule.filter(pl.col("per") != "person")
    prorated = pl.col("proration") != "none"
    parts = [
        *_unsplit_lines(rows, monthly.filter(prorated, pl.col("unsplit"))),
        *_split_lines(rows, monthly.filter(prorated, ~pl.col("unsplit")), calendar, ratios),
        _whole_lines(rows, monthly.filter(~prorated)),
        _one_off_lines(rows, schedule.filter(pl.col("per") == "person")),
    ]
    return pl.concat([part.select(*LINES) for part in parts]).filter(
        pl.col("amount_fen").is_not_null()
    )


def _with_required_days(rows: pl.DataFrame, schedule: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the working days of the month where the sheet states no required days."""
    if rows["required_days_h"].null_count() == 0:
        return rows
    working = schedule.select("service_month", "working_days_h").unique()
    return (
        rows.join(working, on="service_month", how="left")
        .with_columns(pl.col("required_days_h").fill_null(pl.col("working_days_h")))
        .drop("working_days_h")
    )


def _unsplit_lines(rows: pl.DataFrame, schedule: pl.DataFrame) -> list[pl.DataFrame]:
    """Prorated components of months with one rate, a frame for each method and rounding.

    Each method runs over its own rows only; of a condition inside an expression Polars would
    compute every branch for every row.
    """
    parts = []
    for (proration, rounding), part in schedule.partition_by(
        "proration", "rounding", as_dict=True
    ).items():
        joined = month_rows(rows, part)
        if proration == "calendar":
            joined = with_days_in_post(joined)
        paid, required = formulas.shown_days_h(str(proration))
        parts.append(
            joined.select(
                "row_id",
                "rate_id",
                segment_from=_NO_SEGMENT,
                paid_days_h=paid,
                required_days_h=required,
                amount_fen=formulas.amount_fen(str(proration), str(rounding)),
            )
        )
    return parts


def _split_lines(
    rows: pl.DataFrame, schedule: pl.DataFrame, calendar: pl.DataFrame, ratios: pl.DataFrame
) -> list[pl.DataFrame]:
    """Prorated components of months in which the rate changes, starts or ends: a line a segment
    that overlaps the days in post, rounded cumulatively."""
    parts = []
    over = ["row_id", "component_id"]
    for (proration, rounding), part in schedule.partition_by(
        "proration", "rounding", as_dict=True
    ).items():
        joined = with_days_in_post(month_rows(rows, part)).filter(
            pl.col("segment_from") <= pl.col("post_to"), pl.col("segment_to") >= pl.col("post_from")
        )
        weighted = with_weights(joined, calendar, ratios).sort(
            *over, "segment_from", maintain_order=True
        )
        _, required = formulas.shown_days_h(str(proration))
        cumulative = weighted.with_columns(
            required_days_h=required,
            until_fen=formulas.cumulative_fen(str(proration), str(rounding), over=over),
            until_days_h=formulas.cumulative_days_h(str(proration), over=over),
        )
        parts.append(
            cumulative.with_columns(
                amount_fen=_step("until_fen", over=over),
                paid_days_h=_step("until_days_h", over=over),
            ).with_columns(
                amount_fen=pl.when(pl.col("rate_fen").is_not_null()).then("amount_fen"),
            )
        )
    return parts


def _step(cumulative: str, *, over: list[str]) -> pl.Expr:
    """What each row of a group adds to the cumulative column."""
    return pl.col(cumulative) - pl.col(cumulative).shift(1).over(over).fill_null(0)


def _whole_lines(rows: pl.DataFrame, schedule: pl.DataFrame) -> pl.DataFrame:
    """Components paid whole to a row in post, at the rate of the first day in post."""
    steady = month_rows(rows, schedule.filter("unsplit"))
    moving = _on_first_day_in_post(month_rows(rows, schedule.filter(~pl.col("unsplit"))))
    without = (pl.col("at_zero_attendance") == "none") & (pl.col("paid_days_h") == 0)
    return pl.concat([steady, moving], how="diagonal").select(
        "row_id",
        "rate_id",
        segment_from=_NO_SEGMENT,
        paid_days_h=_NO_DAYS,
        required_days_h=_NO_DAYS,
        amount_fen=pl.when(without).then(pl.col("rate_fen") * 0).otherwise("rate_fen"),
    )


def _one_off_lines(rows: pl.DataFrame, schedule: pl.DataFrame) -> pl.DataFrame:
    """One-offs, due in the person's first month of the program-year (or of the placement) in which
    the component exists, whatever the days."""
    due = _on_first_day_in_post(month_rows(rows, schedule))
    occasion = (
        pl.when(pl.col("once_per") == "placement")
        .then(pl.col("start_date").cast(pl.String))
        .otherwise(pl.col("service_month").dt.year().cast(pl.String))
    )
    key = ["id_number", "program_id", "component_id", "occasion"]
    first = pl.col("service_month") == pl.col("service_month").min().over(key)
    return (
        due.with_columns(occasion=occasion)
        .filter(first)
        .select(
            "row_id",
            "rate_id",
            segment_from=_NO_SEGMENT,
            paid_days_h=_NO_DAYS,
            required_days_h=_NO_DAYS,
            amount_fen="rate_fen",
        )
    )


def _on_first_day_in_post(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows (row × rate) whose rate holds on the person's first day in post of the month."""
    return with_days_in_post(rows).filter(
        pl.col("post_from").is_between("segment_from", "segment_to")
    )
