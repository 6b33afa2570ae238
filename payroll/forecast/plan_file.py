"""A plan as people fill it in: a workbook or CSV file read and judged row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from payroll.budget.routes import eligible_projects
from payroll.forecast.ground import Ground
from payroll.forecast.names import program_named
from payroll.forecast.plan import (
    FULL_SHARE_E4,
    MAX_PEOPLE,
    Plan,
    PlanRow,
    in_plan_order,
    parse_people,
    parse_share,
    share_text,
)
from payroll.forecast.recent import Recent, recent_of
from payroll.intake.lists import ListRow, read_list
from payroll.intake.words import compact
from payroll.period import month_list, month_text, months_between
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates.model import Program
from payroll.terms import forecast as words

_MONTH = re.compile(r"(?P<year>20[0-9]{2})[-/年](?P<month>0?[1-9]|1[0-2])(?:月|-01)?")
_SPAN = re.compile(r"\.\.|至")


def read_plan(path: Path, ground: Ground, *, next_year: bool = False) -> tuple[Plan, list[Problem]]:
    """The plan in the workbook or CSV file at `path`, and warnings about it.

    The plan of a `next_year` needs no project yet, and a blank share is full attendance.

    A row is a program, a month (or `起月..止月`) and its people; the share of attendance and the
    new people may be left blank.  A month without a row has nobody, which is said.

    Raises `Refusal` with every error of every row.
    """
    if not path.is_file():
        raise Refusal(problem("plan-file-missing", Cell(path.name)))
    listed = read_list(path, words.PLAN_HEADINGS, words.PLAN_NEEDS)
    reader = _Reader(ground, path.name, recent_of(ground), list(listed.problems), next_year)
    for row in listed.rows:
        reader.take(row)
    if not listed.rows and not listed.problems:
        reader.problems.append(problem("plan-empty", Cell(path.name)))
    if any(found.severity == "error" for found in reader.problems):
        raise Refusal(*in_file_order(reader.problems))
    plan = in_plan_order(reader.rows.values(), ground.programs)
    return plan, [*reader.problems, *_find_gaps(plan, reader)]


@dataclass
class _Reader:
    """Rows read so far and what was wrong with them."""

    ground: Ground
    file: str
    recent: dict[str, Recent]
    problems: list[Problem]
    next_year: bool
    rows: dict[tuple[str, date], PlanRow] = field(default_factory=dict)
    places: dict[tuple[str, date], int] = field(default_factory=dict)

    def take(self, row: ListRow) -> None:
        """Read one row into plan rows, or note what is wrong with it."""
        before = len(self.problems)
        program = self._program(row)
        months = self._months(row)
        people = self._people(row, "people", "plan-people-wrong")
        share_e4 = self._share(row, program)
        new_people = self._new_people(row, program, people)
        if len(self.problems) > before and self.problems[-1].severity == "error":
            return
        if program is None or people is None:
            return
        self._require_project(row, program, months, people)
        note = row.texts.get("note", "")
        if "share" not in row.texts and share_e4 != FULL_SHARE_E4:
            note = words.SHARE_LEFT_OPEN.format(note=note, share=share_text(share_e4))
        for month in months:
            place = (program.id, month)
            if place in self.rows:
                self._note(
                    "plan-month-twice",
                    row,
                    "month",
                    program=program.name,
                    month=month_text(month),
                    other=self.places[place],
                )
                continue
            self.rows[place] = PlanRow(program.id, month, people, share_e4, new_people, note)
            self.places[place] = row.row

    def _note(self, code: str, row: ListRow, column: str, **facts: object) -> None:
        self.problems.append(problem(code, row.cell(column), name="", row_id=None, **facts))

    def _program(self, row: ListRow) -> Program | None:
        seen = row.texts.get("program", "")
        program = program_named(self.ground.programs, seen) if seen else None
        if not seen and "program" not in row.unreadable:
            self._note("plan-program-blank", row, "program")
        elif seen and program is None:
            known = "、".join(each.name for each in self.ground.programs)
            self._note("plan-program-unknown", row, "program", seen=seen[:40], known=known)
        return program

    def _months(self, row: ListRow) -> list[date]:
        """The months a row is for; empty with a problem where they cannot be told."""
        seen = compact(row.texts.get("month", ""))
        first, last = self.ground.months[0], self.ground.months[-1]
        ends = [_month(part) for part in _SPAN.split(seen, maxsplit=1)]
        begin, end = ends[0], ends[-1]
        if begin is None or end is None or end < begin:
            facts = {"example": month_text(first), "last": month_text(last)}
            self._note("plan-month-unreadable", row, "month", seen=seen[:40], **facts)
            return []
        outside = [month for month in (begin, end) if not first <= month <= last]
        if outside:
            self._note(
                "plan-month-outside",
                row,
                "month",
                month=month_text(outside[0]),
                first=month_text(first),
                last=month_text(last),
            )
            return []
        return months_between(begin, end)

    def _people(self, row: ListRow, column: str, code: str) -> int | None:
        seen = row.texts.get(column, "")
        people = parse_people(compact(seen).removesuffix(words.PEOPLE_UNIT))
        if people is None:
            self._note(code, row, column, seen=seen[:40] or words.BLANK)
        elif people > MAX_PEOPLE:
            limit = f"{MAX_PEOPLE:,}"
            self._note("plan-people-too-many", row, column, seen=f"{people:,}", limit=limit)
        return people

    def _share(self, row: ListRow, program: Program | None) -> int:
        """The share as written; where it is blank, that of the last paid months."""
        seen = row.texts.get("share", "")
        if not seen:
            known = self.recent.get(program.id) if program and not self.next_year else None
            return known.share_e4 if known else FULL_SHARE_E4
        try:
            share_e4 = parse_share(compact(seen))
        except ValueError:
            self._note("plan-share-too-fine", row, "share", seen=seen[:40])
            return 0
        if share_e4 is None:
            self._note("plan-share-wrong", row, "share", seen=seen[:40])
            return 0
        return share_e4

    def _new_people(self, row: ListRow, program: Program | None, people: int | None) -> int | None:
        if "new_people" not in row.texts:
            return None
        new_people = self._people(row, "new_people", "plan-new-people-wrong")
        if new_people is None or program is None:
            return None
        if people is not None and new_people > people:
            facts = {"new": f"{new_people:,}", "people": f"{people:,}"}
            self._note("plan-new-more-than-people", row, "new_people", **facts)
        elif new_people and not _has_one_offs(program):
            self._note("plan-new-people-unused", row, "new_people", program=program.name)
        return new_people

    def _require_project(
        self, row: ListRow, program: Program, months: list[date], people: int
    ) -> None:
        homeless = [
            month
            for month in months
            if people and not eligible_projects(program, month, self.ground.budget)
        ]
        if homeless and not self.next_year:
            self._note(
                "plan-program-without-project",
                row,
                "month",
                program=program.name,
                months=month_list(homeless),
                file=program.file,
            )


def _month(text: str) -> date | None:
    match = _MONTH.fullmatch(text)
    return date(int(match["year"]), int(match["month"]), 1) if match else None


def _has_one_offs(program: Program) -> bool:
    return any(component.per == "person" for component in program.components)


def _find_gaps(plan: Plan, reader: _Reader) -> Iterator[Problem]:
    """Months and programs the plan leaves out although they are likely to cost something."""
    ground, cell = reader.ground, Cell(reader.file)
    if reader.next_year:
        return
    for program in ground.programs:
        mine = {row.month for row in plan if row.program_id == program.id}
        seen = reader.recent.get(program.id)
        if not mine and seen is not None and seen.people:
            month, people = month_text(seen.last_month), f"{seen.people:,}"
            yield problem(
                "plan-program-missing", cell, program=program.name, month=month, people=people
            )
        monthly = any(component.per == "month" for component in program.components)
        left_out = [
            month
            for month in ground.months
            if mine
            and monthly
            and month not in mine
            and eligible_projects(program, month, ground.budget)
        ]
        if left_out:
            months = month_list(left_out)
            yield problem("plan-months-missing", cell, program=program.name, months=months)
