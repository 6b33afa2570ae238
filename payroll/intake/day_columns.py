"""Headings of a day grid: which column is which day of the month, whole or half."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from payroll.intake.cells.dates import day as calendar_day
from payroll.intake.cells.model import Kind, Value
from payroll.intake.words import compact, key
from payroll.terms.headings import FESTIVALS, HALVES, WEEKDAYS

FEWEST_DAYS = 7
"""Fewer rising numbers in a heading are a numbering of something else."""

_LABEL = re.compile(
    r"(\(?(周|星期|礼拜)?[一二三四五六日天]\)?|第)?"
    r"((?P<y>20[0-9]{2})[年./-])?((?P<m>[0-9]{1,2})[月./-])?(?P<d>[0-9]{1,2})[日号天]?"
    r"(\(?(周|星期|礼拜)?[一二三四五六日天]\)?)?"
)


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A column that says how one day, or half of it, was spent."""

    column: int
    day: int
    half: int | None = None
    """0 for the morning, 1 for the afternoon, None for the whole day."""


@dataclass(frozen=True)
class DayRow:
    """The days that a row of a heading names."""

    days: Mapping[int, int]
    """Column → day of the month."""
    months: frozenset[tuple[int | None, int]]
    """The (year, month) that the labels themselves state; the year may be unknown."""
    crosses: bool = False
    """The numbers fall back once: the grid runs from one month into the next."""


def day_row(row: Mapping[int, Value], *, date1904: bool) -> DayRow | None:
    """The days named by the cells of a heading's row, None when it is no row of days.

    Numbers must rise from left to right.  A weekday or a festival in place of a number
    (`5 六 日 8`) is the day that fits between its neighbours.
    """
    dated = day_labels(row, date1904=date1904)
    labels = {column: day for column, (_, _, day) in dated.items()}
    months = {(year, month) for year, month, _ in dated.values() if month is not None}
    falls = _falls(list(labels.values()))
    if not labels or falls > 1:
        return None
    days = _with_words(row, labels) if not falls else labels
    return DayRow(days, frozenset(months), crosses=falls == 1 or len(months) > 1)


def day_labels(
    row: Mapping[int, Value], *, date1904: bool
) -> dict[int, tuple[int | None, int | None, int]]:
    """Column → year, month and day of the cells that name days; none when they are too few."""
    found = {
        column: label
        for column in sorted(row)
        if (label := _label(row[column], date1904=date1904)) is not None
    }
    return found if len({day for _, _, day in found.values()}) >= FEWEST_DAYS else {}


def _falls(numbers: list[int]) -> int:
    return sum(1 for one, other in pairwise(numbers) if other < one)


def _label(value: Value, *, date1904: bool) -> tuple[int | None, int | None, int] | None:
    """Year, month and day that a heading cell names."""
    if value.kind is Kind.DATE:
        found = calendar_day(value.text, date1904=date1904)
        return None if found is None else (found.year, found.month, found.day)
    match = _LABEL.fullmatch(compact(value.text))
    if match is None or not 1 <= int(match["d"]) <= 31:
        return None
    month = int(match["m"]) if match["m"] else None
    if month is not None and not 1 <= month <= 12:
        return None
    return int(match["y"]) if match["y"] else None, month, int(match["d"])


def _with_words(row: Mapping[int, Value], labels: dict[int, int]) -> dict[int, int]:
    """`labels` and the days of the columns that bear a word instead of a number."""
    days = dict(labels)
    words = [column for column in sorted(row) if _is_day_word(row[column].text)]
    for column in words:
        if days.get(column - 1, 31) < 31:
            days[column] = days[column - 1] + 1
    for column in reversed(words):
        if column not in days and days.get(column + 1, 1) > 1:
            days[column] = days[column + 1] - 1
    taken = [days[column] for column in sorted(days)]
    if any(other <= one for one, other in pairwise(taken)):
        return labels
    return dict(sorted(days.items()))


def _is_day_word(text: str) -> bool:
    return weekday_of(text) is not None or compact(text) in FESTIVALS


def weekday_of(text: str) -> int | None:
    """Monday as 0 of a weekday heading.

    >>> weekday_of("星期三"), weekday_of("日"), weekday_of("三月")
    (2, 6, None)
    """
    word = compact(text)
    if len(word) == 1 or (len(word) in (2, 3) and word[:-1] in ("周", "星期", "礼拜")):
        return WEEKDAYS.get(word[-1])
    return None


def half_of(text: str) -> int | None:
    """0 for a word for the morning, 1 for one for the afternoon.

    >>> half_of("上 午"), half_of("PM"), half_of("全天")
    (0, 1, None)
    """
    return HALVES.get(key(text))
