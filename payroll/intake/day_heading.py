"""Where the days of a grid stand in a heading: one column a day, or two for its halves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from payroll.intake.day_columns import DayColumn, day_row, half_of
from payroll.intake.grid import Grid
from payroll.intake.words import heading_key
from payroll.terms.headings import OVERTIME


@dataclass(frozen=True)
class DayHeading:
    """The row of a heading that names days."""

    row: int
    days: Mapping[int, int]
    """Column → day of the month."""
    months: frozenset[tuple[int | None, int]] = frozenset()
    crosses: bool = False
    below: tuple[DayHeading, ...] = ()
    """Further rows of days under this one, for the second lines of people."""


def day_heading(grid: Grid, rows: Sequence[int], columns: range) -> DayHeading:
    """The row of days among the `rows` of a heading, within `columns`; one without days when there
    is none."""
    found: list[DayHeading] = []
    for number in rows:
        row = {column: value for column, value in grid.row(number).items() if column in columns}
        named = day_row(row, date1904=grid.date1904)
        if named is not None:
            found.append(DayHeading(number, named.days, named.months, named.crosses))
    if not found:
        return DayHeading(0, {})
    below: list[DayHeading] = []
    for heading in found[1:]:
        taken = {day for each in (found[0], *below) for day in each.days.values()}
        if not heading.crosses and not taken & {*heading.days.values()}:
            below.append(heading)
    return replace(found[0], below=tuple(below))


def columns_of_day(
    grid: Grid, rows: Sequence[int], heading: DayHeading, column: int, day: int
) -> list[DayColumn]:
    """The one column of a day, or the two of its halves; columns of overtime are left out."""
    merge = grid.merged.at(heading.row, column)
    span = [column]
    lower = [row for row in rows if row > heading.row]
    while (
        merge.last_column >= span[-1] + 1
        if merge
        else span[-1] + 1 not in grid.row(heading.row)
        and _beside_the_day(grid, lower, span[-1] + 1)
    ):
        span.append(span[-1] + 1)
    found = []
    for each in span:
        words = [grid.text(row, each) for row in lower]
        if any(heading_key(word) in OVERTIME for word in words):
            continue
        halves = [half for word in words if (half := half_of(word)) is not None]
        found.append(DayColumn(each, day, halves[0] if halves else None))
    if len(found) == 2 and all(each.half is None for each in found):
        return [replace(each, half=half) for half, each in enumerate(found)]
    return found


def _beside_the_day(grid: Grid, lower: Sequence[int], column: int) -> bool:
    """Whether an unlabelled column is the afternoon or the overtime of the day to its left."""
    words = [grid.text(row, column) for row in lower]
    return any(half_of(word) == 1 or heading_key(word) in OVERTIME for word in words)
