"""The published tables and their ties as a budget file may write them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from payroll.budget.fields import CellH, CellRef, ColumnRef, Hundredths
from payroll.rates.tables import Table
from payroll.rates.values import Text
from payroll.terms.budget import Fund, Unit


class AcrossTable(Table):
    """One entry of `across`."""

    total: Text
    parts: list[Text] = Field(min_length=1)


class RowTable(Table):
    """One entry of `rows`."""

    code: Text | None = None
    name: Text
    under: Text | None = None
    cells: list[CellH]


class PublishedTableTable(Table):
    """`[[table]]`."""

    id: Text
    title: Text
    columns: list[Text] = Field(min_length=1)
    units: list[Unit] | None = None
    across: list[AcrossTable] = Field(default_factory=list)
    rows: list[RowTable] = Field(min_length=1)


class ProjectsTieTable(Table):
    """`[[projects_tie]]`."""

    what: Text
    by: Literal["name", "code", "category"]
    funds: list[Fund] | None = None
    columns: list[ColumnRef] = Field(min_length=1)
    counts: list[ColumnRef] = Field(default_factory=list)


class RowsTieTable(Table):
    """`[[rows_tie]]`."""

    what: Text
    total: ColumnRef
    parts: list[ColumnRef] = Field(min_length=1)


class TieTable(Table):
    """`[[tie]]`."""

    what: Text
    total: CellRef
    parts: list[CellRef] = Field(min_length=1)


class SameTable(Table):
    """`[[same]]`."""

    what: Text
    cells: list[CellRef] = Field(min_length=2)


class RatioTable(Table):
    """`[[ratio]]`."""

    what: Text
    part: CellRef
    whole: CellRef
    printed: Hundredths
    source: Text


class GrowthTable(Table):
    """`[[growth]]`."""

    what: Text
    now: CellRef
    more: Hundredths
    percent: Hundredths
    source: Text
    part_of: Text | None = None
