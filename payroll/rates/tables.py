"""The tables of the rate files as they may be written: keys, types and permitted words.

Every table is read on its own, so that a mistake in one hides none in another.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from payroll.rates.model import AtZero, OncePer, Payee, Per, Proration, Rounding
from payroll.rates.values import CapShare, Day, Fen, Id, Ratio, ShareE4, Text, Window
from payroll.terms.status import Status

WITHOUT_ORDER = 1_000
"""Place of programs whose file states none: after those that do, sorted by id."""

Value = TypeVar("Value")
Raw = dict[str, Any]


class Table(BaseModel):
    """A table whose keys are all known and whose values have exactly the type stated."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class SettingTable(Table, Generic[Value]):
    """`{ value = …, status = …, source = … }`."""

    value: Value
    status: Status = ""
    source: Text


class LeaveTable(Table):
    """A kind of leave; without a value the row of a person who took it is held back."""

    value: Ratio | None = None
    status: Status = ""
    source: Text


class PolicyTable(Table):
    """`[policy]` of a program."""

    proration: SettingTable[Proration] | None = None
    rounding: SettingTable[Rounding] | None = None
    once_per: SettingTable[OncePer] | None = None
    insurance_at_zero_attendance: SettingTable[AtZero] | None = None
    recovery_cap: SettingTable[CapShare] | None = None
    """Share of a month's pay that recoveries may take from a person."""
    leave: dict[str, LeaveTable] = Field(default_factory=dict)


class ChargedToTable(Table):
    """One entry of `charged_to`."""

    project: Text
    months: Window


class RateTable(Table):
    """`[[component.rate]]`."""

    effective_from: Day
    effective_to: Day | None = None
    announced: Day | None = None
    withdrawn: Day | None = None
    amount: Fen | None = None
    share: ShareE4 | None = None
    of: Text | None = None
    rating: Text | None = None
    source: Text
    status: Status = ""


class ComponentTable(Table):
    """`[[component]]`; its own policies stand over the program's."""

    id: Id
    name: Text
    payee: Payee
    per: Per
    proration: SettingTable[Proration] | None = None
    rounding: SettingTable[Rounding] | None = None
    once_per: SettingTable[OncePer] | None = None
    rate: list[Raw] = Field(min_length=1)


class ProgramTable(Table):
    """The top of a program's file."""

    id: Id
    name: Text
    order: int = WITHOUT_ORDER
    aliases: list[Text] = Field(default_factory=list)
    charged_to: list[Raw] = Field(default_factory=list)
    policy: Raw = Field(default_factory=dict)
    component: list[Raw] = Field(min_length=1)


class BaseValueTable(Table):
    """`[[base.value]]`."""

    effective_from: Day
    announced: Day | None = None
    withdrawn: Day | None = None
    amount: Fen
    source: Text


class BaseTable(Table):
    """`[[base]]` of bases.toml."""

    id: Id
    name: Text
    value: list[Raw] = Field(min_length=1)


class BasesTable(Table):
    """The top of bases.toml."""

    base: list[Raw] = Field(default_factory=list)


class HolidayTable(Table):
    """One holiday: its days off, both ends included, and the days worked for it."""

    name: Text
    first: Day
    last: Day
    make_up: list[Day] = Field(default_factory=list)


class YearTable(Table):
    """`[[year]]` of calendar.toml."""

    year: int
    source: Text
    holiday: list[Raw] = Field(min_length=1)


class CalendarTable(Table):
    """The top of calendar.toml."""

    year: list[Raw] = Field(min_length=1)
