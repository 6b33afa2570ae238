"""Addresses of cells as spreadsheets write them."""

from __future__ import annotations

import re

from payroll.intake.cells.limits import Unreadable, shown
from payroll.problems import column_letters

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
COLUMNS = {column_letters(column): column for column in range(1, LAST_COLUMN + 1)}
"""Column by its letters."""
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)


def place_of(address: str) -> tuple[int, int]:
    """Row and column of an address such as `AB12`.  Raises `Unreadable` when it is none.

    >>> place_of("AB12")
    (12, 28)
    """
    match = _ADDRESS.fullmatch(address)
    if match is None or match[1] not in COLUMNS or int(match[2]) > LAST_ROW:
        raise Unreadable("cell-address", seen=shown(address))
    return int(match[2]), COLUMNS[match[1]]
