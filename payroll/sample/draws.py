"""Repeatable draws: the same numbers for the same seed, key and purpose, on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

_PRIME = 2**31 - 1
"""Products of two numbers below it fit in Int64; x → x⁵ is a permutation modulo it, because 5 does
not divide 2³¹ − 2: different keys never draw the same number."""


@dataclass(frozen=True)
class Draws:
    """Draws for one seed.

    A draw depends on its key and its purpose only, not on how many were drawn before: a month is
    the same whether it is made alone or after others.  The random module would be a Python call a
    person and draw, and the generators of numeric libraries may change between their versions.
    """

    seed: int

    def below(self, keys: pl.Series, purpose: str, limit: int) -> pl.Series:
        """For each key (0 ≤ key < 2³¹ − 1) an Int64 from 0 to `limit` − 1."""
        times, plus, times_again, plus_again = self._constants(purpose)
        mixed = _fifth_power((keys.cast(pl.Int64) * times + plus) % _PRIME)
        mixed = _fifth_power((mixed * times_again + plus_again) % _PRIME)
        return mixed * limit // _PRIME

    def happens(self, keys: pl.Series, purpose: str, per_mille: int) -> pl.Series:
        """For each key whether something happens that happens to `per_mille` of a thousand."""
        return self.below(keys, purpose, 1000) < per_mille

    def chosen(self, keys: pl.Series, purpose: str, choices: Sequence[str | int]) -> pl.Series:
        """For each key one of `choices`, all equally likely."""
        return pl.Series(choices)[self.below(keys, purpose, len(choices))]

    def _constants(self, purpose: str) -> list[int]:
        digest = hashlib.sha256(f"{self.seed}｜{purpose}".encode()).digest()
        return [
            1 + int.from_bytes(digest[start : start + 8]) % (_PRIME - 1) for start in (0, 8, 16, 24)
        ]


def _fifth_power(numbers: pl.Series) -> pl.Series:
    square = numbers * numbers % _PRIME
    return square * square % _PRIME * numbers % _PRIME
