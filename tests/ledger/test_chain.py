"""Tampering is found: by the chain, by the tables, or by what is remembered outside."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.ledger.anchors import Anchor, find_unknown_anchors, read_anchors
from payroll.ledger.chain import NotCanonical, canonical
from payroll.ledger.entries import append_event, content_of
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.queries import EVENT_COLUMNS
from payroll.ledger.records import NewEvent
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.tables import CHAINED
from tests.ledger.builders import post, some_people

ROOT = Path(__file__).parents[2]

fields = st.lists(st.none() | st.integers() | st.text())


@settings(deadline=None)
@given(fields, fields)
def test_no_two_rows_share_a_text(one: list[object], other: list[object]) -> None:
    same = [(type(a), a) for a in one] == [(type(b), b) for b in other]
    assert (canonical(one) == canonical(other)) == same  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.0, b"x", True])
def test_what_we_never_write_has_no_text(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical([value])  # type: ignore[list-item]


@pytest.fixture
def ledger(office: Path) -> Path:
    post(office / "out", "2026-04", some_people(3))
    post(office / "out", "2026-05", some_people(3))
    assert not list(find_chain_problems(office / "ledger.db"))
    return office / "ledger.db"


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of somebody who takes the triggers away first and puts them back at the end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _ in kept:
            other.execute(f"DROP TRIGGER {name}")
        yield other
        for _, sql in kept:
            other.execute(sql)


def codes(path: Path) -> list[str]:
    return [found.code for found in find_chain_problems(path)]


CHANGES: dict[str, tuple[str, list[str]]] = {
    "an amount": (
        "UPDATE lines SET amount_fen = amount_fen + 1 WHERE line_id = '202604-000001'",
        ["event-rows-changed"],
    ),
    "two amounts that add up": (
        "UPDATE lines SET amount_fen = amount_fen + (CASE line_id WHEN '202604-000001'"
        " THEN 1 ELSE -1 END) WHERE line_id IN ('202604-000001', '202604-000003')",
        ["event-rows-changed"],
    ),
    "two people swapped on their lines": (
        "UPDATE lines SET person = -person WHERE person IN (1, 2) AND seq = 5;"
        "UPDATE lines SET person = 3 + person WHERE person < 0",
        ["event-rows-changed"],
    ),
    "the ID numbers of two people swapped": (
        "UPDATE id_numbers SET person = 3 - person WHERE person IN (1, 2)",
        ["event-rows-changed", "person-changed"],
    ),
    "a name": ("UPDATE identities SET name = 'x' WHERE identity = 1", ["person-changed"]),
    "a card number": (
        "UPDATE identities SET card_number = '1' WHERE identity = 1",
        ["person-changed"],
    ),
    "a charge moved to another project": (
        "UPDATE charges SET project = 'x' WHERE line_id = '202604-000001'",
        ["event-rows-changed"],
    ),
    "an attendance": (
        "UPDATE roster_rows SET attended_days_h = 0 WHERE row_id = 0 AND seq = 5",
        ["event-rows-changed"],
    ),
    "a line removed": (
        "DELETE FROM charges WHERE line_id = '202605-000006';"
        "DELETE FROM lines WHERE line_id = '202605-000006'",
        ["event-rows-changed"],
    ),
    "a line of another posting": (
        "UPDATE lines SET seq = 9 WHERE line_id = '202604-000001'",
        ["ledger-rows-without-event", "event-rows-changed", "event-rows-changed"],
    ),
    "an actor": ("UPDATE events SET actor = 'x' WHERE seq = 4", ["event-changed"]),
    "two events swapped": (
        "UPDATE events SET seq = 100 WHERE seq = 3; UPDATE events SET seq = 3 WHERE seq = 4;"
        "UPDATE events SET seq = 4 WHERE seq = 100",
        ["chain-broken", "event-changed", "chain-broken", "event-changed", "chain-broken"],
    ),
    "an event removed": ("DELETE FROM events WHERE seq = 3", ["chain-broken"]),
    "the start removed": (
        "DELETE FROM events WHERE seq = 1",
        ["chain-broken", "ledger-without-start"],
    ),
    "rows of no event": (
        "INSERT INTO people VALUES (99, 77)",
        ["ledger-rows-without-event", "ledger-rows-without-event"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changes_by_somebody_who_knows_sql_are_found(ledger: Path, change: str) -> None:
    script, expected = CHANGES[change]
    with tampering(ledger) as other:
        other.executescript(f"PRAGMA foreign_keys=OFF; {script}")
    assert codes(ledger) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (x)",
        "CREATE INDEX extra ON lines (unit)",
        "CREATE TRIGGER extra AFTER INSERT ON lines BEGIN SELECT 1; END",
        "CREATE VIEW extra AS SELECT 1",
        "DROP TRIGGER lines_never_change",
        "DROP INDEX posted_once",
    ],
)
def test_changed_tables_are_found(ledger: Path, statement: str) -> None:
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute(statement)
    [found] = find_chain_problems(ledger)
    assert found.code == "ledger-tables-changed"
    assert statement.split()[2] in found.found


def rehashed(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change something and hash the whole chain anew, as somebody who has this program can."""
    with tampering(path) as other:
        change(other)
        rows = other.execute(f"SELECT {', '.join(EVENT_COLUMNS)} FROM events ORDER BY seq")
        events = [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in rows]
        other.execute("DELETE FROM events")
        for event in events:
            names = ("kind", "actor", "at", "subject", "round", "reason", "details", "run_digest")
            new = NewEvent(**{name: event[name] for name in names})
            append_event(other, new, single_person=bool(event["single_person"]))


def unknown_anchors(path: Path) -> set[str]:
    with closing(open_ledger(path)) as opened:
        anchors = read_anchors(path, path.parent / "out")
        return {str(found.cell) for found in find_unknown_anchors(opened.events(), anchors)}


EVERYWHERE = {"ledger.db.head", "2026-04/posted.json", "2026-05/posted.json"}


def test_a_chain_hashed_anew_is_whole_and_no_longer_what_was_printed(ledger: Path) -> None:
    def change(other: sqlite3.Connection) -> None:
        other.execute("UPDATE lines SET amount_fen = 1 WHERE line_id = '202604-000001'")

    with closing(open_ledger(ledger)) as opened:
        printed = opened.head()
    assert unknown_anchors(ledger) == set()
    rehashed(ledger, change)
    assert codes(ledger) == []
    assert unknown_anchors(ledger) == EVERYWHERE
    with closing(open_ledger(ledger)) as opened:
        paper = [Anchor("--head", printed.seq, printed.hash[:16])]
        assert len(list(find_unknown_anchors(opened.events(), paper))) == 1


def test_a_tail_cut_off_is_found_by_what_is_outside(ledger: Path) -> None:
    with tampering(ledger) as other:
        other.execute("PRAGMA foreign_keys=OFF")
        for table in ("events", *(table.name for table in CHAINED)):
            other.execute(f"DELETE FROM {table} WHERE seq > 5")
    assert codes(ledger) == []
    assert unknown_anchors(ledger) == {"ledger.db.head", "2026-05/posted.json"}


def test_an_older_copy_is_found_by_what_is_outside(office: Path) -> None:
    path = office / "ledger.db"
    post(office / "out", "2026-04", some_people(3))
    old = path.read_bytes()
    post(office / "out", "2026-05", some_people(3))
    path.write_bytes(old)
    assert codes(path) == []
    assert unknown_anchors(path) == {"ledger.db.head", "2026-05/posted.json"}


def test_a_mark_that_cannot_be_read_is_told(ledger: Path) -> None:
    (ledger.parent / "out" / "2026-04" / "posted.json").write_text("{}", encoding="utf-8")
    (ledger.parent / "ledger.db.head").write_text("x", encoding="utf-8")
    assert unknown_anchors(ledger) == {"ledger.db.head", "2026-04/posted.json"}


def test_a_digest_covers_every_column_of_every_table(ledger: Path) -> None:
    personal = {column for table in CHAINED for column in table.personal} | {"salt", "seq"}
    with closing(sqlite3.connect(ledger)) as other:
        for table in CHAINED:
            columns = {row[1] for row in other.execute(f"PRAGMA table_info({table.name})")}
            assert columns - set(table.columns) <= personal, table.name
            assert set(table.columns) <= columns
        assert content_of(other, 5) != content_of(other, 9)


def test_flipped_bytes_are_found() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.flip_ledger_bytes", "--sample", "300"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert (found["missed"], found["found"] > 50) == (0, True)
