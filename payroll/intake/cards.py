"""Forms with one card a person: a label, its value beside it, the same labels again for the next.

A label and its value may also share a cell (`姓名：张三`), and a card may hold the days of the
month with the marks below them.  The cards must be regular: each label once in a card, and those
that everybody needs in every card.  Anything else is not read but reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from payroll.intake.asked import Asked
from payroll.intake.block import Block
from payroll.intake.card_days import day_lines
from payroll.intake.celltext import cell_text
from payroll.intake.grid import Grid
from payroll.intake.header import Header
from payroll.intake.person import DayLine, Person
from payroll.intake.reading import Layout
from payroll.intake.row_kinds import is_day_field
from payroll.intake.surroundings import said_in
from payroll.intake.weak_columns import COUNTS
from payroll.intake.words import field_of
from payroll.period import month_text

_FEWEST_FIELDS = 3
_WHO = ("name", "id_number")
_PARTINGS = " \t\n\u3000,，;；、"
_IN_ONE_CELL = re.compile(r"(?:^|(?<=[\s,，;；、]))(?P<label>[^\s:：,，;；、]{2,12})\s*[:：]")


@dataclass(frozen=True)
class Label:
    """A label of a form and the cell its value stands in."""

    field: str
    text: str
    row: int
    column: int
    value_column: int
    value: str | None = None
    """The value that stands in the label's own cell."""


@dataclass
class Card:
    """The labels of one person, and the rows of days among them."""

    labels: list[Label]
    lines: list[DayLine] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    """The other rows over and in the card."""

    @property
    def fields(self) -> list[str]:
        """The fields of its labels."""
        return [each.field for each in self.labels]


def read_cards(grid: Grid, asked: Asked) -> tuple[Block, list[int]] | None:
    """The people of a sheet of cards, and the rows these take up; None when it has none."""
    cards = _cards(grid)
    if not cards:
        return None
    labels = {each.field: each for card in reversed(cards) for each in card.labels}
    rows = [each.row for card in cards for each in card.labels]
    rows += [line.row for card in cards for line in card.lines]
    header = Header(
        min(each.row for each in cards[0].labels),
        max(each.row for each in cards[0].labels),
        {name: each.value_column for name, each in labels.items()},
        {},
        {each.value_column: each.text for each in labels.values()},
        days=tuple(column for line in cards[0].lines for column in line.columns),
    )
    layout = Layout(grid.file, grid.sheet, header.columns)
    block = Block(grid, header, layout, asked, range(1, 1 << 20))
    for card in cards:
        person = _person(grid, card, asked)
        if person is not None:
            block.people.append(person)
        block.feet += card.words
    return block, list(range(min(rows), max(rows) + 1))


def _labels(grid: Grid) -> list[Label]:
    """The labels of a sheet with their values, in reading order."""
    labels = []
    for row in grid.numbered:
        for column in sorted(grid.row(row)):
            text = grid.text(row, column)
            inside = _in_one_cell(text, row, column)
            name = field_of(text)
            if name is None or any(each.value for each in inside):
                labels += inside
                continue
            merge = grid.merged.at(row, column)
            beside = (merge.last_column if merge else column) + 1
            if field_of(grid.text(row, beside)) is None:
                labels.append(Label(name, text, row, column, beside))
    return labels


def _in_one_cell(text: str, row: int, column: int) -> list[Label]:
    """The labels whose values stand behind them in the same cell."""
    found = list(_IN_ONE_CELL.finditer(text))
    ends = [*(each.start() for each in found), len(text)][1:]
    return [
        Label(name, each["label"], row, column, column, text[each.end() : end].strip(_PARTINGS))
        for each, end in zip(found, ends, strict=True)
        if (name := field_of(each["label"])) is not None
    ]


def _cards(grid: Grid) -> list[Card]:
    """The cards of a sheet; none when they are not regular."""
    labels = _labels(grid)
    count = {name: sum(each.field == name for each in labels) for name in {e.field for e in labels}}
    people = max((count.get(name, 0) for name in _WHO), default=0)
    start = next((each.field for each in labels if count[each.field] == people), None)
    if not people or start is None:
        return []
    starts = [each for each in labels if each.field == start]
    rows = sorted({each.row for each in starts})
    columns = sorted({each.column for each in starts})
    cards: dict[tuple[int, int], Card] = {}
    for label in labels:
        row = max((each for each in rows if each <= label.row), default=None)
        column = max((each for each in columns if each <= label.column), default=columns[0])
        if row is not None:
            cards.setdefault((row, column), Card([])).labels.append(label)
    found = [cards[place] for place in sorted(cards)]
    if len(columns) == 1:
        _add_rows(grid, found, rows)
    return found if _are_regular(found) else []


def _add_rows(grid: Grid, cards: Sequence[Card], rows: Sequence[int]) -> None:
    """Bring the rows of days and of other words into cards that stand one below the other."""
    above = 0
    for card, first, end in zip(cards, rows, [*rows[1:], grid.numbered[-1] + 1], strict=True):
        card.lines, taken = day_lines(grid, range(first, end))
        card.labels = [each for each in card.labels if each.row not in taken]
        own = {each.row for each in card.labels} | taken
        others = [row for row in grid.numbered if (above or first) < row < max(own)]
        card.words = [(row, _words(grid, row)) for row in others if row not in own]
        above = max(own)


def _words(grid: Grid, row: int) -> str:
    return "  ".join(value.text for _, value in sorted(grid.row(row).items()))


def _are_regular(cards: Sequence[Card]) -> bool:
    """Whether every card has each label once, and all of them those that everybody needs.

    A name beside words for leave alone is a list of leave taken, not somebody's card.
    """
    needed = {frozenset(name for name in card.fields if not _may_lack(name)) for card in cards}
    return len(needed) == 1 and all(
        len(set(card.fields)) == len(card.fields)
        and len(card.fields) + len(card.lines) >= _FEWEST_FIELDS
        and {*_WHO} & {*card.fields}
        and (card.lines or {"id_number", *COUNTS} & {*card.fields})
        for card in cards
    )


def _may_lack(name: str) -> bool:
    """Whether a card may leave the label out: what it would say is then nothing."""
    return name.startswith("leave.") or (not is_day_field(name) and name in _OPTIONAL)


_OPTIONAL = frozenset(
    {"note", "rating", "card_number", "bank", "start_date", "end_date", "serial", "leave_total_h"}
)


def _person(grid: Grid, card: Card, asked: Asked) -> Person | None:
    """The person of a card, None when nothing is filled in."""
    columns = {each.field: each.value_column for each in card.labels}
    rows = {each.field: each.row for each in card.labels}
    person = Person(min(rows.values()), {}, layout=Layout(grid.file, grid.sheet, columns, rows))
    for each in card.labels:
        _read(grid, person, each)
    if not person.findings and not any(person.texts.get(name) for name in _WHO):
        return None
    person.day_lines = card.lines
    said = said_in("标题", [each for each in card.words if each[0] < person.row], asked)
    person.group = said if said.programs or said.units or said.required_h else None
    if len(said.months) == 1:
        person.texts.setdefault("service_month", month_text(*said.months))
    return person


def _read(grid: Grid, person: Person, label: Label) -> None:
    value = grid.row(label.row).get(label.value_column)
    if value is None or label.value is not None:
        person.texts[label.field] = label.value or None
        return
    text, code, facts = cell_text(value, label.field, date1904=grid.date1904)
    person.texts[label.field] = text
    if code:
        person.find(label.field, code, **facts)
