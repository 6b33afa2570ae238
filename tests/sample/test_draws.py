"""Draws: repeatable, spread out, independent of the order in which they are asked for."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from payroll.sample.draws import Draws

KEYS = pl.Series(range(100_000), dtype=pl.Int64)
CHI_SQUARE_999 = 149.4  # exceeded once in a thousand samples with 99 degrees of freedom


def chi_square(numbers: pl.Series, cells: int) -> float:
    expected = len(numbers) / cells
    counts: list[int] = numbers.value_counts()["count"].to_list()
    counts += [0] * (cells - len(counts))
    return sum((count - expected) ** 2 / expected for count in counts)


def test_a_draw_is_a_known_number() -> None:
    """Pinned: the checked-in months change if these do."""
    drawn = Draws(20260101).below(KEYS.head(8), "name", 1000)
    assert drawn.to_list() == [709, 144, 159, 328, 77, 988, 293, 501]


def test_draws_fall_evenly() -> None:
    for seed in range(5):
        drawn = Draws(seed).below(KEYS, "anything", 100)
        assert drawn.min() == 0
        assert drawn.max() == 99
        assert chi_square(drawn, 100) < CHI_SQUARE_999


def test_two_purposes_have_nothing_to_do_with_each_other() -> None:
    draws = Draws(1)
    pairs = draws.below(KEYS, "one", 10) * 10 + draws.below(KEYS, "other", 10)
    assert chi_square(pairs, 100) < CHI_SQUARE_999


def test_neighbours_have_nothing_to_do_with_each_other() -> None:
    drawn = Draws(1).below(KEYS, "one", 10)
    assert chi_square((drawn * 10 + drawn.shift(1).fill_null(0)), 100) < CHI_SQUARE_999


def test_different_keys_never_draw_the_same_number_of_all() -> None:
    assert Draws(3).below(KEYS, "everything", 2**31 - 2).n_unique() >= len(KEYS) - 1


@given(st.lists(st.integers(0, 2**31 - 2), min_size=1, max_size=20), st.integers(0, 10**9))
def test_a_draw_depends_on_its_key_alone(keys: list[int], seed: int) -> None:
    together = Draws(seed).below(pl.Series(keys, dtype=pl.Int64), "x", 997).to_list()
    alone = [Draws(seed).below(pl.Series([key]), "x", 997).item() for key in keys]
    assert together == alone
    assert all(0 <= number < 997 for number in together)


def test_what_never_happens_and_what_always_does() -> None:
    assert not Draws(1).happens(KEYS, "x", 0).any()
    assert Draws(1).happens(KEYS, "x", 1000).all()
