"""The tracker: which host units have sent their sheet, which have not, and what is odd about it.

Units are those of the registry's people in post, or without a registry those of last month's
sheets.  A unit is not missing because it writes its name otherwise: a name that nobody knows stands
for the unit in which most of the people under it are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import PurePosixPath
from typing import Literal

from payroll.intake.reading import Reading
from payroll.intake.words import key
from payroll.survey.heard import Days, Unit, rows_of, units_heard
from payroll.terms import desk as words
from payroll.terms.files import CORRECTIONS

State = Literal["missing", "unreadable", "old", "twice", "sent"]
"""From what needs a telephone call to what does not."""


@dataclass(frozen=True)
class UnitState:
    """One host unit in one month."""

    unit: str
    state: State
    expected: int
    """People who should be on its sheet; 0 for a unit that nobody knew of."""
    read: int
    """Its rows in the month's sheets."""
    files: tuple[str, ...]
    notes: tuple[str, ...]


def unit_states(reading: Reading, month: date, previous: Reading | None) -> list[UnitState]:
    """The state of every unit, those that need a call first; then by name.

    `previous` is the reading of the month before, None where there is none.
    """
    heard = units_heard(reading, month, previous)
    look = _Look(reading, previous)
    states = [look.state(unit) for unit in heard]
    return sorted(states, key=lambda each: (_ORDER.index(each.state), each.unit))


def counted_states(units: Sequence[UnitState]) -> str:
    """How many units are in which state; nothing when there are no units."""
    if not units:
        return ""
    counts = Counter[str](unit.state for unit in units)
    states = words.BETWEEN.join(
        words.STATE_COUNT.format(state=name, count=counts[state])
        for state, name in words.STATES.items()
        if counts[state]
    )
    return words.UNITS_TOTAL.format(units=len(units), states=states)


_ORDER: tuple[State, ...] = ("missing", "unreadable", "old", "twice", "sent")


class _Look:
    """Looking at one unit after another."""

    def __init__(self, reading: Reading, previous: Reading | None) -> None:
        self._files = reading.files
        self._registered = reading.registry is not None
        self._other_month = {
            each.cell.file for each in reading.problems if each.code in words.OTHER_MONTH_CODES
        }
        read = {*reading.roster["file"], CORRECTIONS}
        self._unread = [file for file in reading.files if file not in read and "../" not in file]
        self._old_digests = set(previous.files.values()) if previous is not None else set()
        self._before: Mapping[str, Days] = (
            {id_number: days for _, _, id_number, days in rows_of(previous)} if previous else {}
        )

    def state(self, unit: Unit) -> UnitState:
        """The state of a unit with everything that is odd about it."""
        unread = [file for file in self._unread if _named_after(file, unit.name)]
        files = list(dict.fromkeys([*unit.by_file, *unread]))
        old = [*self._of_another_month(files), *self._old(unit)]
        broken = [file for file in unread if file not in self._other_month]
        twice = list(_twice(unit, self._files))
        state: State = "sent"
        if not files:
            state = "missing"
        elif broken and not unit.by_file:
            state = "unreadable"
        elif old or twice:
            state = "old" if old else "twice"
        notes = [*old, *(words.UNREADABLE.format(file=file) for file in broken), *twice]
        notes += self._remarks(unit)
        return UnitState(unit.name, state, len(unit.people), unit.rows, tuple(files), tuple(notes))

    def _of_another_month(self, files: Iterable[str]) -> Iterator[str]:
        for file in files:
            if file in self._other_month:
                yield words.OTHER_MONTH.format(file=file)

    def _old(self, unit: Unit) -> Iterator[str]:
        """Why what the unit sent is last month's."""
        same_files = [f for f in unit.by_file if self._files.get(f) in self._old_digests]
        for file in same_files:
            yield words.SAME_FILE_AS_LAST_MONTH.format(file=file)
        if not same_files and self._unchanged(unit) and not _all_attended(unit):
            yield words.SAME_DAYS_AS_LAST_MONTH

    def _unchanged(self, unit: Unit) -> bool:
        days = {
            id_number: each for sheet in unit.by_file.values() for id_number, each in sheet.items()
        }
        return bool(days) and all(self._before.get(who) == each for who, each in days.items())

    def _remarks(self, unit: Unit) -> Iterator[str]:
        if unit.called:
            yield words.CALLED_OTHERWISE.format(names=words.BETWEEN.join(sorted(unit.called)))
        if not unit.expected and (self._registered or self._before):
            yield words.NEW_UNIT if self._registered else words.NEW_SINCE_LAST_MONTH
        met = {id_number for sheet in unit.by_file.values() for id_number in sheet}
        absent = [name for id_number, name in unit.people.items() if id_number not in met]
        if absent and unit.by_file:
            yield words.NOT_ON_SHEET.format(count=len(absent), names=_some(absent))
        if self._unchanged(unit) and _all_attended(unit):
            yield words.SAME_FULL_DAYS_AS_LAST_MONTH


def _twice(unit: Unit, files: Mapping[str, str]) -> Iterator[str]:
    """What is to be said of two files of a unit that name the same people."""
    for one, other in combinations(unit.by_file, 2):
        shared = unit.by_file[one].keys() & unit.by_file[other].keys()
        if not shared:
            continue
        changed = [who for who in shared if unit.by_file[one][who] != unit.by_file[other][who]]
        facts = {"one": one, "other": other, "people": len(shared), "changed": len(changed)}
        if files.get(one) == files.get(other):
            yield words.SAME_FILE_TWICE.format_map(facts)
        elif changed:
            yield words.SENT_AGAIN_CHANGED.format_map(facts)
        else:
            yield words.SENT_AGAIN_UNCHANGED.format_map(facts)


def _all_attended(unit: Unit) -> bool:
    """Whether everybody attended all days: then two months may well say the same."""
    days = [each for sheet in unit.by_file.values() for each in sheet.values()]
    return all(required is None or required == attended for required, attended, _ in days)


def _named_after(file: str, unit: str) -> bool:
    """Whether a file that says nothing itself bears the unit's name, or lies in a folder of it."""
    return any(key(unit) in key(part) for part in PurePosixPath(file).parts)


def _some(names: Iterable[str]) -> str:
    listed = sorted(filter(None, names))
    shown = words.BETWEEN.join(listed[: words.NAMES_SHOWN])
    return f"{shown}{words.AND_OTHERS}" if len(listed) > words.NAMES_SHOWN else shown
