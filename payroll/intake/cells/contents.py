"""Sheets of one file while they are gathered, with what is to be said about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from payroll.intake.cells.limits import Unreadable
from payroll.intake.cells.merges import covered, require_apart
from payroll.intake.cells.model import Sheet

_LISTED = 20
"""Garbled cells listed for a sheet; the rest is found when these are mended."""


@dataclass(frozen=True)
class Remark:
    """The code of a problem, its place and its facts."""

    code: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Contents:
    """What a reader of one format hands on."""

    sheets: list[Sheet] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    date1904: bool = False
    encoding: str = ""

    def add(self, sheet: Sheet, garbled: Iterable[tuple[int, int]] = ()) -> None:
        """Keep a sheet, with the remarks that hold for every format.  Raises `Unreadable`."""
        try:
            require_apart(sheet.merges)
        except Unreadable as failure:
            raise failure.on(sheet.name) from None
        self.sheets.append(sheet)
        for place in list(garbled)[:_LISTED]:
            self.remarks.append(Remark("cell-text-garbled", sheet.name, *place))
        if under := covered(sheet.cells, sheet.merges):
            facts = {"count": len(under)}
            self.remarks.append(Remark("value-under-merge", sheet.name, *under[0], facts))
