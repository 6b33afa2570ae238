"""The days of the month inside a form: a row that names them, the marks in the rows below it."""

from __future__ import annotations

from payroll.intake.day_columns import DayColumn, day_row, half_of, weekday_of
from payroll.intake.grid import Grid
from payroll.intake.person import DayLine


def day_lines(grid: Grid, rows: range) -> tuple[list[DayLine], set[int]]:
    """The rows of marks among `rows` of a sheet, each with the days above it, and all rows that
    these and their headings take up."""
    lines: list[DayLine] = []
    taken: set[int] = set()
    columns: tuple[DayColumn, ...] = ()
    for number in rows:
        row = grid.row(number)
        named = day_row(row, date1904=grid.date1904)
        if named is not None and not named.crosses:
            columns = tuple(DayColumn(column, day) for column, day in named.days.items())
            taken.add(number)
            continue
        below = [row[each.column].text for each in columns if each.column in row]
        if not columns or not below:
            continue
        taken.add(number)
        if any(weekday_of(text) is None for text in below):
            words = [value.text for column, value in row.items() if column < columns[0].column]
            half = next((half for word in words if (half := half_of(word)) is not None), None)
            lines.append(DayLine(grid, number, columns, half))
            columns = columns if half == 0 else ()
    return lines, taken
