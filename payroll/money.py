"""Money as whole fen, days as whole hundredths of a day; text only at the edges.

Every rounding of the project happens in `divided_half_away` (columns) or its scalar twin
`divide_half_away`: multiply first, divide once, half away from zero.  No float is involved.
"""

from __future__ import annotations

import re

import polars as pl

MAX_RATE_FEN = 100_000_000
"""Largest rate a file may state (1,000,000.00 yuan): keeps every product far inside Int64."""

_PLAIN_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,15})(?:\.(?P<part>[0-9]+))?")


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


def divide_half_away(numerator: int, denominator: int) -> int:
    """Integer quotient rounded half away from zero.

    >>> divide_half_away(5, 2), divide_half_away(-5, 2), divide_half_away(4, 3)
    (3, -3, 1)
    """
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -magnitude if numerator < 0 else magnitude


def parse_hundredths(text: str) -> int:
    """Whole hundredths of a plain decimal number: fen from yuan, hundredths of a day from days.

    >>> parse_hundredths("2150"), parse_hundredths("993.25"), parse_hundredths("-0.5")
    (215000, 99325, -50)

    Raises `ValueError` (without the text, which may be personal) when it is not a plain ASCII
    decimal or is finer than one hundredth.
    """
    match = _PLAIN_NUMBER.fullmatch(text)
    if match is None:
        raise ValueError("not a plain decimal number")
    part = (match["part"] or "").rstrip("0")
    if len(part) > 2:
        raise ValueError("finer than one hundredth")
    value = int(match["whole"]) * 100 + int(part.ljust(2, "0"))
    return -value if match["sign"] else value


def yuan(fen: int, *, grouped: bool = True) -> str:
    """Yuan with two decimals.

    >>> yuan(1885950000), yuan(-5), yuan(99325, grouped=False)
    ('18,859,500.00', '-0.05', '993.25')
    """
    whole, part = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{part:02d}" if grouped else f"{sign}{whole}.{part:02d}"


def days(days_h: int) -> str:
    """Days with as few decimals as are exact.

    >>> days(2200), days(2175), days(50)
    ('22', '21.75', '0.5')
    """
    whole, part = divmod(abs(days_h), 100)
    sign = "-" if days_h < 0 else ""
    return f"{sign}{whole}.{part:02d}".rstrip("0").rstrip(".")


def percent(part: int, whole: int) -> str:
    """Exact ratio as a percentage with two decimals, half away from zero; `—` of nothing.

    >>> percent(1885950000, 2200000000)
    '85.73 %'
    """
    if whole == 0:
        return "—"
    return f"{yuan(divide_half_away(part * 10_000, whole), grouped=False)} %"


def yuan_text(fen: pl.Expr) -> pl.Expr:
    """Column of fen as text with two decimals, no thousands separators (for machines)."""
    magnitude = fen.abs()
    part = (magnitude % 100).cast(pl.String).str.zfill(2)
    sign = pl.when(fen < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, (magnitude // 100).cast(pl.String), pl.lit("."), part)


def days_text(days_h: pl.Expr) -> pl.Expr:
    """Column of hundredths of a day as text with as few decimals as are exact."""
    return yuan_text(days_h).str.strip_chars_end("0").str.strip_chars_end(".")
