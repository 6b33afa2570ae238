"""Cells of a sheet, kept small: three million of them must fit beside the rest of the program."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Kind(StrEnum):
    """What a cell holds.  A blank cell is not stored at all."""

    TEXT = "text"
    NUMBER = "number"
    """A number; its text is the decimal exactly as the file stores it, `22`, `2.2E1` or
    `21.999999999999996`, never a float."""
    DATE = "date"
    """A number under a date or time format (its text is the stored serial) or an ISO date."""
    BOOLEAN = "boolean"
    """`TRUE` or `FALSE`."""
    ERROR = "error"
    """`#REF!`, `#N/A` …: the result of a formula that failed, not a blank."""
    UNCACHED = "uncached"
    """A formula whose result the file does not hold; its text is empty."""

    __hash__ = str.__hash__  # that of Enum is written in Python and stands in every cell's way


class Value(NamedTuple):
    """One cell.  Rows and columns count from 1."""

    row: int
    column: int
    kind: Kind
    text: str
    number_format: str
    """Format code such as `yyyy/m/d`; empty for General and where the file has none."""
    is_formula: bool


_KINDS = tuple(Kind)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_KIND_MASK, _FORMULA = 0x07, 0x08
_PACKED_AT = 1 << 16
_BETWEEN = "\0"  # no format of text can hold it; binary workbooks that do are refused


class Cells:
    """The cells of one sheet as parallel columns, row by row and left to right.

    A tuple a cell would need ten times the memory: `Value` tuples are made when asked for.  Texts
    are packed as UTF-8 by the 65,536; one such pack is unpacked at a time.
    """

    def __init__(self, number_formats: list[str] | None = None) -> None:
        self.rows = array("I")
        self.columns = array("H")
        self._codes = bytearray()
        self._formats = array("I")
        self._number_formats = number_formats if number_formats is not None else [""]
        self._packs: list[bytes] = []
        self._recent: list[str] = []
        self._unpacked: tuple[int, list[str]] = (-1, [])

    def append(
        self, row: int, column: int, kind: Kind, text: str, format_index: int, is_formula: bool
    ) -> None:
        """Store the next cell; its place must come after that of the last one."""
        self.rows.append(row)
        self.columns.append(column)
        self._recent.append(text)
        self._codes.append(_CODES[kind] | (_FORMULA if is_formula else 0))
        self._formats.append(format_index)

    def pack(self) -> None:
        """Pack texts if enough have come together; for readers to call between rows."""
        while len(self._recent) >= _PACKED_AT:
            whole = _BETWEEN.join(self._recent[:_PACKED_AT])
            self._packs.append(whole.encode("utf-8", "surrogatepass"))
            del self._recent[:_PACKED_AT]

    def cut(self, length: int) -> None:
        """Forget all but the first `length` cells, none of them packed since."""
        del self._recent[length - len(self._packs) * _PACKED_AT :]
        for column in (self.rows, self.columns, self._codes, self._formats):
            del column[length:]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Value:
        code = self._codes[index]
        pack, place = divmod(index, _PACKED_AT)
        return Value(
            self.rows[index],
            self.columns[index],
            _KINDS[code & _KIND_MASK],
            self._texts_of(pack)[place],
            self._number_formats[self._formats[index]],
            bool(code & _FORMULA),
        )

    def __iter__(self) -> Iterator[Value]:
        formats = self._number_formats
        columns = zip(
            self.rows, self.columns, self._codes, self.texts(), self._formats, strict=True
        )
        for row, column, code, text, format_index in columns:
            yield Value(
                row,
                column,
                _KINDS[code & _KIND_MASK],
                text,
                formats[format_index],
                code >= _FORMULA,
            )

    def texts(self) -> Iterator[str]:
        """Text of every cell, beside `rows` and `columns`."""
        for pack in range(len(self._packs) + 1):
            yield from self._texts_of(pack)

    def kinds(self) -> list[Kind]:
        """Kind of every cell, beside `rows` and `columns`."""
        return [_KINDS[code & _KIND_MASK] for code in self._codes]

    def _texts_of(self, pack: int) -> list[str]:
        if pack == len(self._packs):
            return self._recent
        if self._unpacked[0] != pack:
            whole = self._packs[pack].decode("utf-8", "surrogatepass")
            self._unpacked = (pack, whole.split(_BETWEEN))
        return self._unpacked[1]

    @cached_property
    def _starts(self) -> dict[int, int]:
        """Index of the first cell of each row that has cells."""
        starts: dict[int, int] = {}
        for index, row in enumerate(self.rows):
            starts.setdefault(row, index)
        return starts

    def in_row(self, row: int) -> list[Value]:
        """Cells of one row, left to right; empty for a blank row."""
        index = self._starts.get(row)
        values = []
        while index is not None and index < len(self.rows) and self.rows[index] == row:
            values.append(self[index])
            index += 1
        return values

    def at(self, row: int, column: int) -> Value | None:
        """The cell at a place, None when it is blank."""
        return next((value for value in self.in_row(row) if value.column == column), None)
