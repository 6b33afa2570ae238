"""Four processes post one month at the same moment: one wins, the others are told so.

Half of the rounds share one output folder, whose lock lets one in after the other; in the other
half each process has a copy of its own, so that only the ledger stands between them.

    python -m benchmarks.post_at_once --rounds 100
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books, take_step
from payroll.problems import Refusal
from tests.ledger.builders import AT, MAKER, approve, some_people, start, write_run

MONTH = "2026-04"
PROCESSES = 4
PEOPLE = 20
CLEAR = {"step-out-of-order", "ledger-busy", "output-being-written"}
"""What a loser is told: the month is posted already; on a disk so busy that waiting is given up,
that another program is writing and this step was not taken."""


def main() -> int:
    """Print how the rounds ended, as JSON; status 1 unless exactly one won each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        found = race_rounds(Path(folder), rounds)
    print(json.dumps(found, sort_keys=True))
    won_once = found["one_winner"] == rounds
    return 0 if won_once and found["clear_answers"] == rounds * (PROCESSES - 1) else 1


def race_rounds(folder: Path, rounds: int) -> Counter[str]:
    """How the rounds ended."""
    template = folder / "template"
    template.mkdir()
    start(template)
    write_run(template / "out", MONTH, some_people(PEOPLE))
    approve(template / "out", MONTH)
    found: Counter[str] = Counter()
    for number in range(rounds):
        work = folder / "work"
        shutil.copytree(template, work)
        outs = [work / "out"] * PROCESSES
        if number % 2:
            outs = [work / f"out{process}" for process in range(PROCESSES)]
            for out in outs:
                shutil.copytree(work / "out", out)
        answers = Counter(race(work / "ledger.db", outs))
        found["clear_answers"] += sum(answers[code] for code in CLEAR)
        with closing(open_ledger(work / "ledger.db")) as ledger:
            once = len(ledger.runs()) == 1 and len(ledger.lines(MONTH)) == 2 * PEOPLE
        if answers["posted"] == 1 and once and not list(find_chain_problems(work / "ledger.db")):
            found["one_winner"] += 1
        found.update(f"answer: {code}" for code in answers.elements())
        shutil.rmtree(work)
    return found


def race(ledger: Path, outs: list[Path]) -> list[str]:
    """What each process is answered: `posted`, or the code of the refusal."""
    starting, gun = os.pipe()
    children = []
    for out in outs:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(gun)
            os.read(starting, 1)  # until the parent closes its end
            answer = "crashed"
            try:
                answer = post(ledger, out)
            finally:
                os.write(writing, answer.encode())
                os._exit(0)
        os.close(writing)
        children.append((child, reading))
    os.close(starting)
    os.close(gun)
    answers = []
    for child, reading in children:
        with os.fdopen(reading, "rb") as pipe:
            answers.append(pipe.read().decode())
        os.waitpid(child, 0)
    return answers


def post(ledger: Path, out: Path) -> str:
    """Post the month and give the answer."""
    try:
        with open_books(out, ledger) as books:
            take_step(books, "post", MONTH, actor=MAKER, at=AT)
    except Refusal as refusal:
        return refusal.problems[0].code
    return "posted"


if __name__ == "__main__":
    raise SystemExit(main())
