"""Every person in sheets of any shape is read as the truth says or reported: no third outcome."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.intake.books import read_month
from tests.intake.truths import Verdict, compare, truths
from tests.intake.wild_books import BOOKS

SEEDS = range(6)


def verdict(folder: Path, shape: str, seed: int) -> Verdict:
    """How the people of a drawn folder come out."""
    write, programs, units = BOOKS[shape]
    random = Random(f"{shape} {seed}")
    drawn = truths(random, random.randrange(3, 12), programs=programs, units=units)
    month = folder / "2026-03"
    write(month, random, drawn)
    return compare(read_month(month), drawn)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", BOOKS)
def test_everybody_is_read_right(tmp_path: Path, shape: str, seed: int) -> None:
    found = verdict(tmp_path, shape, seed)
    assert found.wrong == ()
    assert found.reported == 0
