"""Finding the headings of a sheet: one to four rows, merged or not, anywhere among the first rows.

A heading is known by its words, not by its place or looks: a row that names people (姓名 or
身份证号) and says at least one thing more.  Rows above and below belong to it when they hold
nothing but words of headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from payroll.intake.columns import (
    Path,
    heading_paths,
    is_about_days,
    meaning,
    people_side_by_side,
    weak_meaning,
)
from payroll.intake.day_columns import DayColumn, day_labels, half_of, weekday_of
from payroll.intake.day_heading import DayHeading, columns_of_day, day_heading
from payroll.intake.grid import Grid, Row
from payroll.intake.values.numbers import read_id
from payroll.intake.values.read import shown
from payroll.intake.words import compact, field_of, heading_key, weak_field_of
from payroll.terms.headings import FESTIVALS, GROUPS, NOT_DAYS, OVERTIME

HEADER_WITHIN = 30
"""Rows from the top of a sheet in which the first heading is looked for."""

_MOST_ROWS = 4
CLUE = re.compile("[名份件NnＮｎ]")
"""Every heading of names and ID numbers holds one of these, and hardly any other cell does."""
_ID = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_PEOPLE = frozenset({"name", "id_number"})


@dataclass(frozen=True)
class Header:
    """A heading and the columns under it; people side by side have one each."""

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    """Field → the first column that has it."""
    doubles: Mapping[str, Sequence[int]]
    """Fields with several columns → all of them."""
    titles: Mapping[int, str]
    """Text of the heading of each column, left to right."""
    weak: Mapping[str, int] = field(default_factory=dict)
    """Fields that a column may mean because no other does."""
    about_days: frozenset[int] = frozenset()
    """Columns without a meaning whose headings speak of days."""
    days: tuple[DayColumn, ...] = ()
    """The columns of a day grid, left to right."""
    months: frozenset[tuple[int | None, int]] = frozenset()
    """The (year, month) that the headings of the days state."""
    crosses: bool = False
    """The day grid runs from one month into the next."""
    weekdays: Mapping[int, int] = field(default_factory=dict)
    """Day of the month → the weekday over it, Monday is 0."""

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings that mean nothing to us."""
        known = {column for columns in self.doubles.values() for column in columns}
        known |= {*self.columns.values(), *self.weak.values(), *(day.column for day in self.days)}
        return tuple(shown(title) for column, title in self.titles.items() if column not in known)

    @property
    def seen(self) -> str:
        """The headings as they stand, for messages."""
        days = {each.column for each in self.days}
        return "、".join(
            shown(title) for column, title in self.titles.items() if column not in days
        )


def find_headers(grid: Grid) -> list[list[Header]]:
    """The headings of a sheet downwards; each is a header a block of people side by side."""
    found: list[list[Header]] = []
    below = 0
    for number in grid.numbered:
        if number <= below:
            continue
        if not found and number > HEADER_WITHIN:
            break
        headers = headers_at(grid, number)
        if headers:
            found.append(headers)
            below = headers[0].last_row
    return found


def headers_at(grid: Grid, number: int) -> list[Header]:
    """The headers of the heading whose row of names is `number`; none when it is no heading."""
    anchors = [
        column
        for column, value in grid.row(number).items()
        if CLUE.search(value.text) and field_of(value.text) in _PEOPLE
    ]
    if not anchors:
        return []
    if _is_form(grid, number, anchors):
        return []
    extent = _heading_rows(grid, number, anchors)
    rows = [each for each in extent if not _numbers_columns(grid.row(each), anchors)]
    paths = heading_paths(grid, rows)
    fields = {column: meaning(path) for column, path in paths.items()}
    headers = [
        _header_of_block(grid, extent, rows, {column: paths[column] for column in block}, fields)
        for block in people_side_by_side(paths, fields)
    ]
    return [each for each in headers if _names_people(each)]


def _header_of_block(
    grid: Grid,
    extent: Sequence[int],
    rows: Sequence[int],
    paths: Mapping[int, Path],
    fields: Mapping[int, str | None],
) -> Header:
    """The header of one block of columns, with its own days: side by side these start again."""
    block = sorted(paths)
    days = day_heading(grid, rows, range(block[0], block[-1] + 1))
    meanings = {column: None if column in days.days else fields[column] for column in paths}
    return _with_days(_with_meanings(extent, paths, meanings), grid, rows, days)


def _is_form(grid: Grid, number: int, anchors: Sequence[int]) -> bool:
    """Whether labels and values alternate in this row, as in a form for one person.

    Then an ID number stands in the row itself, or other labels stand under the first one.
    """
    if any(_ID.fullmatch(read_id(value.text).value or "") for value in grid.row(number).values()):
        return True
    return any(
        field_of(grid.text(number + 1, column))
        not in (None, "serial", field_of(grid.text(number, column)))
        for column in anchors
    )


def header_of(number: int, titles: Mapping[int, str]) -> Header | None:
    """The heading that consists of the row `number` alone, None when it is no heading of people."""
    paths: dict[int, Path] = {column: (title,) for column, title in titles.items()}
    fields = {column: meaning(path) for column, path in paths.items()}
    if len(people_side_by_side(paths, fields)) > 1:
        return None
    header = _with_meanings([number], paths, fields)
    return header if _names_people(header) else None


def _names_people(header: Header) -> bool:
    return bool(header.columns.keys() & _PEOPLE) and (len(header.columns) > 1 or bool(header.days))


def _heading_rows(grid: Grid, number: int, anchors: Sequence[int]) -> list[int]:
    """The rows of the heading around its row of names, with those that number the columns."""
    last = max(
        (merge.last_row for each in anchors if (merge := grid.merged.at(number, each))),
        default=number,
    )
    rows = list(range(number, min(last, number + _MOST_ROWS - 1) + 1))
    while rows[-1] < number + _MOST_ROWS - 1:
        below = grid.row(rows[-1] + 1)
        named = any(column in below for column in anchors)
        if not _numbers_columns(below, anchors) and (named or not _is_all_headings(grid, below)):
            break
        rows.append(rows[-1] + 1)
    while rows[0] > max(1, number - _MOST_ROWS + 1):
        above = grid.row(rows[0] - 1)
        if not (_is_all_headings(grid, above) or _numbers_columns(above, anchors)):
            break
        rows.insert(0, rows[0] - 1)
    return rows


def _is_all_headings(grid: Grid, row: Row) -> bool:
    """Whether a row holds nothing but words of headings, and at least one."""
    labelled = day_labels(row, date1904=grid.date1904)
    return bool(row) and all(
        column in labelled or _is_heading_word(value.text) for column, value in row.items()
    )


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


def _numbers_columns(row: Row, anchors: Sequence[int]) -> bool:
    """Whether a row only numbers the columns, that of the names too: 1 2 3 4 …"""
    texts = [compact(value.text).strip("()栏") for _, value in sorted(row.items())]
    numbers = [int(text) for text in texts if text.isdecimal() and text.isascii()]
    return (
        len(numbers) == len(texts) > 3
        and any(column in row for column in anchors)
        and all(two == one + 1 for one, two in pairwise(numbers))
    )


def _with_meanings(
    rows: Sequence[int], paths: Mapping[int, Path], fields: Mapping[int, str | None]
) -> Header:
    """The header of the columns of `paths`, not yet with days."""
    places: dict[str, list[int]] = {}
    weak: dict[str, int] = {}
    for column, path in paths.items():
        meant = fields[column]
        if meant is not None:
            places.setdefault(meant, []).append(column)
        elif (maybe := weak_meaning(path)) is not None:
            weak.setdefault(maybe, column)
    return Header(
        rows[0],
        rows[-1],
        {name: columns[0] for name, columns in places.items()},
        {name: columns for name, columns in places.items() if len(columns) > 1},
        {column: "".join(path) for column, path in paths.items()},
        {name: column for name, column in weak.items() if name not in places},
        frozenset(
            column
            for column, path in paths.items()
            if fields[column] is None and is_about_days(path)
        ),
    )


def _with_days(header: Header, grid: Grid, rows: Sequence[int], heading: DayHeading) -> Header:
    """`header` with the columns of the days."""
    columns = [
        each
        for column, day in heading.days.items()
        for each in columns_of_day(grid, rows, heading, column, day)
    ]
    if not columns:
        return header
    weekdays = {
        each.day: weekday
        for each in columns
        for row in rows
        if (weekday := weekday_of(grid.text(row, each.column))) is not None
    }
    return replace(
        header,
        days=tuple(columns),
        about_days=header.about_days - {each.column for each in columns},
        months=heading.months,
        crosses=heading.crosses,
        weekdays=weekdays,
    )
