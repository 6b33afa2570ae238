"""A table as it was read: texts by field, where they stand, and its line of the reading report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from payroll.intake.grid import area, row_ranges
from payroll.intake.header import Header
from payroll.intake.reading import Layout, TableReading
from payroll.intake.values.finding import Finding
from payroll.intake.values.read import shown
from payroll.intake.weak_columns import COUNTS
from payroll.problems import Problem, problem
from payroll.terms.headings import label

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Table:
    """One table, its people as texts."""

    layouts: list[Layout]
    """One of the table, or one for each of its people."""
    columns: Mapping[str, Sequence[Any] | pl.Series]
    """By field a text (or None) for each person, `row` their first row, and `marks`
    (`schema.MARKS`) where there is a day grid.  Plain lists, so that a file can be read by a
    process that knows no Polars; columns of Polars where a big plain file was read by columns."""
    findings: list[Finding]
    problems: list[Problem]
    reading: TableReading
    lacking: Mapping[str, Problem]
    """Field without a column → what to say if nothing else fills it."""


def lacking_columns(layout: Layout, header: Header) -> dict[str, Problem]:
    """The problem of each field that everybody needs and that has no column."""
    place = layout.cell(header.first_row, "")
    needed = [name for name in ("name", "id_number") if name not in header.columns]
    if not header.columns.keys() & COUNTS and not header.days:
        needed.append("attended_days_h")
    return {
        name: problem("heading-missing", place, label=label(name), seen=header.seen)
        for name in needed
    }


def table_reading(
    layout: Layout,
    header: Header,
    rows: Sequence[int] | pl.Series,
    ends: tuple[str | None, str | None],
    skipped: Mapping[str, Sequence[int]],
    notes: Sequence[str] = (),
) -> TableReading:
    """The line of the reading report for a table whose people stand in `rows`."""
    columns = list(header.titles)
    first, last = (shown(each or "") for each in ends)
    one_row = header.first_row == header.last_row
    return TableReading(
        layout.file,
        layout.sheet,
        str(header.first_row) if one_row else f"{header.first_row}-{header.last_row}",
        area(rows[0], columns[0], rows[-1], columns[-1]) if len(rows) else "",
        len(rows),
        first,
        last,
        tuple(f"{row_ranges(each)}：{reason}" for reason, each in skipped.items()),
        header.unused,
        tuple(notes),
    )
