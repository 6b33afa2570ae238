"""The people of all tables as one frame of texts, built once however many files there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from payroll import schema
from payroll.intake.reading import Layout

_PLACE: dict[str, pl.DataType | type[pl.DataType]] = {"row": pl.UInt32, "layout": pl.UInt32}
_KINDS: dict[str, pl.DataType | type[pl.DataType]] = {**_PLACE, "marks": schema.MARKS}


class RawRows:
    """The people of the tables taken in so far, in their order."""

    def __init__(self) -> None:
        self.height = 0
        """How many people there are."""
        self._frames: list[pl.DataFrame] = []
        self._lists: dict[str, list[Any]] = {}
        self._listed = 0

    def add(self, columns: Mapping[str, Sequence[Any] | pl.Series], layouts: range) -> None:
        """Take in the `columns` of a `Table`, whose layouts have the numbers `layouts`."""
        count = len(columns["row"])
        numbers = layouts if len(layouts) == count else [layouts.start] * count
        if isinstance(columns["row"], pl.Series):
            self._close_lists()
            self._frames.append(_frame({**columns, "layout": numbers}))
        else:
            for name, values in (*columns.items(), ("layout", numbers)):
                column = self._lists.setdefault(name, [None] * self._listed)
                column.extend([None] * (self._listed - len(column)))
                column.extend(values)
            self._listed += count
        self.height += count

    def frame(self, layouts: Sequence[Layout]) -> pl.DataFrame:
        """A column of texts for each field, `marks` where there is a day grid, and `file`, `sheet`,
        `row` and `layout` (an index into `layouts`) of each person."""
        self._close_lists()
        rows = pl.concat([pl.DataFrame(schema=_PLACE), *self._frames], how="diagonal")
        files = pl.Series("file", [each.file for each in layouts], dtype=pl.String)
        sheets = pl.Series("sheet", [each.sheet for each in layouts], dtype=pl.String)
        return rows.with_columns(files.gather(rows["layout"]), sheets.gather(rows["layout"]))

    def _close_lists(self) -> None:
        for column in self._lists.values():
            column.extend([None] * (self._listed - len(column)))
        if self._listed:
            self._frames.append(_frame(self._lists))
        self._lists, self._listed = {}, 0


def _frame(columns: Mapping[str, Sequence[Any] | pl.Series]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            values.cast(_KINDS.get(name, pl.String)).alias(name)
            if isinstance(values, pl.Series)
            else pl.Series(name, values, dtype=_KINDS.get(name, pl.String))
            for name, values in columns.items()
        ]
    )
