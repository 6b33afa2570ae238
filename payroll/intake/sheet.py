"""One sheet → its tables: headings, the people under each, and what the words around them say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from payroll.intake.asked import Asked
from payroll.intake.block import Block
from payroll.intake.cards import read_cards
from payroll.intake.celltext import shown_text
from payroll.intake.grid import Grid
from payroll.intake.header import Header, find_headers
from payroll.intake.legends import Legend, legend_in
from payroll.intake.mentions import labelled_unit_in, required_days_in
from payroll.intake.reading import Layout
from payroll.intake.surroundings import Said, said_by_names, said_in
from payroll.intake.turned import read_turned
from payroll.intake.words import compact, key
from payroll.terms.marks import BLANK
from payroll.terms.places import UNIT_LABELS
from payroll.terms.sheet_rows import TITLE_WORDS


@dataclass(frozen=True)
class Context:
    """A block of people and everything around it that may say something about them."""

    block: Block
    said: Sequence[Said]
    """Near to far."""
    legend: Legend


def find_blocks(grid: Grid, asked: Asked) -> list[Context]:
    """The blocks of people of a sheet downwards; those side by side from left to right."""
    headings = find_headers(grid, asked.month)
    found: list[tuple[Block, list[Said]]] = []
    current: list[Block] = []
    titles: list[Said] = []
    for place, headers in enumerate(headings):
        first, last = headers[0].first_row, _last_row(grid, headings, place)
        above = _texts_above(grid, current, first)
        title = said_in("标题", above, asked)
        if current and _repeats(headers, current, title, titles[-1]):
            _pass_over_heading(grid, headers, current)
        else:
            titles.append(title)
            start = _start_of_table(above, first)
            for block in current:
                block.end = start
            current = _new_blocks(grid, headers, asked)
            for block in current:
                block.above += [text for row, text in above if row >= start]
            found += [(block, _titles(titles)) for block in current]
        for block in current:
            block.take(headers[0].last_row + 1, last)
    if not found:
        found = _find_forms(grid, asked)
    names = said_by_names(grid.sheet, grid.file, asked)
    whole = legend_in(_legend_texts(grid, [block for block, _ in found]))
    return [
        Context(
            block,
            [_said_by_heading(block, asked), *said, _foot(block, asked), *names],
            _nearest_legend(block, whole),
        )
        for block, said in found
    ]


def _find_forms(grid: Grid, asked: Asked) -> list[tuple[Block, list[Said]]]:
    """The people of a sheet that has no heading over them: headings in a column, or cards."""
    for read in (read_turned, read_cards):
        form = read(grid, asked)
        if form is not None and form[0].people:
            block, rows = form
            outside = [(row, row_text(grid, row)) for row in grid.numbered if row not in rows]
            block.feet += [each for each in outside if each[0] > rows[-1]]
            block.notes += [each for each in outside if each[0] < rows[0]]
            title = said_in("标题", block.notes, asked)
            return [(block, [title])]
    return []


def _last_row(grid: Grid, headings: Sequence[Sequence[Header]], place: int) -> int:
    """The last row under heading number `place`."""
    if place + 1 < len(headings):
        return headings[place + 1][0].first_row - 1
    return grid.numbered[-1]


def _texts_above(grid: Grid, blocks: Sequence[Block], heading: int) -> list[tuple[int, str]]:
    """The texts between the people of the block above and a heading, without the feet there."""
    below = max((block.last_taken for block in blocks), default=0)
    feet = {row for block in blocks for row, _ in block.feet}
    return [
        (row, row_text(grid, row))
        for row in range(below + 1, heading)
        if row not in feet and grid.row(row)
    ]


def _start_of_table(above: Sequence[tuple[int, str]], heading: int) -> int:
    """The row from which the words over a heading belong to it, not to the people above: its title,
    or what stands below a blank row."""
    rows = [row for row, _ in above]
    gaps = [row for row in rows[1:] if row - 1 not in rows]
    titles = [row for row, text in above if any(word in compact(text) for word in TITLE_WORDS)]
    return min([*titles, *gaps[-1:]], default=heading)


def row_text(grid: Grid, row: int) -> str:
    """The texts of a row, two spaces apart; a label for the unit with the colon it may lack."""
    texts = [
        shown_text(value, date1904=grid.date1904) for _, value in sorted(grid.row(row).items())
    ]
    return "  ".join(f"{text}：" if key(text) in UNIT_LABELS else text for text in texts)


def _repeats(headers: Sequence[Header], blocks: Sequence[Block], title: Said, titled: Said) -> bool:
    """Whether a heading only comes again on the next page: same columns, nothing new said."""
    same = [(each.columns, each.days) for each in headers] == [
        (block.header.columns, block.header.days) for block in blocks
    ]
    facts = (title.programs.keys(), title.units, title.months, title.required_h)
    before = (titled.programs.keys(), titled.units, titled.months, titled.required_h)
    return same and all(not new or new == old for new, old in zip(facts, before, strict=True))


def _pass_over_heading(grid: Grid, headers: Sequence[Header], blocks: Sequence[Block]) -> None:
    rows = range(headers[0].first_row, headers[0].last_row + 1)
    for block in blocks:
        block.skipped.setdefault("重复的表头", []).extend(row for row in rows if grid.row(row))
        block.last_taken = headers[0].last_row


def _new_blocks(grid: Grid, headers: Sequence[Header], asked: Asked) -> list[Block]:
    """A block for each header, with the columns up to the next one."""
    starts = [min(each.titles) for each in headers]
    starts[0] = 1
    ends = [*starts[1:], _BEYOND]
    return [
        Block(
            grid,
            header,
            Layout(grid.file, grid.sheet, layout_columns(header)),
            asked,
            range(start, end),
        )
        for header, start, end in zip(headers, starts, ends, strict=True)
    ]


_BEYOND = 1 << 20


def layout_columns(header: Header) -> dict[str, int]:
    """Where the fields stand; a day of the grid is the field `day.` and its number."""
    columns = [each for line in (header.days, *header.days_below) for each in line]
    days = {f"day.{each.day}": each.column for each in reversed(columns)}
    return {**header.columns, **days}


def _titles(titles: Sequence[Said]) -> list[Said]:
    """What the title of the last block says, and behind it the sheet's own for what it leaves out.

    The title over the first block is the sheet's title as well; where a later block says something
    else of itself, that is no contradiction.
    """
    own, first = titles[-1], titles[0]
    if own is first:
        return [own]
    return [
        own,
        replace(
            first,
            programs={} if own.programs else first.programs,
            units=frozenset() if own.units else first.units,
            months=frozenset() if own.months else first.months,
            required_h=frozenset() if own.required_h else first.required_h,
        ),
    ]


def _said_by_heading(block: Block, asked: Asked) -> Said:
    """What the heading states itself: required days in brackets, months of the days."""
    months = frozenset(
        date(year or asked.month.year, month, 1) for year, month in block.header.months
    )
    required = {days_h for each in _titles_of(block) for days_h in required_days_in(each)}
    return Said("表头", block.header.first_row, months=months, required_h=frozenset(required))


def _titles_of(block: Block) -> list[str]:
    days = {each.column for each in block.header.days}
    return [title for column, title in block.header.titles.items() if column not in days]


def _foot(block: Block, asked: Asked) -> Said:
    """What stands below the people: the unit behind its label, required days; no months, which
    are those of signing."""
    said = said_in("表尾", block.feet, asked)
    labelled = {unit for _, text in block.feet if (unit := labelled_unit_in(text))}
    return Said("表尾", said.row, units=frozenset(labelled), required_h=said.required_h)


def _legend_texts(grid: Grid, blocks: Sequence[Block]) -> list[str]:
    """The texts of all rows of a sheet that are not people, each once."""
    upright = [block.header.first_row for block in blocks if not block.grid.is_turned]
    first = min(upright, default=1)
    texts = [row_text(grid, row) for row in grid.numbered if row < first]
    return list(dict.fromkeys([*texts, *(text for block in blocks for text in _around(block))]))


def _around(block: Block) -> list[str]:
    below = [text for row, text in block.notes + block.feet if row < block.end]
    return [*block.above, *below, *block.asides]


def _nearest_legend(block: Block, whole: Legend) -> Legend:
    """The legend beside a block's own people; where they have none, that of the sheet.

    Tables one below the other may come from units that mean different things by one mark.
    """
    own = legend_in(dict.fromkeys(_around(block)))
    if not own.own:
        return own.over(whole)
    return (
        own
        if own.blank or not whole.blank
        else replace(own, meanings={**own.meanings, BLANK: whole.blank})
    )


def texts_of(grid: Grid) -> list[str]:
    """The texts of a sheet, row by row."""
    return [row_text(grid, row) for row in grid.numbered]
