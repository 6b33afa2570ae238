"""The bytes of a file, read once: what is hashed is what is sniffed and parsed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from payroll.intake.cells.limits import Limits, Unreadable


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The content of the regular file at `path`.  Raises `Unreadable`."""
    try:
        before = path.stat()
        _require_regular(before, limits)
        with path.open("rb") as file:
            content = file.read(limits.file_bytes + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError as failure:
        raise Unreadable("file-missing") from failure
    except PermissionError as failure:
        raise Unreadable("file-locked") from failure
    except (OSError, ValueError) as failure:  # ValueError: a NUL in the path
        raise Unreadable("file-unreadable") from failure
    if len(content) != after.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise Unreadable("file-changed")
    return content


def _require_regular(found: os.stat_result, limits: Limits) -> None:
    """Refuse what would block or never end before it is opened: folders, pipes, devices."""
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("file-is-folder")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("file-not-regular")
    if found.st_size > limits.file_bytes:
        raise Unreadable(
            "file-too-large",
            size=f"{found.st_size / 1_000_000:.1f}",
            limit=limits.file_bytes // 1_000_000,
        )
