"""Checks of what the calculation made of the accepted rows."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from payroll.intake.reading import Reading
from payroll.money import yuan
from payroll.problems import Problem, in_file_order, problem
from payroll.schema import Rates


def find_line_problems(reading: Reading, lines: pl.DataFrame, rates: Rates) -> list[Problem]:
    """Rows whose deductions exceed their pay: nobody is paid less than nothing, the row is held.

    `lines` (`schema.LINES`) are those of the accepted rows of `reading` in the run month; the payee
    of each comes from its rate.  Net pay = Σ person − Σ deduction; insurers do not count.
    """
    payees = rates.steps.select("rate_id", "payee")
    amount = pl.col("amount_fen")
    withheld = payees.filter(pl.col("payee") == "deduction")
    concerned = lines.join(withheld, on="rate_id", how="semi").select("row_id").unique()
    negative = (
        lines.join(concerned, on="row_id", how="semi")
        .join(payees, on="rate_id")
        .group_by("row_id")
        .agg(
            earned=amount.filter(pl.col("payee") == "person").sum(),
            deducted=amount.filter(pl.col("payee") == "deduction").sum(),
        )
        .filter(pl.col("deducted") > pl.col("earned"))
        .join(reading.roster.select("row_id", "layout", "row", "name"), on="row_id")
    )

    def found() -> Iterator[Problem]:
        for row in negative.iter_rows(named=True):
            yield problem(
                "net-pay-negative",
                reading.layouts[row["layout"]].cell(row["row"], "name"),
                name=row["name"] or "",
                row_id=row["row_id"],
                earned=yuan(row["earned"]),
                deducted=yuan(row["deducted"]),
            )

    return in_file_order(found())
