"""Charging a forecast: month after month, person by person, as runs of those months would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from payroll.budget import charge
from payroll.forecast.ground import Ground
from payroll.forecast.heads import FORECAST

CHARGED: dict[str, pl.DataType | type[pl.DataType]] = {
    "run_month": pl.Date,
    "program_id": pl.String,
    "project": pl.String,
    "reason": pl.String,  # paid | forecast
    "kind": pl.String,  # within | over
    "amount_fen": pl.Int64,
}
"""One row a run month, program, project and kind that is not 0.00."""

PAID_ALREADY = "paid"
_KEYS = [name for name in CHARGED if name != "amount_fen"]


def charged_so_far(ground: Ground) -> pl.DataFrame:
    """`CHARGED` of the paid months."""
    return _summed(
        ground.paid.select(
            *("run_month", "program_id", "project", "kind"),
            reason=pl.lit(PAID_ALREADY),
            amount_fen="charged_fen",
        )
    )


def forecast_charges(lines: pl.DataFrame, ground: Ground, paid: pl.DataFrame) -> pl.DataFrame:
    """`CHARGED` of forecast lines (`HEAD_LINES`), after what is already charged (`CHARGED`).

    Every person's lines are charged by the one function that charges payments, a month at a time:
    whole lines fill a project up, and what one month leaves over the next may use.
    """
    used = _within(paid)
    found = [pl.DataFrame(schema=CHARGED)]
    for month, due in _by_month(lines, ground.months):
        people = one_by_one(due)
        charges = charge(people, ground.programs, ground.budget, used)
        summed = _summed(
            pl.concat([people.select("program_id"), charges], how="horizontal").select(
                "program_id",
                "project",
                "kind",
                "amount_fen",
                run_month=pl.lit(month, pl.Date),
                reason=pl.lit(FORECAST),
            )
        )
        found.append(summed)
        used = pl.concat([used, _within(summed)])
    return pl.concat(found)


def one_by_one(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of every single person: what `charge` needs, in the order of payments."""
    first_seen = lines.select("program_id").unique(maintain_order=True).with_row_index("place")
    return (
        lines.join(first_seen, on="program_id", maintain_order="left")
        .with_columns(person=pl.int_ranges(0, pl.col("people")))
        .filter(pl.col("people") > 0)
        .explode("person")
        .sort("place", "person", "component_order", "segment_from", nulls_last=False)
        .select(
            *("program_id", "service_month", "payee"),
            line_id=pl.int_range(pl.len()).cast(pl.String),
            amount_fen="head_fen",
        )
    )


def _by_month(lines: pl.DataFrame, months: Sequence[date]) -> Iterator[tuple[date, pl.DataFrame]]:
    parts = lines.partition_by("service_month", as_dict=True)
    for month in months:
        if (month,) in parts:
            yield month, parts[(month,)]


def _within(charges: pl.DataFrame) -> pl.DataFrame:
    return charges.filter(pl.col("kind") == "within").select("project", "amount_fen")


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.group_by(_KEYS, maintain_order=True)
        .agg(pl.col("amount_fen").sum())
        .filter(pl.col("amount_fen") != 0)
        .select(*CHARGED)
    )
