"""The drill: the ledger is lost, the backup is put back, work goes on."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from payroll.ledger.backup import back_up, restore
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books, settle
from payroll.problems import Refusal
from tests.ledger.builders import contents, post, some_people


@pytest.fixture
def copy(office: Path) -> Path:
    """A backup that was made after April."""
    post(office / "out", "2026-04", some_people(2))
    target = office / "backup.db"
    head = back_up(office / "ledger.db", target)
    with closing(open_ledger(office / "ledger.db")) as ledger:
        assert head == ledger.head()
    return target


def test_the_drill(office: Path, copy: Path) -> None:
    said = contents(office / "ledger.db")
    assert contents(copy) == said
    (office / "ledger.db").unlink()
    head, kept = restore(copy, office / "ledger.db")
    assert (head.seq, kept) == (5, None)
    assert contents(office / "ledger.db") == said
    post(office / "out", "2026-05", some_people(2))
    assert not list(find_chain_problems(office / "ledger.db"))


def test_a_backup_is_made_while_the_ledger_is_written(office: Path, copy: Path) -> None:
    with closing(open_ledger(office / "ledger.db")) as ledger, ledger.writing():
        head = back_up(office / "ledger.db", copy)
    assert head.seq == 5


def test_a_damaged_ledger_is_replaced_and_kept(office: Path, copy: Path) -> None:
    path = office / "ledger.db"
    damaged = b"no ledger any more" * 1000
    path.write_bytes(damaged)
    (office / "ledger.db-wal").write_bytes(b"a log that belongs to it")
    _, kept = restore(copy, path)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"a log that belongs to it"
    assert contents(path) == contents(copy)


def test_a_newer_ledger_is_not_lost_by_mistake(office: Path, copy: Path) -> None:
    path = office / "ledger.db"
    post(office / "out", "2026-05", some_people(2))
    said = contents(path)
    with pytest.raises(Refusal, match="restore-would-lose") as refusal:
        restore(copy, path)
    assert "4 条" in str(refusal.value)
    assert contents(path) == said
    _, kept = restore(copy, path, force=True)
    assert kept is not None
    assert contents(kept) == said
    with open_books(office / "out") as books, pytest.raises(Refusal, match="anchor-not-in-ledger"):
        settle(books)  # May's folder still remembers


def test_a_copy_that_does_not_pass_is_refused_either_way(office: Path, copy: Path) -> None:
    shutil.copy(copy, office / "good.db")
    content = copy.read_bytes()
    place = content.index("试样单位".encode())
    copy.write_bytes(content[:place] + b"x" + content[place + 1 :])
    said = contents(office / "ledger.db")
    with pytest.raises(Refusal, match="copy-not-whole"):
        restore(copy, office / "ledger.db", force=True)
    assert contents(office / "ledger.db") == said
    with pytest.raises(Refusal, match="copy-not-whole"):
        back_up(copy, office / "good.db")
    assert not list(find_chain_problems(office / "good.db"))
    assert not list(office.rglob(".*.new*"))


@pytest.mark.parametrize("source", ["missing.db", "empty.db"])
def test_what_is_no_backup_is_refused(office: Path, source: str) -> None:
    (office / "empty.db").write_bytes(b"")
    said = contents(office / "ledger.db")
    with pytest.raises(Refusal, match=r"ledger-missing|ledger-not-a-ledger"):
        restore(office / source, office / "ledger.db", force=True)
    assert contents(office / "ledger.db") == said
