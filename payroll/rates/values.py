"""Values of the rate files that are written as text: amounts, shares, ratios, months, ids.

Each validator raises a `PydanticCustomError` whose type is the code of a message of ours.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from payroll.money import MAX_RATE_FEN, parse_hundredths, yuan
from payroll.period import parse_month

MAX_SHARE_E4 = 100_000
"""Largest share of a base, in ten-thousandths: ten times it; 60 typed for 60 % is refused."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
_SHARE = re.compile(r"(?P<whole>[0-9]{1,4})(?:\.(?P<part>[0-9]{1,4})0*)?")
_MONTHS = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2})\.\.(?P<last>[0-9]{4}-[0-9]{2})")


def _amount_fen(text: object) -> object:
    """Fen of an amount written as text."""
    if not isinstance(text, str):
        raise PydanticCustomError("rate-amount-not-quoted", "", {"seen": str(text)})
    if not _PLAIN.fullmatch(text):
        raise PydanticCustomError("rate-amount-not-plain", "", {"seen": text})
    try:
        fen = parse_hundredths(text)
    except ValueError:
        raise PydanticCustomError("rate-amount-finer-than-fen", "", {"seen": text}) from None
    if text.startswith("-"):
        raise PydanticCustomError("rate-amount-negative", "", {"seen": text})
    if fen > MAX_RATE_FEN:
        limit = yuan(MAX_RATE_FEN)
        raise PydanticCustomError("rate-amount-too-large", "", {"seen": text, "limit": limit})
    return fen


def _share_e4(text: object) -> object:
    """Ten-thousandths of a share written as text."""
    match = _SHARE.fullmatch(text) if isinstance(text, str) else None
    share = int(match["whole"]) * 10_000 + int((match["part"] or "").ljust(4, "0")) if match else 0
    if not 0 < share <= MAX_SHARE_E4:
        raise PydanticCustomError("rate-share-wrong", "", {"seen": str(text)})
    return share


def _ratio(text: object) -> object:
    """A leave ratio written as text: from 0 to 1 in whole hundredths."""
    if not _is_from_0_to_1(text):
        raise PydanticCustomError("leave-ratio-wrong", "", {"seen": str(text)})
    return text


def _cap(text: object) -> object:
    """A cap of recoveries written as text: from 0 to 1 in whole hundredths."""
    if not _is_from_0_to_1(text):
        raise PydanticCustomError("recovery-cap-wrong", "", {"seen": str(text)})
    return text


def _is_from_0_to_1(text: object) -> bool:
    try:
        return isinstance(text, str) and 0 <= parse_hundredths(text) <= 100
    except ValueError:
        return False


def _plausible_day(day: date) -> date:
    """A day of this century: 9999-12-31 for ever and 0026 for 2026 are refused."""
    if not 2000 <= day.year <= 2099:
        raise PydanticCustomError("rate-date-out-of-range", "", {"seen": str(day)})
    return day


def _ascii_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise PydanticCustomError("rate-id-not-ascii", "", {"seen": text})
    return text


def _stated(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("missing", "")
    return text.strip()


def _window(text: object) -> object:
    """First days of the first and the last month of `2025-07..2025-12`."""
    match = _MONTHS.fullmatch(text) if isinstance(text, str) else None
    try:
        window = (parse_month(match["first"]), parse_month(match["last"])) if match else None
    except ValueError:
        window = None
    if window is None or window[0] > window[1]:
        raise PydanticCustomError("charged-to-months-wrong", "", {"seen": str(text)})
    return window


Fen = Annotated[int, BeforeValidator(_amount_fen)]
ShareE4 = Annotated[int, BeforeValidator(_share_e4)]
Ratio = Annotated[str, BeforeValidator(_ratio)]
CapShare = Annotated[str, BeforeValidator(_cap)]
Day = Annotated[date, AfterValidator(_plausible_day)]
Id = Annotated[str, AfterValidator(_ascii_id)]
Text = Annotated[str, AfterValidator(_stated)]
Window = Annotated[tuple[date, date], BeforeValidator(_window)]
