"""Units and what their sheets say: who should send one, and whose rows came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from payroll.intake.reading import Reading
from payroll.intake.words import key
from payroll.period import month_end
from payroll.terms import desk as words

Days = tuple[int | None, int | None, tuple[tuple[str, int], ...]]
"""What a sheet says of a person: required and attended days, leave; in hundredths."""

_Row = tuple[str, str, str, Days]
"""File, unit, ID number and days."""


@dataclass
class Unit:
    """A unit while its sheets are being looked through."""

    name: str
    expected: bool
    """Whether it should send a sheet."""
    people: dict[str, str] = field(default_factory=dict)
    """Name by ID number of everybody who should be on its sheet."""
    by_file: dict[str, dict[str, Days]] = field(default_factory=dict)
    rows: int = 0
    called: set[str] = field(default_factory=set)
    """Other names that its sheets give it."""


def units_heard(reading: Reading, month: date, previous: Reading | None) -> list[Unit]:
    """Every unit that should send a sheet or did, with the rows of its sheets."""
    names = _expected(reading, month, previous)
    expected = set(names)
    rows = list(rows_of(reading))
    known = {id_number: unit for unit in names.values() for id_number in unit.people}
    called = _called_otherwise(rows, expected, known)
    for file, name, id_number, days in rows:
        unit = called.get(key(name)) or (known.get(id_number) if not name else None)
        if unit is None:
            unit = names.setdefault(key(name), Unit(name or words.NO_UNIT, expected=False))
        elif name:
            unit.called.add(name)
        unit.rows += 1
        unit.by_file.setdefault(file, {})[id_number] = days
    return list(names.values())


def _called_otherwise(
    rows: Sequence[_Row], expected: Collection[str], known: Mapping[str, Unit]
) -> dict[str, Unit]:
    """The units behind names that nobody expected, by the key of the name."""
    people: dict[str, list[str]] = {}
    for _, name, id_number, _ in rows:
        if name and key(name) not in expected:
            people.setdefault(key(name), []).append(id_number)
    found = {}
    for name, theirs in people.items():
        units = Counter(known[each].name for each in theirs if each in known)
        for unit, count in units.most_common(1):
            if count * 2 > len(theirs):
                found[name] = next(each for each in known.values() if each.name == unit)
    return found


def _expected(reading: Reading, month: date, previous: Reading | None) -> dict[str, Unit]:
    """The units that should send a sheet, by the key of their name."""
    people = reading.registry
    if people is None and previous is not None:
        people = previous.roster
    units: dict[str, Unit] = {}
    if people is not None:
        ended = pl.col("end_date") < month
        not_begun = pl.col("start_date") > month_end(month)
        in_post = people.filter((ended | not_begun).fill_null(value=False).not_())
        for name, id_number, who in in_post.select("unit", "id_number", "name").iter_rows():
            if name is not None:
                unit = units.setdefault(key(name), Unit(name, expected=True))
                if id_number is not None:
                    unit.people[id_number] = who or ""
    return units


def rows_of(reading: Reading) -> Iterator[_Row]:
    """File, unit, ID number and days of every row; a row without an ID goes by its place."""
    rows = reading.roster.select(
        *("file", "unit", "id_number", "row", "required_days_h", "attended_days_h", "leave")
    )
    for file, unit, id_number, row, required, attended, leave in rows.iter_rows():
        taken = tuple(sorted((each["kind"], each["days_h"]) for each in leave or ()))
        yield file, unit or "", id_number or f"{file} {row}", (required, attended, taken)
