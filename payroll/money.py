"""Money as whole fen, days as whole hundredths of a day; text only at the edges.

Every rounding of the project happens in `divided_half_away` (columns) or its scalar twin
`divide_half_away`: multiply first, divide once, half away from zero.  No float is involved.
"""

from __future__ import annotations

import polars as pl

from payroll.amounts import days, divide_half_away, parse_hundredths, percent, yuan

__all__ = [
    "MAX_RATE_FEN",
    "days",
    "days_text",
    "divide_half_away",
    "divided_half_away",
    "divided_half_up",
    "parse_hundredths",
    "percent",
    "yuan",
    "yuan_text",
]

MAX_RATE_FEN = 100_000_000
"""Largest rate a file may state (1,000,000.00 yuan): keeps every product far inside Int64."""


def divided_half_away(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """Integer quotient rounded half away from zero, as an Int64 expression.

    `Expr.round` rounds half to even and `//` floors negative numbers, so magnitude and sign go
    separate ways.  `denominator` must be positive; null in, null out.
    """
    magnitude = (numerator.abs() * 2 + denominator) // (pl.lit(2, pl.Int64) * denominator)
    return pl.when(numerator < 0).then(-magnitude).otherwise(magnitude)


def divided_half_up(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """`divided_half_away` for numerators that cannot be negative: half the work on long columns."""
    return (numerator * 2 + denominator) // (pl.lit(2, pl.Int64) * denominator)


def yuan_text(fen: pl.Expr) -> pl.Expr:
    """Column of fen as text with two decimals, no thousands separators (for machines)."""
    magnitude = fen.abs()
    part = (magnitude % 100).cast(pl.String).str.zfill(2)
    sign = pl.when(fen < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, (magnitude // 100).cast(pl.String), pl.lit("."), part)


def days_text(days_h: pl.Expr) -> pl.Expr:
    """Column of hundredths of a day as text with as few decimals as are exact."""
    return yuan_text(days_h).str.strip_chars_end("0").str.strip_chars_end(".")
