"""What the tests of the sample county share."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from payroll.rates import RateBook, load_rates
from payroll.sample import county_of, month_rows
from payroll.sample.months import SampleCounty

ROOT = Path(__file__).parents[2]
ROSTERS = ROOT / "rosters"
MONTHS = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
JANUARY, FEBRUARY, MARCH = MONTHS


@cache
def rate_book() -> RateBook:
    return load_rates(ROOT / "rates")


@cache
def sample(people: int | None = None) -> SampleCounty:
    return county_of(rate_book().calendar, MONTHS, people=people)


@cache
def clean(month: date) -> pl.DataFrame:
    """Rows of a month before any mistake is planted."""
    return sample().rows(month)


@cache
def shown(month: date) -> pl.DataFrame:
    """Rows of a month as the sheets show them."""
    return month_rows(sample(), month)
