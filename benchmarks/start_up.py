"""`payroll --help`, whole process: aim ≤ 0.2 s; beside it Python alone and Python with Polars.

python -m benchmarks.start_up
"""

from __future__ import annotations

import statistics
import sys

from benchmarks.measured import PAYROLL, machine, measured

RUNS = 15


def main() -> None:
    """Print medians of fifteen runs each."""
    print(machine("click", "polars"))
    for name, command in (
        ("payroll --help", [*PAYROLL, "--help"]),
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("import polars", [sys.executable, "-c", "import polars"]),
    ):
        times = [measured(command).seconds for _ in range(RUNS)]
        print(f"{name:15} {statistics.median(times):.3f} s (longest {max(times):.3f} s)")


if __name__ == "__main__":
    main()
