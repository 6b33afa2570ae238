"""Damaged workbooks are refused or read as the original: a few of those in benchmarks/."""

from __future__ import annotations

import zipfile

import pytest

from payroll.intake.cells.worksheet import WorksheetReader
from tests.cells.fuzzing import Original, flips, mutations, originals, tried

ORIGINALS = originals()
INPUTS = 130


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda original: original.name)
@pytest.mark.parametrize("damage", [flips, mutations])
def test_damage_never_changes_a_value(original: Original, damage: type[object]) -> None:
    tally = tried(original, damage(original, INPUTS, 1))

    assert tally.inputs == INPUTS
    assert tally.refused > INPUTS // 4
    assert tally.different == []


def test_the_strict_way_alone_withstands_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorksheetReader, "_takes_short_way", lambda *_: False)
    for original in ORIGINALS:
        assert tried(original, mutations(original, INPUTS, 2)).different == []


def test_without_checksums_it_would_be_noticed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipExtFile, "_update_crc", lambda *_: None)
    stored = next(original for original in ORIGINALS if original.name == "stored.xlsx")

    assert tried(stored, flips(stored, 400, 1)).different


def test_without_order_it_would_be_noticed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that took rows in any order would fail the mutations above."""
    start = WorksheetReader._row_starts

    def forgetful(self: WorksheetReader, attributes: dict[str, str]) -> None:
        self._row = 0
        start(self, attributes)

    monkeypatch.setattr(WorksheetReader, "_row_starts", forgetful)
    monkeypatch.setattr(WorksheetReader, "_takes_short_way", lambda *_: False)

    assert tried(ORIGINALS[0], mutations(ORIGINALS[0], 400, 1)).different
