"""Posted months computed again from their stored rosters: posted must be what was due.

payable = entitlement − posted, so once a run is posted, everything posted under a key is what the
entitlement was when that key was computed last.  A run stores every row that it computed; a row
that a later run stored again is compared there, with what was known then (`as_of`).  Manual lines
are beside the equation, rows on hold are owed and not paid, what has no row is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from payroll.amounts import yuan
from payroll.entitlement import entitlement
from payroll.ledger.records import OPENING, AcceptedRow, Line, PostedRun
from payroll.ledger.store import Ledger
from payroll.period import month_text
from payroll.problems import Cell, Problem, problem
from payroll.rates import RateBook
from payroll.schema import Rates
from payroll.verification.rosters import roster_frame

_Key = tuple[int, str, str, str]
"""(person, program, period, component)."""


def find_recomputed_problems(ledger: Ledger, book: RateBook) -> Iterator[Problem]:
    """Keys whose posted sum is not what the stored rows and the rates give."""
    runs = [run for run in ledger.runs() if not run.subject.startswith(OPENING)]
    stored = {run.subject: ledger.roster_of(run.subject) for run in runs}
    last = {_place(row): run.subject for run in runs for row in stored[run.subject]}
    posted = _Posted(ledger)
    names = {person: known[-1].name for person, known in ledger.identities().items()}
    held: dict[tuple[object, ...], AcceptedRow] = {}
    for run in runs:
        held.update((_place(row), row) for row in stored[run.subject])
        current = [row for row in stored[run.subject] if last[_place(row)] == run.subject]
        due = _due(run, current, list(held.values()), book)
        for key, fen in sorted(due.items()):
            if (was := posted.sums.get(key, 0)) != fen:
                yield _told(run, key, names, posted=was, due=fen)
        for key in sorted(posted.keys_of(current) - due.keys()):
            if was := posted.sums[key]:
                yield _told(run, key, names, posted=was, due=0)


class _Posted:
    """Σ by key of everything posted but manual lines, and the keys of each row."""

    def __init__(self, ledger: Ledger) -> None:
        self.sums: dict[_Key, int] = defaultdict(int)
        self._keys: dict[tuple[object, ...], set[_Key]] = defaultdict(set)
        for run in ledger.runs():
            for line in ledger.lines(run.subject):
                self._add(line)

    def _add(self, line: Line) -> None:
        if line.reason == "manual":
            return
        key = (line.person, line.program_id, line.period, line.component)
        self.sums[key] += line.amount_fen
        if line.reason != "opening":
            self._keys[line.person, line.program_id, line.service_month].add(key)

    def keys_of(self, rows: Sequence[AcceptedRow]) -> set[_Key]:
        """Keys that lines of these rows stand under; not of rows on hold."""
        return {key for row in rows if not row.withheld for key in self._keys[_place(row)]}


def _due(
    run: PostedRun, current: list[AcceptedRow], held: list[AcceptedRow], book: RateBook
) -> dict[_Key, int]:
    """Fen by key that the rows of a run are entitled to by what was known then, beside all rows
    that held at that time: one-offs look at earlier ones."""
    if not current:
        return {}
    rates = book.in_force(run.as_of)
    ours = {_place(row) for row in current}
    given = [row for row in held if not row.withheld or _place(row) in ours]
    rows = [replace(row, row_id=number) for number, row in enumerate(given)]
    roster = roster_frame(rows, by_person=True)
    lines = entitlement(roster, rates, book.calendar)
    wanted = {row.row_id: row for row in rows if _place(row) in ours and not row.withheld}
    sums: dict[_Key, int] = defaultdict(int)
    for row_id, component, once_per, amount_fen in _described(lines, rates):
        if (row := wanted.get(row_id)) is not None:
            sums[row.person, row.program_id, _period(row, once_per), component] += amount_fen
    return dict(sums)


def _described(lines: pl.DataFrame, rates: Rates) -> list[tuple[int, str, str | None, int]]:
    once = pl.when(pl.col("per") == "person").then(pl.col("once_per").fill_null("year"))
    steps = rates.steps.select("rate_id", "component_id", once.alias("once_per"))
    joined = lines.join(steps, on="rate_id").select(
        "row_id", "component_id", "once_per", "amount_fen"
    )
    return list(joined.iter_rows())


def _period(row: AcceptedRow, once_per: str | None) -> str:
    """The period of a key: the service month, or what a one-off is paid once for."""
    if once_per == "placement":
        return f"placement-{row.start_date or ''}"
    return str(row.service_month.year) if once_per else month_text(row.service_month)


def _place(row: AcceptedRow) -> tuple[object, ...]:
    return (row.person, row.program_id, row.service_month)


def _told(run: PostedRun, key: _Key, names: dict[int, str], *, posted: int, due: int) -> Problem:
    person, program, period, component = key
    return problem(
        "posted-not-due",
        Cell(run.subject, period, column=component),
        name=names.get(person, ""),
        program=program,
        posted=yuan(posted),
        due=yuan(due),
        difference=yuan(posted - due),
    )
