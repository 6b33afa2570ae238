"""What the output stage lays out: one month, computed and charged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from payroll.intake.reading import Reading
from payroll.output.guard import require_payments
from payroll.problems import Problem
from payroll.rates.model import Program
from payroll.schema import PAYMENTS, ROSTER, Rates
from payroll.survey import UnitState
from payroll.terms.recoveries import LEDGER_HEAD, LEDGER_SINGLE


@dataclass(frozen=True)
class Alternative:
    """What a month would cost more or less if one 待确认 or 推定 setting were decided otherwise."""

    program_id: str
    setting: str
    """Key of `Program.policy`, `leave.` and the kind of leave, or a Chinese name of its own."""
    other_value: str
    """The other value: as the rate files write it, or Chinese words for anything else."""
    cost_effect_fen: int | None
    """Change of Σ person + Σ insurer of this month; None where it cannot be computed."""
    net_effect_fen: int | None
    """Change of what people receive this month; None where it cannot be computed."""
    component: str = ""
    """Name of the component where the setting is its own."""


@dataclass(frozen=True)
class LedgerMark:
    """What is printed of the ledger: whoever holds the paper can tell whether it changed since."""

    head: str
    """Short form of the last link of its chain."""
    single_person: bool
    """Whether one person may prepare, review and approve."""

    @property
    def text(self) -> str:
        """The mark in words."""
        mode = LEDGER_SINGLE if self.single_person else ""
        return LEDGER_HEAD.format(head=self.head) + mode


@dataclass(frozen=True)
class MonthPayroll:
    """The payroll of one run month.  Output computes nothing from it but sums."""

    run_month: date
    as_of: date
    """Announcements after this day do not count."""
    programs: tuple[Program, ...]
    """Every program of the rate files, in file order."""
    rates: Rates
    reading: Reading
    accepted: pl.DataFrame
    """`schema.ROSTER` rows of the run month that are paid."""
    held: pl.DataFrame
    """`schema.ROSTER` rows held back by an error."""
    problems: list[Problem]
    """Every problem of the run, in file order."""
    payments: pl.DataFrame
    """`schema.PAYMENTS`."""
    charges: pl.DataFrame
    """`schema.CHARGES`."""
    budget_fen: Mapping[str, int]
    """Year's budget in fen by project name; empty when the year has no budget file."""
    inputs: Mapping[str, str]
    """SHA-256 of every rate, budget and attendance file used, by its relative path."""
    office: str = ""
    """The office whose payroll it is, as the budget names it; empty without a budget."""
    function_codes: Mapping[str, str] = field(default_factory=dict)
    """Functional code (功能分类科目) by project name."""
    ledger: LedgerMark | None = None
    """The ledger the month was computed with; None without one."""
    recoveries: pl.DataFrame = field(default_factory=pl.DataFrame)
    """What is to be taken back from earlier months (`payable.BALANCES` with `id_number`, `name`);
    empty without a ledger."""
    alternatives: tuple[Alternative, ...] = ()
    """Effects of the other choices of settings without a source."""
    units: tuple[UnitState, ...] = ()
    """Which host units have sent their sheets; empty when nobody asked for the workbooks."""
    withheld: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PAYMENTS))
    """`schema.PAYMENTS` that accepted people on hold are owed and not paid: neither numbered nor
    charged.  On the payroll sheet they stand with 0.00, their note says why."""
    past: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ROSTER))
    """`schema.ROSTER` rows of earlier months that differences of this run were computed from; their
    row_ids are not among those of `accepted`."""

    def __post_init__(self) -> None:
        """Refuse what is not a payment: every output is laid out from a month payroll."""
        require_payments(self.payments)
