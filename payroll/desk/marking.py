"""Marking workbooks in a child process, one after another.

openpyxl builds a cell for everything a file mentions, so a workbook of a few kilobytes that the
strict reader rightly accepts may still ask for gigabytes or minutes of it.  The child has limits of
memory and time; when it fails, its file gets a list instead and the next one a new child.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import payroll
from payroll.desk.returning import Return
from payroll.problems import Problem

SECONDS = 60
"""For one workbook."""
_WINDOWS_NO_WINDOW = 0x08000000


class Marker:
    """The child process, started when the first workbook comes; to be used in a `with`."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def mark(self, content: bytes, returned: Return, month: date) -> bytes | None:
        """The marked copy (`copies.returned_copy`), None where there can be none."""
        child = self._child = self._child or _started()
        watch = threading.Timer(SECONDS, child.kill)
        watch.start()
        try:
            answer = _asked(child, _job(content, returned, month))
        except (OSError, ValueError):  # it died, or was killed for taking too long
            self._end()
            return None
        finally:
            watch.cancel()
        return None if answer is None else base64.b64decode(answer)

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _started() -> subprocess.Popen[bytes]:
    root = str(Path(payroll.__file__).parents[1])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # our own module under our own interpreter
        [sys.executable, "-P", "-m", "payroll.desk.marking_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may hold names and numbers of people
        env={**os.environ, "PYTHONPATH": paths},
        creationflags=_WINDOWS_NO_WINDOW if sys.platform == "win32" else 0,
    )


def _asked(child: subprocess.Popen[bytes], job: bytes) -> str | None:
    """The child's answer to a job.  Raises when it gives none."""
    assert child.stdin is not None  # noqa: S101  # both were asked for
    assert child.stdout is not None  # noqa: S101
    child.stdin.write(job)
    child.stdin.flush()
    copy = json.loads(child.stdout.readline())["copy"]
    return None if copy is None else str(copy)


def _job(content: bytes, returned: Return, month: date) -> bytes:
    """One workbook and its problems as a line of JSON."""
    job = {
        "content": base64.b64encode(content).decode(),
        "file": returned.file,
        "month": month.isoformat(),
        "problems": [_told(each) for each in returned.problems],
    }
    return json.dumps(job).encode() + b"\n"


def _told(problem: Problem) -> list[object]:
    cell = problem.cell
    place = [cell.file, cell.sheet, cell.row, cell.column]
    said = [problem.name, problem.found, problem.remedy]
    return [problem.severity, problem.code, place, *said]
