"""Tables of a sheet → texts by field, with the rows passed over and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from payroll.intake.cells.text import visible
from payroll.intake.celltext import cell_text
from payroll.intake.grid import Grid, Row, area, row_ranges
from payroll.intake.header import Header, find_header
from payroll.intake.reading import Layout, TableReading
from payroll.intake.row_kinds import Sums, day_values, row_kind, total_problems
from payroll.intake.values.columns import Finding
from payroll.problems import Problem, problem
from payroll.terms.headings import label


@dataclass(frozen=True)
class Table:
    """One table, its people as texts."""

    layout: Layout
    frame: pl.DataFrame
    """A column of texts for each field, and file, sheet and row of each person."""
    findings: list[Finding]
    problems: list[Problem]
    reading: TableReading


def raw_rows(
    layout: Layout,
    rows: Sequence[int] | pl.Series,
    texts: Mapping[str, Sequence[str | None]] | Mapping[str, pl.Series],
) -> pl.DataFrame:
    """Raw rows of the people in `rows`: their texts by field, and where they stand."""
    columns = [pl.Series(field, each, dtype=pl.String) for field, each in texts.items()]
    return pl.DataFrame([pl.Series("row", rows, dtype=pl.UInt32), *columns]).with_columns(
        file=pl.lit(layout.file), sheet=pl.lit(layout.sheet)
    )


def read_tables(grid: Grid) -> list[Table]:
    """The tables of a sheet; none when no heading is found."""
    header = find_header(grid)
    return [] if header is None else [_read_table(grid, header, grid.numbered[-1])]


def _read_table(grid: Grid, header: Header, last_row: int) -> Table:
    layout = Layout(grid.file, grid.sheet, header.columns)
    people = _People(grid, header, layout)
    for number in range(header.last_row + 1, last_row + 1):
        people.take(number)
    problems = heading_problems(layout, header) + people.problems
    reading = table_reading(layout, header, people.rows, people.ends, people.skipped)
    frame = raw_rows(layout, people.rows, people.texts)
    return Table(layout, frame, people.findings, problems, reading)


def table_reading(
    layout: Layout,
    header: Header,
    rows: Sequence[int] | pl.Series,
    ends: tuple[str, str],
    skipped: Mapping[str, Sequence[int]],
) -> TableReading:
    """The line of the reading report for a table whose people stand in `rows`."""
    columns = list(header.titles)
    return TableReading(
        layout.file,
        layout.sheet,
        str(header.first_row)
        if header.first_row == header.last_row
        else f"{header.first_row}-{header.last_row}",
        area(rows[0], columns[0], rows[-1], columns[-1]) if len(rows) else "",
        len(rows),
        *ends,
        tuple(f"{row_ranges(each)}：{reason}" for reason, each in skipped.items()),
        header.unused,
    )


class _People:
    """The rows of a table as they are taken in, one after another."""

    def __init__(self, grid: Grid, header: Header, layout: Layout) -> None:
        self._grid = grid
        self._layout = layout
        self._header = header
        self._other_columns = [
            column for column in header.titles if column not in header.columns.values()
        ]
        self._sums = Sums()
        self.texts: dict[str, list[str | None]] = {field: [] for field in header.columns}
        self.rows: list[int] = []
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self.skipped: dict[str, list[int]] = {}

    @property
    def ends(self) -> tuple[str, str]:
        """Names of the first and the last person."""
        names = self.texts.get("name") or [None]
        return visible(names[0] or ""), visible(names[-1] or "")

    def take(self, number: int) -> None:
        """Take in one row: a person, a total to hold against the sum, or something to list."""
        row = self._grid.row(number)
        texts, findings = self._texts(row)
        others = {f"?{column}": row[column].text for column in self._other_columns if column in row}
        kind, reason = row_kind(texts | others, self._sums)
        if kind == "other" and any(each.field in ("name", "id_number") for each in findings):
            kind = "person"
        if kind == "person":
            self.rows.append(number)
            for field, text in texts.items():
                self.texts[field].append(text)
            self.findings += findings
            self._sums.add(day_values(texts))
            return
        self.skipped.setdefault(reason, []).append(number)
        if kind == "total":
            self.problems += total_problems(texts | others, self._sums, self._layout, number)

    def _texts(self, row: Row) -> tuple[dict[str, str | None], list[Finding]]:
        texts: dict[str, str | None] = {}
        findings = []
        for field, column in self._header.columns.items():
            value = row.get(column)
            if value is None:
                texts[field] = None
                continue
            texts[field], code, facts = cell_text(value, field, date1904=self._grid.date1904)
            if code:
                findings.append(Finding(len(self.rows), field, code, facts))
        return texts, findings


def heading_problems(layout: Layout, header: Header) -> list[Problem]:
    """What is missing from a heading."""
    place = layout.cell(header.first_row, "")
    return [
        problem("heading-missing", place, label=label(field), seen=header.seen)
        for field in ("name", "id_number")
        if field not in header.columns
    ]
