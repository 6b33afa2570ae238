"""How the values of a budget file may be written: figures, months, references to cells.

A validator here raises a `PydanticCustomError` whose type is the code of a message of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from payroll.money import parse_hundredths, yuan
from payroll.period import parse_month
from payroll.terms.budget import BAR

MAX_AMOUNT_FEN = 100_000_000_000_000
"""Largest amount of a budget (a million million yuan): sums stay far inside Int64."""
MAX_PEOPLE = 1_000_000

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
_MONTHS = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2})\.\.(?P<last>[0-9]{4}-[0-9]{2})")


def _hundredths(text: object) -> int:
    """Hundredths of a figure written as text."""
    if not isinstance(text, str):
        raise PydanticCustomError("budget-figure-not-quoted", "", {"seen": str(text)})
    if not _PLAIN.fullmatch(text):
        raise PydanticCustomError("budget-figure-not-plain", "", {"seen": text})
    try:
        return parse_hundredths(text)
    except ValueError:
        raise PydanticCustomError("budget-figure-too-fine", "", {"seen": text}) from None


def _amount_fen(text: object) -> object:
    """Fen of an amount in yuan that may not be negative."""
    fen = _signed_fen(text)
    if fen < 0:
        raise PydanticCustomError("budget-amount-negative", "", {"seen": str(text)})
    return fen


def _signed_fen(text: object) -> int:
    """Fen of an amount in yuan, negative where money is taken back."""
    fen = _hundredths(text)
    if abs(fen) > MAX_AMOUNT_FEN:
        limit = yuan(MAX_AMOUNT_FEN)
        raise PydanticCustomError(
            "budget-amount-too-large", "", {"seen": str(text), "limit": limit}
        )
    return fen


def _cell(text: object) -> object:
    """Hundredths of a published cell; an empty text is a blank cell."""
    return None if text == "" else _hundredths(text)


def _window(text: object) -> object:
    """First days of the first and the last month of `2025-07..2025-12`."""
    match = _MONTHS.fullmatch(text) if isinstance(text, str) else None
    try:
        window = (parse_month(match["first"]), parse_month(match["last"])) if match else None
    except ValueError:
        window = None
    if window is None or window[0] > window[1]:
        raise PydanticCustomError("budget-months-wrong", "", {"seen": str(text)})
    return window


def _people(number: int) -> int:
    if not 0 < number <= MAX_PEOPLE:
        raise PydanticCustomError("budget-people-wrong", "", {"seen": number, "limit": MAX_PEOPLE})
    return number


def _bars(number: int) -> Callable[[str], str]:
    """A reference with so many bars: `table｜column` or `table｜row｜column`."""

    def check(text: str) -> str:
        if text.count(BAR) != number or not all(text.split(BAR)):
            raise PydanticCustomError("budget-reference-wrong", "", {"seen": text})
        return text

    return check


Fen = Annotated[int, BeforeValidator(_amount_fen)]
SignedFen = Annotated[int, BeforeValidator(_signed_fen)]
Hundredths = Annotated[int, BeforeValidator(_hundredths)]
CellH = Annotated[int | None, BeforeValidator(_cell)]
Window = Annotated[tuple[date, date], BeforeValidator(_window)]
People = Annotated[int, AfterValidator(_people)]
CellRef = Annotated[str, AfterValidator(_bars(2))]
ColumnRef = Annotated[str, AfterValidator(_bars(1))]
