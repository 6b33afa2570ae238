"""Making room in a template: what lies below the body moves down, and formulas follow."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(?P<column>\$?[A-Z]{1,3})(?P<fixed>\$?)(?P<row>[0-9]+)")


@dataclass(frozen=True)
class Growth:
    """A body from `first` to `footer − 1` that gets `by` rows more at its end."""

    sheet: str
    first: int
    footer: int
    by: int

    def row(self, row: int) -> int:
        """Where a row stands afterwards."""
        return row + self.by if row >= self.footer else row

    def last_row(self, row: int) -> int:
        """Where a range that ended with `row` ends afterwards: one to the end of the body grows."""
        return row + self.by if row >= max(self.first, self.footer - 1) else row


def grow(book: Workbook, growth: Growth) -> None:
    """Move everything below the body of the sheet and mend the formulas of all sheets."""
    if growth.by <= 0:
        return
    sheet = book[growth.sheet]
    for each in book.worksheets:
        for row in each.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = grown_formula(cell.value, growth, own=each is sheet)
    _move_rows(sheet, growth)
    if sheet.print_area:
        sheet.print_area = _grown(str(sheet.print_area).rpartition("!")[2], growth)


def grown_formula(formula: str, growth: Growth, *, own: bool) -> str:
    """The formula with its references to the grown sheet mended; `own` formulas stand on it.

    >>> growth = Growth("发放", first=5, footer=7, by=10)
    >>> grown_formula("=SUM(J5:J6)+K8-$L$2", growth, own=True)
    '=SUM(J5:J16)+K18-$L$2'
    >>> grown_formula("=发放!J7+J7", growth, own=False)
    '=发放!J17+J7'
    """
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            sheet, mark, cells = token.value.rpartition("!")
            named = sheet.strip("'").replace("''", "'")
            if (own and not mark) or named == growth.sheet:
                token.value = f"{sheet}{mark}{_grown(cells, growth)}"
    return str(tokens.render())  # type: ignore[no-untyped-call]


def _grown(cells: str, growth: Growth) -> str:
    """A reference or range in its new place."""
    first, colon, last = cells.partition(":")
    if not colon:
        return _REFERENCE.sub(lambda match: _placed(match, growth.row), first)
    return (
        _REFERENCE.sub(lambda match: _placed(match, growth.row), first)
        + colon
        + _REFERENCE.sub(lambda match: _placed(match, growth.last_row), last)
    )


def _placed(match: re.Match[str], row: Callable[[int], int]) -> str:
    return f"{match['column']}{match['fixed']}{row(int(match['row']))}"


def _move_rows(sheet: Worksheet, growth: Growth) -> None:
    """Cells with their styles, heights and merges, the lowest row first."""
    merged = [area for area in sheet.merged_cells.ranges if area.min_row >= growth.footer]
    for area in merged:
        sheet.unmerge_cells(str(area))
    for row in range(sheet.max_row, growth.footer - 1, -1):
        for column in range(1, sheet.max_column + 1):
            cell: Any = sheet.cell(row, column)
            place: Any = sheet.cell(growth.row(row), column)
            place.value = cell.value
            place._style = copy(cell._style)  # noqa: SLF001 - openpyxl has no other way
            cell.value = None
        sheet.row_dimensions[growth.row(row)].height = sheet.row_dimensions[row].height
    for area in merged:
        area.shift(row_shift=growth.by)
        sheet.merge_cells(str(area))
