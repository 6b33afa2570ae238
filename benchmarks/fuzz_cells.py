"""Ten thousand damaged workbooks: every one is refused or equal to the original.

    python -m benchmarks.fuzz_cells [SEED]

Half of them have one bit turned over, in stored and in deflated files; half have changed markup
under right checksums.  The same seed makes the same files.  Fails when any is read as something
else.
"""

from __future__ import annotations

import os
import platform
import sys
import time

from tests.cells.fuzzing import Tally, flips, mutations, originals, tried

INPUTS = 10_000


def main() -> int:
    """Print a line a kind of file; exit status 1 when one was read as something else."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2026
    start = time.perf_counter()
    total = Tally(different=[])
    files = originals()
    each = INPUTS // (2 * len(files))
    for original in files:
        for name, damage in (("bit flips", flips), ("mutations", mutations)):
            tally = tried(original, damage(original, each, seed))
            print(
                f"{original.name:14} {name:10} {tally.inputs:6} inputs: {tally.refused:6} refused, "
                f"{tally.equal:6} equal, {len(tally.different or []):3} different"
            )
            total.equal += tally.equal
            total.refused += tally.refused
            total.different = [*(total.different or []), *(tally.different or [])]
    for line in total.different or []:
        print("DIFFERENT", line)
    seconds = time.perf_counter() - start
    print(
        f"{total.inputs} inputs, {total.refused} refused, {total.equal} equal, "
        f"{len(total.different or [])} different; seed {seed}, {seconds:.1f} s"
    )
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")
    return 1 if total.different else 0


if __name__ == "__main__":
    sys.exit(main())
