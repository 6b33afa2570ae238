"""A SQLite file as the ledger needs it: durable, strict, one writer at a time.

WAL with `synchronous=FULL` lost nothing in a thousand simulated power cuts; WAL with the usual
NORMAL lost acknowledged months.  So the settings are not only made but read back, each time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from payroll.ledger.tables import MIGRATIONS, VERSION
from payroll.problems import Cell, Problem, Refusal, problem

OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""
APPLICATION_ID = 0x70617972
"""`payr`: in the header of the file, so that another database is not taken for a ledger."""
WAIT_SECONDS = 30
"""How long a writer waits for another one: as long as for the output folder, since a posting
flushes both and a busy disk may take seconds for each."""

_SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cell_size_check": 1,
}
_MAKE = ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "cell_size_check=ON")
_CODES = {
    sqlite3.SQLITE_BUSY: "ledger-busy",
    sqlite3.SQLITE_LOCKED: "ledger-busy",
    sqlite3.SQLITE_FULL: "ledger-disk-full",
    sqlite3.SQLITE_READONLY: "ledger-read-only",
    sqlite3.SQLITE_PERM: "ledger-read-only",
    sqlite3.SQLITE_CANTOPEN: "ledger-cannot-open",
    sqlite3.SQLITE_IOERR: "ledger-disk-error",
    sqlite3.SQLITE_CORRUPT: "ledger-damaged",
    sqlite3.SQLITE_NOTADB: "ledger-not-a-ledger",
}


def connect(path: Path, *, older: bool = False) -> sqlite3.Connection:
    """An existing ledger, its settings made and read back; with `older` also one to be upgraded.

    Raises `Refusal` for a file that is not there, not a ledger, of another version or damaged.
    """
    if not path.is_file():
        raise Refusal(problem("ledger-missing", Cell(path.name)))
    with told(path):
        connection = _open(path, "rw")
        try:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                raise Refusal(problem("ledger-not-a-ledger", Cell(path.name)))
            _make_settings(connection, path)
            version = version_of(connection)
            if version != VERSION and not (older and 0 < version < VERSION):
                code = "ledger-older-version" if version < VERSION else "ledger-newer-version"
                raise Refusal(problem(code, Cell(path.name), version=version, known=VERSION))
        except BaseException as failure:
            connection.close()
            if isinstance(failure, sqlite3.Error) and file_problem(failure, path) is None:
                raise Refusal(problem("ledger-damaged", Cell(path.name))) from None
            raise
    return connection


def create(path: Path) -> sqlite3.Connection:
    """A new empty ledger at `path`, inside the transaction that made its tables.

    The caller writes the first event before the COMMIT: there is no ledger without a start.
    """
    with told(path):
        connection = _open(path, "rwc")
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode=WAL")
            _make_settings(connection, path)
            connection.execute("BEGIN IMMEDIATE")
            upgrade(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def upgrade(connection: sqlite3.Connection, since: int = 0, until: int = VERSION) -> None:
    """Run the migrations after version `since`, inside a transaction."""
    for statements in MIGRATIONS[since:until]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={until}")


def version_of(connection: sqlite3.Connection) -> int:
    """Version of the tables."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def objects_of(connection: sqlite3.Connection) -> dict[str, str]:
    """What there is of tables, indexes and triggers, and how each was made, by its name; a trigger
    has no pages of its own."""
    found = connection.execute(
        "SELECT name, type, tbl_name, rootpage <> 0, sql FROM sqlite_master ORDER BY name"
    )
    return {name: repr(rest) for name, *rest in found}


@cache
def expected_objects(version: int = VERSION) -> dict[str, str]:
    """The `objects_of` a ledger of this version that nobody touched."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        upgrade(fresh, until=version)
        return objects_of(fresh)


def expected_anchor() -> str:
    """SHA-256 over `expected_objects`: one more, one less or another changes it."""
    return hashlib.sha256(repr(sorted(expected_objects().items())).encode()).hexdigest()


@contextmanager
def immediate(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction that writes; nothing of it stays if the block fails.

    Raises `Refusal` (`ledger-busy`) when another process writes for longer than `WAIT_SECONDS`.
    """
    with told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file at `path` into a `Refusal`."""
    try:
        yield
    except sqlite3.DatabaseError as failure:
        if (found := file_problem(failure, path)) is None:
            raise
        raise Refusal(found) from None
    except UnicodeDecodeError:  # damaged text, even in the words of an error
        raise Refusal(problem("ledger-damaged", Cell(path.name))) from None


def file_problem(failure: sqlite3.Error, path: Path) -> Problem | None:
    """The problem behind a refusal of SQLite, None when it is a mistake of ours."""
    number = getattr(failure, "sqlite_errorcode", None)
    if number is None or (code := _CODES.get(number & 0xFF)) is None:
        return None
    return problem(code, Cell(path.name))


def _open(path: Path, mode: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        version = sqlite3.sqlite_version
        raise Refusal(problem("ledger-sqlite-too-old", Cell(path.name), version=version))
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT_SECONDS)


def _make_settings(connection: sqlite3.Connection, path: Path) -> None:
    for setting in _MAKE:
        connection.execute(f"PRAGMA {setting}")
    for name, due in _SETTINGS.items():
        if connection.execute(f"PRAGMA {name}").fetchone() != (due,):
            raise Refusal(problem("ledger-setting", Cell(path.name), setting=name))
