"""The formulas of pay, as Polars expressions over whole columns of integers.

Columns used: `rate_fen` the monthly rate r in fen; `paid_days_h`, `required_days_h` the paid days p
and required days q of the row in hundredths of a day; `days_in_post`, `days_in_month` whole
calendar days; `weight`, `weight_total` the working days of a segment and of all days in post.

=================  ==============================================  =========================
proration          share of the monthly rate                       source
=================  ==============================================  =========================
``attended``       p ÷ q                                           待确认 for every program
``deduct_21_75``   max(0, 21.75 − (q − p)) ÷ 21.75                 人社部发〔2025〕2号 (21.75)
``calendar``       days in post ÷ days in the month                待确认
``none``           whole                                           social insurance by months
=================  ==============================================  =========================

Zero paid days pay 0 under every method but ``none``; full attendance pays r; the amount lies
between 0 and r, and a day more never pays less.  Every division rounds half away from zero.
"""

from __future__ import annotations

import polars as pl

from payroll.money import divided_half_up

PAY_DAYS_A_MONTH_H = 2175
"""21.75 days: (365 − 104) ÷ 12, 人社部发〔2025〕2号."""

RATE = pl.col("rate_fen")
PAID = pl.col("paid_days_h")
REQUIRED = pl.col("required_days_h")

PRORATED = ("attended", "deduct_21_75", "calendar")


def counted_days_h(proration: str) -> pl.Expr:
    """Hundredths of a day that are paid: the numerator of the share."""
    if proration == "attended":
        return PAID
    if proration == "deduct_21_75":
        left = PAY_DAYS_A_MONTH_H - (REQUIRED - PAID)
        return pl.when(PAID > 0).then(pl.max_horizontal(left, 0)).otherwise(0)
    return pl.when(PAID > 0).then(pl.col("days_in_post") * 100).otherwise(0)


def full_days_h(proration: str) -> pl.Expr:
    """Hundredths of a day that would pay the whole rate: the denominator of the share."""
    if proration == "attended":
        return REQUIRED
    if proration == "deduct_21_75":
        return pl.lit(PAY_DAYS_A_MONTH_H, pl.Int64)
    return pl.col("days_in_month") * 100


def shown_days_h(proration: str) -> tuple[pl.Expr, pl.Expr]:
    """Paid and required days as they are shown beside the amount, so that it can be checked."""
    if proration == "calendar":
        return counted_days_h(proration), full_days_h(proration)
    return PAID, REQUIRED


def amount_fen(proration: str, rounding: str) -> pl.Expr:
    """Amount of a month at one rate.

    ``line``: r × n ÷ d, divided once.  ``daily_rate``: the rate of a day is rounded first,
    min(r, round(r ÷ d) × n), and a full month pays exactly r.
    """
    counted, full = counted_days_h(proration), full_days_h(proration)
    if rounding == "line":
        return divided_half_up(RATE * counted, full)
    daily_fen = divided_half_up(RATE * 100, full)
    by_days = pl.min_horizontal(RATE, divided_half_up(daily_fen * counted, 100))
    return pl.when(counted == full).then(RATE).otherwise(by_days)


def cumulative_fen(proration: str, rounding: str, *, over: list[str]) -> pl.Expr:
    """Cumulative amount C of the segments of a month, in the order of the rows of a group.

    C_i = round(Σ_{j≤i} r_j · n · w_j ÷ (d · W)), so that segments of an unchanged rate add up to
    the unsplit amount.  Under ``daily_rate`` the amount of a whole month at r_j takes the place of
    r_j · n ÷ d.  A segment whose rate no source states counts as 0 here and gets no line.
    """
    weight, total = pl.col("weight"), pl.col("weight_total")
    if rounding == "line":
        parts = RATE.fill_null(0) * counted_days_h(proration) * weight
        return divided_half_up(parts.cum_sum().over(over), full_days_h(proration) * total)
    parts = amount_fen(proration, rounding).fill_null(0) * weight
    return divided_half_up(parts.cum_sum().over(over), total)


def cumulative_days_h(proration: str, *, over: list[str]) -> pl.Expr:
    """Days shown for the segments of a month, cumulative, split by the same weights."""
    paid, _ = shown_days_h(proration)
    return divided_half_up(paid * pl.col("weight").cum_sum().over(over), pl.col("weight_total"))
