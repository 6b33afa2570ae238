"""Program, unit, month and required days from what stands around a table: the nearest source wins.

Near to far: the heading itself, a row that opens a group of people, the title of the block, the
title of the sheet, the name of the sheet, of the file, of each folder up to the month's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from payroll.intake.asked import Asked
from payroll.intake.mentions import (
    counts_hours,
    labelled_unit_in,
    months_in,
    required_days_in,
    unit_in,
)

V = TypeVar("V")


@dataclass(frozen=True)
class Said:
    """What one place says.  More than one value means that it contradicts itself."""

    where: str
    """标题, 工作表名, 文件名 …, for messages."""
    row: int | None = None
    programs: Mapping[str, str] = field(default_factory=dict)
    """Program id → the words that name it."""
    units: frozenset[str] = frozenset()
    months: frozenset[date] = frozenset()
    required_h: frozenset[int] = frozenset()
    hours: bool = False
    """The numbers of the table are hours."""


def said_in(where: str, texts: Iterable[tuple[int, str]], asked: Asked) -> Said:
    """What rows of titles say, each given with its number; a labelled unit goes before a guess."""
    programs: dict[str, str] = {}
    labelled: set[str] = set()
    guessed: set[str] = set()
    months: set[date] = set()
    required: set[int] = set()
    first: int | None = None
    hours = False
    for row, text in texts:
        hours |= counts_hours(text)
        first = row if first is None else first
        programs |= asked.programs.mentioned(text)
        months |= months_in(text, asked.month)
        required |= required_days_in(text)
        unit = labelled_unit_in(text)
        if unit:
            labelled.add(unit)
        elif unit := unit_in(text, asked.programs.words):
            guessed.add(unit)
    return Said(
        where,
        first,
        programs,
        frozenset(labelled or guessed),
        frozenset(months),
        frozenset(required),
        hours,
    )


def said_by_names(sheet: str, file: str, asked: Asked) -> list[Said]:
    """What the names of the sheet, the file and its folders say, near to far."""
    path = PurePosixPath(file)
    names = [("工作表名", sheet), ("文件名", path.stem)]
    names += [("文件夹名", part) for part in reversed(path.parent.parts)]
    return [_said_by_name(where, name, asked) for where, name in names if name]


def _said_by_name(where: str, name: str, asked: Asked) -> Said:
    said = said_in(where, [(0, name)], asked)
    return Said(where, None, said.programs, said.units, said.months)


def nearest(said: Sequence[Said], of: Callable[[Said], Iterable[V]]) -> tuple[Said | None, list[V]]:
    """The nearest place that says anything of the kind, and all it says; nothing when none does."""
    for each in said:
        values = list(of(each))
        if values:
            return each, values
    return None, []


def otherwise(
    said: Sequence[Said], near: Said | None, chosen: Iterable[V], of: Callable[[Said], Iterable[V]]
) -> tuple[Said, V] | None:
    """The first farther place that names one other value than those chosen, and that value."""
    chosen = set(chosen)
    place = next((number for number, each in enumerate(said) if each is near), -1)
    for each in said[place + 1 :]:
        values = list(of(each))
        if len(values) == 1 and chosen and values[0] not in chosen:
            return each, values[0]
    return None
