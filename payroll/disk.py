"""What the disk must do for files that may not be lost: lock, digest, flush, replace."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from payroll.problems import Cell, Refusal, problem

_TRIES_A_SECOND = 20


@contextmanager
def locked(out: Path, wait_seconds: int = 0) -> Iterator[None]:
    """Hold the only right to write into `out`; the system gives it up when the process ends.

    Raises `Refusal` (`output-being-written`) when another process keeps it for `wait_seconds`.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".payroll.lock").open("a+b") as handle:
        for tries_left in reversed(range(wait_seconds * _TRIES_A_SECOND + 1)):
            try:
                _take(handle)
                break
            except OSError as error:
                if not tries_left:
                    raise Refusal(problem("output-being-written", Cell(out.name))) from error
                time.sleep(1 / _TRIES_A_SECOND)
        yield


def sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def stage(path: Path, content: bytes) -> None:
    """Have `content` written to the disk beside `path`, under its `staged_name`."""
    with path.with_name(staged_name(path)).open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def put_in_place(path: Path) -> None:
    """Let what was staged for `path` take its place at once."""
    path.with_name(staged_name(path)).replace(path)
    flush_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that whoever looks finds the old file or the new one."""
    stage(path, content)
    put_in_place(path)


def staged_name(path: Path) -> str:
    """What a file is called while it is being written.

    >>> staged_name(Path("posted.json"))
    '.posted.json.new'
    """
    return f".{path.name}.new"


def flush_tree(folder: Path) -> None:
    """Have every file of `folder` and the folder itself written to the disk."""
    if not folder.exists():
        return
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("r+b") as handle:
                os.fsync(handle.fileno())
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Have the names in `folder` written to the disk, where the system can."""
    with suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _take(handle: IO[bytes]) -> None:
    """Lock an open file without waiting, on every system Python runs on."""
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
