"""The child process that marks workbooks: a line of JSON a workbook in, a line of JSON out."""

from __future__ import annotations

import base64
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from payroll.desk.copies import returned_copy
from payroll.desk.returning import Return
from payroll.problems import Cell, Problem

MEMORY = 1_500_000_000
"""Bytes that marking may need beyond what the program itself takes."""
_OWN = Path("/proc/self/statm")


def main() -> None:
    """Answer until nobody asks any more."""
    _limit_memory()
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(_answer(json.loads(line)))
        sys.stdout.buffer.flush()


def _answer(job: dict[str, Any]) -> bytes:
    problems = tuple(
        Problem(severity, code, Cell(*place), *said)
        for severity, code, place, *said in job["problems"]
    )
    returned = Return(job["file"], problems)
    copy = returned_copy(
        base64.b64decode(job["content"]), returned, date.fromisoformat(job["month"])
    )
    told = None if copy is None else base64.b64encode(copy).decode()
    return json.dumps({"copy": told}).encode() + b"\n"


def _limit_memory() -> None:
    """Bound the address space where the system can; elsewhere the parent's clock has to do."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    if _OWN.exists():
        own = int(_OWN.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (own + MEMORY, own + MEMORY))


if __name__ == "__main__":
    main()
