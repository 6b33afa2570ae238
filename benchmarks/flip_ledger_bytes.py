"""Every byte of a small ledger gets one bit flipped: a change of content must be found.

Content is every row of every table and how the tables are made, read without the code under test;
a flip in unused space changes nothing and need not be found.  Promise: 0 missed.

    python -m benchmarks.flip_ledger_bytes [--sample 500]
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from payroll.ledger.integrity import find_chain_problems
from tests.ledger.builders import contents, post, some_people, start

PAGE_BYTES = 512
"""The smallest page: the most structure in the fewest bytes."""
PROCESSES = 2


def main() -> int:
    """Print how many flips were found, as JSON; status 1 when one was missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, help="so many bytes instead of all")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        ledger = small_ledger(Path(folder))
        size = ledger.stat().st_size
        count = min(arguments.sample or size, size)
        flips = [(place, 1 << dice.randrange(8)) for place in dice.sample(range(size), count)]
        with ProcessPoolExecutor(PROCESSES) as pool:
            parts = [flips[number::PROCESSES] for number in range(PROCESSES)]
            found: Counter[str] = Counter(missed=0)
            for part in pool.map(tried, [ledger] * PROCESSES, parts, range(PROCESSES)):
                found.update(part)
    found["bytes"] = size
    found["seconds"] = round(time.monotonic() - began)
    print(json.dumps(found, sort_keys=True))
    return 1 if found["missed"] or not found["found"] else 0


def small_ledger(folder: Path) -> Path:
    """A ledger of two posted months in small pages."""
    path = start(folder)
    post(folder / "out", "2026-04", some_people(3))
    post(folder / "out", "2026-05", some_people(4))
    with closing(sqlite3.connect(path, isolation_level=None)) as ledger:
        ledger.execute("PRAGMA journal_mode=DELETE")
        ledger.execute(f"PRAGMA page_size={PAGE_BYTES}")
        ledger.execute("VACUUM")
        ledger.execute("PRAGMA journal_mode=WAL")
    assert not list(find_chain_problems(path))
    return path


def tried(ledger: Path, flips: list[tuple[int, int]], number: int) -> Counter[str]:
    """What became of each flip (place, bit), tried on a copy."""
    folder = ledger.parent / str(number)
    folder.mkdir()
    path = folder / ledger.name
    whole = ledger.read_bytes()
    path.write_bytes(whole)
    said = content_of(path)
    found: Counter[str] = Counter()
    for place, bit in flips:
        with path.open("r+b") as handle:
            handle.seek(place)
            handle.write(bytes([whole[place] ^ bit]))
        changed = content_of(path) != said
        noticed = bool(list(find_chain_problems(path)))
        outcome = {(1, 1): "found", (1, 0): "missed", (0, 1): "found_beside", (0, 0): "nothing"}
        found[outcome[changed, noticed]] += 1
        if changed and not noticed:
            found[f"missed at byte {place}, bit {bit}"] += 1
        for beside in folder.glob(f"{ledger.name}-*"):
            beside.unlink()
        path.write_bytes(whole)
    return found


def content_of(path: Path) -> Any:
    """All that the file says, or the kind of error instead."""
    try:
        said: dict[str, Any] = contents(path)
    except (sqlite3.Error, UnicodeError, OverflowError, MemoryError) as failure:
        return type(failure).__name__
    return said


if __name__ == "__main__":
    raise SystemExit(main())
