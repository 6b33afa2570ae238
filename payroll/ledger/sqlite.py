"""The ledger in a SQLite file: `store.Ledger` by `queries` (asking) and `entries` (writing)."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, closing
from datetime import date
from pathlib import Path

from payroll.disk import flush_folder
from payroll.ledger import connection, entries
from payroll.ledger.queries import Queries
from payroll.ledger.records import BankFile, Event, NewEvent, Posting
from payroll.ledger.tables import VERSION
from payroll.period import month_text
from payroll.problems import Cell, Refusal, problem


class SqliteLedger(Queries):
    """An open ledger file.  Whoever opens it closes it (`contextlib.closing`)."""

    def __init__(self, path: Path) -> None:
        super().__init__(connection.connect(path), path)

    def writing(self) -> AbstractContextManager[None]:
        """See `store.Ledger.writing`."""
        return connection.immediate(self._connection, self.path)

    def append(self, event: NewEvent) -> Event:
        """See `store.Ledger.append`."""
        with self._refusing():
            return entries.append_event(self._connection, event, single_person=self.single_person)

    def append_posting(self, event: NewEvent, posting: Posting) -> Event:
        """See `store.Ledger.append_posting`."""
        single = self.single_person
        with self._refusing():
            entries.insert_posting(self._connection, posting, single_person=single)
            return entries.append_event(self._connection, event, single_person=single)

    def append_correction(self, event: NewEvent, old: str, new: str) -> Event:
        """See `store.Ledger.append_correction`."""
        with self._refusing():
            entries.insert_correction(self._connection, old, new)
            return entries.append_event(self._connection, event, single_person=self.single_person)

    def append_bank_file(self, event: NewEvent, file: BankFile) -> Event:
        """See `store.Ledger.append_bank_file`."""
        with self._refusing():
            entries.insert_bank_file(self._connection, file)
            return entries.append_event(self._connection, event, single_person=self.single_person)

    def _refusing(self) -> AbstractContextManager[None]:
        return entries.refusing(self._connection, self.path)


def open_ledger(path: Path) -> SqliteLedger:
    """The ledger in an existing file; never creates one.

    Raises `Refusal` for a file that is missing, no ledger, of another version or damaged.
    """
    return SqliteLedger(path)


def start_ledger(
    path: Path, starts: date, *, actor: str, at: str, ledger_id: str, single_person: bool
) -> None:
    """Make a new ledger whose first service month is `starts`, whole or not at all.

    Raises `Refusal` (`ledger-exists`) when there is a file of that name.
    """
    if path.exists():
        raise Refusal(problem("ledger-exists", Cell(path.name)))
    staged = path.with_name(f".{path.name}.new")
    remove_ledger(staged)  # left by a start that was killed
    details = {
        "ledger_id": ledger_id,
        "schema": connection.expected_anchor(),
        "schema_version": VERSION,
        "single_person": single_person,
        "starts": month_text(starts),
    }
    event = NewEvent("init", actor, at, details=json.dumps(details, sort_keys=True))
    with connection.told(path):
        with closing(connection.create(staged)) as made:
            entries.append_event(made, event, single_person=single_person)
            made.execute("COMMIT")
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        staged.rename(path)
        remove_ledger(staged)
        flush_folder(path.absolute().parent)


def remove_ledger(path: Path) -> None:
    """Remove a ledger with the log beside it; nothing when there is none."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
