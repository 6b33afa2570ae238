"""What the cell reader hands on: workbooks of sheets of cells, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from payroll.intake.cells.sniffing import Format
from payroll.intake.cells.store import Cells, Kind, Value
from payroll.problems import Problem

__all__ = ["Cells", "Kind", "Merge", "Sheet", "Value", "Visibility", "Workbook"]

Visibility = Literal["visible", "hidden", "veryHidden"]


class Merge(NamedTuple):
    """A merged range, all four included; its content stands in the first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet as stored.  Ghost extents are not in it: only cells that hold something."""

    name: str
    """Empty for text files."""
    cells: Cells
    state: Visibility = "visible"
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Text of the note on a cell, by (row, column)."""

    def rows(self) -> Iterator[tuple[int, list[Value]]]:
        """Row number and cells of every row that has any, downwards."""
        number, values = 0, list[Value]()
        for value in self.cells:
            if value.row != number:
                if values:
                    yield number, values
                number, values = value.row, []
            values.append(value)
        if values:
            yield number, values

    def cell(self, row: int, column: int) -> Value | None:
        """The cell at a place, None when it is blank."""
        return self.cells.at(row, column)

    @cached_property
    def last_row(self) -> int:
        """Last row that holds something, 0 for an empty sheet."""
        return self.cells.rows[-1] if len(self.cells) else 0

    @cached_property
    def last_column(self) -> int:
        """Last column that holds something, 0 for an empty sheet."""
        return max(self.cells.columns, default=0)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range a place belongs to, if any."""
        for merge in self.merges:
            if (
                merge.first_row <= row <= merge.last_row
                and merge.first_column <= column <= merge.last_column
            ):
                return merge
        return None


@dataclass(frozen=True)
class Workbook:
    """A file that was read, or the reason why not.

    `sheets` is empty exactly when `problems` holds an error: a file is believed whole or not at
    all.  Warnings leave the sheets in place.
    """

    format: Format
    sheets: list[Sheet]
    problems: list[Problem]
    sha256: str
    """Digest of the bytes read; empty when none could be."""
    date1904: bool = False
    """Serial dates count from 1904-01-01 instead of the usual 1900 system."""
    encoding: str = ""
    """Encoding a text file was decoded with."""

    @property
    def refused(self) -> bool:
        """Whether nothing of the file may be used."""
        return any(problem.severity == "error" for problem in self.problems)
