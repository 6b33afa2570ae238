"""The same money seen by month, unit, person and code; every view adds up to the charges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll.reconciliation.execution import KEY, Execution

_PERSON_MONTHS = (
    pl.struct("id_number", "service_month")
    .filter(pl.col("reason") != "one_off")
    .n_unique()
    .cast(pl.Int64)
)
"""Different (person, service month); one-offs are counted by people, not by months."""


class ViewsDiffer(Exception):
    """A view does not add up to what was charged: a mistake of ours, and nothing is written."""


def by_unit(payments: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """What each host unit's people cost on each project, the largest first: `KEY`, `program`,
    `unit`, `people`, `person_months`, `month_fen` (of the month `as_of`), `spent_fen` (since
    January)."""
    return _sums(payments, as_of, "program", "unit").sort(
        *KEY, "program", pl.col("spent_fen").neg(), "unit"
    )


def by_person(payments: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """What each person costs on each project: `KEY`, `program`, `id_number`, `name` and `unit` as
    last paid, `person_months`, `month_fen`, `spent_fen`."""
    last = payments.group_by("id_number", "program").agg(
        pl.col("name", "unit").sort_by("run_month", maintain_order=True).last()
    )
    return (
        _sums(payments, as_of, "program", "id_number")
        .drop("people")
        .join(last, on=["id_number", "program"], how="left")
        .sort(*KEY, "program", "unit", "id_number")
    )


def by_year(payments: pl.DataFrame) -> pl.DataFrame:
    """Every year's payments by program: `year`, `program`, `months` paid in, `people`,
    `person_months`, `spent_fen`."""
    return (
        payments.with_columns(year=pl.col("run_month").dt.year())
        .group_by("year", "program", maintain_order=True)
        .agg(
            months=pl.col("run_month").n_unique().cast(pl.Int64),
            people=pl.col("id_number").n_unique().cast(pl.Int64),
            person_months=_PERSON_MONTHS,
            spent_fen=pl.col("charged_fen").sum(),
        )
        .sort("year", maintain_order=True)
    )


@dataclass(frozen=True)
class CodeTotal:
    """Projects of one functional code added up.  Amounts are fen."""

    code: str
    name: str
    projects: int
    opening_fen: int
    adjusted_fen: int
    month_fen: int
    spent_fen: int

    @property
    def budget_fen(self) -> int:
        """Adjusted budget."""
        return self.opening_fen + self.adjusted_fen

    @property
    def left_fen(self) -> int:
        """What is left of it."""
        return self.budget_fen - self.spent_fen


def by_code(rows: Sequence[Execution], names: Mapping[str, str]) -> list[CodeTotal]:
    """The executions by code, ascending; those without a code last."""
    groups: dict[str, list[Execution]] = {}
    for row in rows:
        groups.setdefault(row.code, []).append(row)
    return [
        CodeTotal(
            code,
            names.get(code, ""),
            len(group),
            sum(row.opening_fen for row in group),
            sum(row.adjusted_fen for row in group),
            sum(row.month_fen for row in group),
            sum(row.spent_fen for row in group),
        )
        for code, group in sorted(groups.items(), key=lambda item: (not item[0], item[0]))
    ]


def require_agreement(
    payments: pl.DataFrame, rows: Sequence[Execution], frames: Mapping[str, pl.DataFrame]
) -> dict[str, int]:
    """Σ spent of each view in fen, equal to Σ charges in total and on every project.

    Raises `ViewsDiffer`.
    """
    charged = payments.group_by(*KEY).agg(pl.col("charged_fen").sum())
    due = _by_key(charged)
    seen = {
        "executions": {row.key: row.spent_fen for row in rows if row.spent_fen or row.key in due}
    }
    seen |= {
        name: _by_key(frame.group_by(*KEY).agg(pl.col("spent_fen").sum()))
        for name, frame in frames.items()
    }
    for name, sums in seen.items():
        if sums != due:
            raise ViewsDiffer(name)
    return {"charges": sum(due.values())} | {
        name: sum(sums.values()) for name, sums in seen.items()
    }


def _by_key(sums: pl.DataFrame) -> dict[tuple[str, str, str], int]:
    return {(project, fund, document): fen for project, fund, document, fen in sums.iter_rows()}


def _sums(payments: pl.DataFrame, as_of: date, *keys: str) -> pl.DataFrame:
    this_month = pl.col("run_month") == as_of
    return payments.group_by(*KEY, *keys, maintain_order=True).agg(
        people=pl.col("id_number").n_unique().cast(pl.Int64),
        person_months=_PERSON_MONTHS,
        month_fen=pl.col("charged_fen").filter(this_month).sum(),
        spent_fen=pl.col("charged_fen").sum(),
    )
