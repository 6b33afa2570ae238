"""Programs and their dated rates as the files state them, before any date is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from payroll.terms.settings import BY_DEFAULT
from payroll.terms.status import UNCONFIRMED

Payee = Literal["person", "insurer", "deduction"]
Per = Literal["month", "person", "rating"]
Proration = Literal["attended", "deduct_21_75", "calendar", "none"]
Rounding = Literal["line", "daily_rate"]
OncePer = Literal["year", "placement"]
AtZero = Literal["whole", "none"]


@dataclass(frozen=True)
class Setting:
    """A policy in force: its value and where it comes from."""

    value: str
    status: str = ""
    """Empty when a source states it, 待确认 when none does, 推定 when deduced."""
    source: str = ""


NO_CAP = Setting("1", UNCONFIRMED, BY_DEFAULT)
"""The cap of recoveries where a file states none: all that a person is paid."""


@dataclass(frozen=True)
class ChargedTo:
    """A budget project that pays the program's service months `first` to `last` (first days)."""

    project: str
    first: date
    last: date


@dataclass(frozen=True)
class Rate:
    """One `[[component.rate]]` table.  Either `amount_fen`, or `share_h` of `base`, or neither
    (an amount that the source names but does not state)."""

    effective_from: date
    effective_to: date | None
    announced: date | None
    withdrawn: date | None
    amount_fen: int | None
    share_e4: int | None
    """Share of the base in ten-thousandths (0.60 is 6000)."""
    base: str | None
    rating: str | None
    source: str
    status: str


@dataclass(frozen=True)
class Component:
    """A pay item of a program, its policies resolved (component over program over payee)."""

    id: str
    name: str
    payee: Payee
    per: Per
    proration: Proration
    rounding: Rounding
    once_per: OncePer | None
    at_zero_attendance: AtZero
    rates: tuple[Rate, ...]
    policy: Mapping[str, Setting] = field(default_factory=dict)
    """What the component states itself, by setting name, over the program's policy."""


@dataclass(frozen=True)
class Program:
    """People paid by one rule set."""

    id: str
    name: str
    aliases: tuple[str, ...]
    file: str
    """File name inside the rates folder."""
    charged_to: tuple[ChargedTo, ...]
    policy: Mapping[str, Setting]
    """By setting name: proration, rounding, once_per, insurance_at_zero_attendance."""
    leave: Mapping[str, Setting]
    """By kind of leave: the ratio as text, or an empty value when none is set."""
    components: tuple[Component, ...]
    recovery_cap: Setting = NO_CAP
    """Share of what a person is paid in a month that may be taken back, as text: no setting of the
    calculation, only of what is carried with it."""
    order: int = 0
    """Place among the programs on every output; programs of one place are sorted by id."""


@dataclass(frozen=True)
class Base:
    """A dated amount that rates may be a share of, such as the minimum wage."""

    id: str
    name: str
    values: tuple[Rate, ...]
    """Rates with an amount, open at the end."""


@dataclass(frozen=True)
class PendingItem:
    """One thing that no source states (待确认) or that was deduced (推定)."""

    program_id: str
    program: str
    place: str
    """What it is, in Chinese: a setting, a leave ratio, a component's amount."""
    value: str
    """What is applied meanwhile, in Chinese; 未载明 where nothing is."""
    status: str
    source: str
