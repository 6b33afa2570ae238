"""How much of the month a row claims, and what the rates say to it.  Read from top to bottom.

A finding that explains another silences it: days out of range are not compared, a row out of post
is not told that its attendance is zero.
"""

from __future__ import annotations

import polars as pl

from payroll.checks.facts import MAX_DAYS_H, MIN_REQUIRED_H
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
_too_few = _needs_days & _stated.is_between(0, MIN_REQUIRED_H - 1).fill_null(value=False)
_in_post = pl.col("in_post")
_no_days = _needs_days & _in_post & (_attended == 0) & (pl.col("paid_h") == 0)
_insured = pl.col("insured_at_zero").fill_null(value=False)
_inside_month = (pl.col("post_from") > pl.col("month_first")) | (
    pl.col("post_to") < pl.col("month_last")
)
SHORTENED = (
    _needs_days
    & _in_post
    & _inside_month
    & (_stated >= MIN_REQUIRED_H)
    & (_stated < pl.col("working_h"))
)
"""Whether the required days look scaled for somebody who joined or left: then attendance of all of
them pays the whole month."""

TOO_MANY_REQUIRED = (
    pl.col("deducts_21_75") & pl.col("required_possible") & (_required > MOST_WORKING_DAYS_H)
)

_month = {"month": pl.col("month_title")}
_program = {"program": pl.col("program")}
_file = {"file": pl.col("program_file")}
_required_text = pl.concat_str(
    days_text(_required),
    pl.when(_stated.is_null())
    .then(pl.lit(REQUIRED_FROM_CALENDAR))
    .otherwise(pl.lit(REQUIRED_FROM_SHEET)),
)


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
    Check("required-zero", _too_few, "required_days_h", {"required": days_text(_stated)}),
    Check(
        "calendar-without-year",
        _needs_days & pl.col("working_h").is_null() & (_stated.is_null() | pl.col("splits")),
        "required_days_h",
        _month,
    ),
    Check(
        "attendance-exceeds-required",
        _possible & ~_too_few & (_attended > _required),
        "attended_days_h",
        {"attended": days_text(_attended), "required": _required_text},
    ),
    Check(
        "days-do-not-add-up",
        _possible
        & ~_too_few
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
        TOO_MANY_REQUIRED,
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
