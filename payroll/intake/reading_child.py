"""Reads files for another process, one after another; see `reading_processes`.

Run by its path, not as a module, so that it needs nothing but the folder it lies in.  Pickles go
both ways: in, what a reading is for (`Asked`), then its files one at a time, then perhaps another
reading; out, what each file says.  It ends when the other side closes the pipe, and with the first
mistake of the program, which the process that asked then makes and tells itself.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path


def main() -> None:
    """Answer every file on standard input on standard output."""
    from payroll.intake.asked import Asked  # noqa: PLC0415  # found by the path set below
    from payroll.intake.workbook import read_workbook  # noqa: PLC0415

    asked: Asked | None = None
    while True:
        try:
            said = pickle.load(sys.stdin.buffer)  # noqa: S301  # our own code on the other side
        except EOFError:
            return
        if isinstance(said, Asked):
            asked = said
            continue
        assert asked is not None  # noqa: S101  # it is sent first
        pickle.dump(read_workbook(said, asked), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
