"""Every line equals the exact fractions of an oracle that shares no code with the calculation."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.entitlement import entitlement
from payroll.schema import LINES
from tests.entitlement import draws
from tests.entitlement.builders import rates_of, roster_of, weekday_calendar
from tests.entitlement.twin import expected_lines

CALENDAR = weekday_calendar()
WORKING = dict(CALENDAR.rows())
RATIOS = {("post", kind): ratio for kind, ratio in draws.PAID_LEAVE.items()}


def lines_of(rows: list[dict[str, Any]], steps: list[dict[str, Any]]) -> pl.DataFrame:
    return entitlement(roster_of(rows), rates_of(steps, draws.PAID_LEAVE), CALENDAR)


def assert_equals_twin(rows: list[dict[str, Any]], steps: list[dict[str, Any]]) -> None:
    roster, rates = roster_of(rows), rates_of(steps, draws.PAID_LEAVE)
    lines = entitlement(roster, rates, CALENDAR)
    assert lines.schema == pl.Schema(LINES)
    expected = expected_lines(
        roster.rows(named=True), rates.steps.rows(named=True), RATIOS, WORKING
    )
    assert len(lines) == len(set(lines.rows()))
    assert set(lines.rows()) == expected


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_roster_under_any_policy_equals_the_twin(data: st.DataObject) -> None:
    rows = data.draw(
        st.lists(
            draws.person_months(),
            min_size=1,
            max_size=6,
            unique_by=lambda row: (row["id_number"], row["service_month"]),
        )
    )
    steps = [
        step
        for name, per in [("a", "month"), ("b", "month"), ("c", "person"), ("d", "rating")]
        for step in data.draw(draws.components(name, per))
    ]
    assert_equals_twin(rows, steps)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_tie_at_half_a_fen_goes_away_from_zero(data: st.DataObject) -> None:
    required = data.draw(st.sampled_from([2000, 2200, 2400, 2600, 3000]))
    paid = data.draw(st.integers(1, required))
    rate = data.draw(draws.tied_rates(paid, required))
    row = {"required_days_h": required, "attended_days_h": paid}
    (line,) = lines_of([row], [{"rate_fen": rate}]).rows(named=True)
    assert line["amount_fen"] == (2 * rate * paid + required) // (2 * required)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_segments_of_an_unchanged_rate_add_up_to_the_unsplit_amount(data: st.DataObject) -> None:
    row = data.draw(draws.person_months()) | {"service_month": date(2026, 3, 1), "marks": None}
    row |= {"start_date": None, "end_date": None}
    common = {
        "rate_fen": data.draw(draws.plain_rates),
        "proration": data.draw(st.sampled_from(draws.PRORATIONS)),
        "rounding": data.draw(st.sampled_from(["line", "daily_rate"])),
    }
    days = data.draw(st.lists(st.integers(2, 31), min_size=1, max_size=4, unique=True).map(sorted))
    starts = [date(2026, 1, 1), *(date(2026, 3, day) for day in days)]
    ends = [date(2026, 3, day - 1) for day in days] + [None]
    split = [
        common | {"valid_from": start, "valid_to": end}
        for start, end in zip(starts, ends, strict=True)
    ]
    whole, parts = lines_of([row], [common]), lines_of([row], split)
    assert parts["amount_fen"].sum() == whole["amount_fen"].sum()
    if common["proration"] != "none":
        assert parts["paid_days_h"].sum() == whole["paid_days_h"].sum()
        assert parts["amount_fen"].min() >= 0


def test_order_of_rows_and_other_people_do_not_matter() -> None:
    rows = [
        {"id_number": str(n), "required_days_h": 2200, "attended_days_h": 100 * n}
        for n in range(23)
    ]
    steps = [
        {"valid_to": date(2026, 3, 9)},
        {"valid_from": date(2026, 3, 10), "rate_fen": 225_000},
        {"component_id": "gift", "per": "person", "once_per": "year", "rate_fen": 50_000},
    ]
    rates = rates_of(steps)
    roster = roster_of(rows)
    together = set(entitlement(roster, rates, CALENDAR).rows())
    assert set(entitlement(roster.reverse(), rates, CALENDAR).rows()) == together
    alone = [entitlement(roster[n : n + 1], rates, CALENDAR) for n in range(len(roster))]
    assert set(pl.concat(alone).rows()) == together
