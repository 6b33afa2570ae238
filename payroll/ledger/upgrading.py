"""Bringing a ledger of an older version up to this one: tables are added, nothing is rewritten."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from payroll import disk
from payroll.ledger import anchors, connection, entries
from payroll.ledger.life import person_name
from payroll.ledger.queries import Queries
from payroll.ledger.records import Event, NewEvent
from payroll.ledger.sqlite import open_ledger, remove_ledger
from payroll.ledger.tables import VERSION
from payroll.problems import Cell, Refusal, problem


def upgrade_ledger(path: Path, out: Path, *, actor: str, at: str) -> tuple[Event, Path]:
    """Add the tables of this version, as an event of the chain; that event and the copy of the old
    ledger that is kept beside it.

    Raises `Refusal` for a ledger that is of this version already, or whose tables were changed.
    """
    name = person_name(actor)
    with disk.locked(out), closing(connection.connect(path, older=True)) as opened:
        since = connection.version_of(opened)
        if since == VERSION:
            raise Refusal(problem("ledger-of-this-version", Cell(path.name), version=VERSION))
        if connection.objects_of(opened) != connection.expected_objects(since):
            raise Refusal(problem("ledger-tables-changed", Cell(path.name), names=f"v{since}"))
        kept = _keep(opened, path.with_name(f"{path.name}.v{since}"))
        with connection.immediate(opened, path):
            connection.upgrade(opened, since)
            details = {"schema": connection.expected_anchor(), "schema_version": VERSION}
            event = NewEvent("upgrade", name, at, details=json.dumps(details, sort_keys=True))
            queries = Queries(opened, path)
            added = entries.append_event(opened, event, single_person=queries.single_person)
    with disk.locked(out), closing(open_ledger(path)) as ledger:
        anchors.write_head(ledger, path)
    return added, kept


def _keep(opened: sqlite3.Connection, copy: Path) -> Path:
    """The old ledger as it is now, under a name of its own."""
    remove_ledger(copy)
    with closing(sqlite3.connect(copy)) as kept:
        opened.backup(kept)
    return copy
