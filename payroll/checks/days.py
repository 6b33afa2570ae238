"""How much of the month a row claims, and what the rates say to it.  Read from top to bottom.

A finding that explains another silences it: days out of range are not compared, a row out of post
is not told that its attendance is zero.
"""

from __future__ import annotations

import polars as pl

from payroll.checks.facts import MAX_DAYS_H, is_blank
from payroll.checks.table import Check
from payroll.money import days_text
from payroll.terms.messages.checks import (
    ATTENDED,
    REQUIRED,
    REQUIRED_FROM_CALENDAR,
    REQUIRED_FROM_SHEET,
)

MOST_WORKING_DAYS_H = 2300
"""Most required days that 21.75 days a month can stand for: no month has more working days."""

_attended, _stated, _required = (
    pl.col("attended_days_h"), pl.col("required_days_h"), pl.col("required_h")
)  # fmt: skip
_needs_days = pl.col("needs_days").fill_null(value=False)
_possible = pl.col("attended_possible") & pl.col("required_possible")
_zero_required = _needs_days & (_stated == 0)
_in_post = pl.col("in_post")
_no_days = _needs_days & _in_post & (_attended == 0) & (pl.col("paid_h") == 0)
_insured = pl.col("insured_at_zero").fill_null(value=False)
_start, _end = pl.col("start_date"), pl.col("end_date")
_dates_in_order = (_end >= _start).fill_null(value=True)
_inside_month = (pl.col("post_from") > pl.col("month_first")) | (
    pl.col("post_to") < pl.col("month_last")
)
_rating = pl.col("rating")
RATED_ROW = pl.col("program").is_not_null() & _in_post & _dates_in_order
"""Whether the rates of the month concern the row at all."""
_has_rate = (
    (pl.col("post_to") >= pl.col("first_rate")) & (pl.col("post_from") <= pl.col("last_rate"))
).fill_null(value=False)
SHORTENED = _needs_days & _in_post & _inside_month & (_stated > 0) & (_stated < pl.col("working_h"))
"""Whether the required days look scaled for somebody who joined or left: then attendance of all of
them pays the whole month."""

_month = {"month": pl.col("month_title")}
_program = {"program": pl.col("program")}
_file = {"file": pl.col("program_file")}
_required_text = pl.concat_str(
    days_text(_required),
    pl.when(_stated.is_null())
    .then(pl.lit(REQUIRED_FROM_CALENDAR))
    .otherwise(pl.lit(REQUIRED_FROM_SHEET)),
)


def _date_text(day: pl.Expr) -> pl.Expr:
    return day.dt.to_string("%Y-%m-%d")


def _out_of_range(field: str, days: pl.Expr, label: pl.Expr) -> list[Check]:
    facts = {"label": label, "kind": label, "days": days_text(days)}
    return [
        Check("days-negative", days < 0, field, facts),
        Check("days-above-31", days > MAX_DAYS_H, field, facts),
    ]


DAYS = [
    Check(
        "attendance-missing",
        _needs_days & _attended.is_null(),
        "attended_days_h",
    ),
    *_out_of_range("attended_days_h", _attended, pl.lit(ATTENDED)),
    *_out_of_range("required_days_h", _stated, pl.lit(REQUIRED)),
    Check("required-zero", _zero_required, "required_days_h"),
    Check(
        "calendar-without-year",
        _needs_days & pl.col("working_h").is_null() & (_stated.is_null() | pl.col("splits")),
        "required_days_h",
        _month,
    ),
    Check(
        "attendance-exceeds-required",
        _possible & ~_zero_required & (_attended > _required),
        "attended_days_h",
        {"attended": days_text(_attended), "required": _required_text},
    ),
    Check(
        "days-do-not-add-up",
        _possible
        & ~_zero_required
        & pl.col("leaves_possible")
        & (_attended <= _required)
        & (pl.col("claimed_h") > _required),
        "attended_days_h",
        {
            "attended": days_text(_attended),
            "leave": days_text(pl.col("leave_h")),
            "total": days_text(pl.col("claimed_h")),
            "required": _required_text,
        },
    ),
    Check(
        "required-above-23",
        pl.col("deducts_21_75") & pl.col("required_possible") & (_required > MOST_WORKING_DAYS_H),
        "required_days_h",
        {**_program, "required": _required_text},
    ),
    Check("zero-attendance", _no_days & ~_insured, "attended_days_h"),
    Check(
        "zero-attendance-insured",
        _no_days & _insured,
        "attended_days_h",
        {"status": pl.col("insured_status")},
    ),
    Check(
        "required-shortened",
        SHORTENED,
        "required_days_h",
        {"required": days_text(_stated), "working": days_text(pl.col("working_h"))},
    ),
]
"""Checks of the day counts of a row."""

POST = [
    Check(
        "end-before-start",
        _end < _start,
        "end_date",
        {"start": _date_text(_start), "end": _date_text(_end)},
    ),
    Check(
        "days-before-start",
        pl.col("starts_later") & (pl.col("claimed_h") > 0) & _dates_in_order,
        "start_date",
        {**_month, "start": _date_text(_start), "days": days_text(pl.col("claimed_h"))},
    ),
    Check(
        "days-after-end",
        pl.col("ended_before") & (pl.col("claimed_h") > 0) & _dates_in_order,
        "end_date",
        {**_month, "end": _date_text(_end), "days": days_text(pl.col("claimed_h"))},
    ),
    Check(
        "not-in-post",
        ~_in_post & (pl.col("claimed_h") <= 0) & _dates_in_order,
        "{at}",
        {
            **_month,
            "at": pl.when("starts_later").then(pl.lit("start_date")).otherwise(pl.lit("end_date")),
        },
    ),
    Check(
        "attendance-exceeds-days-in-post",
        _in_post & pl.col("attended_possible") & (_attended > pl.col("days_in_post") * 100),
        "attended_days_h",
        {
            "attended": days_text(_attended),
            "in_post": pl.col("days_in_post"),
            "first": _date_text(pl.col("post_from")),
            "last": _date_text(pl.col("post_to")),
        },
    ),
    Check(
        "term-beyond-limit",
        pl.col("beyond_term") & _in_post,
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
        "no-rate-in-force", RATED_ROW & ~_has_rate, "program_seen", {**_program, **_month, **_file}
    ),
    Check(
        "nothing-due",
        RATED_ROW & _has_rate & ~pl.col("has_fixed") & is_blank(_rating),
        "rating",
        {**_program, **_month},
    ),
    Check(
        "no-stated-amount",
        RATED_ROW
        & _has_rate
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

LEAVES = [
    *_out_of_range("leave.{kind}", pl.col("days_h"), pl.col("kind")),
    Check(
        "leave-without-ratio",
        pl.col("counts_leave")
        & pl.col("ratio_h").is_null()
        & pl.col("days_h").is_between(0, MAX_DAYS_H),
        "leave.{kind}",
        {"kind": pl.col("kind"), "days": days_text(pl.col("days_h")), **_program, **_file},
    ),
]
"""Checks of one kind of leave of a row."""
