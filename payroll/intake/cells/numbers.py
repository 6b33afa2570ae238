"""Decimal numbers as files write them."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


def is_number(text: str) -> bool:
    """Whether `text` is a decimal number, plain or scientific; ASCII digits only.

    >>> [is_number(text) for text in ("22", "2.2E1", "-.5", "٣", "1_000", "NaN", "")]
    [True, True, True, False, False, False, False]
    """
    return (text.isdecimal() and text.isascii()) or _NUMBER.fullmatch(text) is not None


def text_of(number: float) -> str:
    """The shortest decimal text that is this binary number, for formats that store no text.

    >>> text_of(22.0), text_of(0.1), text_of(21.999999999999996)
    ('22', '0.1', '21.999999999999996')
    """
    return repr(number).removesuffix(".0")
