"""What the store promises: nothing changes, nothing twice, settings as they must be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from payroll.ledger import connection
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.records import NewEvent, PostedAmount
from payroll.ledger.sqlite import SqliteLedger, open_ledger, start_ledger
from payroll.ledger.steps import correct_person, open_books
from payroll.ledger.store import Ledger
from payroll.ledger.tables import CHAINED
from payroll.period import parse_month
from payroll.problems import Refusal
from tests.ledger.builders import (
    AT,
    INSURANCE,
    MAKER,
    SUBSIDY,
    Paid,
    approve,
    contents,
    post,
    some_people,
    start,
    step,
    synthetic_id,
    write_run,
)
from tests.ledger.test_posting import rewritten

TABLES = ["events", *(table.name for table in CHAINED)]
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def posted(office: Path) -> Path:
    """A ledger in which every table has rows."""
    out = office / "out"
    post(out, "2026-04", [Paid(1, card="62990001"), Paid(2)])
    post(out, "2026-05", [Paid(1, card="62990002"), Paid(3)])
    with open_books(out) as books:
        correct_person(books, synthetic_id(2), synthetic_id(9), actor="甲", at=AT, reason="抄错")
        correct_person(books, synthetic_id(9), synthetic_id(10), actor="甲", at=AT, reason="又抄错")
    post(out, "2026-06", [Paid(20, name="试样2"), Paid(1, card="62990002")])
    with open_books(out) as books:
        ids = (synthetic_id(2), synthetic_id(20))
        correct_person(books, *ids, actor="甲", at=AT, reason="同一人两个号")
    return office / "ledger.db"


@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_refuses_to_change_or_delete(posted: Path, table: str) -> None:
    said = contents(posted)
    with closing(sqlite3.connect(posted, isolation_level=None)) as other:
        if not other.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
            assert other.execute(
                f"{triggers} AND sql LIKE '%append-only%'", (table,)
            ).fetchone() == (2,)
            return
        for attempt in (f"DELETE FROM {table}", f"UPDATE {table} SET seq = seq"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(attempt)
    assert contents(posted) == said


def test_replacing_a_row_is_refused_by_our_connection(posted: Path) -> None:
    with closing(connection.connect(posted)) as ours:
        row = ours.execute("SELECT * FROM people").fetchone()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            ours.execute("INSERT OR REPLACE INTO people VALUES (?, ?)", row)


def test_tables_are_strict(posted: Path) -> None:
    with closing(sqlite3.connect(posted)) as other:
        kinds = other.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
        strict = dict(kinds.fetchall())
    assert all(strict[table] == 1 for table in TABLES)


def test_the_settings_hold_in_every_connection(office: Path) -> None:
    with closing(connection.connect(office / "ledger.db")) as ours:
        assert ours.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ours.execute("PRAGMA synchronous").fetchone() == (2,)
        assert ours.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("setting", ["journal_mode=DELETE", "user_version=9", "application_id=1"])
def test_a_file_with_other_settings_is_refused(office: Path, setting: str) -> None:
    with closing(sqlite3.connect(office / "ledger.db", isolation_level=None)) as other:
        other.execute(f"PRAGMA {setting}")
    codes = {
        "journal_mode=DELETE": "ledger-setting",
        "user_version=9": "ledger-newer-version",
        "application_id=1": "ledger-not-a-ledger",
    }
    with pytest.raises(Refusal) as refusal:
        open_ledger(office / "ledger.db")
    assert refusal.value.problems[0].code == codes[setting]


def test_what_is_no_ledger_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="ledger-missing"):
        open_ledger(tmp_path / "nothing.db")
    assert not list(tmp_path.iterdir()), "asking makes no ledger"
    for name, content in [("text.db", b"not a database at all" * 100), ("empty.db", b"")]:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refusal, match="ledger-not-a-ledger"):
            open_ledger(tmp_path / name)


def test_a_second_start_is_refused(office: Path) -> None:
    with pytest.raises(Refusal, match="ledger-exists"):
        start(office)


def test_a_start_that_was_killed_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / ".ledger.db.new").write_bytes(b"half")
    (tmp_path / ".ledger.db.new-wal").write_bytes(b"half")
    start(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"ledger.db", "out"}
    assert not list(find_chain_problems(tmp_path / "ledger.db"))


def test_a_writer_waits_and_then_says_so(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0)
    path = office / "ledger.db"
    with closing(open_ledger(path)) as first, closing(open_ledger(path)) as second:
        with first.writing(), pytest.raises(Refusal, match="ledger-busy"), second.writing():
            pass
        with second.writing():
            pass


def test_a_failing_block_leaves_nothing(office: Path) -> None:
    path = office / "ledger.db"
    said = contents(path)
    event = NewEvent("mode", "甲", AT, details='{"single_person": true}')
    with closing(open_ledger(path)) as ledger:
        with pytest.raises(ZeroDivisionError), ledger.writing():
            assert ledger.append(event).seq // 0
        assert not ledger.single_person
    assert contents(path) == said


def test_the_database_refuses_what_the_life_of_a_month_overlooks(office: Path) -> None:
    path = office / "ledger.db"
    submitted = NewEvent("submit", "甲", AT, "2026-04", 1)
    with closing(open_ledger(path)) as ledger:
        with ledger.writing():
            ledger.append(submitted)
        for event, code in [
            (NewEvent("review", "甲", AT, "2026-04", 1), "same-person-twice"),
            (NewEvent("submit", "乙", AT, "2026-04", 1), "step-taken-before"),
            (NewEvent("init", "甲", AT), "step-taken-before"),
        ]:
            with pytest.raises(Refusal, match=code), ledger.writing():
                ledger.append(event)


def test_posted_sums_are_by_person_through_corrections(posted: Path) -> None:
    with closing(open_ledger(posted)) as ledger:
        people = ledger.people()
        second = people[synthetic_id(2)]
        assert {people[synthetic_id(n)] for n in (2, 9, 10, 20)} == {second}
        assert len(set(people.values())) == 3
        ours = [item for item in ledger.posted() if item.person == second]
        assert ours == [
            PostedAmount(second, "public_welfare_post", period, component, payee, fen, 0)
            for period in ("2026-04", "2026-06")
            for component, payee, fen in (
                ("post_subsidy", "person", SUBSIDY),
                ("social_insurance", "insurer", INSURANCE),
            )
        ]
        assert len(ledger.posted([MAY])) == 4
        assert len(ledger.posted([APRIL, MAY])) == 8
        assert len(ledger.posted(until_run="2026-05")) == 8
        assert [subject for subject, _ in ledger.lines_of(second)] == ["2026-04"] * 2 + [
            "2026-06"
        ] * 2
        assert [i.id_number for i in ledger.identities(second)[second]] == [
            synthetic_id(2),
            synthetic_id(20),
        ]


def test_what_was_stored_comes_back(posted: Path) -> None:
    with closing(open_ledger(posted)) as ledger:
        assert ledger.starts == APRIL
        assert [ledger.is_posted(month) for month in (APRIL, date(2026, 7, 1))] == [True, False]
        assert [run.subject for run in ledger.runs()] == ["2026-04", "2026-05", "2026-06"]
        [total] = ledger.runs()[0].programs
        assert (total.people, total.net_fen) == (2, 2 * SUBSIDY)
        [first, second] = ledger.roster(MAY)
        assert (first.identity.card_number, second.identity.card_number) == ("62990002", None)
        assert (first.attended_days_h, first.leave, first.withheld) == (2150, "事假:0.5", False)
        assert ledger.charged(2026, MAY) == {"试样预算项目": 2 * (SUBSIDY + INSURANCE)}
        assert ledger.charged(2026, APRIL) == {}
        assert len(ledger.charges("2026-05")) == len(ledger.lines("2026-05")) == 4
        inputs, outputs = ledger.files("2026-04")
        assert (list(inputs), "lines.csv" in outputs) == (["rates/x.toml"], True)


def test_what_is_over_the_budget_is_not_charged_within_it(office: Path) -> None:
    folder = write_run(office / "out", "2026-04", some_people(2))
    rewritten(folder, "charges.csv", "within", "over")
    approve(office / "out", "2026-04")
    step(office / "out", "post", "2026-04", MAKER)
    with closing(open_ledger(office / "ledger.db")) as ledger:
        assert ledger.charged(2026, MAY) == {"试样预算项目": SUBSIDY + 2 * INSURANCE}


def test_the_head_before_a_month_is_not_moved_by_its_own_steps(office: Path) -> None:
    out = office / "out"
    post(out, "2026-04", some_people(1))
    with closing(open_ledger(office / "ledger.db")) as ledger:
        assert ledger.head("2026-04").seq == 1
        assert ledger.head("2026-05") == ledger.head()
        assert ledger.head().text.startswith(f"{ledger.head().seq}-{ledger.head().hash[:16]}")


def test_every_reader_of_the_file_is_the_interface(office: Path) -> None:
    with closing(open_ledger(office / "ledger.db")) as ledger:
        by_the_interface: Ledger = ledger  # mypy holds SqliteLedger to the protocol
        names = {name for name in vars(Ledger) if not name.startswith("_")}
        assert names <= {name for name in dir(SqliteLedger) if not name.startswith("_")}
        assert by_the_interface.head() == ledger.head()


def test_starting_needs_a_place(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="ledger-cannot-open"):
        start_ledger(
            tmp_path / "no" / "folder.db",
            parse_month("2026-04"),
            actor="甲",
            at=AT,
            ledger_id="0",
            single_person=False,
        )
