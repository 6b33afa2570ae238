"""A month is posted and killed -9: at every step in turn, then at random moments.

After each kill the ledger must be whole, the month posted or not, never in between; a posting that
was acknowledged must be there; posting again must end with everything once.  Promise: 0 lost,
0 doubled, 0 half-written in 1,000 kills.

    python -m benchmarks.kill_while_posting --rounds 1000
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.sqlite import open_ledger
from payroll.problems import Refusal
from tests.ledger.builders import (
    INSURANCE,
    MAKER,
    SUBSIDY,
    approve,
    some_people,
    start,
    step,
    write_run,
)

MONTH = "2026-04"
ACKNOWLEDGED = b"posted"


def main() -> int:
    """Print what the kills left, as JSON; status 1 when a promise is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20260401)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        dice = random.Random(arguments.seed)
        found = kill_rounds(Path(folder), arguments.rounds, arguments.people, dice)
    found["seconds"] = round(time.monotonic() - began)
    print(json.dumps(found, sort_keys=True))
    return 1 if found["lost"] or found["doubled"] or found["half_written"] else 0


def kill_rounds(folder: Path, rounds: int, people: int, dice: random.Random) -> Counter[str]:
    """What `rounds` kills left: first at every step once, the others at random moments.

    A posting that is done before its moment comes is judged too, but is no kill.
    """
    template = folder / "template"
    template.mkdir()
    start(template)
    write_run(template / "out", MONTH, some_people(people))
    approve(template / "out", MONTH)
    found: Counter[str] = Counter(lost=0, doubled=0, half_written=0)
    found["steps"] = steps = steps_of_a_posting(template, folder)
    longest = time_of_a_posting(template, folder)
    number = 0
    while found["kills"] < rounds:
        work = folder / "work"
        shutil.copytree(template, work)
        if number < steps:
            acknowledged, killed = posted_by_a_child(work, die_at=number + 1)
            found["at_steps"] += killed
        else:
            seconds = dice.uniform(0, 1.5 * longest)
            acknowledged, killed = posted_by_a_child(work, kill_after=seconds)
            found["at_moments"] += killed
        found["kills"] += killed
        number += 1
        found.update(verdict(work, people, acknowledged=acknowledged))
        shutil.rmtree(work)
    return found


def steps_of_a_posting(template: Path, folder: Path) -> int:
    """How many steps a whole posting takes, as `dying_at` counts them: found by halving."""
    alive, dead = 1, 0
    while posted(template, folder, die_at=alive)[1]:
        alive, dead = 2 * alive, alive
    while alive - dead > 1:
        middle = (alive + dead) // 2
        if posted(template, folder, die_at=middle)[1]:
            dead = middle
        else:
            alive = middle
    return dead


def posted(template: Path, folder: Path, die_at: int | None = None) -> tuple[bool, bool]:
    """`posted_by_a_child` in a copy that is thrown away."""
    work = folder / "counted"
    shutil.copytree(template, work)
    outcome = posted_by_a_child(work, die_at=die_at)
    shutil.rmtree(work)
    return outcome


def time_of_a_posting(template: Path, folder: Path) -> float:
    """Seconds that a child takes to post."""
    began = time.monotonic()
    posted(template, folder)
    return time.monotonic() - began


def posted_by_a_child(
    work: Path, *, die_at: int | None = None, kill_after: float | None = None
) -> tuple[bool, bool]:
    """Post in another process: whether it said so, and whether it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            if die_at is not None:
                dying_at(die_at)
            step(work / "out", "post", MONTH, MAKER)
            os.write(writing, ACKNOWLEDGED)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit("posting failed without being killed")
    return said == ACKNOWLEDGED, os.WIFSIGNALED(status)


def dying_at(last: int) -> None:
    """Kill this process at the `last` step: a statement of SQL, a file opened, flushed, renamed."""
    left = last

    def stepped(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def audited(event: str, _: object) -> None:
        if event in ("open", "os.rename", "os.remove", "sqlite3.connect"):
            stepped()

    real_connect, real_fsync = sqlite3.connect, os.fsync

    def connect(*arguments: object, **settings: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = real_connect(*arguments, **settings)  # type: ignore[call-overload]
        connection.set_trace_callback(stepped)
        return connection

    def fsync(descriptor: int) -> None:
        stepped()
        real_fsync(descriptor)
        stepped()

    sqlite3.connect, os.fsync = connect, fsync  # type: ignore[assignment]
    sys.addaudithook(audited)


def verdict(work: Path, people: int, *, acknowledged: bool) -> Counter[str]:
    """What a kill left, and what posting again makes of it."""
    found: Counter[str] = Counter()
    before = state(work)
    found["posted" if before else "not_posted"] += 1
    if acknowledged and not before:
        found["lost"] += 1
    if not whole(work, people):
        found["half_written"] += 1
    try:
        step(work / "out", "post", MONTH, MAKER)
    except Refusal as refusal:
        if not before or refusal.problems[0].code != "step-out-of-order":
            found["lost"] += 1
    if not state(work) or not whole(work, people):
        found["half_written"] += 1
    with closing(sqlite3.connect(work / "ledger.db")) as ledger:
        [(lines, fen)] = ledger.execute("SELECT count(*), sum(amount_fen) FROM lines")
    if (lines, fen) != (2 * people, people * (SUBSIDY + INSURANCE)):
        found["doubled" if lines > 2 * people else "lost"] += 1
    left = [*work.rglob(".*.new"), *work.glob("*-wal")]
    found["half_written"] += len(left)
    return found


def state(work: Path) -> bool:
    """Whether the month is posted; reading may roll back what was not committed."""
    with closing(open_ledger(work / "ledger.db")) as ledger:
        return len(ledger.runs()) == 1


def whole(work: Path, people: int) -> bool:
    """Whether the ledger passes its checks and has all of a posting or nothing of it."""
    if list(find_chain_problems(work / "ledger.db")):
        return False
    with closing(sqlite3.connect(work / "ledger.db")) as ledger:
        counts = {
            table: ledger.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("runs", "lines", "charges", "roster_rows", "people", "id_numbers")
        }
    nothing = set(counts.values()) == {0}
    everything = counts == {
        "runs": 1,
        "lines": 2 * people,
        "charges": 2 * people,
        "roster_rows": people,
        "people": people,
        "id_numbers": people,
    }
    mark = work / "out" / MONTH / "posted.json"
    return everything or (nothing and not mark.exists())


if __name__ == "__main__":
    raise SystemExit(main())
