"""The people of the sample county: as many as planned, nobody real, the same in every month."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from payroll.identity import check_digit
from payroll.period import month_end
from payroll.sample import county_of
from payroll.sample.identities import CARD_PREFIX
from payroll.sample.plan import county, headcounts
from tests.sample.county import FEBRUARY, JANUARY, MARCH, MONTHS, clean, rate_book, sample, shown

ALL_YEAR = {"公益性岗位": 500, "大学生专职村干部": 75, "人才储备": 296, "乡村运营师": 5}
HEADCOUNTS = [
    (JANUARY, ALL_YEAR),
    (FEBRUARY, ALL_YEAR | {"三支一扶慰问金": 19}),
    (MARCH, ALL_YEAR | {"大学生实习实训": 400}),
]
PERSON = ["id_number", "name", "card_number", "bank", "start_date"]


def by_program(rows: pl.DataFrame) -> dict[str, int]:
    return dict(rows.group_by("program_seen").len().iter_rows())


@pytest.mark.parametrize(("month", "expected"), HEADCOUNTS)
def test_every_program_has_its_planned_people_in_every_month(
    month: date, expected: dict[str, int]
) -> None:
    assert by_program(clean(month)) == expected


def test_the_programs_are_those_of_the_rate_files() -> None:
    assert {p.name for p in county().programs} <= {p.name for p in rate_book().programs}


@pytest.mark.parametrize("month", MONTHS)
def test_nobody_can_exist(month: date) -> None:
    for id_number in clean(month)["id_number"]:
        assert len(id_number) == 18
        assert id_number[14:17] == "000", "a sequence number that may have been issued"
        assert check_digit(id_number[:17]) == id_number[17]
        assert mod_11_2.is_valid(id_number)
        assert date(1977, 1, 1) <= date.fromisoformat(id_number[6:14]) < date(2006, 1, 1)
    for card_number in clean(month)["card_number"]:
        assert len(card_number) == 19
        assert card_number.startswith(CARD_PREFIX)
        assert luhn.is_valid(card_number)


@pytest.mark.parametrize("month", MONTHS)
def test_nobody_is_at_two_units_or_shares_a_card(month: date) -> None:
    rows = clean(month)
    assert rows["id_number"].n_unique() == rows.height
    assert rows["card_number"].n_unique() == rows.height


def test_march_as_shown_has_nobody_at_two_units() -> None:
    assert shown(MARCH)["id_number"].is_unique().all()


@pytest.mark.parametrize(("month", "following"), [(JANUARY, FEBRUARY), (FEBRUARY, MARCH)])
def test_a_person_keeps_id_card_bank_and_start(month: date, following: date) -> None:
    both = clean(month).join(clean(following), on="id_number", suffix="_next")
    assert both.height > 800
    for field in PERSON:
        assert (both[field] == both[f"{field}_next" if field != "id_number" else field]).all()


@pytest.mark.parametrize(("month", "following"), [(JANUARY, FEBRUARY), (FEBRUARY, MARCH)])
def test_who_leaves_is_gone_and_who_comes_is_new(month: date, following: date) -> None:
    now, later = clean(month), clean(following)
    standing = county().programs
    all_year = pl.col("program_seen").is_in([p.name for p in standing if p.months[0] == JANUARY])
    gone = now.filter(all_year).join(later, on="id_number", how="anti")
    new = later.filter(all_year).join(now, on="id_number", how="anti")
    assert gone.height == new.height > 0
    assert gone["end_date"].is_between(month, month_end(month)).all()
    assert new["start_date"].is_between(following, month_end(following)).all()
    staying = now.filter(all_year).join(later, on="id_number", how="semi")
    assert staying["end_date"].null_count() == staying.height


def test_a_few_move_to_another_unit_and_say_so() -> None:
    both = clean(JANUARY).join(clean(FEBRUARY), on="id_number", suffix="_next")
    moved = both.filter(pl.col("unit") != pl.col("unit_next"))
    assert 1 <= moved.height <= 20
    assert (moved["note_next"] == "本月由" + moved["unit"] + "调入").all()


def test_every_month_stands_alone() -> None:
    """March is the same whether it is made alone or after January and February."""
    alone = county_of(rate_book().calendar, [MARCH]).rows(MARCH)
    assert alone.equals(clean(MARCH))


def test_another_seed_gives_other_people() -> None:
    other = county_of(rate_book().calendar, MONTHS, seed=2).rows(MARCH)
    assert by_program(other) == by_program(clean(MARCH))
    assert not other["name"].equals(clean(MARCH)["name"])


@pytest.mark.parametrize("people", [1, 2, 7, 40, 1276, 5000])
def test_a_county_of_any_size_has_exactly_that_many_people(people: int) -> None:
    rows = county_of(rate_book().calendar, [MARCH], people=people).rows(MARCH)
    assert rows.height == people
    assert rows["id_number"].is_unique().all()


def test_posts_are_shared_out_by_largest_remainder() -> None:
    programs = [program for program in county().programs if program.name in ALL_YEAR]
    assert headcounts(programs, None) == ALL_YEAR
    # 10 of 876: 5.71, 0.86, 3.38, 0.06 people.
    assert headcounts(programs, 10) == {
        "公益性岗位": 6,
        "大学生专职村干部": 1,
        "人才储备": 3,
        "乡村运营师": 0,
    }


def test_a_hundred_thousand_people_have_a_hundred_thousand_ids() -> None:
    big = county_of(rate_book().calendar, [MARCH], people=100_000).rows(MARCH)
    assert big["id_number"].n_unique() == big["card_number"].n_unique() == 100_000
    assert (big["id_number"].str.slice(14, 3) == "000").all()


def test_dates_in_post_lie_in_order() -> None:
    for month in MONTHS:
        rows = clean(month)
        assert (rows["start_date"] <= month_end(month)).all()
        ended = rows.filter(pl.col("end_date").is_not_null())
        assert (ended["end_date"] >= ended["start_date"]).all()
        assert (ended["end_date"] >= month).all()
        # Three years is the longest term of a post: nobody is near it.
        assert rows["start_date"].min() > month - timedelta(days=3 * 365)  # type: ignore[operator]


def test_a_month_of_the_sample_is_what_the_plan_says_it_is() -> None:
    assert sample().posts["公益性岗位"] == 500
    assert len(sample().working_days[FEBRUARY]) == 16
