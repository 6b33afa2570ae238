"""One ID number or card number at a time: its check character, and how little of it is shown.

The scalar half of `payroll.identity`, without Polars: the processes that only read files need it.
"""

from __future__ import annotations

ID_LENGTH = 18
WEIGHTS = tuple(2 ** (ID_LENGTH - 1 - place) % 11 for place in range(ID_LENGTH))
"""Weights of the characters, by ISO 7064 MOD 11-2."""
SHOWN = 4
"""So many characters at the end of a number may be shown."""
_CHECK_CHARACTERS = "10X98765432"


def check_digit(id17: str) -> str:
    """The 18th character of a citizen number whose first 17 digits are `id17`.

    >>> check_digit("14058119900101000")
    '6'

    Raises `ValueError` (without the text, which is personal) unless it is 17 ASCII digits.
    """
    if len(id17) != ID_LENGTH - 1 or not (id17.isascii() and id17.isdigit()):
        raise ValueError("not 17 digits")
    weighted = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, id17, strict=False))
    return _CHECK_CHARACTERS[weighted % 11]


def masked(text: str) -> str:
    """The text with at most its last four characters shown, and never more than half of it.

    >>> masked("140581199001010006"), masked("0013")
    ('**************0006', '**13')
    """
    return "*" * (len(text) - len(tail(text))) + tail(text)


def tail(text: str) -> str:
    """The last four characters (尾号), or the second half of anything shorter than eight.

    >>> tail("140581199001010006"), tail("0013"), tail("7")
    ('0006', '13', '')
    """
    shown = min(SHOWN, len(text) // 2)
    return text[len(text) - shown :]
