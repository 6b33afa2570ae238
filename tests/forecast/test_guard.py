"""A forecast is no payment: no output takes it, no ledger either."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from payroll.forecast.heads import FORECAST
from payroll.forecast.outlook import forecast
from payroll.ledger.tables import MIGRATIONS
from payroll.output import write_month
from payroll.output.csv_files import write_lines
from payroll.problems import Refusal
from payroll.terms.columns import KINDS
from tests.forecast.building import HELPER, constant, small_ground
from tests.output.builders import MonthPayroll, small_month

CODE = "forecast-is-not-payroll"


def forged(month: MonthPayroll, line: int = 0) -> pl.DataFrame:
    """The payments of a month, one of them from a forecast."""
    there = pl.int_range(pl.len()) == line
    return month.payments.with_columns(
        reason=pl.when(there).then(pl.lit(FORECAST)).otherwise("reason")
    )


def test_every_forecast_line_says_what_it_is(tmp_path: Path) -> None:
    outlook = forecast(small_ground(tmp_path), constant(HELPER, 3))
    assert outlook.lines["reason"].unique().to_list() == [FORECAST]
    assert outlook.charges["reason"].unique().to_list() == [FORECAST]
    assert FORECAST not in KINDS


def test_no_month_can_be_made_of_a_forecast_line() -> None:
    """Every output is laid out from a month, so none of them is ever written."""
    month = small_month()
    with pytest.raises(Refusal) as refusal:
        replace(month, payments=forged(month, len(month.payments) - 1))
    assert [found.code for found in refusal.value.problems] == [CODE]


def test_lines_of_a_forecast_are_not_written_either(tmp_path: Path) -> None:
    month = small_month()
    with pytest.raises(Refusal) as refusal:
        write_lines(forged(month), tmp_path / "lines.csv")
    assert [found.code for found in refusal.value.problems] == [CODE]
    assert list(tmp_path.iterdir()) == []


def test_a_month_of_real_payments_is_written(tmp_path: Path) -> None:
    assert write_month(small_month(), tmp_path).files


def test_the_ledger_takes_no_such_reason() -> None:
    """The table of posted lines itself refuses it; with a real reason the same row goes in."""
    statement = next(text for texts in MIGRATIONS for text in texts if "TABLE lines" in text)
    with closing(sqlite3.connect(":memory:")) as ledger:
        ledger.execute(statement)
        columns = ledger.execute("PRAGMA table_info(lines)").fetchall()
        row = {name: 1 if kind == "INTEGER" else "x" for _, name, kind, *_ in columns}
        row |= {"payee": "person"}
        marks = ",".join("?" * len(row))
        insert = f"INSERT INTO lines ({','.join(row)}) VALUES ({marks})"
        with pytest.raises(sqlite3.IntegrityError, match="reason IN"):
            ledger.execute(insert, tuple((row | {"reason": FORECAST}).values()))
        ledger.execute(insert, tuple((row | {"reason": "regular"}).values()))
