"""The laws of every method of proration, whatever the rate, the days and the rounding."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.entitlement import entitlement
from tests.entitlement.builders import rates_of, roster_of, weekday_calendar

CALENDAR = weekday_calendar()
PRORATED = st.sampled_from(["attended", "deduct_21_75", "calendar"])
ROUNDINGS = st.sampled_from(["line", "daily_rate"])
RATES = st.integers(0, 500_000) | st.sampled_from([1, 3, 99_999_999, 100_000_000])
REQUIRED = st.integers(100, 2300) | st.sampled_from([100, 2000, 2100, 2175, 2200, 2300])
SPLIT = st.none() | st.tuples(st.integers(2, 31), RATES)
"""Nothing, or a day of March and the rate from it."""


def paid_fen(
    days_h: list[int], required_h: int, policy: tuple[str, str], rate: int, split: Any = None
) -> list[int]:
    """What each number of attended days (hundredths) pays in March, in fen."""
    rows = [
        {"id_number": str(n), "required_days_h": required_h, "attended_days_h": attended}
        for n, attended in enumerate(days_h)
    ]
    proration, rounding = policy
    step = {"proration": proration, "rounding": rounding, "rate_fen": rate}
    steps = [step]
    if split is not None:
        day, later = split
        steps = [
            step | {"valid_to": date(2026, 3, day - 1)},
            step | {"valid_from": date(2026, 3, day), "rate_fen": later},
        ]
    lines = entitlement(roster_of(rows), rates_of(steps), CALENDAR)
    return (
        lines.group_by("row_id")
        .agg(pl.col("amount_fen").sum())
        .sort("row_id")["amount_fen"]
        .to_list()
    )


@settings(max_examples=200)
@given(st.tuples(PRORATED, ROUNDINGS), RATES, REQUIRED, SPLIT)
def test_no_days_pay_nothing_and_full_attendance_pays_the_rate(
    policy: tuple[str, str], rate: int, required: int, split: Any
) -> None:
    none, full = paid_fen([0, required], required, policy, rate, split)
    assert none == 0
    if split is None:
        assert full == rate
    else:
        assert min(rate, split[1]) <= full <= max(rate, split[1])


@settings(max_examples=200)
@given(st.tuples(PRORATED, ROUNDINGS), RATES, REQUIRED, SPLIT, st.data())
def test_more_days_never_pay_less_and_nothing_pays_more_than_the_rate(
    policy: tuple[str, str], rate: int, required: int, split: Any, data: st.DataObject
) -> None:
    days = sorted(data.draw(st.lists(st.integers(0, required), min_size=2, max_size=12)))
    paid = paid_fen(days, required, policy, rate, split)
    assert paid == sorted(paid)
    assert paid[0] >= 0
    assert paid[-1] <= (rate if split is None else max(rate, split[1]))
