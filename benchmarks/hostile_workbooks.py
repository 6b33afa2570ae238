"""Every hostile file, read in a process of its own: what comes of it, how long, how much memory.

    python -m benchmarks.hostile_workbooks

Prints a table a line a file and fails when a file makes the reader raise or abort, yields a value
it does not hold, is not refused for its reason, or needs more than 5 seconds or 256 MB.  Seconds
are those of the processor, children included, so that a busy machine breaks no promise; by the
clock five times as many are allowed, so that waiting without end does.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from payroll.intake.cells import read_cells
from payroll.problems import column_letters

MOST_SECONDS = 5.0
MOST_BYTES = 256_000_000
_READ_AS_EXPECTED, _TRACEBACK, _OTHERWISE = 0, 3, 4


@dataclass(frozen=True)
class Outcome:
    """What reading one file came to."""

    name: str
    verdict: str
    seconds: float
    clock_seconds: float
    peak_bytes: int

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds for this file."""
        in_time = self.seconds <= MOST_SECONDS and self.clock_seconds <= 5 * MOST_SECONDS
        return in_time and self.peak_bytes <= MOST_BYTES and self.verdict in ("read", "refused")


def read_one(path: Path, expected: dict[str, object]) -> int:
    """Exit status for reading one file."""
    workbook = read_cells(path, shown_as=path.name)
    codes = {one.code for one in workbook.problems if one.severity == "error"}
    cells = [
        [f"{column_letters(value.column)}{value.row}", value.kind.value, value.text]
        for sheet in workbook.sheets
        for value in sheet.cells
    ]
    wanted = {expected["code"]} if expected["code"] else set()
    return _READ_AS_EXPECTED if codes == wanted and cells == expected["cells"] else _OTHERWISE


def outcome(path: Path, expected: dict[str, object]) -> Outcome:
    """Reads the file in a child of its own, which ends with the verdict as its exit status."""
    start = time.perf_counter()
    child = os.fork()
    if not child:
        status = _TRACEBACK
        try:
            status = read_one(path, expected)
        except BaseException:
            traceback.print_exc()
        os._exit(status)
    _, ended, usage = os.wait4(child, 0)
    clock_seconds = time.perf_counter() - start
    status = os.waitstatus_to_exitcode(ended)
    verdict = {
        _READ_AS_EXPECTED: "refused" if expected["code"] else "read",
        _TRACEBACK: "TRACEBACK",
        _OTHERWISE: "OTHERWISE",
    }.get(status, f"ABORTED {status}")
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = usage.ru_utime + usage.ru_stime
    return Outcome(path.name, verdict, seconds, clock_seconds, usage.ru_maxrss * unit)


def main() -> int:
    """Print the table; exit status 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.cells.hostile", folder, "--heavy"]
        subprocess.run(command, check=True)
        expected = json.loads((Path(folder) / "expected.json").read_text(encoding="utf-8"))
        outcomes = [outcome(Path(folder) / name, case) for name, case in expected.items()]
    for one in outcomes:
        mark = " " if one.is_kept else "!"
        line = f"{mark} {one.verdict:10} {one.seconds:6.2f} s {one.peak_bytes / 1e6:6.0f} MB  "
        print(line + expected[one.name]["code"].ljust(26) + one.name)
    broken = [one for one in outcomes if not one.is_kept]
    slowest = max(one.seconds for one in outcomes)
    largest = max(one.peak_bytes for one in outcomes) / 1e6
    print(f"{len(outcomes)} files, {len(broken)} broken promises; ", end="")
    print(f"slowest {slowest:.2f} s, largest {largest:.0f} MB")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
