"""The bridge between two months names a cause for every fen."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.changes import CAUSES, bridge, find_change_problems

KINDS = {
    **dict.fromkeys(
        ("program_id", "program", "id_number", "name", "component", "payee", "reason"), pl.String
    ),
    **dict.fromkeys(("rate_fen", "paid_days_h", "required_days_h", "amount_fen"), pl.Int64),
}
CARDS = {"id_number": pl.String, "name": pl.String, "card_number": pl.String}


def line(person: str, fen: int, **more: Any) -> dict[str, Any]:
    return {
        "program_id": "post",
        "program": "岗位",
        "id_number": person,
        "name": f"人{person}",
        "component": "subsidy",
        "payee": "person",
        "reason": "regular",
        "rate_fen": 220_000,
        "paid_days_h": 2200,
        "required_days_h": 2200,
        "amount_fen": fen,
    } | more


def month(*lines: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(lines), schema=KINDS)


def effects(before: pl.DataFrame, after: pl.DataFrame) -> dict[str, int]:
    rows = bridge(before, after).programs.rows(named=True)
    sums = {cause: sum(row[f"{cause}_fen"] for row in rows) for cause in CAUSES}
    return {cause: fen for cause, fen in sums.items() if fen}


def test_who_came_and_who_left() -> None:
    found = bridge(month(line("1", 220_000)), month(line("2", 110_000)))
    assert effects(month(line("1", 220_000)), month(line("2", 110_000))) == {
        "joiners": 110_000,
        "leavers": -220_000,
    }
    assert {(row["name"], row["cause"]) for row in found.people.rows(named=True)} == {
        ("人1", "leavers"),
        ("人2", "joiners"),
    }


def test_who_is_on_hold_has_not_left_and_has_not_come_when_it_ends() -> None:
    held = pl.DataFrame({"program_id": ["post"], "id_number": ["1"]})
    both, one = month(line("1", 220_000), line("2", 110_000)), month(line("2", 110_000))
    for before, after, fen in ((both, one, -220_000), (one, both, 220_000)):
        [row] = bridge(before, after, held).programs.rows(named=True)
        assert {c: row[f"{c}_fen"] for c in CAUSES if row[f"{c}_fen"]} == {"holds": fen}
    moved = month(line("1", 110_000), line("2", 110_000))
    [row] = bridge(both, moved, held).programs.rows(named=True)
    assert row["days_fen"] == -110_000


def test_a_rate_at_full_attendance_is_a_rate_whatever_the_month_requires() -> None:
    before = month(line("1", 220_000, paid_days_h=2100, required_days_h=2100))
    after = month(line("1", 230_000, rate_fen=230_000))
    assert effects(before, after) == {"rates": 10_000}


def test_rate_and_days_together_are_told_apart_at_this_month_s_days() -> None:
    """+100 × 11 ÷ 22 = +50.00 for the rate; 2200 × 11 ÷ 22 − 2200 = −1100.00 for the days."""
    after = month(line("1", 115_000, rate_fen=230_000, paid_days_h=1100))
    assert effects(month(line("1", 220_000)), after) == {"rates": 5_000, "days": -110_000}


def test_one_offs_corrections_and_deductions() -> None:
    before = month(line("1", 220_000), line("1", 24_000, reason="one_off", component="gift"))
    after = month(
        line("1", 220_000),
        line("1", 10_238, reason="arrears"),
        line("1", 3_000, payee="deduction", component="kept", rate_fen=3_000),
    )
    assert effects(before, after) == {
        "one_offs": -24_000,
        "corrections": 10_238,
        "components": -3_000,
    }


rows = st.lists(
    st.builds(
        line,
        st.sampled_from("123"),
        st.integers(-50_000, 300_000),
        program_id=st.sampled_from(["a", "b"]),
        component=st.sampled_from(["x", "y"]),
        payee=st.sampled_from(["person", "insurer", "deduction"]),
        reason=st.sampled_from(["regular", "one_off", "arrears", "recovery", "manual"]),
        rate_fen=st.sampled_from([None, 200_000, 220_001]),
        paid_days_h=st.sampled_from([None, 0, 1100, 2200]),
        required_days_h=st.sampled_from([None, 2200, 2300]),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(rows, rows)
def test_every_bridge_closes_in_every_program(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    found = bridge(month(*before), month(*after))
    for row in found.programs.rows(named=True):
        moved = sum(row[f"{cause}_fen"] for cause in CAUSES)
        assert row["before_fen"] + moved == row["after_fen"]
    people = found.people["effect_fen"].sum()
    total = found.programs.select(pl.col("after_fen") - pl.col("before_fen")).to_series().sum()
    assert people == total


def test_a_changed_card_a_shared_card_and_a_jump_are_shown_without_the_number() -> None:
    card = "99990000934260963{}"
    before = pl.DataFrame([("1", "张三", card.format("01"))], schema=CARDS, orient="row")
    after = pl.DataFrame(
        [("1", "张三", card.format("02")), ("2", "李四", card.format("02"))],
        schema=CARDS,
        orient="row",
    )
    found = find_change_problems(
        month(line("1", 220_000)), month(line("1", 100_000)), before, after
    )
    assert [item.code for item in found] == ["card-changed", "card-of-several-people", "pay-jumped"]
    assert not any("9999000093426096" in str(item) for item in found)
