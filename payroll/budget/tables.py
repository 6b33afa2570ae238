"""The projects of a budget file as they may be written: keys, types and permitted words."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from payroll.budget.fields import Fen, Hundredths, People, SignedFen, Window
from payroll.budget.model import Measure, OnTime, Spread
from payroll.rates.tables import Raw, SettingTable, Table
from payroll.rates.values import Text
from payroll.terms.budget import Fund, Rhythm
from payroll.terms.status import Status


class StatedTable(Table):
    """`{ value = …, status = …, source = … }`."""

    value: Text
    status: Status = ""
    source: Text


class AmountTable(Table):
    """An amount in yuan with its source."""

    value: Fen
    status: Status = ""
    source: Text


class DeadlineTable(Table):
    """One entry of `deadlines`: either `by` or `every`."""

    what: Text
    by: date | None = None
    every: Rhythm | None = None
    source: Text

    @model_validator(mode="after")
    def _one_of_both(self) -> DeadlineTable:
        if (self.by is None) == (self.every is None):
            raise PydanticCustomError("budget-deadline-wrong", "", {"what": self.what})
        return self


class PeriodTable(Table):
    """One entry of `periods`."""

    what: Text
    months: Window
    source: Text


class IndicatorTable(Table):
    """One entry of `indicators`."""

    first: Text
    second: Text
    third: Text
    value: Text
    states: Literal["amount", "people", "rate"] | None = None
    component: Text | None = None
    measure: Measure | None = None
    deadline: Text | None = None
    note: Text | None = None


class EvaluationTable(Table):
    """`[evaluation]`: how the self-evaluation decides what no source states."""

    spread: SettingTable[Spread] | None = None
    on_time: SettingTable[OnTime] | None = None


class ProductTable(Table):
    """One entry of `products`."""

    factors: list[Text] = Field(min_length=2)
    source: Text


class AssumedTable(Table):
    """What a basis assumes, in words."""

    people: Text | None = None
    months: Text | None = None


class BasisTable(Table):
    """`[[project.basis]]`."""

    program: Text
    people: People
    months: Window
    assumed: AssumedTable = Field(default_factory=AssumedTable)
    unstated: list[Text] = Field(default_factory=list)
    source: Text


class PartTable(Table):
    """One entry of `parts`."""

    name: Text
    amount: Fen
    under: Text | None = None
    text: Text | None = None
    presumes: Text | None = None


class ProjectTable(Table):
    """`[[project]]`."""

    name: Text
    target_name: Text | None = None
    fund: Fund
    document: Text | None = None
    category: StatedTable | None = None
    code: StatedTable
    amount: AmountTable
    term_amount: Fen | None = None
    levels: dict[str, Fen] = Field(default_factory=dict)
    months: Window
    department: Text | None = None
    filed: Text | None = None
    deadlines: list[DeadlineTable] = Field(default_factory=list)
    periods: list[PeriodTable] = Field(default_factory=list)
    indicators: list[IndicatorTable] = Field(default_factory=list)
    products: list[ProductTable] = Field(default_factory=list)
    basis: list[BasisTable] = Field(default_factory=list)
    parts: list[PartTable] = Field(default_factory=list)
    parts_source: Text | None = None


class HoldingTable(Table):
    """`[[holding]]`."""

    name: Text
    value: Hundredths
    unit: Text
    source: Text


class ChangeTable(Table):
    """`[[adjustment]]` or `[[release]]`."""

    date: date
    document: Text | None = None
    project: Text
    amount: SignedFen
    source: Text | None = None
    """More about the document; its number is source enough."""


class BudgetTable(Table):
    """The top of a budget file."""

    year: int
    unit: Text
    source: Text
    department: Text | None = None
    project: list[Raw] = Field(min_length=1)
    adjustment: list[Raw] = Field(default_factory=list)
    release: list[Raw] = Field(default_factory=list)
    holding: list[Raw] = Field(default_factory=list)
    evaluation: Raw | None = None
    table: list[Raw] = Field(default_factory=list)
    projects_tie: list[Raw] = Field(default_factory=list)
    rows_tie: list[Raw] = Field(default_factory=list)
    tie: list[Raw] = Field(default_factory=list)
    same: list[Raw] = Field(default_factory=list)
    ratio: list[Raw] = Field(default_factory=list)
    growth: list[Raw] = Field(default_factory=list)
