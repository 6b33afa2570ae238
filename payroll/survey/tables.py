"""The reading report: every table that was met, what was read from it and what was passed over."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from payroll.intake.reading import Reading, TableReading
from payroll.terms import desk as words

_ROWS = re.compile(r"[A-Z]+([0-9]+):[A-Z]+([0-9]+)")


@dataclass(frozen=True)
class TableLine:
    """One table, or one file or sheet that was not read."""

    table: TableReading
    people: int
    """Rows of it in the roster; 0 for a table of another month."""
    held: int
    """Rows of it held back by an error."""
    required_days_h: int
    attended_days_h: int
    leave_days_h: int
    """Sums over the people read, in hundredths of a day."""
    totals: tuple[str, ...]
    """What its total rows state where that is not the sum; or that they agree; empty without."""


def table_lines(reading: Reading, held: Collection[int]) -> list[TableLine]:
    """A line for every table of `reading`, in the order they were met.

    `held` are the row ids held back by an error.
    """
    rows = reading.roster.select(
        "file",
        "sheet",
        "row",
        "required_days_h",
        "attended_days_h",
        leave_h=pl.col("leave").list.eval(pl.element().struct.field("days_h")).list.sum(),
        held=pl.col("row_id").is_in(sorted(held)),
    )
    lines = []
    start = 0
    for table in reading.sheets:
        theirs = rows.slice(start, table.people) if table.people else rows.clear()
        if not _stand_in(theirs, table):
            theirs = rows.clear()
        start += len(theirs)
        lines.append(_line(reading, table, theirs))
    return lines


def _stand_in(rows: pl.DataFrame, table: TableReading) -> bool:
    """Whether these rows of the roster are those of the table: one of another month has none."""
    if rows.is_empty() or len(rows) != table.people:
        return False
    first, last = _first_and_last_row(table)
    same = (pl.col("file") == table.file) & (pl.col("sheet") == table.sheet)
    inside = pl.col("row").is_between(first, last)
    return bool(rows.select((same & inside).all()).item())


def _first_and_last_row(table: TableReading) -> tuple[int, int]:
    match = _ROWS.fullmatch(table.data_range)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _line(reading: Reading, table: TableReading, rows: pl.DataFrame) -> TableLine:
    sums = rows.select(pl.col("required_days_h", "attended_days_h", "leave_h", "held").sum())
    required_h, attended_h, leave_h, held = sums.row(0)
    return TableLine(
        table, len(rows), held, required_h, attended_h, leave_h, _totals(reading, table)
    )


def _totals(reading: Reading, table: TableReading) -> tuple[str, ...]:
    """What came of holding the stated totals against the sums.

    A difference is told by the table that ends nearest above its row.
    """
    ends = sorted(
        _first_and_last_row(other)
        for other in reading.sheets
        if (other.file, other.sheet) == (table.file, table.sheet) and other.people
    )
    first, _ = _first_and_last_row(table)
    following = next((start for start, _ in ends if start > first), None)
    differing = tuple(
        each.found
        for each in reading.problems
        if each.code == "total-differs"
        and (each.cell.file, each.cell.sheet) == (table.file, table.sheet)
        and first <= (each.cell.row or 0)
        and (following is None or (each.cell.row or 0) < following)
    )
    if differing:
        return differing
    stated = any(words.TOTAL_ROW in skipped for skipped in table.skipped)
    return (words.TOTALS_AGREE,) if stated else ()
