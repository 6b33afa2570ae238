"""What was paid, as a frame: the same whether files or a ledger say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

PAID: dict[str, pl.DataType | type[pl.DataType]] = {
    "line_id": pl.String,
    "run_month": pl.Date,
    "service_month": pl.Date,
    "program_id": pl.String,  # null in files written before it was recorded
    "program": pl.String,  # Chinese name as it was then
    "unit": pl.String,
    "id_number": pl.String,
    "name": pl.String,
    "component": pl.String,  # component id
    "component_name": pl.String,
    "payee": pl.String,
    "reason": pl.String,
    "rate_fen": pl.Int64,
    "paid_days_h": pl.Int64,
    "required_days_h": pl.Int64,
    "amount_fen": pl.Int64,
    "project": pl.String,
    "fund": pl.String,
    "document": pl.String,
    "kind": pl.String,  # within | over
    "charged_fen": pl.Int64,
}
"""One row a payment with the project and fund it was charged to; of the texts only `program_id` may
be null."""

LINES, CHARGES = "lines.csv", "charges.csv"


@dataclass(frozen=True)
class PaidMonths:
    """The payments of some run months."""

    payments: pl.DataFrame
    """`PAID`, by run month and in the order they were written."""
    files: Mapping[str, str]
    """SHA-256 of every file read, by path relative to the folder."""
    months: tuple[date, ...]
    """The run months, ascending; in some of them nothing may have been due."""
    posted: Mapping[date, str] = field(default_factory=dict)
    """SHA-256 of the run.json of every month that a ledger says was posted."""
