"""A block of people whose texts are being completed, up to its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from payroll.intake.asked import Asked
from payroll.intake.header import Header
from payroll.intake.person import Person
from payroll.intake.settling import ROUNDABOUT
from payroll.intake.sheet import Context
from payroll.intake.surroundings import Said
from payroll.intake.tables import Table, lacking_columns, table_reading
from payroll.problems import Cell, Problem, problem

_NOT_OF_THE_ROSTER = frozenset({"serial", *ROUNDABOUT})


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
        columns: dict[str, list[Any]] = {"row": rows, **_texts(people)}
        if any(person.marks is not None for person in people):
            columns["marks"] = [person.marks for person in people]
        ends = [person.texts.get("name") for person in (people[:1] + people[-1:])] or [""] * 2
        return Table(
            own or [block.layout],
            columns,
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

    def hold(self, code: str, **facts: object) -> None:
        """Note an error of everybody in the table."""
        for person in self.people:
            person.find("name", code, **facts)


def _texts(people: Sequence[Person]) -> dict[str, list[str | None]]:
    fields = dict.fromkeys(name for person in people for name in person.texts)
    return {
        name: [person.texts.get(name) for person in people]
        for name in fields
        if name not in _NOT_OF_THE_ROSTER
    }
