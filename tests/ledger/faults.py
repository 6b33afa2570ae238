"""Every step of input and output in turn refused once: SQL, files opened, flushed and renamed."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_EVENTS = ("open", "os.rename", "os.remove")
_left: list[int] = []
"""Steps left until the one that fails; empty while nothing shall fail."""
_folder: list[str] = []


def _counted() -> bool:
    """Whether this step is the one that fails."""
    if not _left:
        return False
    _left[0] -= 1
    return _left[0] == 0


def _audited(event: str, arguments: tuple[Any, ...]) -> None:
    ours = event in _EVENTS and _folder and str(arguments[0]).startswith(_folder[0])
    if ours and _counted():
        raise OSError(errno.EIO, "Input/output error")


sys.addaudithook(_audited)  # hooks cannot be taken away: this one sleeps between the tests


class FaultyConnection(sqlite3.Connection):
    """A connection whose statements fail when their step has come, before or after they ran."""

    after = False

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        return self._run(super().execute, *arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        return self._run(super().executemany, *arguments)

    def _run(self, real: Any, *arguments: Any) -> sqlite3.Cursor:
        failing = _counted()
        if failing and not self.after:
            raise _disk_error()
        cursor: sqlite3.Cursor = real(*arguments)
        if failing:
            raise _disk_error()
        return cursor


def _disk_error() -> sqlite3.OperationalError:
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return failure


@contextmanager
def failing_at(step: int, folder: Path, *, after: bool = False) -> Iterator[None]:
    """Let the `step`-th thing that touches the disk below `folder` fail, and nothing else."""
    real_connect, real_fsync = sqlite3.connect, os.fsync

    def connect(*arguments: Any, **settings: Any) -> sqlite3.Connection:
        if _counted():
            raise _disk_error()
        made: sqlite3.Connection = real_connect(*arguments, **settings, factory=FaultyConnection)
        return made

    def fsync(descriptor: int) -> None:
        if _counted():
            raise OSError(errno.EIO, "Input/output error")
        real_fsync(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FaultyConnection, "after", after)
        patch.setattr(sqlite3, "connect", connect)
        patch.setattr(os, "fsync", fsync)
        _left[:], _folder[:] = [step], [str(folder)]
        try:
            yield
        finally:
            _left.clear()
            _folder.clear()


def steps_taken(step: int) -> int:
    """How many steps there were, asked inside `failing_at(step)` once all is done."""
    return step - _left[0]
