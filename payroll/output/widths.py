"""How wide text is on paper, in columns of the usual size: a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wcwidth import wcswidth

from payroll.output.plain_text import plain

_MARGINS = 3
"""Columns that the indent and the borders of a cell take."""


@lru_cache(maxsize=65_536)
def width(text: str | None) -> int:
    """Columns that the text takes.

    >>> width("北城街道"), width("140581"), width(None)
    (8, 6, 0)
    """
    shown = plain(text)
    return max(wcswidth(shown), len(shown))


def column_width(texts: Iterable[str | None], *, least: int, most: int) -> int:
    """Width of a column that shows the texts, between two bounds; longer ones wrap."""
    return max(least, min(most, _MARGINS + max(map(width, texts), default=0)))


def lines_needed(text: str | None, columns: int) -> int:
    """Lines that the text takes in a cell of so many columns, its margins left out."""
    return max(1, -(-width(text) // max(1, columns - _MARGINS)))


def shortened(text: str, columns: int) -> str:
    """The text if it takes no more than so many columns, otherwise its beginning and `…`.

    >>> shortened("北城街道办事处", 14), shortened("北城街道办事处", 9)
    ('北城街道办事处', '北城街…')
    """
    if width(text) <= columns:
        return text
    kept = plain(text)
    while kept and width(kept) > columns - 2:
        kept = kept[:-1]
    return f"{kept}…"
