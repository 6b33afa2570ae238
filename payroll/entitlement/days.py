"""Days of a roster row: paid, required, in post, and how they fall on the segments of a month."""

from __future__ import annotations

import polars as pl

from payroll.entitlement.schedule import MONTH_KEY
from payroll.money import divided_half_up
from payroll.terms.leave import ATTENDED


def with_paid_days(roster: pl.DataFrame, leave_ratios: pl.DataFrame) -> pl.LazyFrame:
    """`roster` with `paid_days_h`: attended + Σ leave × ratio, rounded to a hundredth of a day.

    The ratios have two decimals, so only leave finer than a whole day can need the rounding; it is
    done once, on the sum, and the rounded days are the ones shown and paid.
    """
    attended = pl.col("attended_days_h")
    rows = roster.lazy()
    on_leave = pl.col("leave").list.len() > 0
    few = roster.filter(on_leave)
    if few.is_empty():
        return rows.with_columns(paid_days_h=attended)
    counted = (
        few.lazy()
        .select("row_id", "program_id", "leave")
        .explode("leave")
        .unnest("leave")
        .join(leave_ratios.lazy(), on=["program_id", "kind"], how="left")
        .group_by("row_id")
        .agg(leave_days_h=divided_half_up((pl.col("days_h") * pl.col("ratio_h")).sum(), 100))
    )
    return pl.concat(
        [
            rows.filter(~on_leave.fill_null(value=False)).with_columns(paid_days_h=attended),
            few.lazy()
            .join(counted, on="row_id", how="left")
            .with_columns(paid_days_h=attended + pl.col("leave_days_h").fill_null(0))
            .drop("leave_days_h"),
        ]
    )


def with_days_in_post(rows: pl.LazyFrame) -> pl.LazyFrame:
    """`rows` with `post_from`, `post_to` (the days in post inside the month) and `days_in_post`.

    `rows` carry `service_month`, `month_end`, `start_date` and `end_date`; dates may be null.
    """
    return rows.with_columns(
        post_from=pl.max_horizontal("start_date", "service_month"),
        post_to=pl.min_horizontal("end_date", "month_end"),
    ).with_columns(
        days_in_post=((pl.col("post_to") - pl.col("post_from")).dt.total_days() + 1).clip(0)
    )


def with_weights(
    rows: pl.DataFrame, calendar: pl.DataFrame, leave_ratios: pl.DataFrame
) -> pl.DataFrame:
    """`rows` (row × segment) with `weight` and `weight_total`, the latter never 0.

    The weights are the working days of the segment among the days in post; the paid days of the
    day grid where it is known and agrees with the paid days of the row; calendar days for a person
    in post on rest days only.  Days in post on which no rate holds stay in the total: they pay
    nothing.
    """
    worked = calendar.select("day", until=pl.col("working").cast(pl.Int64).cum_sum())
    rows = rows.with_columns(
        first=pl.max_horizontal("segment_from", "post_from"),
        last=pl.min_horizontal("segment_to", "post_to"),
    )
    for name, first, last in (
        ("weight", "first", "last"),
        ("weight_total", "post_from", "post_to"),
    ):
        rows = (
            rows.with_columns(before=pl.col(first) - pl.duration(days=1))
            .join(worked.rename({"day": last, "until": "_until"}), on=last, how="left")
            .join(worked.rename({"day": "before", "until": "_before"}), on="before", how="left")
            .with_columns((pl.col("_until") - pl.col("_before").fill_null(0)).alias(name))
            .drop("before", "_until", "_before")
        )
    only_rest = pl.col("weight_total") == 0
    rows = rows.with_columns(
        weight=pl.when(only_rest)
        .then((pl.col("last") - pl.col("first")).dt.total_days() + 1)
        .otherwise("weight"),
        weight_total=pl.when(only_rest).then("days_in_post").otherwise("weight_total"),
    )
    return _with_grid_weights(rows, leave_ratios)


def _with_grid_weights(rows: pl.DataFrame, leave_ratios: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the weights of the day grid in place of the working days, where there is one."""
    if rows["marks"].null_count() == len(rows):
        return rows
    ratio_h = pl.when(pl.col("kind") == ATTENDED).then(100).otherwise("ratio_h").fill_null(0)
    marks = (
        rows.lazy()
        .unique("row_id")
        .select("row_id", "program_id", "service_month", "marks")
        .filter(pl.col("marks").list.len() > 0)
        .explode("marks")
        .unnest("marks")
        .join(leave_ratios.lazy(), on=["program_id", "kind"], how="left")
        .select(
            "row_id",
            paid_e4=pl.col("days_h") * ratio_h,
            on=pl.col("service_month") + pl.duration(days=pl.col("day").cast(pl.Int64) - 1),
        )
    )
    inside = pl.col("on").is_between("segment_from", "segment_to")
    by_segment = (
        rows.lazy()
        .select("row_id", "rate_id", "segment_from", "segment_to")
        .join(marks, on="row_id")
        .group_by("row_id", "rate_id")
        .agg(
            grid_weight=pl.col("paid_e4").filter(inside).sum(),
            grid_total=pl.col("paid_e4").sum(),
        )
        .collect()
    )
    known = (
        (pl.col("grid_total") > 0)
        & (divided_half_up(pl.col("grid_total"), 100) == pl.col("paid_days_h"))
    ).fill_null(value=False)
    return rows.join(by_segment, on=["row_id", "rate_id"], how="left").with_columns(
        weight=pl.when(known).then("grid_weight").otherwise("weight"),
        weight_total=pl.when(known).then("grid_total").otherwise("weight_total"),
    )


def month_rows(rows: pl.LazyFrame, schedule: pl.DataFrame) -> pl.LazyFrame:
    """Roster rows × the schedule rows of their program and month (rated ones: of their rating)."""
    rated = pl.col("rating").is_not_null()
    joined = rows.join(schedule.filter(~rated).drop("rating").lazy(), on=MONTH_KEY)
    if not schedule.select(rated.any()).item():
        return joined
    by_rating = rows.join(schedule.filter(rated).lazy(), on=[*MONTH_KEY, "rating"])
    return pl.concat([joined, by_rating], how="diagonal")
