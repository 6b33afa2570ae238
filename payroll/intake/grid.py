"""One sheet as a person looks at it: rows of cells that can be asked for by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from payroll.intake.cells.merges import covered
from payroll.intake.cells.model import Kind, Merge, Sheet, Value
from payroll.intake.cells.text import visible
from payroll.intake.merged import MergedRanges
from payroll.problems import Cell, column_letters

Row = dict[int, Value]
"""Cells of a row by column; blank cells and cells of nothing but spaces are not in it."""


@dataclass(frozen=True)
class Grid:
    """A sheet with its place in the folder."""

    file: str
    """Relative to the month's folder."""
    sheet: str
    rows: dict[int, Row]
    """By row number, downwards; blank rows are not in it."""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    date1904: bool = False
    numbered: list[int] = field(default_factory=list)
    """Row numbers of `rows`, downwards."""
    is_turned: bool = False
    """Its rows are the columns of the sheet and the other way round."""

    def cell(self, row: int | None, column: int | None = None) -> Cell:
        """The place of a cell in the sheet, for a problem."""
        if self.is_turned:
            row, column = column, row
        return Cell(self.file, self.sheet, row, column)

    def turned(self, first_row: int, last_row: int, first_column: int) -> Grid:
        """Rows `first_row` to `last_row` from `first_column` on, rows and columns exchanged."""
        rows: dict[int, Row] = {}
        for number in range(first_row, last_row + 1):
            for column, value in self.row(number).items():
                if column >= first_column:
                    rows.setdefault(column, {})[number] = value
        return replace(
            self,
            rows=dict(sorted(rows.items())),
            merges=tuple(
                Merge(each.first_column, each.first_row, each.last_column, each.last_row)
                for each in self.merges
                if first_row <= each.first_row and each.last_row <= last_row
            ),
            hidden_rows=self.hidden_columns,
            hidden_columns=self.hidden_rows,
            numbered=sorted(rows),
            is_turned=True,
        )

    def row(self, number: int) -> Row:
        """Cells of a row; empty for a blank one."""
        return self.rows.get(number, {})

    def text(self, row: int, column: int) -> str:
        """What is read in a cell, on one line; empty for a blank one."""
        value = self.rows.get(row, {}).get(column)
        return visible(value.text) if value else ""

    @cached_property
    def merged(self) -> MergedRanges:
        """The merged ranges, asked by place."""
        return MergedRanges(self.merges)

    def merged_value(self, row: int, column: int) -> Value | None:
        """The value of a cell, or of the merged range it lies in."""
        value = self.rows.get(row, {}).get(column)
        if value is None and (merge := self.merged.at(row, column)):
            return self.rows.get(merge.first_row, {}).get(merge.first_column)
        return value


def grid_of(sheet: Sheet, file: str, *, date1904: bool = False) -> Grid:
    """The grid of a sheet that was read from `file`: what a person sees of it.

    A value under a merged range is not seen; the cell reader has told of it.
    """
    rows: dict[int, Row] = {}
    unseen = set(covered(sheet.cells, sheet.merges))
    for number, values in sheet.rows():
        row = {
            value.column: value
            for value in values
            if (value.kind is not Kind.TEXT or visible(value.text))
            and (number, value.column) not in unseen
        }
        if row:
            rows[number] = row
    return Grid(
        file,
        sheet.name,
        rows,
        sheet.merges,
        sheet.hidden_rows,
        sheet.hidden_columns,
        date1904,
        list(rows),
    )


def row_ranges(rows: Sequence[int]) -> str:
    """Row numbers as a person lists them.

    >>> row_ranges([3, 5, 6, 7])
    '第3行、第5–7行'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return "、".join(
        f"第{run[0]}行" if len(run) == 1 else f"第{run[0]}–{run[-1]}行" for run in runs
    )


def area(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """A range as a spreadsheet writes it.

    >>> area(5, 1, 42, 11)
    'A5:K42'
    """
    return f"{column_letters(first_column)}{first_row}:{column_letters(last_column)}{last_row}"
