"""What the cell reader hands on: workbooks of sheets of cells, nothing interpreted yet."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from payroll.intake.cells.sniffing import Format
from payroll.problems import Problem

Visibility = Literal["visible", "hidden", "veryHidden"]


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


class Cells:
    """The cells of one sheet as parallel columns, row by row and left to right.

    A tuple a cell would need five times the memory; `Value` tuples are made when asked for.
    """

    def __init__(self, number_formats: list[str] | None = None) -> None:
        self.rows = array("I")
        self.columns = array("H")
        self.texts: list[str] = []
        self._codes = bytearray()
        self._formats = array("H")
        self._number_formats = number_formats if number_formats is not None else [""]

    def append(
        self, row: int, column: int, kind: Kind, text: str, format_index: int, is_formula: bool
    ) -> None:
        """Store the next cell; its place must come after that of the last one."""
        self.rows.append(row)
        self.columns.append(column)
        self.texts.append(text)
        self._codes.append(_CODES[kind] | (_FORMULA if is_formula else 0))
        self._formats.append(format_index)

    def cut(self, length: int) -> None:
        """Forget all but the first `length` cells."""
        for column in (self.rows, self.columns, self.texts, self._codes, self._formats):
            del column[length:]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> Value:
        code = self._codes[index]
        return Value(
            self.rows[index],
            self.columns[index],
            _KINDS[code & _KIND_MASK],
            self.texts[index],
            self._number_formats[self._formats[index]],
            bool(code & _FORMULA),
        )

    def __iter__(self) -> Iterator[Value]:
        formats = self._number_formats
        columns = zip(self.rows, self.columns, self._codes, self.texts, self._formats, strict=True)
        for row, column, code, text, format_index in columns:
            yield Value(
                row,
                column,
                _KINDS[code & _KIND_MASK],
                text,
                formats[format_index],
                code >= _FORMULA,
            )

    @property
    def kinds(self) -> list[Kind]:
        """Kind of every cell, beside `rows`, `columns` and `texts`."""
        return [_KINDS[code & _KIND_MASK] for code in self._codes]

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
        index = self._starts.get(row)
        if index is None:
            return None
        while index < len(self.rows) and self.rows[index] == row:
            if self.columns[index] == column:
                return self[index]
            index += 1
        return None


class Merge(NamedTuple):
    """A merged range, all four included; its content stands in the first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet as stored.  Ghost extents are not in it: only cells that hold something."""

    name: str
    """Empty for text files."""
    cells: Cells
    state: Visibility = "visible"
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Text of the note on a cell, by (row, column)."""

    def rows(self) -> Iterator[tuple[int, list[Value]]]:
        """Row number and cells of every row that has any, downwards."""
        number, values = 0, list[Value]()
        for value in self.cells:
            if value.row != number:
                if values:
                    yield number, values
                number, values = value.row, []
            values.append(value)
        if values:
            yield number, values

    def cell(self, row: int, column: int) -> Value | None:
        """The cell at a place, None when it is blank."""
        return self.cells.at(row, column)

    @cached_property
    def last_row(self) -> int:
        """Last row that holds something, 0 for an empty sheet."""
        return self.cells.rows[-1] if len(self.cells) else 0

    @cached_property
    def last_column(self) -> int:
        """Last column that holds something, 0 for an empty sheet."""
        return max(self.cells.columns, default=0)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range a place belongs to, if any."""
        for merge in self.merges:
            if (
                merge.first_row <= row <= merge.last_row
                and merge.first_column <= column <= merge.last_column
            ):
                return merge
        return None


@dataclass(frozen=True)
class Workbook:
    """A file that was read, or the reason why not.

    `sheets` is empty exactly when `problems` holds an error: a file is believed whole or not at
    all.  Warnings leave the sheets in place.
    """

    format: Format
    sheets: list[Sheet]
    problems: list[Problem]
    sha256: str
    """Digest of the bytes read; empty when none could be."""
    date1904: bool = False
    """Serial dates count from 1904-01-01 instead of the usual 1900 system."""
    encoding: str = ""
    """Encoding a text file was decoded with."""

    @property
    def refused(self) -> bool:
        """Whether nothing of the file may be used."""
        return any(problem.severity == "error" for problem in self.problems)
