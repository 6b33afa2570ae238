"""Lists that the centre keeps beside the attendance sheets, as texts with their places.

They are written by ourselves and not by strangers, so their headings must be there by name; what a
cell says is judged by whoever keeps the list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from payroll.intake.cells import Kind, read_cells
from payroll.intake.celltext import cell_text
from payroll.intake.grid import Grid, grid_of
from payroll.intake.values.read import is_blank
from payroll.intake.words import heading_key, key
from payroll.problems import Cell, Problem, problem

Headings = Mapping[str, tuple[str, ...]]
"""Field → its headings, the first of them canonical."""

HEADING_WITHIN = 10
_LONG_NUMBER = 15


@dataclass(frozen=True)
class ListRow:
    """One row of a list."""

    row: int
    texts: Mapping[str, str]
    """Text by field; blank cells are not in it."""
    unreadable: frozenset[str]
    """Fields whose cell holds an error, or a long number that has lost its end; among the problems
    of the list."""
    place: Cell
    columns: Mapping[str, int]

    def cell(self, field: str = "") -> Cell:
        """The cell of a field, or the row where there is no such column."""
        return Cell(self.place.file, self.place.sheet, self.row, self.columns.get(field))


@dataclass(frozen=True)
class CentreList:
    """A list as it was read."""

    rows: tuple[ListRow, ...]
    problems: list[Problem]
    """Why it, a sheet of it or one of its cells cannot be read."""
    sha256: str


def read_list(path: Path, headings: Headings, needed: Collection[str]) -> CentreList:
    """The rows of every sheet of the list at `path`; a sheet without any content is passed over.

    A file, a heading or a cell that cannot be read is an error among the problems.
    """
    workbook = read_cells(path, shown_as=path.name)
    rows: list[ListRow] = []
    problems = list(workbook.problems)
    for sheet in workbook.sheets:
        grid = grid_of(sheet, path.name, date1904=workbook.date1904)
        if not grid.rows:
            continue
        header, columns = _header(grid, headings)
        missing = [field for field in needed if field not in columns]
        for field in missing:
            seen = "、".join(value.text for value in grid.row(header).values())
            facts: dict[str, Any] = {"label": headings[field][0], "seen": seen}
            found = problem("list-heading-missing", grid.cell(header), list=path.stem, **facts)
            problems.append(found)
        if missing:
            continue
        for number in grid.numbered:
            if number > header:
                row, flaws = _row(grid, number, columns, headings)
                problems += flaws
                if row is not None:
                    rows.append(row)
    return CentreList(tuple(rows), problems, workbook.sha256)


def _header(grid: Grid, headings: Headings) -> tuple[int, dict[str, int]]:
    """The row that has the most of the headings, and the column of each field in it."""
    fields = {key(word): field for field, words in headings.items() for word in words}
    best, columns = grid.numbered[0], dict[str, int]()
    for number in grid.numbered[:HEADING_WITHIN]:
        found: dict[str, int] = {}
        for column, value in grid.row(number).items():
            field = fields.get(heading_key(value.text))
            if field is not None:
                found.setdefault(field, column)
        if len(found) > len(columns):
            best, columns = number, found
    return best, columns


def _row(
    grid: Grid, number: int, columns: Mapping[str, int], headings: Headings
) -> tuple[ListRow | None, list[Problem]]:
    """One row, None when nothing stands in it."""
    texts: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    for field, column in columns.items():
        value = grid.row(number).get(column)
        if value is None:
            continue
        text, code, facts = cell_text(value, "", date1904=grid.date1904)
        if text and value.kind is Kind.NUMBER and len(text.lstrip("-")) >= _LONG_NUMBER:
            text, code = None, "id-stored-as-number"
        if code:
            said: dict[str, Any] = {"label": headings[field][0], **facts}
            problems[field] = problem(code, grid.cell(number, column), **said)
        if text and not is_blank(text):
            texts[field] = text
    if not texts and not problems:
        return None, []
    place = Cell(grid.file, grid.sheet)
    row = ListRow(number, texts, frozenset(problems), place, columns)
    return row, list(problems.values())
