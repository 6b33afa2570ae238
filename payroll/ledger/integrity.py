"""Whether a ledger file is what this program wrote: pages, tables, chain, rows, personal data.

SQLite's own check overlooks most changed bytes, so every row is hashed again.  Nothing is repaired.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from payroll.ledger import connection
from payroll.ledger.chain import NO_EVENT, ContentDigest, NotCanonical, commitment, link
from payroll.ledger.queries import EVENT_COLUMNS
from payroll.ledger.records import Event, NewEvent
from payroll.ledger.rows import restored
from payroll.ledger.tables import CHAINED
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.terms.ledger import STEPS

# ruff: noqa: S608 - what is put into a query are names of our own tables and columns

_NO_ROWS = ContentDigest().value
_READING = (sqlite3.Error, NotCanonical, UnicodeError, ValueError, TypeError, OverflowError)
"""What reading a damaged row can raise."""


def find_chain_problems(path: Path) -> Iterator[Problem]:
    """Everything that is wrong with the file itself, whatever lies outside it."""
    try:
        opened = connection.connect(path)
    except Refusal as refusal:
        yield from refusal.problems
        return
    with closing(opened):
        for find in (
            _find_damaged_pages,
            _find_changed_tables,
            _find_changed_rows,
            _find_changed_people,
        ):
            try:
                yield from find(opened, path)
            except _READING:
                yield problem("ledger-damaged", Cell(path.name))


def _find_damaged_pages(opened: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    if opened.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        yield problem("ledger-damaged", Cell(path.name))
    if opened.execute("PRAGMA foreign_key_check").fetchone() is not None:
        yield problem("ledger-rows-without-event", Cell(path.name))


def _find_changed_tables(opened: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Tables, indexes and triggers that are not those of this version."""
    ours, theirs = connection.expected_objects(), connection.objects_of(opened)
    changed = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    if changed:
        names = "、".join(sorted(changed))
        yield problem("ledger-tables-changed", Cell(path.name), names=names)


def _find_changed_rows(opened: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Events that do not follow from one another, and rows that are not those of their event."""
    contents = _contents(opened)
    previous, number = NO_EVENT, 0
    columns = ", ".join(EVENT_COLUMNS)
    for row in opened.execute(f"SELECT {columns} FROM events ORDER BY seq"):
        event = restored(Event, EVENT_COLUMNS, row)
        number += 1
        place = Cell(path.name, f"第{event.seq}条")
        if event.seq != number or event.previous != previous:
            yield problem("chain-broken", place)
        if not _is_itself(event):
            yield problem("event-changed", place)
        content = contents.pop(event.seq, None)
        if event.content != (content.value if content else _NO_ROWS):
            step = STEPS.get(event.kind, "")
            yield problem("event-rows-changed", place, subject=event.subject, step=step)
        previous, number = event.hash, event.seq
    if contents:
        yield problem("ledger-rows-without-event", Cell(path.name))
    if number == 0 or not _starts_well(opened):
        yield problem("ledger-without-start", Cell(path.name))


def _contents(opened: sqlite3.Connection) -> dict[int, ContentDigest]:
    """The digest of the rows that came with each event, read table by table."""
    digests: dict[int, ContentDigest] = defaultdict(ContentDigest)
    for table in CHAINED:
        rows = opened.execute(
            f"SELECT seq, {', '.join(table.columns)} FROM {table.name} ORDER BY seq, {table.order}"
        )
        for seq, group in groupby(rows, key=itemgetter(0)):
            digests[seq].add(table.name, table.columns, (row[1:] for row in group))
    return dict(digests)


def _is_itself(event: Event) -> bool:
    new = NewEvent(
        event.kind,
        event.actor,
        event.at,
        event.subject,
        event.round,
        event.reason,
        event.details,
        event.run_digest,
    )
    single = event.single_person
    return (
        link(new, event.seq, event.previous, single_person=single, content=event.content) == event
    )


def _starts_well(opened: sqlite3.Connection) -> bool:
    """Whether the first event starts a ledger and names its tables."""
    first = opened.execute("SELECT details FROM events WHERE seq = 1 AND kind = 'init'").fetchone()
    return first is not None and {"ledger_id", "schema", "starts"} <= set(json.loads(first[0]))


def _find_changed_people(opened: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Rows of personal data that are not those the chain vouches for."""
    for table in CHAINED:
        if not table.personal:
            continue
        columns = ", ".join((*table.personal, "salt", "commitment"))
        for *row, salt, vouched in opened.execute(f"SELECT {columns} FROM {table.name}"):
            if commitment(table.name, salt, row) != vouched:
                yield problem("person-changed", Cell(path.name, table.name))
                break
