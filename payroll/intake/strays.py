"""The last net: ID numbers in a sheet that no person was read from.

Whatever a sheet looks like, somebody in it is named by an ID number.  A number with a right check
digit that nobody was read from is a person who would be lost, so it is reported with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from payroll.id_numbers import check_digit
from payroll.intake.grid import Grid
from payroll.intake.values.numbers import read_id
from payroll.problems import Cell, Problem, column_letters, problem

_ID = re.compile(r"[0-9]{17}[0-9X]")
_SHORTEST = 15


def find_strays(grid: Grid, read: Iterable[Cell]) -> list[Problem]:
    """A problem for the ID numbers of a sheet outside the cells that were `read`."""
    known = {(each.row, each.column) for each in read}
    strays = [
        (row, column)
        for row, values in grid.rows.items()
        for column, value in values.items()
        if len(value.text) >= _SHORTEST and (row, column) not in known and _is_id(value.text)
    ]
    if not strays:
        return []
    cells = [f"{column_letters(column)}{row}" for row, column in strays]
    listed = "、".join(cells if len(cells) <= 8 else [*cells[:7], "…"])
    place = grid.cell(*strays[0])
    return [problem("id-outside-tables", place, count=len(strays), cells=listed)]


def _is_id(text: str) -> bool:
    number = read_id(text).value or ""
    return bool(_ID.fullmatch(number)) and check_digit(number[:17]) == number[17]
