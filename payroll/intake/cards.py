"""Forms with one card a person: a label, its value beside it, the same labels again for the next.

The cards must be regular: every card has the same labels, and each label once.  Anything else is
not read but reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from payroll.intake.asked import Asked
from payroll.intake.block import Block
from payroll.intake.cells.model import Value
from payroll.intake.celltext import cell_text
from payroll.intake.grid import Grid
from payroll.intake.header import Header
from payroll.intake.person import Person
from payroll.intake.reading import Layout
from payroll.intake.words import field_of

_FEWEST_FIELDS = 3


@dataclass(frozen=True)
class Label:
    """A label of a form and the cell its value stands in."""

    field: str
    text: str
    row: int
    column: int
    value_row: int
    value_column: int


def read_cards(grid: Grid, asked: Asked) -> tuple[Block, list[int]] | None:
    """The people of a sheet of cards, and the rows these take up; None when it has none."""
    labels = _labels(grid)
    cards = _cards(labels)
    if not cards:
        return None
    fields = {each.field: each for each in cards[0]}
    header = Header(
        min(each.row for each in cards[0]),
        max(each.row for each in cards[0]),
        {name: each.value_column for name, each in fields.items()},
        {},
        {each.value_column: each.text for each in cards[0]},
    )
    layout = Layout(grid.file, grid.sheet, header.columns)
    block = Block(grid, header, layout, asked, range(1, 1 << 20))
    for card in cards:
        person = _person(grid, card)
        if person is not None:
            block.people.append(person)
    rows = [each.row for each in labels]
    return block, list(range(min(rows), max(rows) + 1))


def _labels(grid: Grid) -> list[Label]:
    """The labels of a sheet with the cells beside them, in reading order."""
    labels = []
    for row in grid.numbered:
        for column in sorted(grid.row(row)):
            text = grid.text(row, column)
            name = field_of(text)
            if name is None:
                continue
            merge = grid.merged.at(row, column)
            beside = (merge.last_column if merge else column) + 1
            if field_of(grid.text(row, beside)) is None:
                labels.append(Label(name, text, row, column, row, beside))
    return labels


def _cards(labels: Sequence[Label]) -> list[list[Label]]:
    """The labels of each card; none when they do not repeat regularly."""
    if not labels:
        return []
    first = labels[0]
    starts = [each for each in labels if each.field == first.field]
    rows = sorted({each.row for each in starts})
    columns = sorted({each.column for each in starts})
    cards: dict[tuple[int, int], list[Label]] = {}
    for label in labels:
        row = max((each for each in rows if each <= label.row), default=rows[0])
        column = max((each for each in columns if each <= label.column), default=columns[0])
        cards.setdefault((row, column), []).append(label)
    found = [cards[place] for place in sorted(cards)]
    fields = [each.field for each in found[0]]
    regular = len(set(fields)) == len(fields) >= _FEWEST_FIELDS and {"name", "id_number"} & {
        *fields
    }
    if not regular or any([each.field for each in card] != fields for card in found):
        return []
    return found


def _person(grid: Grid, card: Iterable[Label]) -> Person | None:
    """The person of a card, None when nothing is filled in."""
    card = list(card)
    columns = {each.field: each.value_column for each in card}
    rows = {each.field: each.value_row for each in card}
    person = Person(min(rows.values()), {}, layout=Layout(grid.file, grid.sheet, columns, rows))
    for each in card:
        _read(grid, person, each.field, grid.row(each.value_row).get(each.value_column))
    if person.findings or any(person.texts.get(name) for name in ("name", "id_number")):
        return person
    return None


def _read(grid: Grid, person: Person, name: str, value: Value | None) -> None:
    if value is None:
        person.texts[name] = None
        return
    text, code, facts = cell_text(value, name, date1904=grid.date1904)
    person.texts[name] = text
    if code:
        person.find(name, code, **facts)
