"""Which merged range a cell lies in."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable

from payroll.intake.cells.model import Merge


class MergedRanges:
    """Merged ranges of a sheet, which never overlap, asked by place.

    A range is filed under each of its rows or each of its columns, whichever are fewer, so that a
    range over a whole sheet costs no more than one over a title.
    """

    def __init__(self, merges: Iterable[Merge] = ()) -> None:
        self._by_row: dict[int, list[tuple[int, Merge]]] = {}
        self._by_column: dict[int, list[tuple[int, Merge]]] = {}
        for merge in merges:
            if merge.last_row - merge.first_row <= merge.last_column - merge.first_column:
                for row in range(merge.first_row, merge.last_row + 1):
                    insort(self._by_row.setdefault(row, []), (merge.first_column, merge))
            else:
                for column in range(merge.first_column, merge.last_column + 1):
                    insort(self._by_column.setdefault(column, []), (merge.first_row, merge))

    def at(self, row: int, column: int) -> Merge | None:
        """The range that the cell lies in, None for a single cell.

        >>> MergedRanges([Merge(1, 1, 1, 9), Merge(2, 1, 4, 2)]).at(3, 2)
        Merge(first_row=2, first_column=1, last_row=4, last_column=2)
        """
        for filed, start in (
            (self._by_row.get(row), column),
            (self._by_column.get(column), row),
        ):
            place = bisect_right(filed, start, key=_start) - 1 if filed else -1
            if filed and place >= 0:
                merge = filed[place][1]
                if merge.last_row >= row and merge.last_column >= column:
                    return merge
        return None


def _start(item: tuple[int, Merge]) -> int:
    return item[0]
