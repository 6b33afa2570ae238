"""Taking back no more than is paid: what a month cannot carry stays owed to us.

Nothing is kept for it: the rest is not posted, so the next run finds the same difference again.
The balance of a run is the difference it found (opening), what it takes back (offset) and what is
left (closing).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from payroll.payable.differences import KEY

PURSE = ["person", "payee", "project"]
"""Offsets stay within one person, payee and project; what is withheld from a person (a deduction)
weighs on what that person is paid."""
DUE = [*PURSE, "program_id", "reason", "amount_fen"]
WHOLE_H = 100

BALANCES: dict[str, pl.DataType | type[pl.DataType]] = {
    "person": pl.Int64,
    "payee": pl.String,
    "project": pl.String,
    "opening_fen": pl.Int64,
    "offset_fen": pl.Int64,
    "closing_fen": pl.Int64,
}
"""One row a purse from which something is to be taken back; amounts are positive."""


@dataclass(frozen=True)
class Recovered:
    """The differences that this month carries, and what it cannot."""

    carried: pl.DataFrame
    """As given, each recovery cut to what there is; none at 0."""
    balances: pl.DataFrame
    """`BALANCES`."""


def within_pay(owed: pl.DataFrame, due: pl.DataFrame, caps_h: Mapping[str, int]) -> Recovered:
    """`owed` with recoveries cut to what the month pays, oldest period first.

    `owed`: `KEY`, `project`, `difference_fen`, `cause`.  `due`: what the month pays besides, `DUE`.
    Arrears are paid whole and add to what can be taken back.  `caps_h` is by program the share of a
    person's pay that may be taken back, in hundredths (all of it by default); insurers have none.
    What is paid by hand is outside the cap: a person who gave money back has it offset in full.
    """
    purses: defaultdict[tuple[Any, ...], _Purse] = defaultdict(_Purse)
    for line in due.iter_rows(named=True):
        program = None if line["reason"] == "manual" else line["program_id"]
        purses[_place(line)].add(program, _weight(line["payee"], line["amount_fen"]))
    ordered = owed.sort(["period", *KEY])
    rows = ordered.rows(named=True)
    for row in rows:
        gain = _weight(row["payee"], row["difference_fen"])
        if gain > 0:
            purses[_place(row)].add(row["program_id"], gain)
    left = {
        place: purse.open_fen({} if place[1] == "insurer" else caps_h)
        for place, purse in purses.items()
    }
    taken = [_taken(row, left) for row in rows]
    carried = ordered.with_columns(difference_fen=pl.Series(taken, dtype=pl.Int64))
    return Recovered(
        carried.filter(pl.col("difference_fen") != 0),
        _balances(zip(rows, taken, strict=True)),
    )


class _Purse:
    """What one person or insurer is paid this month from one project."""

    def __init__(self) -> None:
        self._by_hand_fen = 0
        self._by_program: defaultdict[str, int] = defaultdict(int)

    def add(self, program: str | None, fen: int) -> None:
        """Add what a program pays, or what is paid by hand (no program)."""
        if program is None:
            self._by_hand_fen += fen
        else:
            self._by_program[program] += fen

    def open_fen(self, caps_h: Mapping[str, int]) -> int:
        """How much may be taken back."""
        capped = sum(
            max(0, fen) * caps_h.get(program, WHOLE_H) // 100
            for program, fen in self._by_program.items()
        )
        whole = sum(self._by_program.values()) + self._by_hand_fen
        return max(0, min(whole, capped + max(0, self._by_hand_fen)))


def _weight(payee: str, fen: int) -> int:
    """What an amount adds to the purse it belongs to: a deduction takes from the person."""
    return -fen if payee == "deduction" else fen


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    payee = "person" if row["payee"] == "deduction" else row["payee"]
    return (row["person"], payee, row["project"])


def _taken(row: dict[str, Any], left: dict[tuple[Any, ...], int]) -> int:
    """The difference, a recovery cut to what its purse has left; the purse is lightened."""
    fen: int = row["difference_fen"]
    burden = -_weight(row["payee"], fen)
    if burden <= 0:
        return fen
    place = _place(row)
    possible = min(burden, left.get(place, 0))
    if place in left:
        left[place] -= possible
    return possible if fen > 0 else -possible


def _balances(taken: Iterable[tuple[dict[str, Any], int]]) -> pl.DataFrame:
    sums: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for row, fen in taken:
        burden = -_weight(row["payee"], row["difference_fen"])
        if burden > 0:
            opening_offset = sums[_place(row)]
            opening_offset[0] += burden
            opening_offset[1] += abs(fen)
    rows = [
        (*place, opening, offset, opening - offset) for place, (opening, offset) in sums.items()
    ]
    return pl.DataFrame(rows, schema=BALANCES, orient="row").sort("person", "payee", "project")
