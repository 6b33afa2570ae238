"""Merged ranges: read from their text, checked against each other."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from payroll.intake.cells.addresses import place_of
from payroll.intake.cells.limits import Unreadable, shown
from payroll.intake.cells.model import Cells, Merge


def merge_of(text: str) -> Merge:
    """The merged range written `A1:C3`.  Raises `Unreadable` when it is none.

    >>> merge_of("A1:C3")
    Merge(first_row=1, first_column=1, last_row=3, last_column=3)
    """
    first, _, last = text.partition(":")
    try:
        top, left = place_of(first)
        bottom, right = place_of(last or first)
    except Unreadable as failure:
        raise Unreadable("merge-address", seen=shown(text)) from failure
    if bottom < top or right < left:
        raise Unreadable("merge-address", seen=shown(text))
    return Merge(top, left, bottom, right)


def require_apart(merges: Sequence[Merge]) -> None:
    """Refuse merged ranges that overlap: nobody can say which of them a cell belongs to.

    A line sweeps down the sheet; the ranges it crosses stand side by side, so a new one has to be
    compared with its two neighbours only.
    """
    crossed: list[tuple[int, int]] = []  # (first, last column), ascending, of the open ranges
    events = [(merge.first_row, 1, merge) for merge in merges]
    events += [(merge.last_row + 1, 0, merge) for merge in merges]
    for row, starts, merge in sorted(events):
        span = (merge.first_column, merge.last_column)
        place = bisect_left(crossed, span)
        if not starts:
            del crossed[place]
            continue
        before = crossed[place - 1] if place else (0, 0)
        after = crossed[place] if place < len(crossed) else (span[1] + 1, 0)
        if before[1] >= span[0] or after[0] <= span[1]:
            raise Unreadable("merge-overlap").at(row, merge.first_column)
        insort(crossed, span)


def covered(cells: Cells, merges: Sequence[Merge]) -> list[tuple[int, int]]:
    """Places of values that a merged range hides from the eye, in the order of the cells.

    The ranges do not overlap, so those a row crosses are in order of their columns.
    """
    if not merges:
        return []
    waiting = sorted(merges, reverse=True)
    crossed: list[tuple[int, Merge]] = []  # (first column, range), ascending
    found = []
    current = 0
    for row, column in zip(cells.rows, cells.columns, strict=True):
        if row != current:
            current = row
            crossed = [item for item in crossed if item[1].last_row >= row]
            while waiting and waiting[-1].first_row <= row:
                merge = waiting.pop()
                if merge.last_row >= row:
                    insort(crossed, (merge.first_column, merge))
        if crossed:
            place = bisect_left(crossed, (column + 1,)) - 1
            if place < 0:
                continue
            over = crossed[place][1]
            if column <= over.last_column and (row, column) != over[:2]:
                found.append((row, column))
    return found
