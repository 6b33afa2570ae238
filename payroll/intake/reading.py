"""What intake hands on: roster rows, problems, and where every value stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from payroll.problems import Cell, Problem

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Layout:
    """Where the fields of one table stand.

    `columns` maps a field of the roster (`attended_days_h`, or `leave.事假` for a kind of leave)
    to its column, counted from 1.  Forms in which a person is not a row add `rows`.
    """

    file: str
    sheet: str
    columns: Mapping[str, int]
    rows: Mapping[str, int] = field(default_factory=dict)

    def cell(self, row: int | None, name: str) -> Cell:
        """The cell of field `name` for the person whose first row is `row`.

        A program's id stands where its name does.
        """
        name = "program_seen" if name == "program_id" else name
        return Cell(self.file, self.sheet, self.rows.get(name, row), self.columns.get(name))


@dataclass(frozen=True)
class TableReading:
    """One table as it was understood: a row of the reading report."""

    file: str
    sheet: str
    header_rows: str
    """Rows of the heading, `1` or `3-4`; empty when none was found."""
    data_range: str
    """`A5:K42`, empty when there are no people."""
    people: int
    first_person: str = ""
    last_person: str = ""
    skipped: tuple[str, ...] = ()
    """Rows passed over, each with its reason."""
    unused_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Everything one folder of attendance sheets says about one month."""

    roster: pl.DataFrame
    """`schema.ROSTER`, in file order."""
    problems: list[Problem]
    layouts: list[Layout]
    sheets: list[TableReading]
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every file read, by path relative to the month's folder."""

    registry: pl.DataFrame | None = None
    """`schema.ROSTER` rows of 花名册.xlsx, None when there is no such file."""

    def cell(self, row_id: int, name: str) -> Cell:
        """Where field `name` of a roster row stands; only file, sheet and row when the sheet has
        no such column.  Raises `IndexError` for a row_id that is not in the roster."""
        layout: Layout = self.layouts[self.roster.item(row_id, "layout")]
        return layout.cell(self.roster.item(row_id, "row"), name)
