"""One person of a table on the way from cells to texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict

from payroll.intake.day_columns import DayColumn
from payroll.intake.grid import Grid
from payroll.intake.reading import Layout
from payroll.intake.surroundings import Said
from payroll.intake.values.finding import Finding
from payroll.intake.values.numbers import read_id, read_name
from payroll.problems import Cell


class DayMark(TypedDict):
    """One entry of `schema.MARKS`."""

    day: int
    kind: str
    days_h: int


@dataclass(frozen=True, slots=True)
class DayLine:
    """A row that says how a person spent the days of its columns."""

    grid: Grid
    row: int
    columns: tuple[DayColumn, ...]
    half: int | None = None
    """0 when the row is for the mornings, 1 for the afternoons, None for whole days."""


@dataclass
class Person:
    """Texts by field, and where the days stand."""

    row: int
    texts: dict[str, str | None]
    day_lines: list[DayLine] = field(default_factory=list)
    """Rows of day grids."""
    group: Said | None = None
    """The row that opens the group of people this one belongs to."""
    findings: list[Finding] = field(default_factory=list)
    marks: list[DayMark] | None = None
    """`schema.MARKS` of the day grid."""
    layout: Layout | None = None
    """Where the fields stand, when the person is not a row of the table."""

    def place(self, layout: Layout, name: str) -> Cell:
        """Where field `name` stands, in a table of this layout."""
        return (self.layout or layout).cell(self.row, name)

    def places(self, layout: Layout, name: str) -> list[Cell]:
        """Where field `name` stands in each of the person's rows."""
        if self.layout is not None:
            return [self.layout.cell(self.row, name)]
        return [layout.cell(row, name) for row in {self.row, *(e.row for e in self.day_lines)}]

    @property
    def first_row(self) -> int:
        """The first row of the sheet that is about this person."""
        return min(self.layout.rows.values()) if self.layout is not None else self.row

    @property
    def name(self) -> str:
        """The name as it is compared."""
        return read_name(self.texts.get("name") or "").value or ""

    @property
    def identity(self) -> str:
        """The ID number as it is compared."""
        return read_id(self.texts.get("id_number") or "").value or ""

    def find(self, name: str, code: str, cell: Cell | None = None, /, **facts: object) -> None:
        """Note what was met about field `name`."""
        self.findings.append(Finding(-1, name, code, facts, cell))

    def clear(self, name: str, code: str, cell: Cell | None = None, /, **facts: object) -> None:
        """Note an error about field `name`, which then has no value."""
        self.texts[name] = None
        self.find(name, code, cell, **facts)
