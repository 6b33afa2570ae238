"""Sums of a month by program and payee: what is paid out, paid in, withheld and charged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from payroll.money import percent
from payroll.output.month_payroll import MonthPayroll
from payroll.terms.columns import NO_PROGRAM, TOTAL

PAYEES = ("person", "deduction", "insurer")


@dataclass(frozen=True)
class ProgramTotal:
    """One program of the month, or all of them together."""

    program: str
    people: int
    person_fen: int
    deduction_fen: int
    insurer_fen: int
    held: int
    """Rows held back by an error."""
    share: str
    """Cost of the month as a share of the year's budget of the projects charged."""

    @property
    def net_fen(self) -> int:
        """What people receive: person components − deductions."""
        return self.person_fen - self.deduction_fen

    @property
    def cost_fen(self) -> int:
        """What the month costs: person components + insurer components."""
        return self.person_fen + self.insurer_fen


def summary_rows(payroll: MonthPayroll) -> list[ProgramTotal]:
    """Programs with accepted, held or paid rows in the order of the rate files, then the total.

    Rows whose program is unknown stand in a line of their own before the total.
    """
    sums = sums_by(payroll.payments, "program_id", "payee")
    people = _counts(payroll.accepted)
    held = _counts(payroll.held)
    charged = _charged_projects(payroll)
    rows = []
    for program_id, name in [*((p.id, p.name) for p in payroll.programs), (None, NO_PROGRAM)]:
        person, deduction, insurer = (sums.get((program_id, payee), 0) for payee in PAYEES)
        if not (people.get(program_id) or held.get(program_id) or charged.get(program_id)):
            continue
        rows.append(
            ProgramTotal(
                name,
                people.get(program_id, 0),
                person,
                deduction,
                insurer,
                held.get(program_id, 0),
                _share(payroll, charged.get(program_id, []), person + insurer),
            )
        )
    every = sorted({project for projects in charged.values() for project in projects})
    person, deduction, insurer = (
        sum(fen for (_, payee), fen in sums.items() if payee == each) for each in PAYEES
    )
    share = _share(payroll, every, person + insurer)
    everyone = payroll.accepted["id_number"].n_unique()
    rows.append(ProgramTotal(TOTAL, everyone, person, deduction, insurer, len(payroll.held), share))
    return rows


def sums_by(payments: pl.DataFrame, *keys: str) -> dict[Any, int]:
    """Σ amounts in fen by the tuple of two or more key columns."""
    sums = payments.group_by(*keys).agg(pl.col("amount_fen").sum())
    return {tuple(key): fen for *key, fen in sums.iter_rows()}


def _counts(rows: pl.DataFrame) -> dict[str | None, int]:
    return dict(rows.group_by("program_id").len().iter_rows())


def _charged_projects(payroll: MonthPayroll) -> dict[str | None, list[str]]:
    """Projects that the payments of each program are charged to."""
    projects = payroll.payments.group_by("program_id").agg(pl.col("project").unique().sort())
    return dict(projects.iter_rows())


def _share(payroll: MonthPayroll, projects: list[str], cost_fen: int) -> str:
    return percent(cost_fen, sum(payroll.budget_fen.get(project, 0) for project in projects))
