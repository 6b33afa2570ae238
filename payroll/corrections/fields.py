"""The fields that a correction may change: how each is read, compared, changed and shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from payroll.identity import tail
from payroll.intake.programs import ProgramNames
from payroll.intake.values.dates import read_date
from payroll.intake.values.days import read_days
from payroll.intake.values.numbers import read_card, read_id, read_name, read_text, read_unit
from payroll.intake.values.read import Read, is_blank, shown
from payroll.intake.words import key
from payroll.money import days
from payroll.terms import desk as words
from payroll.terms.headings import label
from payroll.terms.leave import LEAVE_KINDS

Row = dict[str, Any]
"""A roster row by column."""

_READERS: dict[str, Callable[[str], Read[Any]]] = {
    "name": read_name,
    "id_number": read_id,
    "unit": read_unit,
    "required_days_h": read_days,
    "attended_days_h": read_days,
    **{f"leave.{kind}": read_days for kind in LEAVE_KINDS},
    "card_number": read_card,
    "bank": read_text,
    "start_date": read_date,
    "end_date": read_date,
    "rating": read_unit,
}
PROGRAM = "program_seen"
FIELDS = (*_READERS, PROGRAM)
KNOWN = "、".join(label(field) for field in FIELDS)
"""The canonical headings of everything that can be corrected."""

_LEAVE = "leave."
_DAYS = ("required_days_h", "attended_days_h")
_NUMBERS = ("id_number", "card_number")


def says_nothing(text: str) -> bool:
    """Whether a correction says by this text that the cell is, or is to be, empty."""
    return key(text) in words.NOTHING_SAID


def typed(field: str, text: str, programs: ProgramNames) -> Any:
    """The value of a text in a field (the id of a program), None when it is not one."""
    read: Read[Any] = programs.read(text) if field == PROGRAM else _READERS[field](text)
    return read.value


def value_of(row: Row, field: str) -> Any:
    """What a row says in a field, None when nothing; no leave of a kind is nothing."""
    if field == PROGRAM:
        return row["program_id"]
    if field.startswith(_LEAVE):
        taken = {each["kind"]: each["days_h"] for each in row["leave"] or ()}
        return taken.get(field.removeprefix(_LEAVE))
    return row[field]


def same_text(field: str, on_sheet: str, said: str) -> bool:
    """Whether a cell that has no value says what the correction says it says.

    A leave of 0 days and none are the same.
    """
    if says_nothing(said) or (field.startswith(_LEAVE) and read_days(said).value == 0):
        return is_blank(on_sheet) or (field.startswith(_LEAVE) and read_days(on_sheet).value == 0)
    return key(on_sheet) == key(said)


def changed(row: Row, field: str, value: Any, text: str) -> Row:
    """The row with `value` in a field; `text` is how the correction writes it.

    A corrected count of days contradicts the grid of the month, which is then no longer used.
    """
    if field == PROGRAM:
        return {**row, "program_id": value, "program_seen": text}
    if field.startswith(_LEAVE):
        kind = field.removeprefix(_LEAVE)
        kept = [each for each in row["leave"] or () if each["kind"] != kind]
        taken = [*kept, {"kind": kind, "days_h": value}] if value else kept
        return {**row, "leave": taken or None, "marks": None}
    return {**row, field: value, "marks": None if field in _DAYS else row["marks"]}


def shown_text(field: str, text: str) -> str:
    """A text as a message may show it: of a long number only its end."""
    if says_nothing(text) or is_blank(text):
        return words.EMPTY
    if field in _NUMBERS:
        return words.TAIL.format(tail=tail(text.strip()))
    return f"“{shown(text)}”"


def shown_value(row: Row, field: str, on_sheet: str) -> str:
    """What a row says in a field, as a message may show it; without a value the sheet's text."""
    value = row[PROGRAM] if field == PROGRAM else value_of(row, field)
    if value is None:
        return shown_text(field, on_sheet)
    return shown_text(field, days(value) if isinstance(value, int) else str(value))
