"""The payments of a month as its files state them, with what the bridge needs beside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from payroll.money import parse_hundredths
from payroll.paid import paid_months
from payroll.period import month_text, next_month
from payroll.problems import Cell, Refusal, problem

CARDS: dict[str, pl.DataType | type[pl.DataType]] = {
    "id_number": pl.String,
    "name": pl.String,
    "card_number": pl.String,
}


def read_payments(out: Path, month: date) -> pl.DataFrame:
    """The payments of one run month (`payroll.paid.PAID` with `rate_fen`).

    Raises `Refusal` when the month was not run or its files are not as this program writes them.
    """
    paid = paid_months(out, since=month, before=next_month(month))
    if not paid.months:
        raise Refusal(
            problem("changes-month-missing", Cell(month_text(month)), month=month_text(month))
        )
    rates = pl.read_csv(
        out / month_text(month) / "lines.csv",
        columns=["line_id", "rate_yuan"],
        infer_schema=False,
    )
    fen = [None if not text else parse_hundredths(text) for text in rates["rate_yuan"]]
    with_rates = rates.with_columns(rate_fen=pl.Series(fen, dtype=pl.Int64)).drop("rate_yuan")
    return paid.payments.join(with_rates, on="line_id", how="left")


def read_cards(out: Path, month: date) -> pl.DataFrame:
    """`CARDS` of the accepted people of a month; empty when its roster.csv is not there."""
    path = out / month_text(month) / "roster.csv"
    if not path.is_file():
        return pl.DataFrame(schema=CARDS)
    roster = pl.read_csv(path, infer_schema=False)
    if not set(CARDS) <= set(roster.columns):
        return pl.DataFrame(schema=CARDS)
    own = pl.col("service_month") == month_text(month)  # the others put earlier months right
    return roster.filter(own).select(*CARDS)


def read_on_hold(out: Path, month: date) -> pl.DataFrame:
    """`program_id`, `id_number` of who was on hold in a month; nobody when roster.csv is not there
    or says nothing of it."""
    path = out / month_text(month) / "roster.csv"
    columns = ["program_id", "id_number"]
    if path.is_file():
        roster = pl.read_csv(path, infer_schema=False)
        if {*columns, "withheld"} <= set(roster.columns):
            return roster.filter(pl.col("withheld") == "1").select(columns)
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
