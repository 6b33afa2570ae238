"""A sheet that is filled cell by cell, in any order, and then written as rows with merges."""

from __future__ import annotations

from dataclasses import dataclass, field

from payroll.problems import column_letters
from tests.intake.books import Content, Page


@dataclass
class Canvas:
    """Cells by (row, column) from 1."""

    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, content: Content) -> None:
        """Write one cell."""
        if content is not None:
            self.cells[row, column] = content

    def put_row(self, row: int, column: int, contents: list[Content]) -> None:
        """Write cells from left to right."""
        for offset, content in enumerate(contents):
            self.put(row, column + offset, content)

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge a range of at least two cells."""
        if (row, column) != (last_row, last_column):
            first = f"{column_letters(column)}{row}"
            self.merges.append(f"{first}:{column_letters(last_column)}{last_row}")

    @property
    def last_row(self) -> int:
        """Last row with something in it."""
        return max((row for row, _ in self.cells), default=0)

    def page(self, *, turned: bool = False) -> Page:
        """The sheet; `turned` exchanges rows and columns (for sheets without merges)."""
        cells = {(c, r): v for (r, c), v in self.cells.items()} if turned else self.cells
        rows: list[list[Content]] = [
            [None] * max(column for _, column in cells) for _ in range(max(row for row, _ in cells))
        ]
        for (row, column), content in cells.items():
            rows[row - 1][column - 1] = content
        return Page(rows, self.merges, hidden_rows=sorted(self.hidden_rows))
