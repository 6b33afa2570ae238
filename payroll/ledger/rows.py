"""Records as rows of a table and back: months as `2026-03`, days as `2026-03-31`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
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
    values = list(row)
    for place, read in _readers(tuple(columns)):
        if values[place] is not None:
            values[place] = read(values[place])
    return kind(**dict(zip(columns, values, strict=True)), **others)


def _stored(column: str, value: Any) -> Field:
    if value is None:
        return None
    if column in MONTHS:
        return month_text(value)
    if column in DAYS:
        return str(value)
    found: Field = int(value) if column in FLAGS else value
    return found


@cache
def _readers(columns: tuple[str, ...]) -> tuple[tuple[int, Callable[[Any], object]], ...]:
    """The columns whose stored value is not the record's own, with what reads it."""
    return tuple(
        (place, read)
        for place, column in enumerate(columns)
        for names, read in ((MONTHS, _month), (DAYS, _day), (FLAGS, _flag))
        if column in names
    )


_month = lru_cache(maxsize=1024)(parse_month)  # ten years of lines have a few hundred of them
_day = lru_cache(maxsize=1024)(date.fromisoformat)


def _flag(value: Any) -> bool:
    """A flag as it is stored; nothing else that Python takes for true or false."""
    if type(value) is not int or value not in (0, 1):
        raise ValueError("not a flag")
    return value == 1
