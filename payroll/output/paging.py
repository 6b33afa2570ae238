"""Where a printed sheet is broken, so that signatures never stand on a page by themselves.

A spreadsheet breaks pages where they are full.  With bad luck the total, or only the line that is
signed, comes to stand alone on the last page, and nobody signs a page without a figure.  So one
break is set by us, some rows before the total, where that would happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KEPT = 3
"""Rows of people that stand above the total on the page that is signed."""
_TRIED = 16
_RECKONED = 8
"""Pages up to which the reckoning holds; on longer sheets a row more or less a page adds up to
anything, so that the break is always set."""
_STRETCHES = (1.0, 1.12, 1.33)
"""How much wider than in Excel columns come out: with 宋体 as the usual font an eighth, in
LibreOffice without Excel's fonts a third.  Pages are shrunk to the width of the paper, so that they
hold more rows then."""
_DEFAULT_COLUMN, _DEFAULT_ROW = 8.43, 15.0


@dataclass(frozen=True)
class Rows:
    """The rows of a sheet as they are printed; heights and the page in points."""

    heights: Sequence[float]
    headings: int
    """Rows that are repeated on every page."""
    tail: int
    """The first row of what must not stand alone: the total and the signatures."""

    def starts(self, capacity: float, forced: int | None = None) -> list[int]:
        """First row of every page that holds `capacity` points, with a break at row `forced`."""
        starts, used = [self.headings], 0.0
        for row in range(self.headings, len(self.heights)):
            height = self.heights[row]
            if row > starts[-1] and (row == forced or used + height > capacity):
                starts.append(row)
                used = 0.0
            used += height
        return starts


def rows_of(
    heights: dict[int, float], last_row: int, heading_row: int, tail: int | None
) -> Rows | None:
    """The rows from 0 to `last_row`; None where nothing is to be kept together."""
    if tail is None:
        return None
    every = [heights.get(row, _DEFAULT_ROW) for row in range(last_row + 1)]
    return Rows(every, heading_row + 1, tail)


def tail_break(rows: Rows, widths: Sequence[float | None], page: tuple[float, float]) -> int | None:
    """The row before which the page ends so that the tail has company; None where it has anyway.

    Of the rows that will do, the one with the fewest pages, then the last.
    `widths` are those of the columns, in characters; `page` is what the margins leave.

    >>> rows = Rows([20] * 29, headings=3, tail=26)
    >>> tail_break(rows, [100], (784, 516)), tail_break(rows, [100], (784, 700))
    (23, None)
    """
    capacities = [_capacity(rows, widths, page, stretch) for stretch in _STRETCHES]
    unbroken = [rows.starts(capacity) for capacity in capacities]
    if not any(len(starts) > _RECKONED or _alone(rows, starts) for starts in unbroken):
        return None
    first = rows.tail - KEPT
    pages_by_row = {
        row: [rows.starts(capacity, row) for capacity in capacities]
        for row in range(first, max(first - _TRIED, rows.headings), -1)
    }
    fitting = {
        row: sum(map(len, pages))
        for row, pages in pages_by_row.items()
        if all(not _alone(rows, starts) and _filled(starts, row) for starts in pages)
    }
    return min(fitting or pages_by_row, key=lambda row: fitting.get(row, 0), default=None)


def _capacity(
    rows: Rows, widths: Sequence[float | None], page: tuple[float, float], stretch: float
) -> float:
    """Points of rows below the headings of a page that is shrunk to the width of the paper."""
    pixels = [int((_DEFAULT_COLUMN if w is None else w) * 7 + 5) for w in widths]
    scale = min(1.0, page[0] / (sum(pixels) * 0.75 * stretch))
    return page[1] / scale - sum(rows.heights[: rows.headings])


def _alone(rows: Rows, starts: Sequence[int]) -> bool:
    return len(starts) > 1 and starts[-1] > rows.tail - KEPT


def _filled(starts: Sequence[int], forced: int) -> bool:
    """Whether the page that ends at the break has more than a row or two."""
    before = max((start for start in starts if start < forced), default=forced)
    return forced - before >= KEPT
