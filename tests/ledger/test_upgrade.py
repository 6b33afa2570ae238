"""A ledger of an older program gets the tables it lacks; what was in it stays as it was."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from payroll.ledger import connection, entries
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.records import NewEvent
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.tables import VERSION
from payroll.ledger.upgrading import upgrade_ledger
from payroll.problems import Refusal
from tests.ledger.builders import AT


def old_ledger(path: Path) -> Path:
    """A ledger as version 1 made it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "upgrade", _first_version(connection.upgrade))
        patch.setattr(entries, "CHAINED", entries.CHAINED[:10])
        with closing(connection.create(path)) as made:
            details = {"ledger_id": "x", "schema": "y", "starts": "2026-04", "single_person": False}
            event = NewEvent("init", "主任", AT, details=json.dumps(details, sort_keys=True))
            entries.append_event(made, event, single_person=False)
            made.execute("COMMIT")
    return path


def _first_version(upgrade):  # type: ignore[no-untyped-def]
    return lambda opened: upgrade(opened, until=1)


def test_an_older_ledger_is_refused_until_it_is_upgraded(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "ledger.db")
    with pytest.raises(Refusal) as refusal:
        open_ledger(path)
    assert [found.code for found in refusal.value.problems] == ["ledger-older-version"]
    event, kept = upgrade_ledger(path, tmp_path / "out", actor="张三", at=AT)
    assert (event.seq, event.kind) == (2, "upgrade")
    assert list(find_chain_problems(path)) == []
    with closing(open_ledger(path)) as ledger:
        assert ledger.payments() == []
        assert f"{ledger.starts:%Y-%m}" == "2026-04"
    with closing(connection.connect(kept, older=True)) as old:
        assert connection.version_of(old) == 1 < VERSION


def test_a_ledger_of_this_version_is_left_alone(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "ledger.db")
    upgrade_ledger(path, tmp_path / "out", actor="张三", at=AT)
    with pytest.raises(Refusal, match="ledger-of-this-version"):
        upgrade_ledger(path, tmp_path / "out", actor="张三", at=AT)


def test_an_older_ledger_with_another_trigger_is_not_upgraded(tmp_path: Path) -> None:
    path = old_ledger(tmp_path / "ledger.db")
    with closing(connection.connect(path, older=True)) as opened:
        opened.execute("CREATE TRIGGER x AFTER INSERT ON events BEGIN SELECT 1; END")
    with pytest.raises(Refusal, match="ledger-tables-changed"):
        upgrade_ledger(path, tmp_path / "out", actor="张三", at=AT)
