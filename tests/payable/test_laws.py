"""Laws of the subtraction and of taking back."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.payable import KEY, payable, within_pay

ROW = ["person", "program_id", "period"]
keys = st.tuples(
    st.integers(1, 3),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["2026-04", "2026-05"]),
    st.sampled_from(["x", "y"]),
    st.sampled_from(["person", "insurer"]),
)
amounts = st.dictionaries(keys, st.integers(0, 300_000), max_size=8)
LINES = {"person": pl.Int64, **dict.fromkeys(KEY[1:], pl.String)}
FACTS = {"amount_fen": pl.Int64, "id_number": pl.String}
DAYS = {"paid_days_h": pl.Int64, "required_days_h": pl.Int64}


def lines(sums: dict[tuple[object, ...], int]) -> pl.DataFrame:
    rows = [(*key, fen, f"id{key[0]}", 2000, 2000) for key, fen in sums.items()]
    return pl.DataFrame(rows, schema=LINES | FACTS | DAYS, orient="row")


def rows_of(*parts: pl.DataFrame, frozen: frozenset[int] = frozenset()) -> pl.DataFrame:
    stacked = pl.concat([part.select(ROW) for part in parts]).unique(maintain_order=True)
    return stacked.with_columns(frozen=pl.col("person").is_in(sorted(frozen)))


@settings(max_examples=300, deadline=None)
@given(amounts, amounts, st.frozensets(st.integers(1, 3)))
def test_posted_plus_difference_is_the_entitlement_of_every_key_that_is_not_frozen(
    entitled: dict[tuple[object, ...], int],
    posted: dict[tuple[object, ...], int],
    frozen: frozenset[int],
) -> None:
    now, then = lines(entitled), lines(posted)
    found = payable(now, then, rows_of(now, then, frozen=frozen))
    owed = {row[:5]: row[5] for row in found.owed.rows()}
    assert 0 not in owed.values()
    for key in entitled.keys() | posted.keys():
        after = posted.get(key, 0) + owed.get(key, 0)
        assert after == (posted.get(key, 0) if key[0] in frozen else entitled.get(key, 0))
    assert found.unseen.is_empty()


@settings(max_examples=200, deadline=None)
@given(amounts, amounts)
def test_what_stands_on_no_sheet_is_reported_and_left_alone(
    entitled: dict[tuple[object, ...], int], posted: dict[tuple[object, ...], int]
) -> None:
    now, then = lines(entitled), lines(posted)
    found = payable(now, then, rows_of(now))
    on_sheets = {(key[0], key[2]) for key in entitled}
    lost = {key for key, fen in posted.items() if fen and (key[0], key[2]) not in on_sheets}
    assert {row[:5] for row in found.unseen.rows()} == lost
    assert lost.isdisjoint(row[:5] for row in found.owed.rows())


owed_lines = st.lists(
    st.tuples(keys, st.sampled_from(["p", "q"]), st.integers(-300_000, 300_000)),
    max_size=10,
    unique_by=lambda line: line[0],
)
own_lines = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["person", "insurer"]),
        st.sampled_from(["p", "q"]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["regular", "manual"]),
        st.integers(0, 250_000),
    ),
    max_size=6,
)
DUE = {
    **dict.fromkeys(["payee", "project", "program_id", "reason"], pl.String),
    "amount_fen": pl.Int64,
}
caps = st.fixed_dictionaries({}, optional={"a": st.sampled_from([0, 20, 50, 100])})


@settings(max_examples=300, deadline=None)
@given(owed_lines, own_lines, caps)
def test_nobody_is_paid_less_than_nothing_and_no_fen_is_lost(
    owed: list[tuple[tuple[object, ...], str, int]],
    own: list[tuple[int, str, str, str, str, int]],
    caps_h: dict[str, int],
) -> None:
    frame = pl.DataFrame(
        [(*key, project, fen, "roster") for key, project, fen in owed if fen],
        schema=LINES | {"project": pl.String, "difference_fen": pl.Int64, "cause": pl.String},
        orient="row",
    )
    due = pl.DataFrame(own, schema={"person": pl.Int64} | DUE, orient="row")
    recovered = within_pay(frame, due, caps_h)
    purses: dict[tuple[object, ...], int] = {}
    kept: dict[tuple[object, ...], int] = {}
    arrears = [
        (row["person"], row["payee"], row["project"], row["program_id"], "", row["difference_fen"])
        for row in frame.iter_rows(named=True)
        if row["difference_fen"] > 0
    ]
    by_program: dict[tuple[object, ...], int] = {}
    for person, payee, project, program, reason, fen in (*own, *arrears):
        place = (person, payee, project)
        purses[place] = purses.get(place, 0) + fen
        if reason != "manual":
            by_program[*place, program] = by_program.get((*place, program), 0) + fen
    for (*place, program), fen in by_program.items():
        cap_h = 100 if place[1] == "insurer" else caps_h.get(str(program), 100)
        kept[tuple(place)] = kept.get(tuple(place), 0) + fen - fen * cap_h // 100
    for row in recovered.carried.filter(pl.col("difference_fen") < 0).iter_rows(named=True):
        place = (row["person"], row["payee"], row["project"])
        purses[place] = purses.get(place, 0) + row["difference_fen"]
    assert all(fen >= kept.get(place, 0) for place, fen in purses.items())
    for row in recovered.balances.filter(pl.col("closing_fen") > 0).iter_rows(named=True):
        place = (row["person"], row["payee"], row["project"])
        assert purses.get(place, 0) == kept.get(place, 0), "more could have been taken back"
    wanted, carried = frame["difference_fen"].sum(), recovered.carried["difference_fen"].sum()
    assert carried - wanted == recovered.balances["closing_fen"].sum()
    balances = recovered.balances
    assert (balances["opening_fen"] == balances["offset_fen"] + balances["closing_fen"]).all()
    assert (balances["offset_fen"] >= 0).all()
