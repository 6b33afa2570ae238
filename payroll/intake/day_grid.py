"""Day grids: the marks of a person → attended days, leave, and the marks day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from payroll.amounts import days
from payroll.intake.asked import Asked
from payroll.intake.celltext import cell_text
from payroll.intake.day_columns import DayColumn
from payroll.intake.grid import Grid
from payroll.intake.header import Header
from payroll.intake.legends import Legend, marked
from payroll.intake.marks import Mark, read_mark
from payroll.intake.person import DayMark, Person
from payroll.intake.values.dates import read_date
from payroll.intake.values.days import read_days
from payroll.intake.values.read import is_blank, shown
from payroll.problems import Cell
from payroll.terms.leave import ATTENDED


@dataclass
class Grids:
    """The day grid of a table: what concerns all of its people, and the reading of each."""

    grid: Grid
    header: Header
    asked: Asked
    own_legend: Legend
    """The sheet's own; 图例.toml stands behind it for each person's unit."""
    people: Sequence[Person]
    counted: Counter[str] = field(default_factory=Counter)
    """How often each mark was met."""
    _known: dict[tuple[str | None, str, bool], Mark] = field(default_factory=dict)
    _ones: bool = False
    """Halves of a day are marked with 1, not with 0.5."""

    def __post_init__(self) -> None:
        self._texts = {
            (row, column.column): text
            for person in self.people
            for row, _ in person.day_rows
            for column in self.header.days
            if (text := self._text(row, column.column))
        }
        used = {column for _, column in self._texts}
        self.is_empty = not used
        self.columns = _without_empty_halves(self.header.days, used)
        self._ones = any(
            self._texts.get((row, column.column)) == "1"
            for person in self.people
            for row, half in person.day_rows
            for column in self.columns
            if half is not None or column.half is not None
        )
        self.busy = {column.day for column in self.columns if column.column in used}

    def missing_days(self) -> list[int]:
        """Working days of the month that no column of the grid is for."""
        shown_days = {column.day for column in self.columns}
        all_days = set(range(1, self.asked.last_day + 1))
        return sorted(all_days - self.asked.rest_days - shown_days)

    def read(self, person: Person) -> None:
        """Turn the marks of a person into day counts, held against those the sheet states."""
        spent: Counter[str] = Counter()
        marks: list[DayMark] = []
        unit = person.texts.get("unit")
        legend = self.own_legend.over(self.asked.legends.of(unit))
        sheet = _Sheet(person, self.asked, legend)
        for row, half_row in person.day_rows:
            for column in self.columns:
                half = half_row if half_row is not None else column.half
                mark = self._mark(sheet, row, column, is_half=half is not None)
                for kind, days_h in mark.spent:
                    spent[kind] += days_h
                    marks.append({"day": column.day, "kind": kind, "days_h": days_h})
        if not sheet.marked and legend.blank != ATTENDED and not _states_zero(person):
            person.find("marks", "no-marks", self.grid.cell(person.row))
        sheet.tell()
        if any(each.code in _HOLDING for each in person.findings):
            person.texts["attended_days_h"] = None
            return
        person.marks = _together(marks)
        _hold_against_summary(person, spent)
        person.texts["attended_days_h"] = days(spent.pop(ATTENDED, 0))
        for kind, days_h in spent.items():
            person.texts[f"leave.{kind}"] = days(days_h)

    def _text(self, row: int, column: int) -> str:
        value = self.grid.merged_value(row, column)
        if value is None:
            return ""
        text, code, _ = cell_text(value, "day", date1904=self.grid.date1904)
        return value.text or "？" if code else marked(text or "")

    def _mark(self, sheet: _Sheet, row: int, column: DayColumn, *, is_half: bool) -> Mark:
        text = self._texts.get((row, column.column))
        place = self.grid.cell(row, column.column)
        if not text:
            return self._blank(sheet, column.day, place, is_half=is_half)
        sheet.marked = True
        self.counted[text] += 1
        if column.day > self.asked.last_day:
            sheet.person.find("marks", "mark-outside-month", place, before=shown(text))
            return Mark()
        known = (sheet.person.texts.get("unit"), text, is_half)
        mark = self._known.get(known)
        if mark is None:
            mark = read_mark(text, sheet.legend, half=is_half, ones=self._ones)
            self._known[known] = mark
        if mark.code:
            sheet.unclear.setdefault((mark.code, text), []).append((column.day, place))
        sheet.note(column.day, mark, place)
        return mark

    def _blank(self, sheet: _Sheet, day: int, place: Cell, *, is_half: bool) -> Mark:
        """What a cell without a mark means on that day."""
        nobody = day not in self.busy
        rest = day in self.asked.rest_days
        if not sheet.in_post(day) or day > self.asked.last_day or (nobody and rest):
            return Mark()
        if sheet.legend.blank == ATTENDED:
            return Mark(((ATTENDED, 50 if is_half else 100),))
        if sheet.legend.blank is None and not nobody and not rest:
            sheet.blanks.append((day, place))
        return Mark()


_HOLDING = frozenset(
    {
        *("mark-unknown", "mark-contradicted", "mark-unsettled", "mark-too-fine"),
        *("mark-number-large", "mark-outside-month", "blank-undeclared", "no-marks"),
        *("rows-of-person-unclear", "days-not-in-grid", "grid-crosses-months"),
    }
)


class _Sheet:
    """One person's part of the grid while it is read."""

    def __init__(self, person: Person, asked: Asked, legend: Legend) -> None:
        self.person = person
        self.legend = legend
        self.marked = False
        self.blanks: list[tuple[int, Cell]] = []
        self.unclear: dict[tuple[str, str], list[tuple[int, Cell]]] = {}
        """Code and mark → the days on which it stands."""
        self._asked = asked
        registered = asked.in_post.get(person.identity, (None, None))
        self._start = _date(person.texts.get("start_date")) or registered[0]
        self._end = _date(person.texts.get("end_date")) or registered[1]
        self._resting: list[tuple[int, Cell]] = []
        self._outside: list[tuple[int, Cell]] = []

    def in_post(self, day: int) -> bool:
        """Whether the person was in post on that day, as far as the row says."""
        if day > self._asked.last_day or (self._start is None and self._end is None):
            return True
        on = self._asked.month.replace(day=day)
        return not (self._start and on < self._start) and not (self._end and on > self._end)

    def note(self, day: int, mark: Mark, place: Cell) -> None:
        """Note a mark that stands on a day where none is expected."""
        if any(kind == ATTENDED for kind, _ in mark.spent) and day in self._asked.rest_days:
            self._resting.append((day, place))
        if mark.spent and not self.in_post(day):
            self._outside.append((day, place))

    def tell(self) -> None:
        """Turn what was noted into findings, one for each kind."""
        for (code, mark), places in self.unclear.items():
            self.person.find("marks", code, places[0][1], before=shown(mark), days=_listed(places))
        if self.blanks and self.marked:
            self.person.find(
                "marks", "blank-undeclared", self.blanks[0][1], days=_listed(self.blanks)
            )
        if self._resting:
            place = self._resting[0][1]
            self.person.find("marks", "mark-on-rest-day", place, days=_listed(self._resting))
        if self._outside:
            place = self._outside[0][1]
            self.person.find("marks", "mark-outside-post", place, days=_listed(self._outside))


def _states_zero(person: Person) -> bool:
    """Whether the row says in a column of its own that no day was attended."""
    return read_days(person.texts.get("attended_days_h") or "").value == 0


def _date(text: str | None) -> date | None:
    return read_date(text).value if text else None


def _listed(places: Iterable[tuple[int, Cell]]) -> str:
    """Days as a person lists them: `3、4、9 日`."""
    numbers = [str(day) for day, _ in places]
    shown_days = numbers if len(numbers) <= 8 else [*numbers[:7], "…", numbers[-1]]
    return f"{'、'.join(dict.fromkeys(shown_days))} 日"


def _without_empty_halves(columns: Sequence[DayColumn], used: set[int]) -> list[DayColumn]:
    """Day columns, those of a heading merged across two for looks counted as the one they are."""
    seconds = [each.column for each in columns if each.half == 1]
    if not seconds or used & set(seconds):
        return list(columns)
    return [replace(each, half=None) for each in columns if each.half != 1]


def _together(marks: list[DayMark]) -> list[DayMark]:
    """Marks in the order of the days, halves of one kind added up."""
    days_h: Counter[tuple[int, str]] = Counter()
    for mark in marks:
        days_h[mark["day"], mark["kind"]] += mark["days_h"]
    return [
        {"day": day, "kind": kind, "days_h": amount}
        for (day, kind), amount in sorted(days_h.items(), key=lambda each: each[0][0])
        if amount
    ]


def _hold_against_summary(person: Person, spent: Counter[str]) -> None:
    """Report where the day counts beside a grid are not those of its marks."""
    stated = {
        name: text
        for name, text in person.texts.items()
        if (name == "attended_days_h" or name.startswith("leave.")) and text and not is_blank(text)
    }
    if not stated:
        return
    kinds = {"attended_days_h": ATTENDED} | {
        name: name.removeprefix("leave.") for name in person.texts if name.startswith("leave.")
    }
    for name, kind in kinds.items():
        text = stated.get(name, "" if name == "attended_days_h" else "0")
        value = read_days(text).value if text else spent[kind]
        if value is not None and value != spent[kind]:
            person.find(
                name, "grid-and-summary-differ", marked=days(spent[kind]), stated=shown(text)
            )
