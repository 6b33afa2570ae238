"""Which rate holds in which month: the rate steps cut at the months of a roster."""

from __future__ import annotations

from datetime import date

import polars as pl

from payroll.period import month_end

MONTH_KEY = ["program_id", "service_month"]


def schedule_of(
    months: list[date], programs: pl.Enum, steps: pl.DataFrame, calendar: pl.DataFrame
) -> pl.DataFrame:
    """One row a program, month, component (rating) and rate that holds on some day of it.

    Columns: those of `schema.RATES` with `program_id` as the Enum `programs`, `service_month`,
    `segment_from` and `segment_to` (the days of the month on which the rate holds),
    `days_in_month`, `working_days_h` (of the whole month) and `unsplit`: the rate holds on every
    day of the month.

    Raises `ValueError` when the calendar does not know one of the months.
    """
    frame = pl.DataFrame(
        {"service_month": months, "month_end": [month_end(month) for month in months]},
        schema={"service_month": pl.Date, "month_end": pl.Date},
    )
    working = (
        calendar.group_by(service_month=pl.col("day").dt.month_start())
        .agg(pl.col("working").sum().cast(pl.Int64) * 100)
        .rename({"working": "working_days_h"})
    )
    frame = frame.join(working, on="service_month", how="left")
    unknown = frame.filter(pl.col("working_days_h").is_null())["service_month"].to_list()
    if unknown:
        msg = f"the calendar does not know {unknown[0]:%Y-%m}"
        raise ValueError(msg)
    open_end = pl.col("valid_to").is_null()
    return (
        steps.with_columns(pl.col("program_id").cast(programs))
        .join(frame, how="cross")
        .filter(
            pl.col("valid_from") <= pl.col("month_end"),
            open_end | (pl.col("valid_to") >= pl.col("service_month")),
        )
        .with_columns(
            segment_from=pl.max_horizontal("valid_from", "service_month"),
            segment_to=pl.when(open_end)
            .then("month_end")
            .otherwise(pl.min_horizontal("valid_to", "month_end")),
            days_in_month=pl.col("month_end").dt.day().cast(pl.Int64),
        )
        .with_columns(
            unsplit=(pl.col("segment_from") == pl.col("service_month"))
            & (pl.col("segment_to") == pl.col("month_end"))
        )
        .sort("service_month", "program_id", "component_order", "rating", "segment_from")
    )
