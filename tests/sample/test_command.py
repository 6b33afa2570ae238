"""`payroll sample`: what it prints, and what it says when it cannot do what it was asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from payroll.terms.messages.sample import MESSAGES
from tests.sample.county import ROOT

GOLDENS = Path(__file__).parent / "goldens"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    outcome = subprocess.run(
        [sys.executable, "-m", "payroll", "sample", "--rates", str(ROOT / "rates"), *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    return outcome.returncode, outcome.stdout.decode(), outcome.stderr.decode()


def compare(name: str, seen: str) -> None:
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert seen == golden.read_text(encoding="utf-8")


def test_it_writes_the_months_and_says_how_much(tmp_path: Path) -> None:
    status, said, warned = run(tmp_path, "--people", "30", "--months", "2026-02..2026-03")
    assert (status, warned) == (0, "")
    compare("written", said)
    assert sorted(path.name for path in (tmp_path / "rosters").iterdir()) == ["2026-02", "2026-03"]


REFUSALS = {
    "sample-folder-not-ours": ["--months", "2026-03"],
    "sample-file-exists": ["--months", "2026-03", "--flat", "平铺.csv"],
    "sample-month-too-early": ["--months", "2025-12..2026-01"],
    "sample-month-not-in-calendar": ["--months", "2027-01"],
    "sample-too-many-people": ["--months", "2026-01", "--people", "9000000"],
}


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_is_worded_for_its_reader(code: str, tmp_path: Path) -> None:
    (tmp_path / "rosters" / "2026-03").mkdir(parents=True)
    (tmp_path / "rosters" / "2026-03" / "东城街道.xlsx").write_bytes(b"a clerk's")
    (tmp_path / "平铺.csv").write_bytes(b"a clerk's")
    status, said, warned = run(tmp_path, *REFUSALS[code])
    assert (status, said) == (2, "")
    compare(code, warned)
    assert (tmp_path / "rosters" / "2026-03" / "东城街道.xlsx").read_bytes() == b"a clerk's"
    assert (tmp_path / "平铺.csv").read_bytes() == b"a clerk's"
    assert sorted(path.name for path in (tmp_path / "rosters").iterdir()) == ["2026-03"]


def test_every_message_is_seen_by_a_test() -> None:
    assert set(REFUSALS) == set(MESSAGES)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--months", "2026-3"],
        ["--months", "2026-03..2026-01"],
        ["--months", "2026-01.."],
        ["--people", "0"],
        ["--people", "many"],
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    status, said, warned = run(tmp_path, *arguments)
    assert (status, said) == (2, "")
    assert "Traceback" not in warned
    assert list(tmp_path.iterdir()) == []
