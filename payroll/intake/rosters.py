"""A month's folder → the roster and what was met on the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from payroll.intake.asked import Asked, rest_days
from payroll.intake.flat import may_be_flat, read_flat
from payroll.intake.folder import RosterFile, find_files
from payroll.intake.legends import read_legend_file
from payroll.intake.programs import ProgramNames
from payroll.intake.raw_rows import RawRows
from payroll.intake.reading import Layout, Reading, TableReading
from payroll.intake.reading_processes import books
from payroll.intake.registry import Registry, fill_from_registry
from payroll.intake.roster import read_roster
from payroll.intake.tables import Table
from payroll.intake.values.finding import Finding
from payroll.intake.workbook import BookReading, read_workbook, unread
from payroll.period import month_title
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.progress import told
from payroll.rates.model import Program
from payroll.terms.files import LEGENDS, REGISTRY, SET_ASIDE
from payroll.terms.progress import READING

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def read_rosters(
    folder: Path,
    month: date,
    programs: Sequence[Program],
    calendar: pl.DataFrame | None = None,
) -> Reading:
    """Everything the attendance sheets in a month's folder say, in the order of their paths.

    Nobody is lost: every row that is a person is in the roster, with an error among the problems
    when it cannot be paid as it stands; every other row is listed with its reason.  `calendar`
    (`schema.CALENDAR`) tells days of rest in a day grid; without it they are the weekends.

    Raises `Refusal` when there is no such folder.
    """
    if not folder.is_dir():
        place = Cell(file=folder.name)
        shown_month = month_title(month)
        raise Refusal(problem("month-folder-missing", place, month=shown_month, folder=folder.name))
    return _read(find_files(folder), folder, month, programs, calendar)


def read_file(
    path: Path,
    month: date,
    programs: Sequence[Program],
    calendar: pl.DataFrame | None = None,
) -> Reading:
    """What one attendance sheet says of a month, as `read_rosters` would read it in its place.

    A sheet in a folder named after a month is read with what lies beside that folder.
    """
    folder = next((each for each in path.parents if _MONTH.fullmatch(each.name)), path.parent)
    file = RosterFile(path, path.relative_to(folder).as_posix(), set_aside=False)
    return _read([file], folder, month, programs, calendar)


def read_registry(
    rosters: Path,
    month: date,
    programs: Sequence[Program],
    calendar: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame | None, list[Problem]]:
    """`schema.ROSTER` rows of 花名册.xlsx beside the months' folders, and what is wrong with it.

    None where there is no such file; days and service month of the rows mean nothing.
    """
    asked = Asked(month, ProgramNames(programs), rest_days(month, calendar))
    registry, problems = _read_registry(rosters / REGISTRY, asked)
    return (None if registry is None else registry.people), problems


def _read(
    files: Sequence[RosterFile],
    folder: Path,
    month: date,
    programs: Sequence[Program],
    calendar: pl.DataFrame | None,
) -> Reading:
    legends = read_legend_file(folder.parent / LEGENDS)
    asked = Asked(month, ProgramNames(programs), rest_days(month, calendar), legends)
    registry, problems = _read_registry(folder.parent / REGISTRY, asked)
    if registry is not None:
        asked = replace(asked, in_post=registry.in_post())
    taken = _Taken(asked, problems=[*legends.problems, *problems])
    many = [file for file in files if not file.set_aside and not may_be_flat(file.path)]
    with books(many, asked) as shared:
        for file in told(files, READING.format(month=folder.name)):
            taken.take(file, shared.read)
    if not taken.files:
        place = Cell(file=folder.name)
        taken.problems.append(problem("month-folder-empty", place, month=month_title(month)))
    for path in (folder.parent / LEGENDS, folder.parent / REGISTRY):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            taken.files[f"../{path.name}"] = digest
    return taken.reading(registry)


def _read_registry(path: Path, asked: Asked) -> tuple[Registry | None, list[Problem]]:
    """The registry, None when there is none; its problems hold nobody back by themselves."""
    if not path.is_file():
        return None, []
    taken = _Taken(asked)
    file = RosterFile(path, path.name, set_aside=False)
    taken.take(file, partial(read_workbook, asked=asked, of_month=False))
    roster, problems = taken.roster()
    return Registry(roster), [replace(each, row_id=None) for each in taken.problems + problems]


@dataclass
class _Taken:
    """What has been taken in from the files so far."""

    asked: Asked
    rows: RawRows = field(default_factory=RawRows)
    findings: list[Finding] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[TableReading] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    lacking: list[tuple[range, Mapping[str, Problem]]] = field(default_factory=list)
    """For the layouts of each table, what to say of fields that nothing fills."""

    def take(self, file: RosterFile, read: Callable[[RosterFile], BookReading]) -> None:
        """Take in one file, a workbook by way of `read`."""
        if file.set_aside:
            self.sheets.append(unread(file.shown_as, "作废，不读取"))
            self.problems.append(problem("file-set-aside", Cell(file.shown_as), folder=SET_ASIDE))
            return
        flat = read_flat(file.path, file.shown_as, self.asked)
        if flat is not None:
            table, self.files[file.shown_as] = flat
            self._take_table(table)
            self.sheets.append(table.reading)
            return
        book = read(file)
        self.files[file.shown_as] = book.sha256
        self.problems += book.problems
        self.sheets += book.sheets
        for table in book.tables:
            self._take_table(table)

    def _take_table(self, table: Table) -> None:
        """Take in one table: its rows follow those taken in before."""
        layouts = range(len(self.layouts), len(self.layouts) + len(table.layouts))
        self.layouts += table.layouts
        self.findings += [
            replace(each, position=each.position + self.rows.height) for each in table.findings
        ]
        self.rows.add(table.columns, layouts)
        self.problems += table.problems
        self.lacking.append((layouts, table.lacking))

    def roster(self) -> tuple[pl.DataFrame, list[Problem]]:
        """The rows of all tables as the roster, and the problems of reading them."""
        raw = self.rows.frame(self.layouts)
        return read_roster(raw, self.findings, self.layouts, self.asked)

    def reading(self, registry: Registry | None) -> Reading:
        """Everything together, with what only the registry knows."""
        roster, problems = self.roster()
        if registry is not None:
            lost = {each.position for each in self.findings if each.field == "id_number"}
            roster, filled = fill_from_registry(roster, registry, self.layouts, lost)
            problems += filled
        problems += self._find_lacking(roster)
        return Reading(
            roster,
            in_file_order(self.problems + problems),
            self.layouts,
            self.sheets,
            self.files,
            None if registry is None else registry.people,
        )

    def _find_lacking(self, roster: pl.DataFrame) -> list[Problem]:
        """What no column says and nothing else filled, once for each table."""
        optional = self.asked.programs.without_days
        needs_days = ~pl.col("program_id").is_in(sorted(optional)).fill_null(value=False)
        nulls = roster.group_by("layout").agg(
            pl.col("name").is_null().any(),
            pl.col("id_number").is_null().any(),
            (pl.col("attended_days_h").is_null() & needs_days).any(),
        )
        lacks = {
            layout: dict(zip(nulls.columns[1:], row, strict=True)) for layout, *row in nulls.rows()
        }
        return [
            found
            for layouts, lacking in self.lacking
            for name, found in lacking.items()
            if any(lacks.get(layout, {}).get(name) for layout in layouts)
        ]
