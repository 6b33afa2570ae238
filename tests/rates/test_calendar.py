"""The calendar file against a library that keeps the same notices, day by day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import chinese_calendar
import polars as pl
import pytest

from payroll.rates import load_rates
from tests.rates.folder import write_folder

RATES = Path(__file__).parents[2] / "rates"
CALENDAR = load_rates(RATES).calendar


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_agrees_with_chinesecalendar(year: int) -> None:
    days = CALENDAR.filter(pl.col("day").dt.year() == year)
    assert days.height == 365
    unlike = [
        day for day, working in days.iter_rows() if working != chinese_calendar.is_workday(day)
    ]
    assert unlike == []


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_248_working_days(year: int) -> None:
    """人社部发〔2025〕2号: 248 working days a year."""
    days = CALENDAR.filter(pl.col("day").dt.year() == year)
    assert days["working"].sum() == 248


def test_working_days_of_the_first_months_of_2026() -> None:
    months = CALENDAR.filter(pl.col("day").dt.year() == 2026).group_by(
        pl.col("day").dt.month().alias("month")
    )
    counted = dict(months.agg(pl.col("working").sum()).sort("month").iter_rows())
    assert [counted[month] for month in (1, 2, 3)] == [21, 16, 22]


def test_days_ascend_without_a_gap() -> None:
    days = CALENDAR["day"]
    assert days[0] == date(2025, 1, 1)
    assert days.diff().drop_nulls().dt.total_days().unique().to_list() == [1]


def test_a_holiday_may_begin_in_the_december_before(tmp_path: Path) -> None:
    """The notice of 2023 began on 31 December 2022: that day is off if 2022 is in the file."""
    years = "".join(
        f'[[year]]\nyear = {year}\nsource = "通知"\n[[year.holiday]]\nname = "元旦"\n'
        f"first = {first}\nlast = {last}\n"
        for year, first, last in [
            (2023, "2022-12-30", "2023-01-02"),
            (2022, "2022-01-01", "2022-01-03"),
        ]
    )
    calendar = load_rates(write_folder(tmp_path, calendar=years)).calendar
    working = dict(calendar.iter_rows())
    assert not working[date(2022, 12, 30)]
    assert not working[date(2023, 1, 2)]
    assert working[date(2023, 1, 3)]
    assert list(working) == sorted(working)
