"""Posted months computed again from their stored rosters: what was posted must have been due.

A run stores the rows of its month, and those of earlier months that it posted differences for.
With what was known then (`as_of`), its own lines must be what its own rows give; once arrears are
posted, everything posted under the key must be what the row gives now; a recovery may leave some to
be taken back later, never too much taken.  A key without a row, of somebody who moved to another
program, is due nothing.  Manual lines are beside the equation, rows on hold are owed and not paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

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
_Place = tuple[int, str, date]
"""(person, program, service month) of a roster row."""


def find_recomputed_problems(ledger: Ledger, book: RateBook) -> Iterator[Problem]:
    """Keys whose posted sum is not what the stored rows and the rates give."""
    names = {person: known[-1].name for person, known in ledger.identities().items()}
    called: dict[tuple[str, str], tuple[str, str]] = {}
    held: dict[_Place, AcceptedRow] = {}
    until: dict[_Key, int] = defaultdict(int)
    once = _last_touched(ledger)
    for run in ledger.runs():
        lines = [line for line in ledger.lines(run.subject) if line.reason != "manual"]
        for line in lines:
            until[_key(line)] += line.amount_fen
            called[line.program_id, line.component] = (line.program, line.component_name)
        if run.subject.startswith(OPENING):
            continue
        rows = ledger.roster_of(run.subject)
        held |= {_place(row): row for row in rows}
        due = _due(run, rows, list(held.values()), book)
        now = {key for key, subject in once.items() if subject == run.subject}
        now |= {key for key in due if _is_once(key[2]) and key not in once}
        for key, posted, owed in _compared(run, lines, due, until, now):
            words = called.get((key[1], key[3]), (key[1], key[3]))
            yield _told(run, key, names.get(key[0], ""), words, posted=posted, due=owed)


def _compared(
    run: PostedRun,
    lines: list[Line],
    due: Mapping[_Key, int],
    until: Mapping[_Key, int],
    once: set[_Key],
) -> Iterator[tuple[_Key, int, int]]:
    """(key, posted, due) of every key of a run that does not agree.

    `until` is everything posted up to this run; `once` are the keys of one-offs that no later run
    touched: what is due once may have been posted by any run, or by none at all.
    """
    month = month_text(run.run_month)
    own: dict[_Key, int] = defaultdict(int)
    recovered: dict[_Key, bool] = {}
    for line in lines:
        if line.reason in ("arrears", "recovery"):
            recovered[_key(line)] = line.reason == "recovery"
        else:
            own[_key(line)] += line.amount_fen
    monthly = {key for key in (*own, *due) if key[2] == month}
    for key in sorted(monthly):
        if own.get(key, 0) != due.get(key, 0):
            yield key, own.get(key, 0), due.get(key, 0)
    for key in sorted({*recovered, *once} - monthly):
        if key not in due and key not in recovered:
            continue  # a one-off whose first row is another run's
        posted, owed = until[key], due.get(key, 0)
        if posted != owed and not (recovered.get(key) and posted > owed):
            yield key, posted, owed


def _last_touched(ledger: Ledger) -> dict[_Key, str]:
    """The subject of the last posting of every one-off."""
    return {
        _key(line): run.subject
        for run in ledger.runs()
        for line in ledger.lines(run.subject)
        if _is_once(line.period) and line.reason != "manual"
    }


def _is_once(period: str) -> bool:
    """Whether it is the period of a one-off, not a service month."""
    return len(period) != len("2026-03")


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


def _place(row: AcceptedRow) -> _Place:
    return (row.person, row.program_id, row.service_month)


def _key(line: Line) -> _Key:
    return (line.person, line.program_id, line.period, line.component)


def _told(
    run: PostedRun, key: _Key, name: str, words: tuple[str, str], *, posted: int, due: int
) -> Problem:
    """The problem of one key; `words` are what its program and component are called."""
    program, component = words
    return problem(
        "posted-not-due",
        Cell(run.subject, key[2], column=component),
        name=name,
        program=program,
        posted=yuan(posted),
        due=yuan(due),
        difference=yuan(posted - due),
    )
