"""Finding the headings of a sheet: one to four rows, merged or not, anywhere among the first rows.

A heading is known by its words, not by its place or looks: a row that names people (姓名 or
身份证号) and says at least one thing more.  Rows above and below belong to it when they hold
nothing but words of headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from payroll.intake.columns import (
    Path,
    counts_hours,
    heading_paths,
    in_month,
    is_about_days,
    meaning,
    people_side_by_side,
    weak_meaning,
)
from payroll.intake.day_columns import DayColumn, weekday_of
from payroll.intake.day_heading import DayHeading, columns_of_day, day_heading
from payroll.intake.grid import Grid
from payroll.intake.heading_rows import heading_rows, numbers_columns
from payroll.intake.values.numbers import read_id
from payroll.intake.values.read import shown
from payroll.intake.weak_columns import COUNTS, promoted
from payroll.intake.words import field_of

HEADER_WITHIN = 30
"""Rows from the top of a sheet in which the first heading is looked for."""

CLUE = re.compile("[名份件NnＮｎ]")
"""Every heading of names and ID numbers holds one of these, and hardly any other cell does."""
_ID = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_PEOPLE = frozenset({"name", "id_number"})
_MAY_HAVE_SEVERAL = frozenset({"serial", "rest_days_h"})
"""Fields whose columns count different things, or nothing that matters."""


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
    weak: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Fields that some columns may mean because no other does."""
    about_days: frozenset[int] = frozenset()
    """Columns without a meaning whose headings speak of days."""
    days: tuple[DayColumn, ...] = ()
    """The columns of a day grid, left to right."""
    days_below: tuple[tuple[DayColumn, ...], ...] = ()
    """Those of further lines of each person, where a month takes more than one."""
    months: frozenset[tuple[int | None, int]] = frozenset()
    """The (year, month) that the headings of days and counts state."""
    crosses: bool = False
    """The day grid runs from one month into the next."""
    weekdays: Mapping[int, int] = field(default_factory=dict)
    """Day of the month → the weekday over it, Monday is 0."""

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings that mean nothing to us."""
        known = {column for columns in self.doubles.values() for column in columns}
        known |= {column for columns in self.weak.values() for column in columns}
        known |= {*self.columns.values(), *(day.column for day in self.days)}
        return tuple(shown(title) for column, title in self.titles.items() if column not in known)

    @property
    def seen(self) -> str:
        """The headings as they stand, for messages."""
        days = {each.column for each in self.days}
        return "、".join(
            shown(title) for column, title in self.titles.items() if column not in days
        )


def find_headers(grid: Grid, month: date) -> list[list[Header]]:
    """The headings of a sheet downwards; each is a header a block of people side by side.

    What stands under the name of another month than `month` has no meaning.
    """
    found: list[list[Header]] = []
    below = 0
    for number in grid.numbered:
        if number <= below:
            continue
        if not found and number > HEADER_WITHIN:
            break
        headers = headers_at(grid, number, month)
        if headers:
            found.append(headers)
            below = headers[0].last_row
    return found


def headers_at(grid: Grid, number: int, month: date) -> list[Header]:
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
    extent = heading_rows(grid, number, anchors)
    rows = [each for each in extent if not numbers_columns(grid.row(each), anchors)]
    paths = heading_paths(grid, rows)
    ours = {column: in_month(path, month) for column, path in paths.items()}
    fields = {column: meaning(path) for column, path in ours.items()}
    headers = []
    for block in people_side_by_side(paths, fields):
        header = _header_of_block(
            grid, extent, rows, {column: paths[column] for column in block}, ours, fields
        )
        if any(ours[each] != paths[each] for each in {*header.columns.values()} & ours.keys()):
            months = header.months or frozenset({(month.year, month.month)})
            header = replace(header, months=months)
        headers.append(_with_weak(header, grid))
    return [each for each in headers if _names_people(each)]


def _header_of_block(
    grid: Grid,
    extent: Sequence[int],
    rows: Sequence[int],
    paths: Mapping[int, Path],
    ours: Mapping[int, Path | None],
    fields: Mapping[int, str | None],
) -> Header:
    """The header of one block of columns, with its own days: side by side these start again."""
    block = sorted(paths)
    days = day_heading(grid, rows, range(block[0], block[-1] + 1))
    meanings = {column: None if column in days.days else fields[column] for column in paths}
    titles = {column: "".join(path) for column, path in paths.items()}
    plain = _with_meanings(extent, titles, {each: ours[each] for each in paths}, meanings)
    return _with_days(plain, grid, rows, days)


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
    header = _with_meanings([number], titles, paths, fields)
    return header if _names_people(header) else None


def _names_people(header: Header) -> bool:
    return bool(header.columns.keys() & _PEOPLE) and (len(header.columns) > 1 or bool(header.days))


def _with_meanings(
    rows: Sequence[int],
    titles: Mapping[int, str],
    paths: Mapping[int, Path | None],
    fields: Mapping[int, str | None],
) -> Header:
    """The header of the columns of `paths`, not yet with days."""
    places: dict[str, list[int]] = {}
    weak: dict[str, list[int]] = {}
    for column, path in paths.items():
        meant = fields[column]
        if meant is not None:
            places.setdefault(meant, []).append(column)
        elif (maybe := weak_meaning(path)) is not None:
            weak.setdefault(maybe, []).append(column)
    return Header(
        rows[0],
        rows[-1],
        {name: columns[0] for name, columns in places.items()},
        {
            name: columns
            for name, columns in places.items()
            if len(columns) > 1 and name not in _MAY_HAVE_SEVERAL
        },
        titles,
        {name: columns for name, columns in weak.items() if name not in places},
        frozenset(
            column
            for column, path in paths.items()
            if fields[column] is None and is_about_days(path)
        ),
    )


def _with_weak(header: Header, grid: Grid) -> Header:
    """`header` with the weak columns that nothing better stands beside.

    Where days are counted, the same attendance in hours adds nothing; leave in hours does.
    """
    columns = promoted(
        header.columns, header.weak, grid, header.last_row, has_days=bool(header.days)
    )
    hours = {each for each in header.about_days if counts_hours(header.titles[each])}
    return replace(
        header,
        columns=columns,
        weak={name: each for name, each in header.weak.items() if name not in columns},
        about_days=header.about_days
        - {*columns.values()}
        - (hours if columns.keys() & COUNTS else set()),
    )


def _with_days(header: Header, grid: Grid, rows: Sequence[int], heading: DayHeading) -> Header:
    """`header` with the columns of the days."""
    columns, *below = [
        tuple(
            column_of_day
            for column, day in each.days.items()
            for column_of_day in columns_of_day(grid, rows, each, column, day)
        )
        for each in (heading, *heading.below)
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
        days=columns,
        days_below=tuple(below),
        about_days=header.about_days - {each.column for each in columns},
        months=heading.months,
        crosses=heading.crosses,
        weekdays=weekdays,
    )
