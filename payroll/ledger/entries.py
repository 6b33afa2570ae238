"""What is written into a ledger kept in SQL, always inside its transaction."""

# ruff: noqa: S608 - what is put into a query are names of our own tables and columns

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from payroll.ledger.chain import NO_EVENT, ContentDigest, commitment, link, new_salt
from payroll.ledger.queries import COLUMNS, EVENT_COLUMNS
from payroll.ledger.records import (
    BankFile,
    Event,
    Identity,
    Line,
    NewEvent,
    NewResult,
    Posting,
    ProgramTotal,
)
from payroll.ledger.rows import stored
from payroll.ledger.tables import CHAINED
from payroll.problems import Cell, Refusal, problem

_PERSONAL = {table.name: table.personal for table in CHAINED if table.personal}


class DueTwice(Exception):
    """A line whose key was posted before."""

    def __init__(self, line_id: str) -> None:
        super().__init__(line_id)
        self.line_id = line_id


def append_event(connection: sqlite3.Connection, event: NewEvent, *, single_person: bool) -> Event:
    """Link `event` with the rows that were inserted for it to the end of the chain."""
    seq, previous = _end(connection)
    content = content_of(connection, seq)
    added = link(event, seq, previous, single_person=single_person, content=content)
    _insert(connection, "events", EVENT_COLUMNS, [stored(added, EVENT_COLUMNS)])
    return added


def content_of(connection: sqlite3.Connection, seq: int) -> str:
    """Digest of the rows that came with one event, as they lie in the tables."""
    digest = ContentDigest()
    for table in CHAINED:
        rows = connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name}"
            f" WHERE seq = ? ORDER BY {table.order}",
            (seq,),
        )
        digest.add(table.name, table.columns, rows)
    return digest.value


def insert_posting(
    connection: sqlite3.Connection, posting: Posting, *, single_person: bool
) -> None:
    """Insert a posting with its people under the number of the event that will follow.

    Raises `DueTwice` for a line whose key was posted before.
    """
    seq, _ = _end(connection)
    register = _Register(connection, seq)
    roster = [register.identity(row.identity) for row in posting.roster]
    people = [register.person(number, name) for number, name in posting.line_people]
    lines = [
        replace(line, person=person) for line, person in zip(posting.lines, people, strict=True)
    ]
    run = (seq, *stored(_Run(posting, single_person=single_person), COLUMNS["runs"]))
    _insert(connection, "runs", ("seq", *COLUMNS["runs"]), [run])
    for line in lines:
        try:
            _insert_records(connection, "lines", seq, [line])
        except sqlite3.IntegrityError as failure:
            if "due_once" in str(failure):
                raise DueTwice(line.line_id) from None
            raise
    _insert_records(connection, "charges", seq, posting.charges)
    columns = COLUMNS["run_programs"]
    totals = [(seq, posting.subject, *stored(t, columns[1:])) for t in _totals(lines)]
    _insert(connection, "run_programs", ("seq", *columns), totals)
    files = [
        (seq, kind, name, digest)
        for kind, named in (("input", posting.inputs), ("output", posting.outputs))
        for name, digest in named.items()
    ]
    _insert(connection, "run_files", ("seq", *COLUMNS["run_files"]), files)
    plain = [column for column in COLUMNS["roster_rows"] if column not in ("person", "identity")]
    rows = [
        (seq, *found, *stored(row, plain))
        for row, found in zip(posting.roster, roster, strict=True)
    ]
    _insert(connection, "roster_rows", ("seq", "person", "identity", *plain), rows)
    _check_sum(connection, seq, posting)


def insert_correction(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Bind `new` to the person of `old` under the number of the event that will follow.

    When `new` is already bound to another person, that person is from here on the one of `old`.
    """
    seq, _ = _end(connection)
    found = dict(
        connection.execute(
            "SELECT id_number, person FROM id_numbers WHERE id_number IN (?, ?)", (old, new)
        )
    )
    if new not in found:
        _Register(connection, seq).bind(new, found[old])
        return
    same = dict(connection.execute("SELECT person, same_as FROM same_person"))
    person, other = found[old], found[new]
    while person in same:
        person = same[person]
    while other in same:
        other = same[other]
    _insert(connection, "same_person", ("person", "same_as", "seq"), [(other, person, seq)])


def insert_bank_file(connection: sqlite3.Connection, file: BankFile) -> None:
    """Insert a file of results under the number of the event that will follow.

    The database refuses what may not happen: a file or a transfer twice, two answers about one
    transfer, a reissue of what did not bounce.
    """
    seq, _ = _end(connection)
    register = _Register(connection, seq)
    _insert_records(connection, "bank_files", seq, [file])
    [(last,)] = connection.execute("SELECT coalesce(max(payment), 0) FROM payments")
    results = list(file.results)
    columns = ("payment", "person", "due", "paid_to", "subject", "amount_fen", "reissue_of", "seq")
    for number, new in enumerate(file.payments, last + 1):
        person, due = register.identity(new.due)
        _, paid_to = register.identity(new.paid_to)
        row = (number, person, due, paid_to, file.subject, new.amount_fen, new.reissue_of, seq)
        _insert(connection, "payments", columns, [row])
        if new.outcome is not None:
            results.append(NewResult(number, new.outcome, new.reason))
    for said in results:
        register.personal("outcomes", (said.payment, said.outcome, said.reason))


@contextmanager
def refusing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Tell what may not happen twice as a `Refusal`; the rows of the event are left to ROLLBACK."""
    try:
        yield
    except DueTwice as failure:
        place = Cell("lines.csv", column=failure.line_id)
        raise Refusal(problem("line-posted-before", place)) from None
    except sqlite3.IntegrityError as failure:
        if not connection.in_transaction or "UNIQUE" not in str(failure):
            raise
        code = "same-person-twice" if "events.actor" in str(failure) else "step-taken-before"
        raise Refusal(problem(code, Cell(path.name))) from None


class _Register:
    """People and what they are called, as far as they are known; the others get a number."""

    def __init__(self, connection: sqlite3.Connection, seq: int) -> None:
        self._connection = connection
        self._seq = seq
        self._people: dict[str, int] = dict(
            connection.execute("SELECT id_number, person FROM id_numbers")
        )
        columns = _PERSONAL["identities"]
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM identities")
        self._identities = {row[1:]: row[0] for row in rows}
        self._named = {(row[1], row[2]) for row in self._identities}
        self._last = max(self._identities.values(), default=0)
        [(self._last_person,)] = connection.execute("SELECT coalesce(max(person), 0) FROM people")

    def identity(self, identity: Identity) -> tuple[int, int]:
        """(person, identity) of what a roster row calls somebody."""
        person = self._known(identity.id_number)
        key = (person, *stored(identity, _PERSONAL["identities"][2:]))
        if key not in self._identities:
            self._last += 1
            self.personal("identities", (self._last, *key))
            self._identities[key] = self._last
            self._named.add((identity.id_number, identity.name))
        return person, self._identities[key]

    def person(self, id_number: str, name: str) -> int:
        """The person of a line, who need not stand on the roster."""
        if (id_number, name) not in self._named:
            return self.identity(Identity(id_number, name))[0]
        return self._known(id_number)

    def bind(self, id_number: str, person: int) -> None:
        """Make the ID number one of the person's."""
        self.personal("id_numbers", (id_number, person))
        self._people[id_number] = person

    def _known(self, id_number: str) -> int:
        if id_number not in self._people:
            self._last_person += 1
            _insert(self._connection, "people", ("person", "seq"), [(self._last_person, self._seq)])
            self.bind(id_number, self._last_person)
        return self._people[id_number]

    def personal(self, table: str, row: tuple[int | str | None, ...]) -> None:
        """Insert a row of personal data with what the chain will know of it."""
        salt = new_salt()
        columns = (*_PERSONAL[table], "seq", "salt", "commitment")
        values = (*row, self._seq, salt, commitment(table, salt, row))
        _insert(self._connection, table, columns, [values])


class _Run:
    """The row of a posting in `runs`."""

    def __init__(self, posting: Posting, *, single_person: bool) -> None:
        self.subject = posting.subject
        self.run_month = posting.run_month
        self.run_digest = posting.run_digest
        self.as_of = posting.as_of
        self.software = posting.software
        self.rows_accepted = posting.rows_accepted
        self.rows_held = posting.rows_held
        self.single_person = single_person


def _totals(lines: Iterable[Line]) -> list[ProgramTotal]:
    """What the lines pay, by program, in the order of its id."""
    names: dict[str, str] = {}
    people: dict[str, set[int]] = {}
    sums: dict[tuple[str, str], int] = {}
    for line in lines:
        names[line.program_id] = line.program
        people.setdefault(line.program_id, set()).add(line.person)
        key = (line.program_id, line.payee)
        sums[key] = sums.get(key, 0) + line.amount_fen
    return [
        ProgramTotal(
            program_id,
            names[program_id],
            len(people[program_id]),
            *(sums.get((program_id, payee), 0) for payee in ("person", "deduction", "insurer")),
        )
        for program_id in sorted(names)
    ]


def _check_sum(connection: sqlite3.Connection, seq: int, posting: Posting) -> None:
    """What lies in the tables now is what was to be posted."""
    for table, items in (("lines", posting.lines), ("charges", posting.charges)):
        [(count, fen)] = connection.execute(
            f"SELECT count(*), coalesce(sum(amount_fen), 0) FROM {table} WHERE seq = ?", (seq,)
        )
        if (count, fen) != (len(items), sum(item.amount_fen for item in items)):
            raise AssertionError(f"{table} in the ledger are not those of the run")


def _end(connection: sqlite3.Connection) -> tuple[int, str]:
    """Number of the next event and the hash before it."""
    last = connection.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return (1, NO_EVENT) if last is None else (last[0] + 1, last[1])


def _insert_records(
    connection: sqlite3.Connection, table: str, seq: int, records: Iterable[object]
) -> None:
    columns = COLUMNS[table]
    rows = ((seq, *stored(record, columns)) for record in records)
    _insert(connection, table, ("seq", *columns), rows)


def _insert(
    connection: sqlite3.Connection,
    table: str,
    columns: Iterable[str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    names = tuple(columns)
    places = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)
