"""Which rows belong to a heading: those of words of headings around the row that names people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from payroll.intake.day_columns import day_labels, half_of, weekday_of
from payroll.intake.grid import Grid, Row
from payroll.intake.mentions import is_month
from payroll.intake.words import compact, field_of, heading_key, weak_field_of
from payroll.terms.headings import FESTIVALS, GROUPS, NOT_DAYS, OVERTIME, ROW_OF_NUMBERS, STEMS

_MOST_ROWS = 4
_FEWEST_NUMBERS = 3
"""Fewer cells in a row are no numbering of the columns."""


def heading_rows(grid: Grid, number: int, anchors: Sequence[int]) -> list[int]:
    """The rows of the heading around its row of names, with those that number the columns."""
    last = max(
        (merge.last_row for each in anchors if (merge := grid.merged.at(number, each))),
        default=number,
    )
    rows = list(range(number, min(last, number + _MOST_ROWS - 1) + 1))
    while rows[-1] < number + _MOST_ROWS - 1:
        below = grid.row(rows[-1] + 1)
        named = any(column in below for column in anchors)
        headed = _is_all_headings(grid, below) or _names_months(below)
        if not numbers_columns(below, anchors) and (named or not headed):
            break
        rows.append(rows[-1] + 1)
    while rows[0] > max(1, number - _MOST_ROWS + 1):
        above = grid.row(rows[0] - 1)
        if not (_is_all_headings(grid, above) or numbers_columns(above, anchors)):
            break
        rows.insert(0, rows[0] - 1)
    return rows


def _is_all_headings(grid: Grid, row: Row) -> bool:
    """Whether a row holds nothing but words of headings, and at least one."""
    labelled = day_labels(row, date1904=grid.date1904)
    return bool(row) and all(
        column in labelled or _is_heading_word(value.text) for column, value in row.items()
    )


def _names_months(row: Row) -> bool:
    """Whether a row holds nothing but months, one for each of some columns above it."""
    return len(row) > 1 and all(is_month(value.text) for value in row.values())


def _is_heading_word(text: str) -> bool:
    word = heading_key(text)
    return bool(
        field_of(text)
        or weak_field_of(text)
        or word in GROUPS
        or word in OVERTIME
        or word in FESTIVALS
        or half_of(text) is not None
        or weekday_of(text) is not None
        or (len(word) <= 10 and any(each in word for each in NOT_DAYS))
    )


def numbers_columns(row: Row, anchors: Sequence[int]) -> bool:
    """Whether a row only numbers the columns, that of the names too: 1 2 3 4 …, 甲 乙 1 2 …"""
    texts = [_number_of_column(value.text) for _, value in sorted(row.items())]
    texts = texts[1:] if texts[:1] == [ROW_OF_NUMBERS] else texts
    stems = "".join(texts)[: sum(each in STEMS for each in texts)]
    numbers = texts[len(stems) :]
    return (
        len(row) > _FEWEST_NUMBERS
        and any(column in row for column in anchors)
        and STEMS.startswith(stems)
        and all(each.isdecimal() and each.isascii() for each in numbers)
        and all(int(two) == int(one) + 1 for one, two in pairwise(numbers))
    )


def _number_of_column(text: str) -> str:
    """`3` of `（3）`, `③`, `第3栏` and `3=1-2`."""
    word = compact(text).partition("=")[0]
    if word == ROW_OF_NUMBERS:
        return word
    word = word.strip("()第栏列")
    return str(ord(word) - ord("①") + 1) if len(word) == 1 and "①" <= word <= "⑳" else word
