"""Every line equals the exact fractions of an oracle that shares no code with the calculation."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.entitlement import entitlement, split_months
from payroll.schema import LINES, SPLITS
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


def test_a_one_off_of_one_program_does_not_use_up_that_of_another() -> None:
    """The same person, the same name of the component, another program later in the year."""
    gift = {"component_id": "gift", "per": "person", "once_per": "year", "rate_fen": 50_000}
    rows = [
        {"service_month": date(2026, month, 1), "program_id": program, "attended_days_h": 0}
        for month, program in [(1, "post"), (2, "other"), (3, "post"), (4, "other")]
    ]
    lines = lines_of(rows, [gift, gift | {"program_id": "other"}])
    assert sorted(lines["row_id"]) == [0, 1]


def test_leave_finer_than_a_hundredth_is_rounded_once_on_the_sum() -> None:
    """0.50 × 0.33 + 0.25 × 0.50 = 0.29 days, not 0.17 + 0.13 rounded one by one."""
    leave = [{"kind": "工伤", "days_h": 50}, {"kind": "婚假", "days_h": 25}]
    row = {"required_days_h": 2000, "attended_days_h": 0, "leave": leave}
    (line,) = lines_of([row], [{"rate_fen": 200_000}]).rows(named=True)
    assert (line["paid_days_h"], line["amount_fen"]) == (29, 2_900)


def test_days_without_a_stated_rate_add_nothing_to_the_segments_after_them() -> None:
    """Thirds of March 2026 have 5, 8 and 9 of 22 working days; the second has no amount: 0.01 × 5 ÷
    22 is 0.00 and (0.01 × 5 + 0.02 × 9) ÷ 22 is 0.01; with a rate in between they would differ."""
    steps = [
        {"valid_to": date(2026, 3, 7), "rate_fen": 1},
        {"valid_from": date(2026, 3, 8), "valid_to": date(2026, 3, 18), "rate_fen": None},
        {"valid_from": date(2026, 3, 19), "rate_fen": 2},
    ]
    row = {"required_days_h": 2200, "attended_days_h": 2200}
    lines = lines_of([row], steps).sort("segment_from")
    assert lines["amount_fen"].to_list() == [0, 1]


def test_a_grid_of_unpaid_leave_only_pays_nothing_and_loses_no_line() -> None:
    row = {"required_days_h": 2200, "attended_days_h": 0}
    row["leave"] = [{"kind": "事假", "days_h": 100}]
    row["marks"] = [{"day": 2, "kind": "事假", "days_h": 100}]
    halves = [{"valid_to": date(2026, 3, 15)}, {"valid_from": date(2026, 3, 16)}]
    assert_equals_twin([row], halves)
    assert lines_of([row], halves)["amount_fen"].to_list() == [0, 0]


def test_the_days_of_a_grid_fall_on_their_own_segment() -> None:
    """One day worked before the change, two after it: 1 × 2200 ÷ 22 and 2 × 4400 ÷ 22."""
    row = {"required_days_h": 2200, "attended_days_h": 300}
    row["marks"] = [{"day": day, "kind": "出勤", "days_h": 100} for day in (15, 16, 17)]
    rates = [
        {"valid_to": date(2026, 3, 15), "rate_fen": 220_000},
        {"valid_from": date(2026, 3, 16), "rate_fen": 440_000},
    ]
    lines = lines_of([row], rates).sort("segment_from")
    assert lines["amount_fen"].to_list() == [10_000, 40_000]
    assert lines["paid_days_h"].to_list() == [100, 200]
    roster, given = roster_of([row]), rates_of(rates)
    weights = split_months(roster, given, CALENDAR).sort("rate_id")
    assert weights.schema == pl.Schema(SPLITS)
    assert weights["weight"].to_list() == [10_000, 20_000]
    assert weights["month_paid_days_h"].to_list() == [300, 300]


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
