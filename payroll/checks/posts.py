"""Whether a person is in post, and what the rates of the month have for the row."""

from __future__ import annotations

import polars as pl

from payroll.checks.facts import is_blank
from payroll.checks.table import Check
from payroll.money import days_text

CONCERNED = pl.col("program").is_not_null() & pl.col("in_post")
"""Whether the rates of the month concern the row at all."""
PAYABLE = CONCERNED & pl.col("has_rate")

_start, _end = pl.col("start_date"), pl.col("end_date")
_rating = pl.col("rating")
_month = {"month": pl.col("month_title")}
_program = {"program": pl.col("program")}
_file = {"file": pl.col("program_file")}


def _date_text(day: pl.Expr) -> pl.Expr:
    return day.dt.to_string("%Y-%m-%d")


POST = [
    Check(
        "end-before-start",
        _end < _start,
        "end_date",
        {"start": _date_text(_start), "end": _date_text(_end)},
    ),
    Check(
        "days-before-start",
        pl.col("starts_later") & (pl.col("claimed_h") > 0) & pl.col("dates_in_order"),
        "start_date",
        {**_month, "start": _date_text(_start), "days": days_text(pl.col("claimed_h"))},
    ),
    Check(
        "days-after-end",
        pl.col("ended_before") & (pl.col("claimed_h") > 0) & pl.col("dates_in_order"),
        "end_date",
        {**_month, "end": _date_text(_end), "days": days_text(pl.col("claimed_h"))},
    ),
    Check(
        "not-in-post",
        ~pl.col("in_post") & (pl.col("claimed_h") <= 0) & pl.col("dates_in_order"),
        "{at}",
        {
            **_month,
            "at": pl.when("starts_later").then(pl.lit("start_date")).otherwise(pl.lit("end_date")),
        },
    ),
    Check(
        "attendance-exceeds-days-in-post",
        CONCERNED
        & pl.col("attended_possible")
        & (pl.col("attended_days_h") > pl.col("days_in_post") * 100),
        "attended_days_h",
        {
            "attended": days_text(pl.col("attended_days_h")),
            "in_post": pl.col("days_in_post"),
            "first": _date_text(pl.col("post_from")),
            "last": _date_text(pl.col("post_to")),
        },
    ),
    Check(
        "term-beyond-limit",
        pl.col("beyond_term") & pl.col("in_post"),
        "start_date",
        {
            "start": _date_text(_start),
            "years": pl.col("term_years"),
            "status": pl.col("term_status"),
        },
    ),
]
"""Checks of the dates between which a person is in post."""

RATES = [
    Check(
        "no-rate-in-force",
        CONCERNED & ~pl.col("has_rate"),
        "program_seen",
        {**_program, **_month, **_file},
    ),
    Check(
        "nothing-due",
        CONCERNED & pl.col("has_rate") & ~pl.col("has_fixed") & is_blank(_rating),
        "rating",
        {**_program, **_month},
    ),
    Check(
        "no-stated-amount",
        CONCERNED
        & pl.col("has_rate")
        & ~pl.col("states_fixed")
        & ~pl.col("rating_stated").fill_null(value=False)
        & (pl.col("has_fixed") | pl.col("rating_known")),
        "program_seen",
        {**_program, **_month, **_file},
    ),
    Check(
        "unknown-rating",
        ~is_blank(_rating) & pl.col("ratings").is_not_null() & pl.col("rating_known").is_null(),
        "rating",
        {**_program, **_file, "rating": _rating, "known": pl.col("ratings")},
    ),
]
"""Checks of what the rates of the month say to a row."""
