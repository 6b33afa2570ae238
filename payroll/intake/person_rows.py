"""One row of a table as a person: the text of every field, and what was met on the way."""

from __future__ import annotations

from payroll.intake.cells.model import Kind, Value
from payroll.intake.celltext import cell_text
from payroll.intake.grid import Grid, Row
from payroll.intake.header import Header
from payroll.intake.person import Person
from payroll.intake.surroundings import Said
from payroll.intake.values.days import read_days
from payroll.intake.values.read import is_blank, shown
from payroll.intake.words import key

WHO = ("name", "id_number")
"""Fields that say who a row is about."""
_MERGED_DOWN = frozenset(
    {"unit", "program_seen", "service_month", "required_days_h", "start_date", "end_date"}
)
"""Fields whose cell, merged over several people, holds for each of them."""


class RowReader:
    """Reads the rows under one heading."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self._grid = grid
        self._header = header

    def person(self, number: int, row: Row, group: Said | None) -> Person:
        """The row as a person, whether it is one or not."""
        person = Person(number, {}, group=group)
        for name, column in self._header.columns.items():
            value = row.get(column)
            if value is None and (name in _MERGED_DOWN or name in WHO):
                value = self._merged_down(number, column)
            self._read(person, name, value)
            for double in self._header.doubles.get(name, ())[1:]:
                self._compare(person, name, row.get(double), double)
        return person

    def _merged_down(self, number: int, column: int) -> Value | None:
        """The value of a cell merged over several rows, not of a title merged over columns."""
        merge = self._grid.merged.at(number, column)
        if merge is None or merge.first_row <= self._header.last_row:
            return None
        return self._grid.row(merge.first_row).get(merge.first_column)

    def _read(self, person: Person, name: str, value: Value | None) -> None:
        if value is None or value.kind is Kind.TEXT:
            person.texts[name] = value.text if value else None
            return
        text, code, facts = cell_text(value, name, date1904=self._grid.date1904)
        person.texts[name] = text
        if code and name != "serial":
            person.find(name, code, **facts)

    def _compare(self, person: Person, name: str, value: Value | None, column: int) -> None:
        """Hold a second column for one meaning against the first."""
        if value is None:
            return
        text, code, facts = cell_text(value, name, date1904=self._grid.date1904)
        first = person.texts.get(name) or ""
        if code:
            person.find(name, code, self._grid.cell(person.row, column), **facts)
        elif is_blank(first):
            person.texts[name] = text
        elif not is_blank(text or "") and not _same(name, first, text or ""):
            place = self._grid.cell(person.row, column)
            person.clear(
                name, "heading-twice-differs", place, seen=f"{shown(first)}、{shown(text or '')}"
            )


def _same(name: str, one: str, other: str) -> bool:
    if name.endswith("_days_h") or name.startswith("leave."):
        return read_days(one).value == read_days(other).value is not None
    return key(one) == key(other)
