"""Day grids whose days or people do not fit into one table, made up with a known truth."""

from __future__ import annotations

from collections.abc import Sequence

from tests.intake.books import ASKED
from tests.intake.canvas import Canvas
from tests.intake.truths import Truth
from tests.intake.wild import Column, Drawing, write_feet, write_titles
from tests.intake.wild_grids import DAYS, Marks, columns_before, draw_marks, mark

MIDDLE = (15, 16)


def half_months(draw: Drawing) -> Canvas:
    """The first days in one table and the others below it, beside it, or on a second line."""
    marks, before = _begin(draw)
    middle = draw.random.choice(MIDDLE)
    parts = [range(1, middle + 1), range(middle + 1, 32)]
    row = write_titles(draw, _legend(draw, marks, 1), 1, draw.truths, len(before) + 31)
    way = draw.pick(("below", "beside", "lines"))
    if way == "lines":
        row = _two_lines(draw, marks, before, parts, row)
    elif way == "below":
        for part in parts:
            _table(draw, marks, before, draw.truths, part, row, 1)
            row += 1 + len(draw.truths) + draw.random.randrange(2)
    else:
        _table(draw, marks, before, draw.truths, parts[0], row, 1)
        _table(draw, marks, before, draw.truths, parts[1], row, 1 + len(before) + middle)
        row += 1 + len(draw.truths)
    write_feet(draw, row, 1)
    return draw.canvas


def grids_side_by_side(draw: Drawing) -> Canvas:
    """Two or three blocks of people beside each other, each with all days of the month."""
    marks, before = _begin(draw)
    row = write_titles(draw, _legend(draw, marks, 1), 1, draw.truths, len(before) + 31)
    blocks = draw.random.choice([2, 3])
    size = -(-len(draw.truths) // blocks)
    for block in range(0, len(draw.truths), size):
        left = 1 + block // size * (len(before) + 31)
        _table(draw, marks, before, draw.truths[block : block + size], DAYS, row, left)
    write_feet(draw, row + 1 + size, 1)
    return draw.canvas


def _begin(draw: Drawing) -> tuple[Marks, list[Column]]:
    """Marks for whole days, and the columns before them."""
    marks = draw_marks(draw)
    while marks.halves in ("rows", "columns"):
        marks = draw_marks(draw)
    return marks, columns_before(draw, marks)


def _legend(draw: Drawing, marks: Marks, row: int) -> int:
    if marks.legend:
        draw.canvas.put(row, 1, marks.legend)
    return row + bool(marks.legend)


def _table(
    draw: Drawing,
    marks: Marks,
    before: Sequence[Column],
    truths: Sequence[Truth],
    days: range,
    row: int,
    left: int,
) -> None:
    """Write a heading and people with some days of the month."""
    for offset, (titles, _) in enumerate(before):
        draw.canvas.put(row, left + offset, titles[0])
    for offset, day in enumerate(days, len(before)):
        draw.canvas.put(row, left + offset, day)
    for place, truth in enumerate(truths):
        for offset, (_, content) in enumerate(before):
            draw.canvas.put(row + 1 + place, left + offset, content(truth, place))
        _days(draw, marks, truth, days, row + 1 + place, left + len(before))


def _two_lines(
    draw: Drawing, marks: Marks, before: Sequence[Column], parts: Sequence[range], row: int
) -> int:
    """Write two rows of days and two lines a person; returns the row below."""
    first = 1 + len(before)
    for line, part in enumerate(parts):
        for offset, day in enumerate(part):
            draw.canvas.put(row + line, first + offset, day)
    for offset, (titles, _) in enumerate(before, 1):
        draw.canvas.put(row, offset, titles[0])
        draw.canvas.merge(row, offset, row + 1, offset)
    for place, truth in enumerate(draw.truths, 1):
        for offset, (_, content) in enumerate(before, 1):
            draw.canvas.put(row + 2 * place, offset, content(truth, place))
            draw.canvas.merge(row + 2 * place, offset, row + 2 * place + 1, offset)
        for line, part in enumerate(parts):
            _days(draw, marks, truth, part, row + 2 * place + line, first)
    return row + 2 + 2 * len(draw.truths)


def _days(draw: Drawing, marks: Marks, truth: Truth, days: range, row: int, first: int) -> None:
    for column, day in enumerate(days, first):
        rest = day in ASKED.rest_days
        text = marks.rest if rest else mark(draw, marks, truth.days[day], None)
        draw.canvas.put(row, column, int(text) if text == "1" else text or None)
