"""What a person-month costs by the standard: a made-up person through the one calculation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from payroll.budget.needs import made_up_roster
from payroll.entitlement import entitlement
from payroll.schema import Rates

STANDARDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "program_id": pl.String,
    "service_month": pl.Date,
    "standard_fen": pl.Int64,
}
"""Cost of one person at full attendance in a month: what persons and insurers get every month,
one-offs and deductions left out."""


def monthly_standards(
    program_ids: Collection[str], months: Sequence[date], rates: Rates, calendar: pl.DataFrame
) -> pl.DataFrame:
    """`STANDARDS` of the programs in the months that the calendar knows.

    A program has no row for a month in which no source states an amount.
    """
    known = set(calendar["day"].dt.month_start().unique())
    months = [month for month in months if month in known]
    rosters = [made_up_roster(program_id, months) for program_id in program_ids]
    if not months or not rosters:
        return pl.DataFrame(schema=STANDARDS)
    roster = pl.concat(rosters).with_columns(row_id=pl.int_range(pl.len(), dtype=pl.UInt32))
    monthly = (pl.col("payee") != "deduction") & (pl.col("per") != "person")
    return (
        entitlement(roster, rates, calendar)
        .join(roster.select("row_id", "program_id", "service_month"), on="row_id")
        .join(rates.steps.select("rate_id", "payee", "per"), on="rate_id")
        .filter(monthly)
        .group_by("program_id", "service_month")
        .agg(standard_fen=pl.col("amount_fen").sum())
        .select(*STANDARDS)
    )


def one_off_standards(program_ids: Collection[str], rates: Rates, day: date) -> dict[str, int]:
    """By program: what one person's one-offs cost by the rates of that day, in fen."""
    steps = rates.steps.filter(
        pl.col("program_id").is_in(list(program_ids)),
        pl.col("per") == "person",
        pl.col("payee") != "deduction",
        pl.col("valid_from") <= day,
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= day),
    )
    return dict(steps.group_by("program_id").agg(pl.col("rate_fen").sum()).iter_rows())
