"""The rows under one heading, taken in from the top: people, and rows passed over with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from payroll.intake.asked import Asked
from payroll.intake.cells.text import visible
from payroll.intake.day_columns import DayColumn, half_of
from payroll.intake.grid import Grid, Row
from payroll.intake.header import Header
from payroll.intake.legends import legend_in
from payroll.intake.lost_days import tell_continued, tell_lost_days, tell_lost_marks
from payroll.intake.mentions import only_names, unit_in
from payroll.intake.person import DayLine, Person
from payroll.intake.person_rows import WHO, RowReader
from payroll.intake.reading import Layout
from payroll.intake.row_kinds import (
    MOST_H,
    Sums,
    day_values,
    is_aside,
    is_day_field,
    row_kind,
    total_problems,
)
from payroll.intake.surroundings import Said, said_in
from payroll.intake.values.days import read_days
from payroll.intake.values.read import is_blank, shown
from payroll.intake.words import key
from payroll.problems import Problem
from payroll.terms.headings import OVERTIME


@dataclass
class Block:
    """What stands under a heading."""

    grid: Grid
    header: Header
    layout: Layout
    asked: Asked
    columns: range
    """The columns that belong to these people."""
    sums: Sums = field(default_factory=Sums)
    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are neither people nor totals, with their texts."""
    feet: list[tuple[int, str]] = field(default_factory=list)
    """Texts of the rows below the people: signatures, remarks."""
    above: list[str] = field(default_factory=list)
    """Texts of the rows between the people above and the heading."""
    asides: list[str] = field(default_factory=list)
    """Texts to the right of the people, behind the last heading."""
    end: int = 1 << 30
    """The row from which the words belong to the next table."""
    unnamed: Counter[int] = field(default_factory=Counter)
    """Columns without a heading → how many people have something in them."""
    last_taken: int = 0
    """The last row that is a person, a total or kept free for one."""
    _group: Said | None = None
    _totals_above: list[tuple[int, Mapping[str, str | None]]] = field(default_factory=list)
    """Totals that stand over the people they add up."""
    _half_column: int | None = None
    _units_head: bool = False
    """Units are headed by a row with their sums."""
    _unit: tuple[int, Mapping[str, str | None]] | None = None
    """The last such row."""

    @cached_property
    def _reader(self) -> RowReader:
        return RowReader(self.grid, self.header)

    def take(self, first: int, last: int) -> None:
        """Take in the rows from `first` to `last`."""
        self._half_column = self._find_half_column(first, last)
        for number in range(first, last + 1):
            self._take_row(number, self._row(number))
        for number, texts in self._totals_above:
            self.problems += total_problems(texts, self.sums, self.layout, number)
        self._totals_above.clear()
        self._check_unit()

    def _row(self, number: int) -> Row:
        row = self.grid.row(number)
        if not row or (min(row) in self.columns and max(row) in self.columns):
            return row
        return {column: value for column, value in row.items() if column in self.columns}

    def _find_half_column(self, first: int, last: int) -> int | None:
        """The column that says 上午 or 下午 for each row of a day grid, if there is one."""
        if not self.header.days:
            return None
        taken = {*self.header.columns.values(), *(day.column for day in self.header.days)}
        counted = Counter(
            column
            for number in range(first, last + 1)
            for column, value in self._row(number).items()
            if column not in taken
            and (half_of(value.text) is not None or key(value.text) in OVERTIME)
        )
        found = counted.most_common(1)
        return found[0][0] if found and found[0][1] > 1 else None

    def _take_row(self, number: int, row: Row) -> None:
        if not row:
            self.skipped.setdefault("空行", []).append(number)
            return
        if self._continues_person(number, row):
            return
        person = self._reader.person(number, row, self._group)
        if self.header.days:
            person.day_lines.append(self._day_line(number, half_of(self._half_text(row))))
        known = set(self.header.columns.values())
        days = {each.column for each in self.header.days}
        others = {
            f"?{column}": visible(value.text)
            for column, value in row.items()
            if column not in known and column not in days and column != self._half_column
        }
        texts = person.texts | others
        marked = self._has_marks(row)
        typed_in = bool(person.texts.get("name")) or any(
            not value.is_formula
            for column, value in row.items()
            if column not in (self.header.columns.get("serial"), self._required_column)
        )
        kind, reason = row_kind(texts, self.sums, marked=marked, typed_in=typed_in)
        if kind == "other" and any(each.field in WHO for each in person.findings):
            kind = "person"
        if kind == "person" and (self._opens_group(number, row) or _is_legend(row)):
            kind, reason = "other", f"说明行（{shown(next(iter(row.values())).text)}）"
        if kind != "other" and self._heads_unit(person, kind):
            self._take_head_of_unit(number, person)
            return
        if kind == "person":
            self.unnamed.update(
                column
                for column in row
                if f"?{column}" in others and column not in self.header.titles
            )
            self._take_person(number, person)
            tell_lost_marks(person, self.grid, self.header, row)
            end = max(self.header.titles)
            self.asides += [row[column].text for column in sorted(row) if column > end]
        else:
            self._pass_over(number, kind, reason, texts, row)

    @property
    def _required_column(self) -> int | None:
        return self.header.columns.get("required_days_h")

    def _take_person(self, number: int, person: Person) -> None:
        if number in self.grid.hidden_rows:
            person.find("name", "row-hidden")
        for column in self.header.about_days:
            tell_lost_days(person, self.grid, self.header, column)
        if self.people:
            tell_continued(self.people[-1], number, person)
        self.people.append(person)
        self.last_taken = number
        self.sums.add(day_values(person.texts))

    def _day_line(
        self, number: int, half: int | None, columns: tuple[DayColumn, ...] = ()
    ) -> DayLine:
        return DayLine(self.grid, number, columns or self.header.days, half)

    def _pass_over(
        self, number: int, kind: str, reason: str, texts: Mapping[str, str | None], row: Row
    ) -> None:
        if row and reason == "空行":
            reason = "只在日期下有数字的行"
        self.skipped.setdefault(reason, []).append(number)
        if kind == "total":
            self.last_taken = number
            if self.sums.since_start:
                self.problems += total_problems(texts, self.sums, self.layout, number)
            else:
                self._totals_above.append((number, texts))
            return
        text = "  ".join(value.text for _, value in sorted(row.items()))
        if reason.startswith("表尾"):
            self.feet.append((number, text))
        elif reason.startswith("说明行"):
            self.notes.append((number, text))
            self._open_group(number, text)
        else:
            self.last_taken = number

    def _open_group(self, number: int, text: str) -> None:
        """Take a row of text as the heading of a group when it names a program or a unit, and
        nothing else; a sentence that mentions one says nothing about the rows below it."""
        said = said_in("分组行", [(number, text)], self.asked)
        words = [*said.programs.values(), *map(key, said.units)]
        if words and only_names(text, words):
            self._group = said
            self.sums.since_group = {}

    def _heads_unit(self, person: Person, kind: str) -> bool:
        """Whether a row gives the name of a unit and the sums of its people, who come below.

        What is the sum of those above is their total, unless the first such row stood over all.
        """
        if kind == "total" and not self._units_head:
            return False
        name = person.texts.get("name") or ""
        counts = day_values(person.texts).values()
        return (
            is_blank(person.texts.get("id_number") or "")
            and any(days_h > MOST_H for days_h in counts)
            and unit_in(name) is not None
        )

    def _take_head_of_unit(self, number: int, person: Person) -> None:
        name = person.texts["name"] or ""
        self._check_unit()
        self._units_head |= not self.people
        self._unit = (number, person.texts)
        self.skipped.setdefault(f"单位合计行（{shown(name)}）", []).append(number)
        self._open_group(number, name)
        self.last_taken = number

    def _check_unit(self) -> None:
        """Hold the sums over the people of a unit against theirs, once all are taken in."""
        if self._unit is not None:
            number, texts = self._unit
            found = total_problems(texts, self.sums, self.layout, number, of_unit=True)
            self.problems += found
        self._unit = None

    def _half_text(self, row: Row) -> str:
        value = row.get(self._half_column) if self._half_column is not None else None
        return value.text if value else ""

    def _opens_group(self, number: int, row: Row) -> bool:
        """Whether the one text of a row is a heading over the people below it."""
        if len(row) > 1 or not row:
            return False
        ((column, value),) = row.items()
        merge = self.grid.merged.at(number, column)
        wide = merge is not None and merge.last_column - merge.first_column > 1
        said = said_in("", [(number, value.text)], self.asked)
        return wide or bool(said.programs or said.units)

    def _continues_person(self, number: int, row: Row) -> bool:
        """Whether a row is a further one of the person above, and taken as such."""
        if not self.people:
            return False
        above = self.people[-1]
        if any(self._own(row, name) for name in WHO) and not self._is_other_half(row, above):
            return False
        merged = any(
            merge.first_row <= above.row < number <= merge.last_row
            for name in WHO
            if (column := self.header.columns.get(name))
            and (merge := self.grid.merged.at(number, column))
        )
        if not merged and number != self.last_taken + 1:
            return False
        half = self._half_text(row)
        if half_of(half) is not None:
            above.day_lines.append(self._day_line(number, half_of(half)))
        elif half and key(half) in OVERTIME:
            self.skipped.setdefault("加班行，不计入出勤", []).append(number)
        elif self._has_marks(row):
            below = self.header.days_below[len(above.day_lines) - 1 :]
            above.day_lines.append(self._day_line(number, None, *below[:1]))
        elif merged and not self._counts_days(row):
            self.skipped.setdefault("合并单元格的续行", []).append(number)
        else:
            return False
        self.last_taken = number
        return True

    def _is_other_half(self, row: Row, above: Person) -> bool:
        """Whether a row that names a person is the afternoon of the one whose morning is above."""
        halves = [line.half for line in above.day_lines]
        own = {name: row[self.header.columns[name]].text for name in WHO if self._own(row, name)}
        return (
            halves == [0]
            and half_of(self._half_text(row)) == 1
            and all(key(text) == key(above.texts.get(name) or "") for name, text in own.items())
        )

    def _own(self, row: Row, name: str) -> bool:
        column = self.header.columns.get(name)
        return column is not None and column in row and not is_blank(row[column].text)

    def _counts_days(self, row: Row) -> bool:
        """Whether a row has a count of days of its own."""
        return any(
            column in row and not is_blank(row[column].text)
            for name, column in self.header.columns.items()
            if is_day_field(name) or "/" in name
        )

    def _has_marks(self, row: Row) -> bool:
        """Whether the cells under the days are marks, not counts of people or words of a foot."""
        if not self.header.days or any(is_aside(value.text) for value in row.values()):
            return False
        texts = [row[day.column].text for day in self.header.days if day.column in row]
        numbers = [read_days(text).value for text in texts if not is_blank(text)]
        return any(number is None or 0 < number <= 100 for number in numbers)


def _is_legend(row: Row) -> bool:
    """Whether the one text of a row says what marks mean."""
    return len(row) == 1 and bool(legend_in(value.text for value in row.values()).meanings)
