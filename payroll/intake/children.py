"""Processes that read files for this one: started once, kept for the next folder, gone with us."""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FROM_BYTES = 300_000
"""Fewer bytes of workbooks are read sooner than another process has started."""
MOST = 3
"""Each takes some 60 MB: so many are no burden on an office computer."""
_SCRIPT = Path(__file__).with_name("reading_child.py")
_WINDOWS_NO_WINDOW = 0x08000000


class Gone(Exception):
    """The process does not answer any more."""


class Child:
    """A process that reads files."""

    def __init__(self) -> None:
        flags = _WINDOWS_NO_WINDOW if sys.platform == "win32" else 0
        # Its words on stderr may hold names and numbers of people: they are thrown away.
        self._process = subprocess.Popen(  # noqa: S603  # our own script, our own interpreter
            [sys.executable, "-P", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )

    def tell(self, what: object) -> None:
        """Send something.  Raises `Gone`."""
        assert self._process.stdin is not None  # noqa: S101  # it was asked for
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except OSError as failure:
            raise Gone from failure

    def answer(self) -> Any:
        """What it sends next.  Raises `Gone`."""
        assert self._process.stdout is not None  # noqa: S101  # it was asked for
        try:
            return pickle.load(self._process.stdout)  # noqa: S301  # our own code on the other side
        except Exception as failure:  # what half an answer raises is not documented
            raise Gone from failure

    def kill(self) -> None:
        """Stop it whatever it is doing; who waits for its answer is told that it is gone."""
        self._process.kill()

    def end(self) -> None:
        """Stop it and leave nothing of it behind."""
        self.kill()
        self._process.communicate()


_idle: list[Child] = []


def prepare(folder: Path) -> None:
    """Start processes ahead of a folder that will be worth it: they start while we do."""
    if is_worth_it(folder.rglob("*")):
        give_back(taken(MOST))


def is_worth_it(files: Iterable[Path]) -> bool:
    """Whether reading these files takes longer than starting another process."""
    sizes = 0
    for file in files:
        try:
            sizes += file.stat().st_size
        except OSError:  # reading it tells what is wrong
            continue
    return sizes >= FROM_BYTES


def taken(most: int) -> list[Child]:
    """One process for each processor that is not ours, `most` at the most; none if none starts."""
    wanted = min((os.cpu_count() or 1) - 1, MOST, most)
    children = [_idle.pop() for _ in range(min(wanted, len(_idle)))]
    try:
        while len(children) < wanted:
            children.append(Child())
    except OSError:
        pass
    return children


def give_back(children: Iterable[Child]) -> None:
    """Keep processes that have answered everything for the next folder."""
    _idle.extend(children)


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()
