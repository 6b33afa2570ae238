"""Sheets whose headings stand in a column and whose people stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from payroll.intake.asked import Asked
from payroll.intake.block import Block
from payroll.intake.cells.model import Value
from payroll.intake.grid import Grid
from payroll.intake.header import headers_at
from payroll.intake.reading import Layout
from payroll.intake.words import field_of
from payroll.problems import Cell

_FEWEST_FIELDS = 2


@dataclass(frozen=True)
class TurnedLayout(Layout):
    """A layout whose `columns` are the rows of the sheet and whose rows are its columns."""

    def cell(self, row: int | None, name: str) -> Cell:
        """The cell of field `name` for the person in column `row`."""
        upright = super().cell(row, name)
        return Cell(self.file, self.sheet, upright.column, upright.row)  # type: ignore[arg-type]

    def of(self, column: int) -> Layout:
        """The layout of the one person in a column."""
        return Layout(
            self.file, self.sheet, dict.fromkeys(self.columns, column), dict(self.columns)
        )


def read_turned(grid: Grid, asked: Asked) -> tuple[Block, list[int]] | None:
    """The people of a sheet with its headings in a column, and the rows that these take up."""
    column = _heading_column(grid)
    if column is None:
        return None
    rows = [row for row in grid.numbered if field_of(grid.text(row, column))]
    if any(field_of(value.text) for row in rows for value in _beside(grid, row, column)):
        return None  # labels and values in turn: a form for one person
    turned = grid.turned(rows[0], _last_row(grid, column, rows[-1]), column)
    headers = headers_at(turned, column, asked.month)
    if len(headers) != 1:
        return None
    (header,) = headers
    days = {f"day.{each.day}": each.column for each in header.days}
    layout = TurnedLayout(grid.file, grid.sheet, {**header.columns, **days})
    block = Block(turned, header, layout, asked, range(1, 1 << 20))
    block.take(header.last_row + 1, turned.numbered[-1])
    for person in block.people:
        person.layout = layout.of(person.row)
    return block, list(range(rows[0], _last_row(grid, column, rows[-1]) + 1))


def _beside(grid: Grid, row: int, column: int) -> list[Value]:
    return [value for each, value in grid.row(row).items() if each > column]


def _heading_column(grid: Grid) -> int | None:
    """The first column that names people and at least one field more, one below the other."""
    fields: dict[int, set[str]] = {}
    for number in grid.numbered:
        for column, value in grid.row(number).items():
            name = field_of(value.text)
            if name is not None:
                fields.setdefault(column, set()).add(name)
    for column in sorted(fields):
        if len(fields[column]) >= _FEWEST_FIELDS and fields[column] & {"name", "id_number"}:
            return column
    return None


def _last_row(grid: Grid, column: int, row: int) -> int:
    """The last row of the headings: those of days stand below the last one that names a field."""
    while grid.text(row + 1, column) and len(grid.row(row + 1)) > 1:
        row += 1
    return row
