"""Finding the heading of a table and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from payroll.intake.grid import Grid
from payroll.intake.words import field_of

HEADER_WITHIN = 30
"""Rows from the top of a sheet in which the first heading is looked for."""


@dataclass(frozen=True)
class Header:
    """A heading and the columns under it."""

    first_row: int
    last_row: int
    columns: dict[str, int]
    """Field → the first column that has it."""
    doubles: dict[str, list[int]]
    """Fields with several columns → all of them."""
    titles: Mapping[int, str]
    """Text of the heading of each column, left to right."""

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings that mean nothing to us."""
        known = {column for columns in self.doubles.values() for column in columns}
        known |= set(self.columns.values())
        return tuple(title for column, title in self.titles.items() if column not in known)

    @property
    def seen(self) -> str:
        """The headings as they stand, for messages."""
        return "、".join(self.titles.values())


def find_header(grid: Grid, after: int = 0) -> Header | None:
    """The first heading below row `after`, or None."""
    for number in grid.numbered:
        if number <= after:
            continue
        if after == 0 and number > HEADER_WITHIN:
            return None
        header = _header_at(grid, number)
        if header is not None:
            return header
    return None


def _header_at(grid: Grid, number: int) -> Header | None:
    return header_of(
        number, {column: grid.text(number, column) for column in sorted(grid.row(number))}
    )


def header_of(number: int, titles: Mapping[int, str]) -> Header | None:
    """The heading in row `number` if it names people and says at least one thing more."""
    doubles: dict[str, list[int]] = {}
    for column, title in titles.items():
        field = field_of(title)
        if field is not None:
            doubles.setdefault(field, []).append(column)
    if len(doubles) < 2 or not doubles.keys() & {"name", "id_number"}:
        return None
    columns = {field: places[0] for field, places in doubles.items()}
    doubles = {field: places for field, places in doubles.items() if len(places) > 1}
    return Header(number, number, columns, doubles, titles)
