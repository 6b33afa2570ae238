"""Single amounts and day counts: whole fen and hundredths of a day, and how they are written.

The scalar half of `payroll.money`, without Polars: posting to the ledger needs it and nothing more.
"""

from __future__ import annotations

import re

_PLAIN_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,15})(?:\.(?P<part>[0-9]+))?")


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
