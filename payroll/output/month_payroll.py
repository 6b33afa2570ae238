"""What the output stage lays out: one month, computed and charged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll.intake.reading import Reading
from payroll.problems import Problem
from payroll.rates.model import Program
from payroll.schema import Rates


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
