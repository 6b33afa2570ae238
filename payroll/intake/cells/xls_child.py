"""The child process that reads one .xls: bytes on stdin, JSON lines on stdout.

Run by its path, so that it imports nothing of the package but itself: its memory is
limited tightly, and the rest of the program would not fit under them.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import xlrd  # type: ignore[import-untyped]

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

Place = tuple[int, int]

_BOF = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_EOF = 0x000A
_FORMULA = frozenset({0x0006, 0x0206, 0x0406})
_ONE_CELL = _FORMULA | {0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6}
_MANY_NUMBERS = 0x00BD
_LAST_COLUMN = 255
_BATCH = 5_000
"""Cells a line of the answer."""
_CALCULATE_ON_LOAD = 0x0003
_KINDS = {1: "text", 2: "number", 3: "number", 4: "boolean", 5: "error"}


class Refused(Exception):
    """The workbook is refused; holds the code, facts and place of a problem."""

    def __init__(self, code: str, place: Place | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.place = place or (None, None)
        self.facts = facts
        self.sheet = ""


class Places:
    """A set of places of one sheet, a bit each: the format has at most 65,536 x 256."""

    def __init__(self) -> None:
        self._bits = bytearray(65_536 * 256 // 8)

    def add(self, row: int, column: int) -> bool:
        """Put a place, counted from 0, into the set; False when it was there."""
        place = row << 8 | column
        mark = 1 << (place & 7)
        if self._bits[place >> 3] & mark:
            return False
        self._bits[place >> 3] |= mark
        return True

    def has(self, row: int, column: int) -> bool:
        """Whether a place is in the set."""
        place = row << 8 | column
        return bool(self._bits[place >> 3] & 1 << (place & 7))


@dataclass
class Records:
    """What the records of one sheet say beyond what xlrd hands on."""

    formulas: Places = field(default_factory=Places)
    stale: Place | None = None
    """First formula marked as to be calculated on loading: its stored result is no result."""


def limit_resources(limits: dict[str, int]) -> None:
    """Bound memory and processor time where the system can; elsewhere the parent's clock does."""
    if resource is None:
        return
    size, seconds = limits["legacy_bytes"], limits["legacy_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def records_of(memory: bytes, position: int) -> Records:
    """The formulas of the sheet whose records start at `position`.

    xlrd takes the last of two cells with one address and does not tell formulas from values, so
    the cell records are walked once more.  Raises `Refused` for a second cell at an address.
    """
    records, seen = Records(), Places()
    for code, start, length in _records(memory, position):
        for row, column in _places(memory, code, start, length):
            if column > _LAST_COLUMN:
                raise Refused("legacy-damaged")
            if not seen.add(row, column):
                raise Refused("cell-duplicate", (row + 1, column + 1))
            if code in _FORMULA:
                records.formulas.add(row, column)
                flags = memory[start + 14] if length > 14 else 0
                if flags & _CALCULATE_ON_LOAD and records.stale is None:
                    records.stale = (row + 1, column + 1)
    return records


def _records(memory: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Code, start and length of the records of one sheet, those of charts in it left out."""
    depth = 0
    while position + 4 <= len(memory):
        code, length = struct.unpack_from("<HH", memory, position)
        start, position = position + 4, position + 4 + length
        if code in _BOF:
            depth += 1
        elif code == _EOF:
            depth -= 1
            if depth == 0:
                return
        elif depth == 1 and position <= len(memory):
            yield code, start, length
    raise Refused("legacy-damaged")


def _places(memory: bytes, code: int, start: int, length: int) -> Iterator[Place]:
    """Places, counted from 0, of the cells that a record holds."""
    if code in _ONE_CELL and length >= 4:
        row, column = struct.unpack_from("<HH", memory, start)
        yield row, column
    elif code == _MANY_NUMBERS and length >= 6:
        row, first = struct.unpack_from("<HH", memory, start)
        (last,) = struct.unpack_from("<H", memory, start + length - 2)
        for column in range(first, last + 1):
            yield row, column


def opened(content: bytes) -> Any:
    """xlrd's book.  Bytes of a file that names no code page are taken for GB18030, not Latin-1."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  # pathlib costs start-up time
        options = {
            "file_contents": content,
            "formatting_info": True,
            "ragged_rows": True,
            "on_demand": True,
            "logfile": nowhere,
        }
        book = xlrd.open_workbook(**options)
        if book.biff_version < 80 and book.codepage is None:
            book = xlrd.open_workbook(**options, encoding_override="gb18030")
    return book


def sheet_answers(
    book: Any, index: int, records: Records, limits: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """One sheet as the parent expects it: first all but the cells.  Raises `Refused`."""
    sheet = book.sheet_by_index(index)
    yield {
        "name": sheet.name,
        "state": sheet.visibility if sheet.visibility in (0, 1, 2) else 1,
        "merges": [
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ],
        "hidden_rows": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
        "hidden_columns": [column + 1 for column, info in sheet.colinfo_map.items() if info.hidden],
        "comments": [
            (row + 1, column + 1, note.text) for (row, column), note in sheet.cell_note_map.items()
        ],
        "stale": records.stale,
    }
    batch = []
    for cell in _cells(book, sheet, records, limits):
        batch.append(cell)
        if len(batch) == _BATCH:
            yield {"cells": batch}
            batch = []
    yield {"cells": batch}


def _cells(
    book: Any, sheet: Any, records: Records, limits: dict[str, int]
) -> Iterator[tuple[int, int, str, str, int, bool]]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = _KINDS.get(sheet.cell_type(row, column))
            place = (row + 1, column + 1)
            is_formula = records.formulas.has(row, column)
            value = sheet.cell_value(row, column)
            if kind is None or (value == "" and not is_formula):
                continue
            if row >= limits["rows"] or column >= limits["columns"]:
                most = {"rows": limits["rows"], "columns": limits["columns"]}
                raise Refused("cell-beyond-limits", place, **most)
            style = book.xf_list[sheet.cell_xf_index(row, column)]
            text = _text(kind, value, place)
            yield (*place, kind, text, 1 + book.payroll_formats[style.format_key], is_formula)


def _text(kind: str, value: Any, place: Place) -> str:
    if kind == "text":
        if "\0" in value:
            raise Refused("cell-text-garbled", place)
        return str(value)
    if kind == "boolean":
        return "TRUE" if value else "FALSE"
    if kind == "error":
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    if value - value != 0:  # an infinity or no number
        raise Refused("cell-value", place, kind=kind)
    return repr(value).removesuffix(".0")


def answers(content: bytes, limits: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The head, then the sheets.  Raises `Refused` and whatever a damaged file makes xlrd raise."""
    book = opened(content)
    formats = sorted(book.format_map)
    book.payroll_formats = {key: place for place, key in enumerate(formats)}
    yield {
        "date1904": bool(book.datemode),
        "formats": [(key, book.format_map[key].format_str) for key in formats],
    }
    for index in range(book.nsheets):
        try:
            records = Records()
            if book.biff_version >= 50:
                records = records_of(book.mem, book._sh_abs_posn[index])  # noqa: SLF001
            yield from sheet_answers(book, index, records, limits)
            book.unload_sheet(index)
        except Refused as refusal:
            refusal.sheet = book.sheet_names()[index]
            raise


def main() -> None:
    """Answer the parent; a failure is an answer too."""
    limits: dict[str, int] = json.loads(sys.argv[1])
    limit_resources(limits)
    say = sys.stdout.buffer
    try:
        for answer in answers(sys.stdin.buffer.read(), limits):
            say.write(json.dumps(answer).encode() + b"\n")
        last: dict[str, Any] = {"done": True}
    except Refused as refusal:
        last = {"refused": refusal.code, "facts": refusal.facts, "place": refusal.place}
        last["sheet"] = refusal.sheet
    except MemoryError:
        last = {"refused": "legacy-memory", "facts": {}, "place": (None, None), "sheet": ""}
    except Exception as failure:  # xlrd raises nearly anything for a damaged file
        code = "file-encrypted" if "encrypted" in str(failure) else "legacy-damaged"
        last = {"refused": code, "facts": {}, "place": (None, None), "sheet": ""}
    say.write(json.dumps(last).encode() + b"\n")
    say.flush()


if __name__ == "__main__":
    main()
