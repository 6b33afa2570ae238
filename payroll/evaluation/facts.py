"""What the runs know of one project: its payments, the months that count, who was held back."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payroll.budget import Project
from payroll.period import month_text, months_between
from payroll.rates.model import Program, Setting
from payroll.schema import Rates
from payroll.terms.columns import NO_PROGRAM


@dataclass(frozen=True)
class HeldRow:
    """A row of a sheet that was held back by an error: it was due and not paid."""

    run_month: date
    name: str
    place: str
    found: str


@dataclass(frozen=True)
class Facts:
    """What measures of a project are computed from."""

    project: Project
    programs: tuple[Program, ...]
    """Programs that may be charged to it."""
    payments: pl.DataFrame
    """`payroll.paid.PAID` charged to it in the year, up to `as_of`."""
    of_programs: pl.DataFrame
    """The same of its programs, whatever they were charged to."""
    as_of: date
    rates: Rates
    records: Mapping[date, Mapping[str, Any]]
    """run.json by run month; a month without one is not in it."""
    runs: tuple[date, ...]
    """Run months of the year, up to `as_of`."""
    held: tuple[HeldRow, ...]
    """Rows held back in those months, of whatever program: problems.csv does not say."""
    on_time: Setting

    @property
    def months(self) -> list[date]:
        """The months that the project pays for and that have passed, from January of the year."""
        first = max(self.project.first, self.as_of.replace(month=1))
        return months_between(first, min(self.project.last, self.as_of))

    @property
    def is_monthly(self) -> bool:
        """Whether any program of the project pays something every month."""
        return any(
            component.per != "person"
            for program in self.programs
            for component in program.components
        )

    def monthly(self) -> pl.DataFrame:
        """The payments without one-offs, unless there is nothing else."""
        return (
            self.payments.filter(pl.col("reason") != "one_off")
            if self.is_monthly
            else self.payments
        )

    def due_rows(self, month: date) -> tuple[int, int] | None:
        """Rows of the project's programs paid and not paid in a run month; None without a record.

        Not paid are rows held back by an error and, where something is due every month, people on
        hold.
        """
        record = self.records.get(month)
        if record is None:
            return None
        of_month = self.of_programs.filter(pl.col("run_month") == month)
        paid = len(of_month.select("id_number", "program").unique())
        unpaid = 0
        for program in self.programs:
            figures = record.get("programs", {}).get(program.name, {})
            unpaid += int(figures.get("held", 0))
            if self.is_monthly:
                there = of_month.filter(pl.col("program") == program.name)["id_number"].n_unique()
                unpaid += max(0, int(figures.get("people", 0)) - there)
        return paid, unpaid

    def unknown_held(self) -> int:
        """Rows held back in these months whose program nobody could tell."""
        return sum(
            int(record.get("programs", {}).get(NO_PROGRAM, {}).get("held", 0))
            for month, record in self.records.items()
            if month in self.runs
        )


def read_held_rows(out: Path, months: Sequence[date]) -> tuple[HeldRow, ...]:
    """The rows that problems.csv of those months names as held back, each place once."""
    return tuple(row for month in months for row in _held_rows(out / month_text(month), month))


def _held_rows(folder: Path, month: date) -> Iterator[HeldRow]:
    path = folder / "problems.csv"
    if not path.is_file():
        return
    seen: set[tuple[str, str, str]] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            file_name, sheet, cell, name, found = (
                (row.get(column) or "").removeprefix("'")
                for column in ("file", "sheet", "cell", "name", "found")
            )
            key = (file_name, sheet, name or cell)
            if row.get("severity") != "error" or key in seen:
                continue
            seen.add(key)
            place = "｜".join(part for part in (file_name, sheet, cell) if part)
            yield HeldRow(month, name, place, found)
