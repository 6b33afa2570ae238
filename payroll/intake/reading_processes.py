"""Many files read by all processors: other processes begin at the end of the list, this one at its
start, until they meet.

A file means the same wherever it is read, so nothing depends on who read it.  Whatever goes wrong
with another process (none can be started, one is killed) costs time only: its files are read here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from payroll.intake.asked import Asked
from payroll.intake.children import Child, Gone, give_back, is_worth_it, taken
from payroll.intake.folder import RosterFile
from payroll.intake.workbook import BookReading, read_workbook


class Books:
    """What each of some files says, to be asked for in the order of the files."""

    def __init__(self, files: Sequence[RosterFile], asked: Asked) -> None:
        self._asked = asked
        self._left = deque(files)
        self._answers: dict[Path, Future[BookReading | None]] = {
            file.path: Future() for file in files
        }

    def read(self, file: RosterFile) -> BookReading:
        """What `file` says: read here if nobody has begun it, else by another process."""
        if file.path not in self._answers:
            return read_workbook(file, self._asked)
        try:
            self._left.popleft()
        except IndexError:
            answer = self._answers[file.path].result()
            if answer is not None:
                return answer
        return read_workbook(file, self._asked)

    def serve(self, child: Child) -> None:
        """Have another process read from the end of the list, until nothing is left."""
        try:
            child.tell(self._asked)
            while self._left:
                self._ask(child, self._left.pop())
        except IndexError:  # the last one was begun here in between
            pass
        except Gone:
            child.end()
            return
        give_back([child])

    def stop(self) -> None:
        """Let nobody begin anything more."""
        self._left.clear()

    def _ask(self, child: Child, file: RosterFile) -> None:
        """Have one file read.  Raises `Gone`; then it is read here, which tells what is wrong."""
        answer = None
        try:
            child.tell(file)
            answer = child.answer()
        finally:
            self._answers[file.path].set_result(answer)


@contextmanager
def books(files: Sequence[RosterFile], asked: Asked) -> Iterator[Books]:
    """`Books` of some files, read by as many processes as are worth it."""
    shared = Books(files, asked)
    worth_it = is_worth_it(file.path for file in files)
    children = taken(len(files) - 1) if worth_it else []
    threads = [Thread(target=shared.serve, args=(child,), daemon=True) for child in children]
    for thread in threads:
        thread.start()
    try:
        yield shared
    except BaseException:
        shared.stop()
        for thread, child in zip(threads, children, strict=True):
            if thread.is_alive():
                child.kill()
        raise
    finally:
        for thread in threads:
            thread.join()
