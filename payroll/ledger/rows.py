"""Records as rows of a table and back: months as `2026-03`, days as `2026-03-31`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from payroll.ledger.chain import Field
from payroll.period import month_text, parse_month

MONTHS = frozenset({"service_month", "run_month"})
DAYS = frozenset({"effective_from", "segment_from", "as_of", "start_date", "end_date"})
FLAGS = frozenset({"single_person", "withheld"})

R = TypeVar("R")


def stored(record: object, columns: Sequence[str]) -> tuple[Field, ...]:
    """The values of `record` in these columns, as a ledger keeps them."""
    return tuple(_stored(column, getattr(record, column)) for column in columns)


def restored(kind: type[R], columns: Sequence[str], row: Sequence[Any], **others: object) -> R:
    """A record of this kind from a row; `others` are its fields that are no columns."""
    values = {name: _restored(name, value) for name, value in zip(columns, row, strict=True)}
    return kind(**values, **others)


def _stored(column: str, value: Any) -> Field:
    if value is None:
        return None
    if column in MONTHS:
        return month_text(value)
    if column in DAYS:
        return str(value)
    found: Field = int(value) if column in FLAGS else value
    return found


def _restored(column: str, value: Any) -> object:
    if value is None:
        return None
    if column in MONTHS:
        return parse_month(value)
    if column in DAYS:
        return date.fromisoformat(value)
    if column in FLAGS:
        return _flag(value)
    return value


def _flag(value: Any) -> bool:
    """A flag as it is stored; nothing else that Python takes for true or false."""
    if type(value) is not int or value not in (0, 1):
        raise ValueError("not a flag")
    return value == 1
