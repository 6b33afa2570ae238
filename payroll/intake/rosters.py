"""A month's folder → the roster and what was met on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from payroll import schema
from payroll.intake.cells import Workbook, read_cells
from payroll.intake.flat import read_flat
from payroll.intake.folder import RosterFile, find_files
from payroll.intake.grid import Grid, grid_of
from payroll.intake.programs import ProgramNames
from payroll.intake.reading import Layout, Reading, TableReading
from payroll.intake.roster import read_roster
from payroll.intake.tables import Table, read_tables
from payroll.intake.values.columns import Finding
from payroll.intake.values.read import shown
from payroll.period import month_title
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates.model import Program
from payroll.terms.files import SET_ASIDE


def read_rosters(folder: Path, month: date, programs: Sequence[Program]) -> Reading:
    """Everything the attendance sheets in a month's folder say, in the order of their paths.

    Nobody is lost: every row that is a person is in the roster, with an error among the problems
    when it cannot be paid as it stands; every other row is listed with its reason.

    Raises `Refusal` when there is no such folder.
    """
    if not folder.is_dir():
        place = Cell(file=folder.name)
        raise Refusal(
            problem("month-folder-missing", place, month=month_title(month), folder=folder.name)
        )
    taken = _Taken()
    for file in find_files(folder):
        taken.take(file)
    if not taken.files:
        taken.problems.append(
            problem("month-folder-empty", Cell(file=folder.name), month=month_title(month))
        )
    roster, problems = read_roster(
        taken.raw(), taken.findings, taken.layouts, month, ProgramNames(programs)
    )
    return Reading(
        roster, in_file_order(taken.problems + problems), taken.layouts, taken.sheets, taken.files
    )


@dataclass
class _Taken:
    """What has been taken in from the files so far."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[TableReading] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    people: int = 0

    def raw(self) -> pl.DataFrame:
        """The raw rows of all tables."""
        empty = pl.DataFrame(schema={name: schema.ROSTER[name] for name in _PLACE})
        return pl.concat([empty, *self.frames], how="diagonal")

    def take(self, file: RosterFile) -> None:
        """Take in one file."""
        if file.set_aside:
            self._note(file, "作废，不读取")
            self.problems.append(problem("file-set-aside", Cell(file.shown_as), folder=SET_ASIDE))
            return
        flat = read_flat(file.path, file.shown_as)
        if flat is not None:
            table, self.files[file.shown_as] = flat
            self.take_table(table)
            return
        workbook = read_cells(file.path, shown_as=file.shown_as)
        self.problems += workbook.problems
        self.files[file.shown_as] = workbook.sha256
        if workbook.refused:
            self._note(file, "无法读取")
        else:
            self._take_sheets(file, workbook)

    def _take_sheets(self, file: RosterFile, workbook: Workbook) -> None:
        blind: list[Grid] = []
        people = self.people
        for sheet in workbook.sheets:
            grid = grid_of(sheet, file.shown_as, date1904=workbook.date1904)
            tables = read_tables(grid)
            for table in tables:
                self.take_table(table)
            if not tables and grid.rows:
                blind.append(grid)
        if people == self.people:
            seen = "；".join(_seen(grid) for grid in blind) or "文件里没有内容"
            self.problems.append(problem("no-people-found", Cell(file.shown_as), seen=seen))
            self._note(file, "没有人员")
            return
        for grid in blind:
            self.problems.append(problem("sheet-not-understood", grid.cell(None), seen=_seen(grid)))

    def take_table(self, table: Table) -> None:
        """Take in one table: its rows follow those taken in before."""
        layout = len(self.layouts)
        self.layouts.append(table.layout)
        self.frames.append(table.frame.with_columns(pl.lit(layout, pl.UInt32).alias("layout")))
        self.findings += [
            replace(each, position=each.position + self.people) for each in table.findings
        ]
        self.problems += table.problems
        self.sheets.append(table.reading)
        self.people += table.frame.height

    def _note(self, file: RosterFile, note: str) -> None:
        self.sheets.append(TableReading(file.shown_as, "", "", "", 0, notes=(note,)))


_PLACE = ("file", "sheet", "row", "layout")


def _seen(grid: Grid) -> str:
    """The first texts of a sheet, for a message."""
    words = [shown(value.text) for row in list(grid.rows.values())[:3] for value in row.values()]
    return f"开头是“{'、'.join(words[:8])}”" if words else "没有内容"
