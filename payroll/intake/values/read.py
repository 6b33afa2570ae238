"""What reading one text gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from payroll.intake.cells.text import folded_digits, visible
from payroll.intake.words import key
from payroll.terms.blanks import NOTHING

V = TypeVar("V")

_WORDS_BEGIN = "无NnＮｎ"
"""A letter or digit that begins none of the words for nothing settles the matter at once."""
_LONGEST = 12
"""A longer text is not looked at: nobody spaces out a dash so far."""

MASKED_FROM = 9
"""Digits in a row that messages mask: telephone, card and ID numbers are as long or longer."""


@dataclass(frozen=True, slots=True)
class Read(Generic[V]):
    """A typed value, and the finding on the way there if there was one."""

    value: V | None
    code: str = ""
    """Code of the problem; empty when the text needed no remark."""
    before: str = ""
    """The text as it may be shown."""
    after: str = ""


def is_blank(text: str) -> bool:
    """Whether the text says that nothing stands there: blank, a dash, 无.

    >>> is_blank("　"), is_blank("——"), is_blank("0")
    (True, True, False)
    """
    stripped = text.strip()
    if stripped[:1].isalnum() and stripped[0] not in _WORDS_BEGIN:
        return False
    return len(stripped) <= _LONGEST and key(stripped) in NOTHING


def masked(text: str) -> str:
    """A number of a person or card with only its last four characters legible.

    What is wrong with it stays visible: spaces as `␣`, characters without width as `□`.

    >>> masked("'1405 8119900305000x")
    "'****␣**********000x"
    """
    legible = [place for place, each in enumerate(text) if each.isalnum()][-4:]
    return "".join(
        each if place in legible else _masked_character(each) for place, each in enumerate(text)
    )


def _masked_character(each: str) -> str:
    if each.isspace():
        return "␣"
    if not visible(each):
        return "□"
    return "*" if each.isalnum() else each


def shown(text: str) -> str:
    """A text short enough for a message, on one line, with long runs of digits masked.

    >>> shown("账号 6222000011112222\\n张三")
    '账号 ************2222 张三'
    """
    words = " ".join(text.split())
    words = words if len(words) <= 40 else words[:39] + "…"
    parts, run = [], ""
    for each in words + "\0":
        if folded_digits(each):
            run += each
            continue
        parts.append(masked(run) if len(run) >= MASKED_FROM else run)
        parts.append(each)
        run = ""
    return "".join(parts)[:-1]
