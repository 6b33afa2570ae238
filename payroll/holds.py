"""暂缓发放.xlsx: people who are on the payroll sheet and are not paid for the time being.

Their rows are read, checked and computed like everybody's; what they are owed is withheld, every
component of it, and is paid as arrears once the hold ends.  The list is believed whole or not at
all: money that went out to somebody on hold does not come back by itself, so a list with a line
that cannot be read stops the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from payroll.identity import tail
from payroll.intake.lists import ListRow, read_list
from payroll.intake.reading import Reading
from payroll.intake.values.dates import read_month
from payroll.intake.values.numbers import read_id, read_name
from payroll.period import month_text
from payroll.problems import Problem, Refusal, problem
from payroll.terms import desk as words
from payroll.terms.files import HOLDS

_ID_LENGTH = 18
_ONE_YEAR, _ANOTHER = date(2001, 1, 1), date(2002, 1, 1)


@dataclass(frozen=True)
class Hold:
    """One person on hold from the first to the last month."""

    line: ListRow
    id_number: str
    first: date
    last: date | None
    """Included; None while the end is open."""

    def covers(self, month: date) -> bool:
        """Whether the person is on hold in the month."""
        return self.first <= month and (self.last is None or month <= self.last)

    def text(self, name: str) -> str:
        """The text in a column of the list."""
        return self.line.texts.get(name, "")


@dataclass(frozen=True)
class Holds:
    """Everybody who was ever put on hold, in the order of the list."""

    holds: tuple[Hold, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the list by its name; empty when there is none."""

    def of(self, month: date) -> dict[str, Hold]:
        """Who is on hold in a month, by ID number."""
        return {hold.id_number: hold for hold in self.holds if hold.covers(month)}


def read_holds(rosters: Path) -> Holds:
    """The list beside the months' folders; nobody when there is none.

    Raises `Refusal` with every line that cannot be read.
    """
    path = rosters / HOLDS
    if not path.is_file():
        return Holds()
    listed = read_list(path, words.HOLD_HEADINGS, words.HOLD_HEADINGS)
    found = list(listed.problems)
    holds = []
    for line in listed.rows:
        flaws = list(_flaws(line))
        found += flaws
        if not flaws and not line.unreadable:
            holds.append(_hold(line))
    if any(each.severity == "error" for each in found):
        raise Refusal(*found)
    return Holds(tuple(holds), {HOLDS: listed.sha256})


def with_holds(reading: Reading, holds: Holds, month: date) -> tuple[pl.DataFrame, list[Problem]]:
    """Row ids of the people on hold with what their note says of it; and a warning for each of
    them, for a name that is not the sheet's, and for a hold that meets nobody.

    Columns of the frame: row_id, hold_note.
    """
    current = holds.of(month)
    concerned = reading.roster.filter(pl.col("id_number").is_in(list(current)))
    notes: list[tuple[int, str]] = []
    problems: list[Problem] = []
    for row_id, id_number, name in concerned.select("row_id", "id_number", "name").iter_rows():
        hold = current[id_number]
        notes.append((row_id, words.HOLD_NOTE.format(reason=hold.text("reason"))))
        problems += _found(hold, reading, row_id, name or "")
    met = set(concerned["id_number"])
    for id_number, hold in current.items():
        if id_number not in met:
            cell, end = hold.line.cell("id_number"), tail(id_number)
            name = hold.text("name")
            problems.append(problem("hold-not-on-any-sheet", cell, name=name, tail=end))
    schema = {"row_id": pl.UInt32, "hold_note": pl.String}
    return pl.DataFrame(notes, schema=schema, orient="row"), problems


def with_hold_notes(roster: pl.DataFrame, withheld: pl.DataFrame) -> pl.DataFrame:
    """The roster with what is said of a hold behind the person's own note."""
    if withheld.is_empty():
        return roster
    both = pl.concat_str("note", "hold_note", separator=words.NOTE_BETWEEN, ignore_nulls=True)
    noted = pl.when(pl.col("hold_note").is_not_null()).then(both).otherwise("note")
    return (
        roster.join(withheld, on="row_id", how="left", maintain_order="left")
        .with_columns(note=noted)
        .drop("hold_note")
    )


def _flaws(line: ListRow) -> Iterator[Problem]:
    for name in words.HOLD_NEEDS:
        if name not in line.texts and name not in line.unreadable:
            label = words.HOLD_HEADINGS[name][0]
            yield problem("hold-incomplete", line.cell(name), label=label)
    id_text = line.texts.get("id_number")
    if id_text is not None and len(read_id(id_text).value or "") != _ID_LENGTH:
        yield problem("hold-id-unreadable", line.cell("id_number"))
    for name in ("first", "last"):
        text = line.texts.get(name)
        if text is not None and _month(text) is None:
            label = words.HOLD_HEADINGS[name][0]
            yield problem("hold-month-unreadable", line.cell(name), label=label, before=text)
    first, last = (_month(line.texts.get(name, "")) for name in ("first", "last"))
    if first and last and last < first:
        facts = {"first": month_text(first), "last": month_text(last)}
        yield problem("hold-ends-before-start", line.cell("last"), name="", row_id=None, **facts)


def _month(text: str) -> date | None:
    """The month of a text, None unless it states its year."""
    read, again = (read_month(text, expected).value for expected in (_ONE_YEAR, _ANOTHER))
    return read if read == again else None


def _hold(line: ListRow) -> Hold:
    first = _month(line.texts["first"])
    id_number = read_id(line.texts["id_number"]).value
    if first is None or id_number is None:
        raise AssertionError("a hold with a flaw")
    return Hold(line, id_number, first, _month(line.texts.get("last", "")))


def _found(hold: Hold, reading: Reading, row_id: int, name: str) -> Iterator[Problem]:
    cell = reading.cell(row_id, "name")
    facts = {
        "list": HOLDS,
        "place": hold.line.cell().address,
        "first": month_text(hold.first),
        "reason": hold.text("reason"),
        "who": hold.text("who"),
    }
    yield problem("on-hold", cell, name=name, row_id=row_id, **facts)
    if read_name(hold.text("name")).value != name:
        end = tail(hold.id_number)
        facts |= {"stated": hold.text("name"), "found": name, "tail": end}
        yield problem("hold-name-differs", cell, name=name, row_id=row_id, **facts)
