"""The budget of one year as its file states it: projects, what they rest on, published tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from payroll.budget.changes import Change, available_fen, changed_fen
from payroll.budget.published import PublishedTable, Ties
from payroll.rates.model import Setting
from payroll.terms.budget import BAR
from payroll.terms.settings import BY_DEFAULT
from payroll.terms.status import UNCONFIRMED

States = Literal["amount", "people", "rate"]
Measure = Literal["headcount", "people", "completion", "standard", "on_time"]
"""What runs can measure for an indicator: average people a month, different people, people paid of
those due, people paid at the rate in force, people paid in time."""
Spread = Literal["each", "level"]
"""How the points of a part are spread: evenly over its indicators, or over its second levels first
and then over the indicators of each."""
OnTime = Literal["same_month", "next_month"]
"""By when a month's money is paid in time where something is due every month."""


@dataclass(frozen=True)
class Stated:
    """A word or figure with its source and how sure it is (empty, 待确认 or 推定)."""

    value: str
    source: str
    status: str = ""


@dataclass(frozen=True)
class Deadline:
    """Something to be done `by` a day, or again and again `every` week or month."""

    what: str
    source: str
    by: date | None = None
    every: str = ""


@dataclass(frozen=True)
class Period:
    """The months in which the project does something, as first days of the first and the last."""

    what: str
    first: date
    last: date
    source: str


@dataclass(frozen=True)
class Indicator:
    """A performance target; the levels stand where the source prints them."""

    first: str
    second: str
    third: str
    value: str
    """As printed: `≥500人`."""
    operator: str
    """`≥ ≤ > < =`, empty where the value is not a number."""
    number_h: int | None
    """The number in hundredths of its unit."""
    unit: str
    states: States | None = None
    """What the number repeats: the project's amount, its headcount, or the rate of `component`."""
    component: str = ""
    note: str = ""
    """Where or how the source prints it differently."""
    measure: Measure | None = None
    deadline: str = ""
    """The deadline (`Deadline.what`) that `on_time` is measured against."""


@dataclass(frozen=True)
class Product:
    """Indicators (by their third level) whose numbers multiply to what the targets would cost."""

    factors: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Basis:
    """What the amount rests on: so many people of a program for so many months."""

    program_id: str
    people: int
    first: date
    last: date
    source: str
    assumed: Mapping[str, str] = field(default_factory=dict)
    """What the source leaves open (`people`, `months`) → what is assumed instead, in words."""
    unstated: tuple[str, ...] = ()
    """Items the source names without a standard and that no rate file can hold."""


@dataclass(frozen=True)
class Part:
    """A share of the project's amount that the source names."""

    name: str
    amount_fen: int
    under: str = ""
    """The part it is a part of; empty for a part of the project."""
    text: str = ""
    presumes: str = ""
    """Name of the holding without which the part makes no sense."""


@dataclass(frozen=True)
class Holding:
    """Something the unit owns or may own, as published."""

    name: str
    value_h: int
    unit: str
    source: str


@dataclass(frozen=True)
class Project:
    """A budget line that programs are charged to."""

    name: str
    fund: str
    amount_fen: int
    amount: Stated
    """Source and status of `amount_fen`; the value as written in the file."""
    code: Stated
    """Functional classification (功能分类科目)."""
    first: date
    last: date
    """First days of the first and the last service month it pays for."""
    document: str = ""
    """文号 of a carried-over fund."""
    target_name: str = ""
    """Name in its own target table where that differs."""
    department: str = ""
    category: Stated | None = None
    term_fen: int | None = None
    """Amount of the whole term of the project."""
    levels_fen: Mapping[str, int] = field(default_factory=dict)
    """The amount by level of government that grants it."""
    filed: str = ""
    """Time stamp printed on the target table."""
    deadlines: tuple[Deadline, ...] = ()
    periods: tuple[Period, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    products: tuple[Product, ...] = ()
    bases: tuple[Basis, ...] = ()
    parts: tuple[Part, ...] = ()
    parts_source: str = ""

    def pays(self, month: date) -> bool:
        """Whether the project may pay this service month."""
        return self.first <= month <= self.last


_EACH = Setting("each", UNCONFIRMED, BY_DEFAULT)
_SAME_MONTH = Setting("same_month", UNCONFIRMED, BY_DEFAULT)


@dataclass(frozen=True)
class EvaluationPolicy:
    """Settings of the self-evaluation."""

    spread: Setting = _EACH
    """`Spread`."""
    on_time: Setting = _SAME_MONTH
    """`OnTime`."""


@dataclass(frozen=True)
class Budget:
    """Everything `budget/<year>.toml` states."""

    year: int
    unit: str
    source: str
    projects: tuple[Project, ...]
    department: str = ""
    holdings: tuple[Holding, ...] = ()
    tables: tuple[PublishedTable, ...] = ()
    ties: Ties = field(default_factory=Ties)
    file: str = ""
    """Path relative to the rates folder."""
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the budget file by that path."""
    adjustments: tuple[Change, ...] = ()
    releases: tuple[Change, ...] = ()
    evaluation: EvaluationPolicy = field(default_factory=EvaluationPolicy)
    until: date | None = None
    """The day as of which changes count; None counts them all."""

    def known_on(self, day: date) -> Budget:
        """The budget as adjusted and released by the end of `day`."""
        return replace(self, until=day)

    @property
    def amounts_fen(self) -> dict[str, int]:
        """Amount of each project in fen by its name, as adjusted (`Project.amount_fen` is the one
        at the start of the year)."""
        return {
            project.name: project.amount_fen
            + changed_fen(self.adjustments, project.name, self.until)
            for project in self.projects
        }

    @property
    def available_fen(self) -> dict[str, int]:
        """What each project may spend, in fen by its name: as adjusted and as far as released."""
        return {
            name: available_fen(amount, [r for r in self.releases if r.project == name], self.until)
            for name, amount in self.amounts_fen.items()
        }

    def project(self, name: str) -> Project | None:
        """The project of this name."""
        return next((project for project in self.projects if project.name == name), None)

    def table(self, table_id: str) -> PublishedTable | None:
        """The published table of this id."""
        return next((table for table in self.tables if table.id == table_id), None)

    def cell_h(self, reference: str) -> int | None:
        """The figure at `table｜row｜column`, in hundredths of its unit; None when it is blank.

        Raises `KeyError` when there is no such cell: loading has refused that before.
        """
        table_id, key, column = reference.split(BAR)
        table = self.table(table_id)
        if table is None or table.row(key) is None or column not in table.columns:
            raise KeyError(reference)
        return table.cell_h(key, column)

    def unit_of(self, reference: str) -> str:
        """Unit of `table｜row｜column` or `table｜column`."""
        table_id, *_, column = reference.split(BAR)
        table = self.table(table_id)
        if table is None:
            raise KeyError(reference)
        return table.unit(column)
