"""1,000,000 person-months from one CSV file to lines.csv: aim ≤ 10 s and ≤ 3 GB.

    python -m benchmarks.province [--people 1000000]

The same machine also reads the file and writes it again with Polars alone (everything text, no
checks, no calculation): the ratio to that is what can be compared between machines.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measured import PAYROLL, machine, measured

ROOT = Path(__file__).parents[1]
COPY = (
    "import sys, polars as pl; pl.read_csv(sys.argv[1], infer_schema=False).write_csv(sys.argv[2])"
)


def main() -> None:
    """Make the file, run the month, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    people = parser.parse_args().people
    print(machine("polars"))
    with tempfile.TemporaryDirectory() as scratch:
        rosters = Path(scratch) / "rosters" / "2026-03"
        rosters.mkdir(parents=True)
        sheet = rosters / "全省.csv"
        sample = [*PAYROLL, "sample", "--people", str(people), "--months", "2026-03..2026-03"]
        measured([*sample, "--rates", ROOT / "rates", "--flat", sheet])
        copied = measured([sys.executable, "-c", COPY, sheet, Path(scratch) / "copy.csv"])
        folders = ["--rates", ROOT / "rates", "--rosters", rosters.parent]
        out = Path(scratch) / "out"
        run = measured([*PAYROLL, "run", "2026-03", *folders, "--out", out, "--only", "lines"])
        lines = (out / "2026-03" / "lines.csv").read_bytes().count(b"\n") - 1
    print(f"{people:,} person-months, {lines:,} lines, status {run.status}")
    print(
        f"run: {run.seconds:.1f} s ({run.processor_seconds:.1f} s of processor), "
        f"{run.peak_mb:,.0f} MB; copying the file with Polars: {copied.seconds:.2f} s; "
        f"ratio {run.seconds / copied.seconds:.1f}"
    )


if __name__ == "__main__":
    main()
