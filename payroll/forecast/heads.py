"""What one person of a plan costs: a made-up roster through the one calculation.

Each row of a plan becomes one made-up person who appears in that month alone.  Lines of different
people do not depend on each other, so equal people are computed once and counted: a monthly
component for everybody, a one-off for those who are due it.

The share of attendance is a ratio of days.  Where a formula asks for nothing but that ratio the
made-up month has 100.00 required days, so a share in ten-thousandths is exact in hundredths of a
day.  Where the number of required days itself matters (21.75 days less absence; a rate of a day
that is rounded first) it is the working days of the calendar, and the share is rounded to the
hundredth of a day, the finest the calculation knows.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from payroll import schema
from payroll.amounts import divide_half_away
from payroll.entitlement import entitlement
from payroll.forecast.plan import FULL_SHARE_E4, PlanRow

HEAD_LINES: dict[str, pl.DataType | type[pl.DataType]] = {
    "program_id": pl.String,
    "service_month": pl.Date,
    "component_order": pl.UInt8,
    "component_id": pl.String,
    "component_name": pl.String,
    "payee": pl.String,
    "per": pl.String,
    "reason": pl.String,  # always FORECAST
    "segment_from": pl.Date,
    "paid_days_h": pl.Int64,
    "required_days_h": pl.Int64,
    "rate_fen": pl.Int64,
    "effective_from": pl.Date,
    "source": pl.String,
    "status": pl.String,
    "head_fen": pl.Int64,  # of one person; 0 for a deduction, which costs nothing more
    "people": pl.Int64,  # everybody, or those who are due the one-off
    "amount_fen": pl.Int64,  # head_fen × people
}
"""One row a program, month, component and segment."""

FORECAST = "forecast"
"""The reason of every forecast line.  No output of a payroll takes lines of this reason."""

HUNDRED_DAYS_H = 10_000
"""Required days of a made-up month where only the ratio of days matters."""


def head_lines(
    plan: Sequence[PlanRow], rates: schema.Rates, calendar: pl.DataFrame
) -> pl.DataFrame:
    """`HEAD_LINES` of the plan at these rates, by program in the order of the plan and by month.

    A component without a stated amount, and one that is paid by rating, has no line.  Raises
    `ValueError` when the calendar does not reach a month of the plan.
    """
    rows = [row for row in plan if row.people > 0]
    if not rows:
        return pl.DataFrame(schema=HEAD_LINES)
    roster = _made_up_roster(rows, rates, calendar)
    heads = roster.select(
        "row_id",
        "program_id",
        "service_month",
        everybody=pl.Series([row.people for row in rows], dtype=pl.Int64),
        new=pl.Series([row.new_people or 0 for row in rows], dtype=pl.Int64),
    )
    steps = rates.steps.drop("program_id")
    once = pl.col("per") == "person"
    return (
        entitlement(roster, rates, calendar)
        .join(heads, on="row_id")
        .join(steps, on="rate_id")
        .sort("row_id", "component_order", "segment_from")
        .with_columns(
            reason=pl.lit(FORECAST),
            head_fen=pl.when(pl.col("payee") == "deduction").then(0).otherwise("amount_fen"),
            people=pl.when(once).then("new").otherwise("everybody"),
        )
        .with_columns(amount_fen=pl.col("head_fen") * pl.col("people"))
        .select(*HEAD_LINES)
    )


def _made_up_roster(
    rows: Sequence[PlanRow], rates: schema.Rates, calendar: pl.DataFrame
) -> pl.DataFrame:
    """`schema.ROSTER`: a person a row, in post the whole month, present at the row's share."""
    exacting = _exacting_programs(rates)
    working_h = dict(
        calendar.group_by(pl.col("day").dt.month_start())
        .agg(pl.col("working").sum().cast(pl.Int64) * 100)
        .iter_rows()
    )
    required = [
        working_h.get(row.month, HUNDRED_DAYS_H) if row.program_id in exacting else HUNDRED_DAYS_H
        for row in rows
    ]
    attended = [
        divide_half_away(row.share_e4 * days_h, FULL_SHARE_E4)
        for row, days_h in zip(rows, required, strict=True)
    ]
    columns: dict[str, object] = {
        "row_id": range(len(rows)),
        "id_number": [f"{row.program_id} {row.month}" for row in rows],
        "program_id": [row.program_id for row in rows],
        "service_month": [row.month for row in rows],
        "required_days_h": required,
        "attended_days_h": attended,
    }
    empty = [None] * len(rows)
    return pl.DataFrame(
        {name: columns.get(name, empty) for name in schema.ROSTER}, schema=schema.ROSTER
    )


def _exacting_programs(rates: schema.Rates) -> set[str]:
    """Programs with a component for which the number of required days itself matters."""
    prorated = pl.col("per").eq("month") & pl.col("proration").ne("none")
    exacting = (pl.col("proration") == "deduct_21_75") | (pl.col("rounding") == "daily_rate")
    return set(rates.steps.filter(prorated & exacting)["program_id"].unique())
