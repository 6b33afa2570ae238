"""What is met in one person's part of a day grid, and what of it must be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from payroll.intake.asked import Asked
from payroll.intake.legends import Legend
from payroll.intake.marks import Mark
from payroll.intake.person import Person
from payroll.intake.values.dates import read_date
from payroll.intake.values.days import read_days
from payroll.intake.values.read import shown
from payroll.problems import Cell
from payroll.terms.leave import ATTENDED

Noted = list[tuple[int, Cell]]
"""Days and their cells."""


class DayNotes:
    """One person's part of the grid while it is read."""

    def __init__(self, person: Person, asked: Asked, legend: Legend) -> None:
        self.person = person
        self.legend = legend
        self.marked = False
        self.blanks: Noted = []
        self.unclear: dict[tuple[str, str], Noted] = {}
        """Code and mark → the days on which it stands."""
        self._asked = asked
        registered = asked.in_post.get(person.identity, (None, None))
        self._start = _date(person.texts.get("start_date")) or registered[0]
        self._end = _date(person.texts.get("end_date")) or registered[1]
        self._resting: Noted = []
        self._leave_resting: dict[str, Noted] = {}
        self._outside: Noted = []

    def in_post(self, day: int) -> bool:
        """Whether the person was in post on that day, as far as the row says."""
        if day > self._asked.last_day or (self._start is None and self._end is None):
            return True
        on = self._asked.month.replace(day=day)
        return not (self._start and on < self._start) and not (self._end and on > self._end)

    def expects_nobody(self, day: int) -> bool:
        """Whether a dash on that day can only say that nothing was expected."""
        return day in self._asked.rest_days or not self.in_post(day)

    def note(self, day: int, mark: Mark, place: Cell) -> None:
        """Note a mark that stands on a day where none is expected."""
        if day in self._asked.rest_days:
            for kind, _ in mark.spent:
                noted = self._leave_resting.setdefault(kind, []) if kind != ATTENDED else None
                (self._resting if noted is None else noted).append((day, place))
        if mark.spent and not self.in_post(day):
            self._outside.append((day, place))

    def tell(self) -> None:
        """Turn what was noted into findings, one for each kind."""
        for (code, mark), places in self.unclear.items():
            self.person.find("marks", code, places[0][1], before=shown(mark), days=listed(places))
        if self.blanks and self.marked:
            self._find("blank-undeclared", self.blanks)
        if self._resting:
            self._find("mark-on-rest-day", self._resting)
        for kind, places in self._leave_resting.items():
            # who works on days of rest may be on leave on them; for others it is one day too many
            code = "leave-by-shift" if self._works_by_shift() else "leave-on-rest-day"
            self.person.find("marks", code, places[0][1], days=listed(places), kind=kind)
        if self._outside:
            self._find("mark-outside-post", self._outside)

    def _works_by_shift(self) -> bool:
        """Whether the person works on days of rest: the marks or the required days say so."""
        required = read_days(self.person.texts.get("required_days_h") or "").value or 0
        working = self._asked.last_day - len(self._asked.rest_days)
        return bool(self._resting) or required > working * 100

    def _find(self, code: str, noted: Noted) -> None:
        self.person.find("marks", code, noted[0][1], days=listed(noted))


def listed(noted: Iterable[tuple[int, Cell]]) -> str:
    """Days as a person lists them: `3、4、9 日`."""
    numbers = list(dict.fromkeys(str(day) for day, _ in noted))
    shown_days = numbers if len(numbers) <= 8 else [*numbers[:7], "…", numbers[-1]]
    return f"{'、'.join(shown_days)} 日"


def _date(text: str | None) -> date | None:
    return read_date(text).value if text else None
