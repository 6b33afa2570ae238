"""What the checks ask about a row, as columns: derived once, judged in the tables of checks."""

from __future__ import annotations

from datetime import date

import polars as pl

from payroll import identity
from payroll.checks.due import DueRates
from payroll.money import divided_half_up
from payroll.period import month_end, month_title
from payroll.schema import CALENDAR

MAX_DAYS_H = 3100
"""Most days a month can have, in hundredths."""

MIN_REQUIRED_H = 100
"""Fewest days that a month can require: less is a slip of the decimal point or of the column."""


def working_days_h(calendar: pl.DataFrame, month: date) -> int | None:
    """Working days of the month in hundredths; None unless the calendar knows each of its days."""
    days = calendar.select(CALENDAR.keys()).filter(
        pl.col("day").is_between(month, month_end(month))
    )
    if days.height != month_end(month).day:
        return None
    return int(days["working"].sum()) * 100


def with_facts(
    roster: pl.DataFrame, due: DueRates, leaves: pl.DataFrame, month: date, working_h: int | None
) -> pl.DataFrame:
    """The roster with every column that a check of single rows speaks of."""
    leave_sums = leaves.group_by("row_id").agg(
        leave_h=pl.col("days_h").sum(),
        paid_leave_h=divided_half_up((pl.col("days_h") * pl.col("ratio_h")).sum(), 100),
        leaves_possible=pl.col("days_h").is_between(0, MAX_DAYS_H).all(),
    )
    return (
        roster.lazy()
        .with_columns(
            month_first=pl.lit(month),
            month_last=pl.lit(month_end(month)),
            month_title=pl.lit(month_title(month)),
            working_h=pl.lit(working_h, pl.Int64),
        )
        .join(leave_sums.lazy(), on="row_id", how="left", maintain_order="left")
        .join(due.programs.lazy(), on="program_id", how="left", maintain_order="left")
        .join(due.ratings.lazy(), on=["program_id", "rating"], how="left", maintain_order="left")
        .with_columns(
            pl.col("leave_h", "paid_leave_h").fill_null(0),
            pl.col("leaves_possible").fill_null(value=True),
        )
        .with_columns(*_texts(), *_post())
        .with_columns(*_days(), *_age())
        .collect()
    )


def leaves_of(roster: pl.DataFrame, due: DueRates, ratios: pl.DataFrame) -> pl.DataFrame:
    """One row a kind of leave of a roster row, with its ratio (null when none is set)."""
    return (
        roster.lazy()
        .select("row_id", "layout", "row", "name", "program_id", "leave")
        .filter(pl.col("leave").list.len() > 0)
        .explode("leave")
        .unnest("leave")
        .filter(pl.col("days_h").is_not_null() & (pl.col("days_h") != 0))
        .join(
            ratios.lazy().select("program_id", "kind", "ratio_h"),
            on=["program_id", "kind"],
            how="left",
            maintain_order="left",
        )
        .join(
            due.programs.lazy().select("program_id", "program", "program_file", "counts_leave"),
            on="program_id",
            how="left",
            maintain_order="left",
        )
        .collect()
    )


def is_blank(text: pl.Expr) -> pl.Expr:
    """Whether nothing is written: never null itself."""
    return text.is_null() | (text.str.strip_chars() == "")


def _texts() -> list[pl.Expr]:
    number, card = pl.col("id_number"), pl.col("card_number")
    return [
        identity.has_id_shape(number).alias("id_shaped"),
        identity.has_right_check_digit(number).alias("id_right"),
        identity.birth_date(number).alias("born"),
        identity.has_card_digits(card).alias("card_digits"),
        identity.luhn_holds(card).alias("card_luhn"),
        card.str.len_chars().alias("card_length"),
    ]


def _post() -> list[pl.Expr]:
    start, end, first, last = map(pl.col, ("start_date", "end_date", "month_first", "month_last"))
    return [
        (start > last).fill_null(value=False).alias("starts_later"),
        (end < first).fill_null(value=False).alias("ended_before"),
        (start <= end).fill_null(value=True).alias("dates_in_order"),
        pl.max_horizontal(start, first).alias("post_from"),
        pl.min_horizontal(end, last).alias("post_to"),
    ]


def _days() -> list[pl.Expr]:
    attended, stated = pl.col("attended_days_h"), pl.col("required_days_h")
    required = pl.coalesce(stated, "working_h")
    paid = attended + pl.col("paid_leave_h")
    return [
        required.alias("required_h"),
        paid.alias("paid_h"),
        (attended.fill_null(0) + pl.col("leave_h")).alias("claimed_h"),
        attended.is_between(0, MAX_DAYS_H).alias("attended_possible"),
        required.is_between(0, MAX_DAYS_H).alias("required_possible"),
        (pl.col("dates_in_order") & ~pl.col("starts_later") & ~pl.col("ended_before")).alias(
            "in_post"
        ),
        ((pl.col("post_to") >= pl.col("first_rate")) & (pl.col("post_from") <= pl.col("last_rate")))
        .fill_null(value=False)
        .alias("has_rate"),
        ((pl.col("post_to") - pl.col("post_from")).dt.total_days() + 1).alias("days_in_post"),
    ]


def _age() -> list[pl.Expr]:
    """Completed years at the end of the month, and whether the post has outlasted its term."""
    born, last = pl.col("born"), pl.col("month_last")
    return [
        (born > last).alias("born_later"),
        ((_day_number(last) - _day_number(born)) // 10_000).alias("age"),
        (
            _day_number(pl.col("post_to"))
            >= _day_number(pl.col("start_date")) + pl.col("term_years") * 10_000
        ).alias("beyond_term"),
    ]


def _day_number(day: pl.Expr) -> pl.Expr:
    """A date as the number YYYYMMDD: whole years apart are multiples of 10,000 apart."""
    return (
        day.dt.year().cast(pl.Int64) * 10_000
        + day.dt.month().cast(pl.Int64) * 100
        + day.dt.day().cast(pl.Int64)
    )
