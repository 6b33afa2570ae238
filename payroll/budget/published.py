"""The published tables of a budget, cell by cell, and which of their figures should agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal


@dataclass(frozen=True)
class Row:
    """A row of a published table; blank cells are None."""

    name: str
    cells_h: tuple[int | None, ...]
    """In hundredths of the column's unit."""
    code: str = ""
    under: str = ""
    """Name or code of the row it is a part of."""

    @property
    def key(self) -> str:
        """What cells are called by: the code, or the name of a row without one."""
        return self.code or self.name

    @property
    def title(self) -> str:
        """Code and name, as a reader finds the row."""
        return f"{self.code} {self.name}".lstrip()


@dataclass(frozen=True)
class Sum:
    """Columns (or cells) that add up to another one."""

    total: str
    parts: tuple[str, ...]
    what: str = ""


@dataclass(frozen=True)
class PublishedTable:
    """A table of the publication, cell by cell."""

    id: str
    title: str
    columns: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[Row, ...]
    across: tuple[Sum, ...] = ()

    def row(self, key: str) -> Row | None:
        """The row of this code or name."""
        return self._rows_by_key.get(key)

    @cached_property
    def _rows_by_key(self) -> dict[str, Row]:
        keys = [(key, row) for row in reversed(self.rows) for key in (row.name, row.code) if key]
        return dict(keys)

    def unit(self, column: str) -> str:
        """Unit of a column."""
        return self.units[self.columns.index(column)]

    def cell_h(self, key: str, column: str) -> int | None:
        """The figure in hundredths of its unit; None for a blank cell or a row that is missing."""
        row = self.row(key)
        return None if row is None else row.cells_h[self.columns.index(column)]


@dataclass(frozen=True)
class Same:
    """Cells that publish one figure."""

    what: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ProjectsTie:
    """Projects added up by name, code or category and compared with columns of tables."""

    what: str
    by: Literal["name", "code", "category"]
    columns: tuple[str, ...]
    funds: tuple[str, ...]
    counts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ratio:
    """A published percentage of two cells, in hundredths of a percent."""

    what: str
    part: str
    whole: str
    printed_h: int
    source: str


@dataclass(frozen=True)
class Growth:
    """A published change against last year: in 万元 (hundredths) and percent (hundredths)."""

    what: str
    now: str
    more_h: int
    percent_h: int
    source: str
    part_of: str = ""
    """`what` of the change that this one is a part of."""


@dataclass(frozen=True)
class Ties:
    """Which published figures should agree."""

    projects: tuple[ProjectsTie, ...] = ()
    rows: tuple[Sum, ...] = ()
    sums: tuple[Sum, ...] = ()
    same: tuple[Same, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    growths: tuple[Growth, ...] = ()
