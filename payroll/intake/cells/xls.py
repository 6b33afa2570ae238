"""An old binary .xls workbook, read by xlrd in a child process with limits of its own.

The format has no checksum and its readers follow offsets, so neither a hang nor a blown-up memory
nor a crash may reach the run.  The child gets the bytes through a pipe and answers with JSON lines.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from payroll.intake.cells.contents import Contents, Remark
from payroll.intake.cells.dates import format_code, is_date_format
from payroll.intake.cells.limits import Limits, Unreadable
from payroll.intake.cells.model import Cells, Kind, Merge, Sheet, Visibility
from payroll.intake.cells.text import has_private_characters, is_garbled

_CHILD = Path(__file__).with_name("xls_child.py")
_STATES: tuple[Visibility, ...] = ("visible", "hidden", "veryHidden")
_WINDOWS_NO_WINDOW = 0x08000000


def read_xls(content: bytes, limits: Limits) -> Contents:
    """Every sheet of the workbook in these bytes.  Raises `Unreadable`."""
    contents = Contents()
    with closing(_answers(content, limits)) as answers:
        sheets = _sheets(answers, contents, limits)
    for sheet in sheets:
        sheet.keep_in(contents)
    if not contents.sheets:
        raise Unreadable("workbook-no-sheets")
    return contents


def _sheets(
    answers: Iterator[dict[str, Any]], contents: Contents, limits: Limits
) -> list[_SheetAnswer]:
    """The sheets that the child tells of.  Raises `Unreadable`."""
    head = next(answers)
    contents.date1904 = head["date1904"]
    formats = ["", *(format_code(code, number) for number, code in head["formats"])]
    is_date = [is_date_format(code) for code in formats]
    budget = _Budget(limits, limits.cells, limits.text_total)
    sheets: list[_SheetAnswer] = []
    for answer in answers:
        if "name" in answer:
            if len(sheets) >= limits.sheets:
                raise limits.too_many("sheets")
            sheets.append(_SheetAnswer(answer, Cells(formats)))
        else:
            sheets[-1].take(answer["cells"], is_date, budget)
    return sheets


@dataclass
class _Budget:
    """What a workbook may still hold."""

    limits: Limits
    cells_left: int
    text_left: int

    def spend(self, text: str) -> None:
        """Count a cell.  Raises `Unreadable`."""
        self.cells_left -= 1
        self.text_left -= len(text)
        if len(text) > self.limits.text_length:
            raise Unreadable("cell-text-too-long", limit=self.limits.text_length)
        if self.cells_left < 0:
            raise self.limits.too_many("cells")
        if self.text_left < 0:
            raise self.limits.too_many("text_total")


@dataclass
class _SheetAnswer:
    """A sheet while the child tells of it."""

    head: dict[str, Any]
    cells: Cells
    garbled: list[tuple[int, int]] = field(default_factory=list)

    def take(self, told: list[Any], is_date: list[bool], budget: _Budget) -> None:
        """Store some cells.  Raises `Unreadable`."""
        for row, column, stored, text, format_index, is_formula in told:
            try:
                budget.spend(text)
            except Unreadable as refusal:
                raise refusal.at(row, column).on(self.head["name"]) from None
            kind = Kind(stored)
            if kind is Kind.NUMBER and is_date[format_index]:
                kind = Kind.DATE
            elif kind is Kind.TEXT and (is_garbled(text) or has_private_characters(text)):
                self.garbled.append((row, column))
            self.cells.append(row, column, kind, text, format_index, is_formula)
        self.cells.pack()

    def keep_in(self, contents: Contents) -> None:
        """Hand the sheet on with what is to be said about it."""
        head = self.head
        merges = tuple(Merge(*merge) for merge in head["merges"])
        sheet = Sheet(
            head["name"],
            self.cells,
            _STATES[head["state"]],
            tuple(merge for merge in merges if merge[:2] != merge[2:]),
            frozenset(head["hidden_rows"]),
            frozenset(head["hidden_columns"]),
            {(row, column): text for row, column, text in head["comments"]},
        )
        contents.add(sheet, self.garbled)
        if head["stale"]:
            contents.remarks.append(Remark("workbook-not-calculated", sheet.name, *head["stale"]))


def _answers(content: bytes, limits: Limits) -> Generator[dict[str, Any]]:
    """What the child says, line by line: first the head, then a sheet a line.

    Raises `Unreadable` when it refuses, dies, takes too long or stops before it is done.
    """
    command = [sys.executable, "-P", str(_CHILD), json.dumps(asdict(limits))]
    flags = _WINDOWS_NO_WINDOW if sys.platform == "win32" else 0
    # Its words on stderr may hold names and numbers of people: they are thrown away.
    with subprocess.Popen(  # noqa: S603  # our own script under our own interpreter
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    ) as child:
        late = threading.Event()
        watch = threading.Timer(limits.legacy_seconds, _end, (child, late))
        watch.start()
        try:
            yield from _conversation(child, content)
        except _Ended:
            if late.is_set():
                raise Unreadable("legacy-timeout", seconds=limits.legacy_seconds) from None
            raise Unreadable("legacy-crashed") from None
        finally:
            watch.cancel()
            child.kill()


class _Ended(Exception):
    """The child stopped before it was done."""


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _conversation(child: subprocess.Popen[bytes], content: bytes) -> Iterator[dict[str, Any]]:
    assert child.stdin is not None  # noqa: S101  # both were asked for
    assert child.stdout is not None  # noqa: S101
    with suppress(OSError):  # a child that has had enough may still say why
        child.stdin.write(content)
        child.stdin.close()
    for line in child.stdout:
        try:
            answer = json.loads(line)
        except ValueError as failure:
            raise _Ended from failure
        if "refused" in answer:
            refusal = Unreadable(answer["refused"], **answer["facts"])
            raise refusal.at(*answer["place"]).on(answer["sheet"])
        if "done" in answer:
            return
        yield answer
    raise _Ended
