"""Changes of a budget during its year: adjustments of an amount, releases of money to be spent.

* An adjustment (调整) raises or lowers what a project may cost this year.
* A release (下达) lets money be spent.  A project without a single release in the file is not under
  release control: nothing is known, and its whole adjusted amount counts as available.  A project
  with one has what was released so far, and never more than its adjusted amount.

Both count from their day on, so a run of March does not see what is granted in July.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Change:
    """One dated change of a project's money, in fen; negative where money is taken back."""

    day: date
    project: str
    amount_fen: int
    document: str
    """文号."""
    source: str


def changed_fen(changes: Iterable[Change], project: str, until: date | None = None) -> int:
    """Σ of a project's changes up to and including the day `until`, all of them for None."""
    return sum(
        change.amount_fen
        for change in changes
        if change.project == project and (until is None or change.day <= until)
    )


def available_fen(adjusted_fen: int, releases: Iterable[Change], until: date | None = None) -> int:
    """What a project may spend: its adjusted amount, or what has been released of it.

    `releases` are those of the project alone, whatever their day.

    >>> released = Change(date(2026, 7, 1), "甲", 40_00, "某财〔2026〕1号", "通知")
    >>> available_fen(100_00, []), available_fen(100_00, [released], date(2026, 6, 30))
    (10000, 0)
    >>> available_fen(100_00, [released], date(2026, 7, 1))
    4000
    """
    mine = list(releases)
    if not mine:
        return adjusted_fen
    return min(adjusted_fen, sum(r.amount_fen for r in mine if until is None or r.day <= until))
