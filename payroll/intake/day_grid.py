"""Day grids: the marks of a person → attended days, leave, and the marks day by day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from payroll.amounts import days
from payroll.intake.asked import Asked
from payroll.intake.celltext import cell_text
from payroll.intake.day_columns import DayColumn
from payroll.intake.day_notes import DayNotes
from payroll.intake.grid import Grid
from payroll.intake.legends import Legend, marked
from payroll.intake.marks import Mark, read_mark
from payroll.intake.person import DayLine, DayMark, Person
from payroll.intake.values.days import read_days
from payroll.intake.values.read import is_blank, shown
from payroll.problems import Cell
from payroll.terms.blanks import NOTHING
from payroll.terms.leave import ATTENDED
from payroll.terms.marks import REST


@dataclass
class Grids:
    """The day grids of a table: what concerns all of its people, and the reading of each."""

    asked: Asked
    own_legend: Legend
    """The sheet's own; 图例.toml stands behind it for each person's unit."""
    people: Sequence[Person]
    counted: Counter[str] = field(default_factory=Counter)
    """How often each mark was met."""
    _known: dict[tuple[str | None, str, bool], Mark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = [line for person in self.people for line in person.day_lines]
        self._texts = {
            (id(line.grid), line.row, column.column): text
            for line in lines
            for column in line.columns
            if (text := _mark_text(line.grid, line.row, column.column))
        }
        used = {(grid, column) for grid, _, column in self._texts}
        self.is_empty = not used
        for person in self.people:
            person.day_lines = [_without_empty_halves(line, used) for line in person.day_lines]
        self._lines_of = {id(person): self._lines(person) for person in self.people}
        lines = [line for each in self._lines_of.values() for line in each]
        # halves of a day are marked with 1, not with 0.5
        self._ones = any(
            self._text(line, column) == "1"
            for line in lines
            for column in line.columns
            if line.half is not None or column.half is not None
        )
        self.days = {column.day for line in lines for column in line.columns}
        self.busy = {
            column.day for line in lines for column in line.columns if self._text(line, column)
        }

        self.rested = {
            column.day
            for person in self.people
            for line in person.day_lines
            for column in line.columns
            if column.day in self.asked.rest_days
            and self._legend(person).kind(self._text(line, column)) == REST
        }

    def _legend(self, person: Person) -> Legend:
        return self.own_legend.over(self.asked.legends.of(person.texts.get("unit")))

    def unmarked_days(self) -> list[int]:
        """Working days of the month that have a column but not one mark."""
        return sorted(self.days & {*self._month} - self.busy - self.asked.rest_days)

    def missing_days(self, person: Person) -> list[int]:
        """Working days of the month that no column is for in which the person has a row."""
        own = {column.day for line in person.day_lines for column in line.columns}
        return sorted({*self._month} - self.asked.rest_days - own)

    @property
    def _month(self) -> range:
        return range(1, self.asked.last_day + 1)

    def read(self, person: Person) -> None:
        """Turn the marks of a person into day counts, held against those the sheet states."""
        spent: Counter[str] = Counter()
        marks: list[DayMark] = []
        legend = self._legend(person)
        notes = DayNotes(person, self.asked, legend)
        for line in self._lines_of[id(person)]:
            for column in line.columns:
                half = line.half if line.half is not None else column.half
                mark = self._mark(notes, line, column, is_half=half is not None)
                for kind, days_h in mark.spent:
                    spent[kind] += days_h
                    marks.append({"day": column.day, "kind": kind, "days_h": days_h})
        if not notes.marked and legend.blank != ATTENDED and not _states_zero(person):
            person.find("marks", "no-marks", person.day_lines[0].grid.cell(person.row))
        if _attended(person) == spent[ATTENDED]:
            notes.blanks.clear()  # the count beside the grid says that they were not worked
        notes.tell()
        if any(each.code in _HOLDING for each in person.findings):
            person.texts["attended_days_h"] = None
            return
        person.marks = _together(marks)
        _hold_against_summary(person, spent)
        person.texts["attended_days_h"] = days(spent.pop(ATTENDED, 0))
        for kind, days_h in spent.items():
            person.texts[f"leave.{kind}"] = days(days_h)

    def _lines(self, person: Person) -> list[DayLine]:
        """The rows of a person, each known to be for whole days or for a half of them."""
        by_days: dict[tuple[DayColumn, ...], list[DayLine]] = {}
        for line in person.day_lines:
            by_days.setdefault(line.columns, []).append(line)
        return [line for lines in by_days.values() for line in self._of_one_day(person, lines)]

    def _of_one_day(self, person: Person, lines: list[DayLine]) -> list[DayLine]:
        """Rows for the same days: one for the whole, or one for each half.

        Two rows that do not say so are the halves when both are filled in for the same days: taken
        as whole days they would count each day twice.
        """
        halves = [line.half for line in lines]
        place = lines[-1].grid.cell(lines[-1].row)
        if halves == [None] or sorted(map(str, halves)) == ["0", "1"]:
            return lines
        if len(lines) == 1:
            person.find("marks", "half-row-missing", place)
        elif halves == [None, None] and self._same_days(*lines):
            person.find("marks", "rows-read-as-halves", place)
            return [replace(line, half=half) for half, line in enumerate(lines)]
        else:
            person.find("marks", "rows-of-person-unclear", place)
        return lines[:1]

    def _same_days(self, one: DayLine, other: DayLine) -> bool:
        """Whether two rows of whole days have marks on the same days."""
        return all(
            column.half is None and bool(self._text(one, column)) == bool(self._text(other, column))
            for column in one.columns
        )

    def _text(self, line: DayLine, column: DayColumn) -> str:
        return self._texts.get((id(line.grid), line.row, column.column), "")

    def _mark(self, notes: DayNotes, line: DayLine, column: DayColumn, *, is_half: bool) -> Mark:
        text = self._text(line, column)
        place = line.grid.cell(line.row, column.column)
        if not text:
            return self._blank(notes, column.day, place, is_half=is_half)
        notes.marked = True
        self.counted[text] += 1
        if column.day > self.asked.last_day:
            notes.person.find("marks", "mark-outside-month", place, before=shown(text))
            return Mark()
        known = (notes.person.texts.get("unit"), text, is_half)
        mark = self._known.get(known)
        if mark is None:
            mark = read_mark(text, notes.legend, half=is_half, ones=self._ones)
            self._known[known] = mark
        if mark.code == "mark-unknown" and text in NOTHING and notes.expects_nobody(column.day):
            return Mark()
        if mark.code:
            notes.unclear.setdefault((mark.code, text), []).append((column.day, place))
        notes.note(column.day, mark, place)
        return mark

    def _blank(self, notes: DayNotes, day: int, place: Cell, *, is_half: bool) -> Mark:
        """What a cell without a mark means on that day."""
        rest = day in self.asked.rest_days
        if not notes.in_post(day) or day > self.asked.last_day:
            return Mark()
        if rest and day not in self.rested:
            return Mark()  # nobody is expected, and nobody else is said to rest
        if notes.legend.blank == ATTENDED:
            mark = Mark(((ATTENDED, 50 if is_half else 100),))
            notes.note(day, mark, place)
            return mark
        if notes.legend.blank is None and not rest:
            notes.blanks.append((day, place))
        return Mark()


_HOLDING = frozenset(
    {
        *("mark-unknown", "mark-contradicted", "mark-unsettled", "mark-too-fine"),
        *("mark-number-large", "mark-outside-month", "blank-undeclared", "no-marks"),
        *("rows-of-person-unclear", "days-not-in-grid", "grid-crosses-months"),
        *("mark-without-day", "leave-on-rest-day", "half-row-missing", "mark-outside-post"),
    }
)


_ABOVE_EACH_OTHER = re.compile(r"\s*(\S)\s*\n\s*(\S)\s*")
"""Two marks on two lines of a cell: morning and afternoon."""


def _mark_text(grid: Grid, row: int, column: int) -> str:
    value = grid.merged_value(row, column)
    if value is None:
        return ""
    text, code, _ = cell_text(value, "day", date1904=grid.date1904)
    if (halves := _ABOVE_EACH_OTHER.fullmatch(text or "")) is not None:
        text = "/".join(halves.groups())
    return value.text or "？" if code else marked(text or "")


def _attended(person: Person) -> int | None:
    """The attended days that the row states in a column of its own, in hundredths."""
    return read_days(person.texts.get("attended_days_h") or "").value


def _states_zero(person: Person) -> bool:
    """Whether the row says in a column of its own that no day was attended."""
    return _attended(person) == 0


def _without_empty_halves(line: DayLine, used: set[tuple[int, int]]) -> DayLine:
    """A row whose days are headed by two columns merged for looks, with one column a day."""
    seconds = [each.column for each in line.columns if each.half == 1]
    if not seconds or any((id(line.grid), column) in used for column in seconds):
        return line
    whole = (replace(each, half=None) for each in line.columns if each.half != 1)
    return replace(line, columns=tuple(whole))


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
    unknown = {each.field for each in person.findings if each.code == "formula-not-calculated"}
    for name, kind in kinds.items():
        if name in unknown:
            continue
        text = stated.get(name, "" if name == "attended_days_h" else "0")
        value = read_days(text).value if text else spent[kind]
        if value is not None and value != spent[kind]:
            person.find(
                name, "grid-and-summary-differ", marked=days(spent[kind]), stated=shown(text)
            )
