"""What went wrong outside the rules of pay, as a problem a clerk can act on.

A full disk, a workbook open in Excel, a missing file, and last of all our own mistakes: the latter
name the place in the program and never the values, which may be somebody's.
"""

from __future__ import annotations

import errno
import os
import re
import traceback
from contextlib import suppress
from pathlib import Path

from payroll.cli.chinese import without_long_numbers
from payroll.problems import Cell, Problem, problem

_OS_ERROR = re.compile(r"\(os error ([0-9]+)\)")
_SHARING_VIOLATIONS = {32, 33}  # Windows: another program has the file open or locked
_CODES = {
    "ENOSPC": "disk-full",
    "EDQUOT": "disk-full",
    "EFBIG": "disk-full",
    "EACCES": "file-in-use-or-forbidden",
    "EPERM": "file-in-use-or-forbidden",
    "EBUSY": "file-in-use-or-forbidden",
    "ETXTBSY": "file-in-use-or-forbidden",
    "EROFS": "read-only-disk",
    "ENOENT": "file-not-there",
    "ENOTDIR": "not-a-folder",
    "EISDIR": "not-a-folder",
    "ENAMETOOLONG": "name-too-long",
}


def system_problem(failure: OSError) -> Problem:
    """The problem behind a refusal of the operating system, at the file concerned."""
    cell = Cell(_file_name(failure))
    if getattr(failure, "winerror", None) in _SHARING_VIOLATIONS:
        return problem("file-in-use-or-forbidden", cell)
    kind = errno.errorcode.get(_number(failure), type(failure).__name__)
    return problem(_CODES.get(kind, "system-error"), cell, kind=kind)


def _number(failure: OSError) -> int:
    """The system's number of the failure; Polars tells it only in its words."""
    told = _OS_ERROR.search(str(failure))
    return failure.errno or (int(told[1]) if told else 0)


def program_problem(fault: BaseException) -> Problem:
    """The problem behind an exception nobody expected: its kind and where in the program it rose.

    The words of the exception are left out: libraries put cell values into them.
    """
    if isinstance(fault, MemoryError):
        return problem("out-of-memory", Cell())
    return problem("program-fault", Cell(_place(fault)), kind=type(fault).__name__)


def _file_name(failure: OSError) -> str:
    """The file as a reader knows it: relative to the current folder when it is inside."""
    name = failure.filename2 or failure.filename
    if name is None or isinstance(name, int):
        return ""
    path = Path(os.fsdecode(name))
    with suppress(ValueError, OSError):  # elsewhere, or the current folder is gone
        path = path.relative_to(Path.cwd())
    return without_long_numbers(str(path))


def _place(fault: BaseException) -> str:
    """`payroll/month.py:120`, the innermost line of our own that was running."""
    package = Path(__file__).parents[1]
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(package):
            return f"{path.relative_to(package.parent).as_posix()}:{frame.lineno}"
    return "payroll"
