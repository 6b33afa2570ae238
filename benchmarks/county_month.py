"""The sample county's month, whole process: aim ≤ 2.5 s, and faster than pandas and openpyxl.

    python -m benchmarks.county_month [--runs 3]

Both read the same sheets in turn, one after the other in one run of this command, and write 工资表,
月度汇总, 财务导入表 and lines.csv (see `pandas_baseline`).  The ratios are what can be compared
between machines; on a busy machine look at the seconds of processor, not at the clock.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.measured import PAYROLL, Measured, machine, measured

ROOT = Path(__file__).parents[1]
MONTH = "2026-03"
AIM_SECONDS = 2.5


def main() -> None:
    """Run both by turns, print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    folders: list[str | Path] = ["--rates", ROOT / "rates", "--rosters", ROOT / "rosters"]
    print(machine("polars", "XlsxWriter", "pandas", "openpyxl"))
    ours: list[Measured] = []
    theirs: list[Measured] = []
    with tempfile.TemporaryDirectory() as scratch:
        out, plain = Path(scratch) / "out", Path(scratch) / "plain"
        for _ in range(runs):
            ours.append(measured([*PAYROLL, "run", MONTH, *folders, "--out", out]))
            baseline: list[str | Path] = [
                sys.executable,
                "-m",
                "benchmarks.pandas_baseline",
                MONTH,
                plain,
            ]
            theirs.append(measured(baseline))
        books = {place.name: len([*place.rglob("*.xlsx")]) for place in (out, plain)}
    assert all(each.status == 0 for each in (*ours, *theirs)), "a run failed"
    _show(f"payroll run {MONTH} ({books['out']} workbooks, read back)", ours)
    _show(f"pandas + openpyxl ({books['plain']} workbooks)", theirs)
    clock = _seconds(theirs) / _seconds(ours)
    processor = _processor(theirs) / _processor(ours)
    print(f"pandas ÷ payroll: {clock:.2f} by the clock, {processor:.2f} by processor")
    best = min(each.seconds for each in ours)
    verdict = "met" if best <= AIM_SECONDS else "missed"
    print(f"aim ≤ {AIM_SECONDS} s: shortest {best:.2f} s, {verdict}")


def _show(name: str, runs: list[Measured]) -> None:
    print(
        f"{name}: {_seconds(runs):.2f} s, "
        f"{_processor(runs):.2f} s of processor, "
        f"{max(each.peak_mb for each in runs):,.0f} MB"
    )


def _seconds(runs: list[Measured]) -> float:
    return statistics.median(each.seconds for each in runs)


def _processor(runs: list[Measured]) -> float:
    return statistics.median(each.processor_seconds for each in runs)


if __name__ == "__main__":
    main()
