"""Laws of the forecast, held against the whole calculation with everybody in the roster."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.budget import charge
from payroll.entitlement import entitlement
from payroll.forecast.bridge import Effects, bridge
from payroll.forecast.comparison import compare
from payroll.forecast.ground import Ground
from payroll.forecast.headcount import constant_plan, largest_headcounts
from payroll.forecast.heads import head_lines
from payroll.forecast.outlook import forecast
from payroll.forecast.plan import PlanRow, with_new_people
from payroll.forecast.scenario import Scenario
from payroll.forecast.suppositions import read_scenarios
from payroll.period import month_text
from payroll.schema import ROSTER
from tests.forecast.building import (
    HELPER,
    JANUARY,
    YEAR,
    constant,
    published,
    small_ground,
    with_money,
)

laws = settings(deadline=None, max_examples=25)
whole_years = settings(deadline=None, max_examples=10)
"""For laws that compute twelve months with everybody in them."""
shares = st.one_of(st.sampled_from([0, 1, 3333, 5000, 9999, 10_000]), st.integers(0, 10_000))
PAID_PROGRAMS = ("public_welfare_post", "village_officer", "student_internship", "rural_operator")


@cache
def ground_with_one_off() -> Ground:
    with tempfile.TemporaryDirectory() as folder:
        return small_ground(Path(folder), one_off=True)


def everybody(rows: Sequence[PlanRow]) -> pl.DataFrame:
    """`schema.ROSTER` with a row for every single person of the plan, each in one month only."""
    people = [(row, place) for row in rows for place in range(row.people)]
    columns: dict[str, object] = {
        "row_id": range(len(people)),
        "id_number": [f"{row.month}{place}" for row, place in people],
        "program_id": [row.program_id for row, _ in people],
        "service_month": [row.month for row, _ in people],
        "required_days_h": [10_000] * len(people),
        "attended_days_h": [row.share_e4 for row, _ in people],
    }
    empty = [None] * len(people)
    return pl.DataFrame({name: columns.get(name, empty) for name in ROSTER}, schema=ROSTER)


@laws
@given(st.sampled_from(PAID_PROGRAMS), st.integers(0, 30), shares, st.integers(1, 12))
def test_n_identical_people_cost_n_times_one(
    program_id: str, people: int, share_e4: int, month: int
) -> None:
    ground = published()
    row = PlanRow(program_id, date(2026, month, 1), people, share_e4, new_people=people)
    one = replace(row, people=1, new_people=1)
    many, single = (head_lines([each], ground.rates, ground.book.calendar) for each in (row, one))
    assert many["amount_fen"].sum() == people * single["amount_fen"].sum()
    lines = entitlement(everybody([row]), ground.rates, ground.book.calendar)
    assert lines["amount_fen"].sum() == many["amount_fen"].sum()


@whole_years
@given(st.lists(st.integers(0, 9), min_size=12, max_size=12), st.integers(0, 6_000_000))
def test_charging_is_that_of_a_run_of_everybody(heads: list[int], amount_fen: int) -> None:
    """A forecast month is charged as the run of that month would charge its payments."""
    ground = with_money(ground_with_one_off(), amount_fen)
    plan = [PlanRow(HELPER, month, n, 9_876, n) for month, n in zip(YEAR, heads, strict=True)]
    outlook = forecast(ground, plan)
    used = pl.DataFrame(schema={"project": pl.String, "amount_fen": pl.Int64})
    for row in plan:
        lines = entitlement(everybody([row]), ground.rates, ground.book.calendar)
        steps = ground.rates.steps.select("rate_id", "payee", "component_order", "program_id")
        payments = (
            lines.join(steps, on="rate_id")
            .sort("row_id", "component_order")
            .with_columns(
                line_id=pl.int_range(pl.len()).cast(pl.String),
                service_month=pl.lit(row.month, pl.Date),
            )
        )
        charges = charge(payments, ground.programs, ground.budget, used)
        mine = outlook.charges.filter(run_month=row.month)
        for kind in ("within", "over"):
            expected = charges.filter(kind=kind)["amount_fen"].sum()
            assert mine.filter(kind=kind)["amount_fen"].sum() == expected
        within = charges.filter(kind="within").select("project", "amount_fen")
        used = pl.concat([used, within])


@whole_years
@given(
    st.integers(0, 40_000_000),
    st.lists(st.booleans(), min_size=12, max_size=12).filter(any),
    shares,
    st.integers(0, 40),
)
def test_the_largest_headcount_fits_and_one_more_does_not(
    amount_fen: int, active: list[bool], share_e4: int, before: int
) -> None:
    ground = with_money(ground_with_one_off(), amount_fen)
    months = [month for month, used in zip(YEAR, active, strict=True) if used]
    plan = [PlanRow(HELPER, month, 5, share_e4) for month in months]
    outlook = replace(forecast(ground, plan), people_before={HELPER: before})
    (headcount,) = largest_headcounts(outlook)
    assert headcount.people is not None
    assert over_with(outlook, headcount.people, before) == 0
    assert over_with(outlook, headcount.people + 1, before) > 0


def over_with(outlook, people: int, before: int) -> int:
    """What goes over in the whole forecast with so many people."""
    ground = outlook.ground
    rows = constant_plan(outlook, HELPER, people)
    complete = with_new_people(tuple(rows), ground.months, {HELPER: before})
    fund = forecast(ground, complete).funds[0]
    return fund.over_fen


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 40_000_000), st.integers(1, 11), st.integers(1, 12))
def test_months_of_two_projects_are_halved_in(amount_fen: int, until: int, other: int) -> None:
    """Two projects may pay the same months: no division, but the answer is as exact."""
    ground = two_projects(ground_with_one_off(), amount_fen, until, other * 1_000_000)
    outlook = forecast(ground, constant(HELPER, 3))
    (headcount,) = largest_headcounts(outlook)
    assert headcount.people is not None
    assert headcount.halved
    totals = [
        sum(fund.over_fen for fund in forecast(ground, constant_plan(outlook, HELPER, n)).funds)
        for n in (headcount.people, headcount.people + 1)
    ]
    assert totals[0] == 0
    assert totals[1] > 0


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 12_000_000), st.integers(0, 6_000_000), st.integers(1, 4))
def test_somebody_who_may_go_on_to_another_project_is_reckoned_with(
    first_fen: int, second_fen: int, people: int
) -> None:
    """What a program leaves of a shared project changes with the people of another one."""
    ground = two_programs(with_money(ground_with_one_off(), first_fen), second_fen)
    outlook = forecast(ground, [*constant(HELPER, people), *constant("watch", people)])
    for headcount in largest_headcounts(outlook):
        projects = {entry.project for entry in ground.program(headcount.program_id).charged_to}
        assert headcount.people is not None
        overs = []
        for count in (headcount.people, headcount.people + 1):
            tried = forecast(ground, constant_plan(outlook, headcount.program_id, count))
            overs.append(
                sum(fund.over_fen for fund in tried.funds if fund.project.name in projects)
            )
        assert headcount.people == 0 or overs[0] == 0
        assert overs[1] > 0
        assert headcount.people_without_one_offs is not None
        assert headcount.people_without_one_offs >= headcount.people


def test_what_another_program_may_give_way_with_is_counted_in() -> None:
    """Money for five people's year and their one-offs, of which the plan gives four people of
    another program a part in December; they can be paid by its second project instead."""
    everyone = ground_with_one_off()
    plan = [*constant(HELPER, 1), PlanRow("watch", YEAR[-1], 4, 10_000)]
    rich = forecast(two_programs(with_money(everyone, 10**9), 6_000_000), plan)
    costs = dict.fromkeys((False, True), 0)
    for (name, month, once), fen in rich.one_person_fen.items():
        if name == HELPER and (not once or month == YEAR[0]):
            costs[once] += fen
    for of_each, people in ((costs[False], 4), (costs[False] + costs[True], 5)):
        ground = two_programs(with_money(everyone, 5 * of_each), 6_000_000)
        found = largest_headcounts(forecast(ground, plan))[0]
        assert (found.people, found.people_without_one_offs) == (people, 5)


def two_programs(ground: Ground, second_fen: int) -> Ground:
    """The made-up program, paid by its project alone, and another that may go on to a second."""
    ground = two_projects(ground, ground.budget.projects[0].amount_fen, 12, second_fen)
    projects = tuple(replace(each, fund="本年预算") for each in ground.budget.projects)
    (helper,) = ground.programs
    both = sorted(helper.charged_to, key=lambda entry: "上年" in entry.project)
    programs = (
        replace(helper, charged_to=(both[0],)),
        replace(helper, id="watch", name="巡查员", charged_to=tuple(both)),
    )
    steps = ground.rates.steps
    others = steps.with_columns(program_id=pl.lit("watch"))
    return replace(
        ground,
        book=replace(ground.book, programs=programs),
        budget=replace(ground.budget, projects=projects),
        rates=replace(ground.rates, steps=pl.concat([steps, others])),
    )


def two_projects(ground: Ground, amount_fen: int, until: int, other_fen: int) -> Ground:
    """The second project of the made-up budget pays the first months of 2026 besides."""
    ground = with_money(ground, amount_fen)
    last = date(2026, until, 1)
    projects = tuple(
        replace(p, first=JANUARY, last=last, amount_fen=other_fen) if p.document else p
        for p in ground.budget.projects
    )
    programs = tuple(
        replace(
            program,
            charged_to=tuple(
                replace(entry, first=JANUARY, last=last) if "上年" in entry.project else entry
                for entry in program.charged_to
            ),
        )
        for program in ground.programs
    )
    return replace(
        ground,
        budget=replace(ground.budget, projects=projects),
        book=replace(ground.book, programs=programs),
    )


changes = (
    st.builds(
        "甲.{}={}@2026-{:02}".format,
        st.sampled_from(["补贴", "保险", "慰问金"]),
        st.integers(0, 5_000),
        st.integers(1, 12),
    )
    | st.builds("甲={}人@2026-{:02}..2026-12".format, st.integers(0, 60), st.integers(1, 12))
    | st.builds("甲.出勤率={}%@2026-{:02}".format, st.integers(0, 100), st.integers(1, 12))
)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(changes, min_size=1, max_size=4, unique_by=lambda c: c.partition("=")[0]),
    st.lists(st.integers(0, 30), min_size=12, max_size=12),
    shares,
)
def test_a_bridge_closes_in_every_month(asked: list[str], heads: list[int], share_e4: int) -> None:
    ground = ground_with_one_off()
    ground = replace(
        ground,
        book=replace(
            ground.book,
            programs=tuple(replace(p, aliases=("甲",)) for p in ground.book.programs),
        ),
    )
    plan = [PlanRow(HELPER, m, n, share_e4) for m, n in zip(YEAR, heads, strict=True) if n]
    base = forecast(ground, plan)
    (variant,) = compare(base, read_scenarios(ground, [";".join(asked)])).variants
    for step in variant.steps:
        before, after = (each.cost_fen(HELPER, step.month) for each in (base, variant.forecast))
        assert (step.base_fen, step.scenario_fen) == (before, after)
        assert step.effects.total_fen == after - before


@laws
@given(st.lists(st.integers(0, 30), min_size=12, max_size=12), shares)
def test_a_scenario_without_a_change_is_the_base(heads: list[int], share_e4: int) -> None:
    plan = [PlanRow(HELPER, m, n, share_e4) for m, n in zip(YEAR, heads, strict=True)]
    base = forecast(ground_with_one_off(), plan)
    (variant,) = compare(base, [Scenario("", ())]).variants
    assert variant.forecast.lines.equals(base.lines)
    assert variant.forecast.charges.equals(base.charges)
    assert variant.forecast.funds == base.funds
    assert all(step.effects.total_fen == 0 for step in variant.steps)


def test_a_missing_effect_would_break_the_bridge(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = ground_with_one_off()
    base = forecast(ground, constant(HELPER, 10))
    more = forecast(ground, constant(HELPER, 12))
    steps = bridge(base, more)
    assert sum(step.effects.people_fen for step in steps) == 2 * 12 * 133_333
    assert sum(step.effects.one_offs_fen for step in steps) == 2 * 15_000
    monkeypatch.setattr(Effects, "total_fen", property(lambda _: 0))
    with pytest.raises(AssertionError, match="does not close"):
        bridge(base, more)


@settings(deadline=None, max_examples=5)
@given(st.permutations(range(12)))
def test_the_order_of_a_plan_does_not_matter(order: list[int]) -> None:
    plan = constant(HELPER, 7)
    ground = ground_with_one_off()
    shuffled = [plan[place] for place in order]
    complete = with_new_people(tuple(shuffled), ground.months, {})
    assert {(row.month, row.new_people) for row in complete} == {
        (month, 7 if month == JANUARY else 0) for month in YEAR
    }
    totals = [forecast(ground, each).cost_fen() for each in (plan, shuffled)]
    assert totals[0] == totals[1]


def test_months_are_named_as_they_are_forecast() -> None:
    assert [month_text(m) for m in published().months] == [f"2026-{n:02}" for n in range(1, 13)]
