"""Days and leave of the sample: exact, consistent with the dates in post, mistakes only where
they are planted."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from payroll.sample.attendance import LEAVE_FIELDS
from tests.sample.county import FEBRUARY, JANUARY, MARCH, MONTHS, clean, shown

WORKING_DAYS = {JANUARY: 21, FEBRUARY: 16, MARCH: 22}


def leave_h() -> pl.Expr:
    return pl.sum_horizontal(LEAVE_FIELDS)


@pytest.mark.parametrize("month", MONTHS)
def test_required_days_are_the_calendars_or_the_posts_own(month: date) -> None:
    rows = clean(month).filter(pl.col("required_days_h").is_not_null())
    expected = {WORKING_DAYS[month] * 100, 2600, 2800 if month == FEBRUARY else 3000}
    assert set(rows["required_days_h"]) == expected
    assert (rows["required_days_h"] == WORKING_DAYS[month] * 100).mean() > 0.95  # type: ignore[operator]


@pytest.mark.parametrize("month", MONTHS)
def test_whoever_is_in_post_all_month_attends_or_is_on_leave(month: date) -> None:
    in_post_all_month = clean(month).filter(
        (pl.col("start_date") <= month)
        & pl.col("end_date").is_null()
        & pl.col("required_days_h").is_not_null()
    )
    accounted = in_post_all_month.select(
        claimed=pl.col("attended_days_h") + leave_h(), required="required_days_h"
    )
    assert (accounted["claimed"] == accounted["required"]).all()


@pytest.mark.parametrize("month", MONTHS)
def test_nobody_claims_more_than_the_month_asks_for(month: date) -> None:
    rows = clean(month).filter(pl.col("required_days_h").is_not_null())
    assert (rows["attended_days_h"] >= 0).all()
    claimed = rows.select(pl.col("attended_days_h") + leave_h()).to_series()
    assert (claimed <= rows["required_days_h"]).all()


def test_a_person_who_came_on_a_day_has_the_working_days_from_then_on() -> None:
    """9 February 2026 is a Monday; then 9-14 with the made-up Saturday, and 24-28: 11 days."""
    came = clean(FEBRUARY).filter(
        pl.col("start_date").is_between(FEBRUARY, date(2026, 2, 28))
        & (pl.col("required_days_h") == 1600)
    )
    weekdays = {date(2026, 2, day) for day in (*range(2, 7), *range(9, 15), *range(24, 29))}
    assert came.height > 3
    for start, attended_h, on_leave_h in came.select(
        "start_date", "attended_days_h", leave_h().alias("leave_h")
    ).iter_rows():
        assert attended_h + on_leave_h == 100 * sum(day >= start for day in weekdays)


def test_there_are_half_days_and_many_kinds_of_leave_but_no_sick_leave() -> None:
    together = pl.concat([clean(month) for month in MONTHS])
    assert (together["attended_days_h"] % 100 == 50).sum() > 50
    taken = {field for field in LEAVE_FIELDS if together[field].null_count() < together.height}
    assert taken == {*LEAVE_FIELDS} - {"leave.病假"}


def test_a_program_of_gifts_has_no_days() -> None:
    gifts = clean(FEBRUARY).filter(pl.col("program_seen") == "三支一扶慰问金")
    assert gifts.height == 19
    for field in ("required_days_h", "attended_days_h", *LEAVE_FIELDS):
        assert gifts[field].null_count() == 19


@pytest.mark.parametrize("month", [JANUARY, MARCH])
def test_no_mistake_outside_february(month: date) -> None:
    assert shown(month)["irregular"].null_count() == shown(month).height
    assert not shown(month)["id_as_number"].any()
    assert shown(month).drop("irregular", "id_as_number").equals(clean(month))


def test_mistakes_change_their_rows_only() -> None:
    key = ["id_number", "name", "unit"]
    sound = shown(FEBRUARY).filter(pl.col("irregular").is_null())
    untouched = clean(FEBRUARY).join(sound, on=key, how="semi", maintain_order="left")
    assert untouched.equals(sound.drop("irregular", "id_as_number"))
    spoiled = shown(FEBRUARY).filter(pl.col("irregular").is_not_null())
    assert spoiled.height + sound.height == clean(FEBRUARY).height + 1  # one person stands twice
    assert spoiled.height == 14
    assert spoiled["irregular"].n_unique() == 9
