"""The progress line: on stderr while it is a terminal, gone when the work is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from payroll.cli.chinese import display_width
from payroll.progress import heard_by

BETWEEN_SECONDS = 0.1
"""How long a drawn line stays at least: drawing costs more than most of the steps."""
BAR = 30


@contextmanager
def progress_line() -> Iterator[None]:
    """Show how far the work inside has come; nothing at all where nobody looks on."""
    if not sys.stderr.isatty():
        yield
        return
    line = _Line()
    try:
        with heard_by(line.show):
            yield
    finally:
        line.clear()


class _Line:
    """One line of the terminal that is drawn over again."""

    def __init__(self) -> None:
        self._width = 0
        self._next = 0.0

    def show(self, what: str, done: int, total: int) -> None:
        """Draw the line anew, unless it was drawn a moment ago."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + BETWEEN_SECONDS
        text = line_text(what, done, total)
        self._draw(text + " " * (self._width - display_width(text)))
        self._width = display_width(text)

    def clear(self) -> None:
        """Leave the line empty for what is printed next."""
        if self._width:
            self._draw(" " * self._width)
            self._draw("")

    @staticmethod
    def _draw(text: str) -> None:
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()


def line_text(what: str, done: int, total: int) -> str:
    """What is being done, a bar in ASCII (consoles differ), and the numbers.

    >>> line_text("读 2026-03 的出勤表", 61, 122)
    '读 2026-03 的出勤表 [###############---------------] 61/122'
    """
    filled = BAR * done // max(total, 1)
    return f"{what} [{'#' * filled}{'-' * (BAR - filled)}] {done}/{total}"
