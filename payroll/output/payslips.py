"""Payslips: one row a person, program and service month, with everything a 工资表 shows of it."""

from __future__ import annotations

import polars as pl

from payroll.output.month_payroll import MonthPayroll
from payroll.terms.desk import NOTE_BETWEEN

KEY = ["program_id", "unit", "id_number", "service_month"]


def payslips(payroll: MonthPayroll) -> pl.DataFrame:
    """One row a person, program and service month, by program, unit, person; the run month first.

    Everyone accepted is here, also with nothing due; amounts in fen are 0 there.  Columns: `KEY`,
    name, card_number, bank, note, required/attended/paid_days_h, gross_fen (Σ person),
    deduction_fen, net_fen, insurer_fen, current (the service month is the run month).  Days of a
    month split by a rate change are added up again.
    """
    everyone = payroll.accepted.select(
        *KEY, "name", "card_number", "bank", "note", "required_days_h", "attended_days_h"
    )
    paid = _paid(payroll.payments)
    slips = everyone.join(paid, on=KEY, how="full", coalesce=True, nulls_equal=True)
    texts = ("name", "card_number", "bank")
    return (
        slips.with_columns(
            *(pl.coalesce(text, f"{text}_right").alias(text) for text in texts),
            pl.coalesce("note_right", "note").alias("note"),  # the row's note and those by hand
            *(
                pl.coalesce(f"{days}_days_h", f"{days}_days_h_right").alias(f"{days}_days_h")
                for days in ("required", "attended")
            ),
            pl.col("gross_fen", "deduction_fen", "insurer_fen").fill_null(0),
        )
        .with_columns(
            net_fen=pl.col("gross_fen") - pl.col("deduction_fen"),
            current=pl.col("service_month") == payroll.run_month,
        )
        .select(pl.exclude(r"^.*_right$"))
        .sort(*KEY[:3], ~pl.col("current"), "service_month", nulls_last=True)
    )


def component_amounts(payments: pl.DataFrame) -> dict[tuple[object, ...], dict[str, int]]:
    """Fen by component name of every payslip key."""
    sums = payments.group_by(*KEY, "component_name").agg(pl.col("amount_fen").sum())
    amounts: dict[tuple[object, ...], dict[str, int]] = {}
    for *key, component, fen in sums.iter_rows():
        amounts.setdefault(tuple(key), {})[component] = fen
    return amounts


def _paid(payments: pl.DataFrame) -> pl.DataFrame:
    """Sums and days of the payments by payslip."""
    by_component = payments.group_by(*KEY, "component", maintain_order=True).agg(
        pl.col("paid_days_h").sum().alias("days_h"),
        pl.col("paid_days_h").is_not_null().any().alias("counts_days"),
        pl.col("name", "card_number", "bank", "required_days_h", "attended_days_h").first(),
        *(
            pl.col("amount_fen").filter(pl.col("payee") == payee).sum().alias(f"{name}_fen")
            for payee, name in (
                ("person", "gross"),
                ("deduction", "deduction"),
                ("insurer", "insurer"),
            )
        ),
    )
    sums = by_component.group_by(KEY, maintain_order=True).agg(
        pl.col("name", "card_number", "bank").first(),
        pl.col("required_days_h", "attended_days_h").drop_nulls().first(),
        pl.col("days_h").filter("counts_days").max().alias("paid_days_h"),
        pl.col("gross_fen", "deduction_fen", "insurer_fen").sum(),
    )
    noted = payments.drop_nulls("note").unique([*KEY, "note"], maintain_order=True)
    notes = noted.group_by(KEY, maintain_order=True).agg(pl.col("note").str.join(NOTE_BETWEEN))
    return sums.join(notes, on=KEY, how="left", nulls_equal=True, maintain_order="left")
