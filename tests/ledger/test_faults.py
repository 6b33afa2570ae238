"""Whatever fails once while a month is posted: nothing has happened, or all of it has."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.sqlite import open_ledger
from payroll.problems import Refusal
from tests.ledger.builders import MAKER, approve, contents, some_people, step, write_run
from tests.ledger.faults import failing_at, steps_taken

MONTH = "2026-04"
ROOT = Path(__file__).parents[2]
MANY = 10_000


def lines_in(office: Path) -> int:
    with closing(open_ledger(office / "ledger.db")) as ledger:
        return len(ledger.lines(MONTH)) if ledger.runs() else 0


@pytest.mark.parametrize("after", [False, True], ids=["before it ran", "after it ran"])
def test_every_step_failing_once_leaves_all_or_nothing(office: Path, after: bool) -> None:
    write_run(office / "out", MONTH, some_people(2))
    approve(office / "out", MONTH)
    template = office.with_name(f"template of {office.name}")
    shutil.copytree(office, template)
    with failing_at(MANY, office):
        step(office / "out", "post", MONTH, MAKER)
        steps = steps_taken(MANY)
    assert steps > 50
    outcomes = set()
    for number in range(1, steps + 1):
        shutil.rmtree(office)
        shutil.copytree(template, office)
        said = contents(office / "ledger.db")
        warned = False
        try:
            with failing_at(number, office, after=after):
                warned = bool(step(office / "out", "post", MONTH, MAKER).problems)
            outcomes.add("warned" if warned else "done")
        except (Refusal, OSError) as failure:
            outcomes.add(type(failure).__name__)
        posted = lines_in(office)
        assert posted in (0, 4), f"half-written at step {number}"
        if not posted:
            assert contents(office / "ledger.db") == said, f"changed at step {number}"
            step(office / "out", "post", MONTH, MAKER)
        else:
            with pytest.raises(Refusal, match="step-out-of-order"):
                step(office / "out", "post", MONTH, MAKER)
        assert lines_in(office) == 4
        assert not list(find_chain_problems(office / "ledger.db"))
        assert (office / "out" / MONTH / "posted.json").is_file()
        assert not list(office.rglob(".*.new"))
    assert {"Refusal", "OSError", "warned"} <= outcomes


def harness(name: str, *arguments: str) -> dict[str, int]:
    """Run a benchmark with small numbers; what it counted."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_a_hundred_kills_lose_double_and_halve_nothing() -> None:
    found = harness("kill_while_posting", "--rounds", "100", "--people", "2")
    assert found["kills"] == 100
    assert found["at_steps"] == found["steps"] > 50
    assert (found["lost"], found["doubled"], found["half_written"]) == (0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
def test_of_four_processes_exactly_one_posts() -> None:
    found = harness("post_at_once", "--rounds", "25")
    assert (found["one_winner"], found["clear_answers"]) == (25, 75)
