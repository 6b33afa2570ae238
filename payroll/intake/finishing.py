"""Blocks of people → tables: what stands around them is brought into each row.

Every step adds to the texts of the people and notes what it met.  What concerns the whole table is
one problem; what makes a person's pay uncertain is an error of that person, so that nobody is paid
by an uncertain reading and nobody is missing from the roster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from payroll import schema
from payroll.intake.asked import Asked
from payroll.intake.day_grid import Grids
from payroll.intake.header import Header
from payroll.intake.legends import Legend
from payroll.intake.person import Person
from payroll.intake.settling import ROUNDABOUT, settle_days
from payroll.intake.sheet import Context
from payroll.intake.surroundings import Said, nearest, otherwise
from payroll.intake.tables import Table, lacking_columns, raw_rows, table_reading
from payroll.intake.values.read import is_blank, shown
from payroll.period import month_text, month_title
from payroll.problems import Cell, Problem, column_letters, problem
from payroll.terms.headings import label

_NOT_OF_THE_ROSTER = frozenset({"serial", *ROUNDABOUT})


def finish(context: Context, asked: Asked) -> Finished:
    """A block of people with complete texts, open to what other tables of the file say."""
    finished = Finished(context, asked)
    finished.tell_double_headings()
    finished.tell_unnamed_columns()
    finished.settle_month()
    finished.name_programs()
    finished.name_units()
    finished.count_days()
    return finished


def _texts(people: Sequence[Person]) -> dict[str, list[str | None]]:
    fields = dict.fromkeys(name for person in people for name in person.texts)
    return {
        name: [person.texts.get(name) for person in people]
        for name in fields
        if name not in _NOT_OF_THE_ROSTER
    }


def _with_marks(frame: pl.DataFrame, people: Sequence[Person]) -> pl.DataFrame:
    if all(person.marks is None for person in people):
        return frame
    marks = pl.Series("marks", [person.marks for person in people], dtype=schema.MARKS)
    return frame.with_columns(marks)


@dataclass
class Finished:
    """A block of people and what stands around it, brought together."""

    context: Context
    asked: Asked
    month: date | None = None
    """The month that the words around the table state."""
    month_place: Cell = field(default_factory=Cell)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def table(self) -> Table:
        """The table of the people as they are now."""
        block, people = self.context.block, self.people
        rows = [person.first_row for person in people]
        own = [person.layout for person in people if person.layout is not None]
        frame = _with_marks(raw_rows(block.layout, rows, _texts(people)), people)
        if own:
            numbers = pl.int_range(len(own), dtype=pl.UInt32, eager=True).alias("layout")
            frame = frame.with_columns(numbers)
        ends = [person.texts.get("name") for person in (people[:1] + people[-1:])] or [""] * 2
        return Table(
            own or [block.layout],
            frame,
            [
                replace(finding, position=position)
                for position, person in enumerate(people)
                for finding in person.findings
            ],
            block.problems + self.problems,
            table_reading(
                block.layout, block.header, rows, (ends[0], ends[-1]), block.skipped, self.notes
            ),
            lacking_columns(block.layout, block.header),
        )

    @property
    def people(self) -> list[Person]:
        """The people that are left in it."""
        return self.context.block.people

    @property
    def header(self) -> Header:
        """The heading they stand under."""
        return self.context.block.header

    def place(self, said: Said | None) -> Cell:
        """Where something is said: a row of the sheet, or the sheet as a whole."""
        return self.context.block.grid.cell(said.row if said else None)

    def report(self, code: str, place: Cell, **facts: Any) -> None:
        """Note a problem of the whole table."""
        self.problems.append(problem(code, place, **facts))

    def tell_double_headings(self) -> None:
        """Report the fields that have several columns; rows in which these differ say so too."""
        header = self.header
        for name, columns in header.doubles.items():
            if name == "serial":
                continue
            place = self.context.block.grid.cell(header.first_row, columns[1])
            cells = (f"{column_letters(each)}列“{header.titles[each]}”" for each in columns)
            seen = "、".join(cells)
            self.report("heading-twice", place, label=label(name), count=len(columns), seen=seen)

    def tell_unnamed_columns(self) -> None:
        """Report columns that have content but no heading: nobody can tell what they say."""
        unnamed, grid = self.context.block.unnamed, self.context.block.grid
        if unnamed:
            columns = [
                f"第{each}行" if grid.is_turned else f"{column_letters(each)}列"
                for each in sorted(unnamed)
            ]
            facts = {"columns": "、".join(columns), "count": max(unnamed.values())}
            place = grid.cell(self.header.last_row, min(unnamed))
            self.report("column-without-heading", place, **facts)

    def settle_month(self) -> None:
        """Find the month stated around the table; rows with a month of their own keep that."""
        said = self._without_stale_days(self.context.said)
        near, months = nearest(said, lambda each: each.months)
        if self.header.crosses:
            self._hold("grid-crosses-months")
        if near is None:
            return
        if len(months) > 1:
            stated = "、".join(month_title(each) for each in sorted(months))
            self.report("month-unclear", self.place(near), where=near.where, months=stated)
            self._hold("month-not-certain")
            return
        month = months[0]
        self.notes.append(f"所属月份：{near.where}，{month_title(month)}")
        if (far := otherwise(said, near, [month], lambda each: each.months)) is not None:
            self.report(
                "month-stated-otherwise",
                self.place(far[0]),
                near=near.where,
                month=month_title(month),
                far=far[0].where,
                other=month_title(far[1]),
            )
        if "service_month" not in self.header.columns:
            self.month, self.month_place = month, self.place(near)
            return
        for person in self.people:
            if is_blank(person.texts.get("service_month") or ""):
                person.texts["service_month"] = month_text(month)

    def _without_stale_days(self, said: Sequence[Said]) -> Sequence[Said]:
        """`said` without the months of a day heading that a template left behind.

        Days formatted as dates show only their number; when everything else names the month asked
        for, it is the heading that nobody changed.
        """
        heading, *others = said
        stale = heading.months and self.asked.month not in heading.months
        if not stale or self.header.crosses:
            return said
        _, stated = nearest(others, lambda each: each.months)
        if stated != [self.asked.month]:
            return said
        months = "、".join(month_title(each) for each in sorted(heading.months))
        self.report("day-headings-of-another-month", self.place(heading), months=months)
        return others

    def _hold(self, code: str, **facts: object) -> None:
        for person in self.people:
            person.find("name", code, **facts)

    def name_programs(self) -> None:
        """Bring the program into the rows that name none."""
        column = self._program_column()
        near, ids = nearest(self.context.said, lambda each: each.programs)
        names = self.asked.programs.names
        if near is not None and len(ids) > 1 and self._needs_title(column):
            programs = "、".join(names[each] for each in ids)
            self.report("program-unclear", self.place(near), where=near.where, programs=programs)
        chosen: set[str] = set()
        used = False
        for person in self.people:
            text = person.texts.get(column) if column else None
            group = list(person.group.programs.values()) if person.group else []
            if is_blank(text or "") and len(group) == 1:
                text = group[0]
            elif is_blank(text or "") and not group and near is not None and len(ids) == 1:
                text = near.programs[ids[0]]
                used = True
            person.texts["program_seen"] = text
            chosen |= {each for each in (self.asked.programs.read(text or "").value,) if each}
        if used and near is not None:
            self.notes.append(f"补贴项目：{near.where}，{names[ids[0]]}")
        far = otherwise(self.context.said, near if used else None, chosen, lambda e: e.programs)
        if far is not None:
            self.report(
                "program-stated-otherwise",
                self.place(far[0]),
                program="、".join(names[each] for each in names if each in chosen),
                far=far[0].where,
                other=names[far[1]],
            )

    def _needs_title(self, column: str | None) -> bool:
        return any(
            is_blank((person.texts.get(column) if column else None) or "")
            and not (person.group and person.group.programs)
            for person in self.people
        )

    def _program_column(self) -> str | None:
        """The field whose texts name the program, None when no column does.

        A weak heading (项目, 岗位类别) counts only when a text under it is a program's name.
        """
        if "program_seen" in self.header.columns:
            return "program_seen"
        column = self.header.weak.get("program_seen")
        if column is None:
            return None
        grid = self.context.block.grid
        for person in self.people:
            value = grid.merged_value(person.row, column)
            person.texts["weak program"] = value.text if value else None
        known = any(
            self.asked.programs.read(person.texts["weak program"] or "").value
            for person in self.people
        )
        texts = [person.texts.pop("weak program") for person in self.people]
        if not known:
            return None
        for person, text in zip(self.people, texts, strict=True):
            person.texts["program_seen"] = text
        return "program_seen"

    def name_units(self) -> None:
        """Bring the unit into the rows that name none."""
        near, units = nearest(self.context.said, lambda each: each.units)
        used = False
        for person in self.people:
            if not is_blank(person.texts.get("unit") or ""):
                continue
            group = list(person.group.units) if person.group else []
            if len(group) == 1:
                person.texts["unit"] = group[0]
            elif not group and len(units) == 1:
                person.texts["unit"] = units[0]
                used = True
            elif group or units:
                person.find("unit", "unit-unclear", units="、".join(sorted(group or units)))
        if used and near is not None:
            self.notes.append(f"用人单位：{near.where}，{units[0]}")

    def count_days(self) -> None:
        """Day counts from the grid, and those stated in roundabout ways."""
        self._read_grids()
        near, required = nearest(self.context.said, lambda each: each.required_h)
        unclear = len(required) > 1
        for person in self.people:
            group = list(person.group.required_h) if person.group else []
            stated = group or required
            own = not is_blank(person.texts.get("required_days_h") or "")
            if not own and len(stated) > 1:
                person.find("required_days_h", "required-unclear")
            settle_days(person, stated[0] if len(stated) == 1 else None)
        if near is not None and not unclear and "required_days_h" not in self.header.columns:
            self.notes.append(f"应出勤天数：{near.where}")

    def _read_grids(self) -> None:
        """Read the day grid of every person, unless nobody filled it in."""
        if not self.header.days or not self.people:
            return
        block = self.context.block
        if self.header.crosses:
            return
        grids = Grids(block.grid, self.header, self.asked, self._legend(), self.people)
        if grids.is_empty and self.header.columns.keys() & {"attended_days_h", "absent_days_h"}:
            self.report("grid-empty", self.place(None))
            return
        missing = grids.missing_days()
        if missing:
            self._hold("days-not-in-grid", days="、".join(map(str, missing)))
        if self._weekdays_differ():
            self.report("weekdays-of-another-month", block.grid.cell(self.header.first_row))
        for person in self.people:
            grids.read(person)
        marks = "、".join(
            f"{shown(mark)} {count} 个" for mark, count in grids.counted.most_common()
        )
        self.notes.append(f"考勤符号：{marks or '没有'}")

    def _legend(self) -> Legend:
        """The sheet's own legend, over that of 图例.toml for its unit."""
        units = {person.texts.get("unit") for person in self.people}
        unit = units.pop() if len(units) == 1 else None
        return self.context.legend.over(self.asked.legends.of(unit))

    def _weekdays_differ(self) -> bool:
        """Whether most of the weekdays over the days are not those of the month asked for."""
        wrong = [
            self.asked.month.replace(day=day).weekday() != weekday
            for day, weekday in self.header.weekdays.items()
            if day <= self.asked.last_day
        ]
        return sum(wrong) * 2 > len(wrong)
