"""Which rate holds: cases in words, then every day of random files against a naive oracle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from payroll.rates.model import Base, Rate
from payroll.rates.reader import Place
from payroll.rates.sweep import Step, steps
from payroll.rates.timeline import find_timeline_problems
from tests.rates.rates import base, rate

FOREVER = date.max
JANUARY = date(2026, 1, 1)
JULY = date(2026, 7, 1)


def spans(found: Sequence[Step]) -> list[tuple[str, str, int | None]]:
    """`(first, last, fen)` with an open end written as nothing."""
    return [(f"{step.first}", f"{step.last or ''}", step.rate_fen) for step in found]


def test_a_rate_holds_until_the_next_begins() -> None:
    rates = [rate(JANUARY, 215_000), rate(JULY, 225_000)]
    assert spans(steps(rates, {}, FOREVER)) == [
        ("2026-01-01", "2026-06-30", 215_000),
        ("2026-07-01", "", 225_000),
    ]


def test_a_rate_announced_in_july_from_january_counts_from_july_on() -> None:
    rates = [rate(JANUARY, 215_000), rate(JANUARY, 225_000, announced=date(2026, 7, 10))]
    assert spans(steps(rates, {}, date(2026, 7, 9))) == [("2026-01-01", "", 215_000)]
    assert spans(steps(rates, {}, date(2026, 7, 10))) == [("2026-01-01", "", 225_000)]


def test_of_two_announcements_for_one_day_the_later_holds_whatever_the_order() -> None:
    first = rate(JANUARY, 1, announced=date(2026, 2, 1))
    second = rate(JANUARY, 2, announced=date(2026, 3, 1))
    for rates in ([first, second], [second, first]):
        assert spans(steps(rates, {}, FOREVER)) == [("2026-01-01", "", 2)]


def test_a_withdrawn_entry_holds_until_the_day_of_its_withdrawal() -> None:
    """Its replacement starts the same day: a rerun as of February shows what was paid then."""
    wrong = rate(JANUARY, 251_000, withdrawn=date(2026, 3, 5))
    rates = [wrong, rate(JANUARY, 215_000)]
    assert spans(steps(rates, {}, date(2026, 3, 4))) == [("2026-01-01", "", 251_000)]
    assert spans(steps(rates, {}, date(2026, 3, 5))) == [("2026-01-01", "", 215_000)]


def test_a_temporary_rate_lets_the_one_below_hold_again() -> None:
    rates = [rate(JANUARY, 1), rate(JULY, 2, effective_to=date(2026, 8, 31))]
    assert spans(steps(rates, {}, FOREVER)) == [
        ("2026-01-01", "2026-06-30", 1),
        ("2026-07-01", "2026-08-31", 2),
        ("2026-09-01", "", 1),
    ]


def test_an_ended_rate_leaves_nothing() -> None:
    rates = [rate(JULY, None, effective_to=date(2026, 12, 31))]
    assert spans(steps(rates, {}, FOREVER)) == [("2026-07-01", "2026-12-31", None)]


def test_a_share_is_split_where_its_base_changes_and_rounded_half_away() -> None:
    bases = base(rate(date(2025, 1, 1), 215_000), rate(JULY, 225_001))
    rates = [rate(JANUARY, None, share_e4=5_000, base="minimum_wage")]
    assert spans(steps(rates, bases, FOREVER)) == [
        ("2026-01-01", "2026-06-30", 107_500),
        ("2026-07-01", "", 112_501),  # 1,125.005
    ]


def test_a_base_announced_late_moves_the_share_back_to_the_start() -> None:
    bases = base(rate(date(2025, 1, 1), 215_000), rate(JANUARY, 225_000, announced=JULY))
    rates = [rate(JANUARY, None, share_e4=6_000, base="minimum_wage")]
    assert spans(steps(rates, bases, date(2026, 6, 30))) == [("2026-01-01", "", 129_000)]
    assert spans(steps(rates, bases, JULY)) == [("2026-01-01", "", 135_000)]


def test_a_base_that_does_not_change_under_the_rate_does_not_split_it() -> None:
    bases = base(rate(date(2025, 1, 1), 215_000), rate(date(2027, 1, 1), 225_000))
    rates = [rate(JANUARY, None, share_e4=6_000, base="minimum_wage", effective_to=JULY)]
    assert spans(steps(rates, bases, FOREVER)) == [("2026-01-01", "2026-07-01", 129_000)]


def test_a_share_whose_base_was_not_known_yet_is_unstated_and_unconfirmed() -> None:
    bases = base(rate(JANUARY, 215_000, announced=date(2026, 2, 1)))
    rates = [rate(JANUARY, None, share_e4=6_000, base="minimum_wage")]
    (step,) = steps(rates, bases, date(2026, 1, 31))
    assert (step.rate_fen, step.status) == (None, "待确认")
    (step,) = steps(rates, bases, date(2026, 2, 1))
    assert (step.rate_fen, step.status) == (129_000, "")


def test_an_interlude_inside_a_rate_with_an_end_is_no_gap() -> None:
    """After the interlude the first rate holds again until its own end."""
    rates = [
        rate(JANUARY, effective_to=date(2026, 12, 31)),
        rate(JULY, effective_to=date(2026, 8, 31), announced=date(2026, 6, 20)),
        rate(date(2027, 1, 1)),
    ]
    places = [Place("x.toml").nth("rate", n) for n in (1, 2, 3)]
    assert list(find_timeline_problems(rates, places)) == []


START = date(2026, 1, 20)
DAYS = 40
days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))
some_day = st.none() | days


@st.composite
def entries(draw: st.DrawFn, *, shares: bool) -> Rate:
    since = draw(days)
    length = draw(st.none() | st.integers(0, 15))
    stated = {
        "effective_to": None if length is None else since + timedelta(days=length),
        "announced": draw(some_day),
        "withdrawn": draw(some_day),
    }
    if shares and draw(st.booleans()):
        share = draw(st.integers(1, 10_000))
        return rate(since, None, share_e4=share, base="minimum_wage", **stated)
    return rate(since, draw(st.none() | st.integers(0, 9)), **stated)


base_values = st.builds(
    lambda since, fen, announced, withdrawn: rate(
        since, fen, announced=announced, withdrawn=withdrawn
    ),
    days,
    st.integers(0, 999),
    some_day,
    some_day,
)


def chosen(rates: Sequence[Rate], day: date, as_of: date) -> Rate | None:
    """The rate of one day, narrowed down one condition after the other."""
    left = [r for r in rates if r.announced is None or not r.announced > as_of]
    left = [r for r in left if r.withdrawn is None or r.withdrawn > as_of]
    left = [r for r in left if r.effective_from <= day]
    left = [r for r in left if r.effective_to is None or r.effective_to >= day]
    if not left:
        return None
    newest = max(r.effective_from for r in left)
    left = [r for r in left if r.effective_from == newest]
    dated = [r.announced for r in left if r.announced is not None]
    left = [r for r in left if r.announced == (max(dated) if dated else None)]
    left = [r for r in left if r.withdrawn is not None] or left
    return left[-1]


def fen_on(rates: Sequence[Rate], bases: Mapping[str, Base], day: date, as_of: date) -> object:
    found = chosen(rates, day, as_of)
    if found is None:
        return "no rate"
    if found.base is None or found.share_e4 is None:
        return found.amount_fen
    value = chosen(bases[found.base].values, day, as_of)
    if value is None or value.amount_fen is None:
        return None
    return int(Fraction(found.share_e4 * value.amount_fen, 10_000) + Fraction(1, 2))


@given(
    st.lists(entries(shares=True), max_size=6),
    st.lists(base_values, max_size=4),
    days,
)
def test_every_day_agrees_with_the_oracle(
    rates: list[Rate], values: list[Rate], as_of: date
) -> None:
    bases = base(*values)
    found = steps(rates, bases, as_of)
    for n in range(-2, DAYS + 20):
        day = START + timedelta(days=n)
        covering = [s for s in found if s.first <= day and (s.last is None or day <= s.last)]
        assert len(covering) <= 1
        seen = covering[0].rate_fen if covering else "no rate"
        assert seen == fen_on(rates, bases, day, as_of)
        if covering:
            assert covering[0].rate is chosen(rates, day, as_of)


@given(st.lists(entries(shares=False), max_size=6), days)
def test_steps_ascend_and_none_could_be_joined(rates: list[Rate], as_of: date) -> None:
    found = steps(rates, {}, as_of)
    for before, after in pairwise(found):
        assert before.last is not None
        assert before.last < after.first
        touching = before.last + timedelta(days=1) == after.first
        assert not (touching and before.rate is after.rate)


@given(st.lists(entries(shares=False), min_size=1, max_size=4))
def test_what_passes_the_check_leaves_no_day_open_and_no_day_to_chance(rates: list[Rate]) -> None:
    places = [Place("x.toml").nth("rate", n) for n, _ in enumerate(rates, 1)]
    if list(find_timeline_problems(rates, places)):
        return
    live = [r for r in rates if r.withdrawn is None]
    starts = [(r.effective_from, r.announced) for r in live]
    assert len(set(starts)) == len(starts)
    found = steps(live, {}, FOREVER)
    for before, after in pairwise(found):
        assert before.last is not None
        assert before.last + timedelta(days=1) == after.first


@given(st.lists(entries(shares=False), min_size=1, max_size=4))
def test_what_fails_the_check_has_a_reason(rates: list[Rate]) -> None:
    """Each code of the check, told again from its definition."""
    places = [Place("x.toml").nth("rate", n) for n, _ in enumerate(rates, 1)]
    codes = {problem.code for problem in find_timeline_problems(rates, places)}
    live = [r for r in rates if r.withdrawn is None]
    pairs = [(a, b) for i, a in enumerate(live) for b in live[i + 1 :]]
    twice = any(
        (a.effective_from, a.announced) == (b.effective_from, b.announced) for a, b in pairs
    )
    assert ("rate-overlap" in codes) == twice
    found = steps(live, {}, FOREVER)
    open_days = any(
        before.last is not None and before.last + timedelta(days=1) != after.first
        for before, after in pairwise(found)
    )
    assert ("rate-gap" in codes) == open_days
