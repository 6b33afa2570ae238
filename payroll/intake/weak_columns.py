"""Columns whose headings mean a field only because no better one does: 出勤情况, 员工, ID."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from payroll.intake.grid import Grid
from payroll.intake.values.numbers import read_id

_ID = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_LOOKED_AT = 50
"""Rows below a heading in which an ID number is looked for."""

COUNTS = frozenset(
    {"attended_days_h", "absent_days_h", "required/attended", "attended/required", "days_told"}
)
"""Fields by which a row says how many days were worked."""


def promoted(
    columns: Mapping[str, int],
    weak: Mapping[str, Sequence[int]],
    grid: Grid,
    heading: int,
    *,
    has_days: bool,
) -> dict[str, int]:
    """`columns` and the weak columns that nothing better stands beside.

    Program and unit are not settled here: what stands around the table has a say in them.
    """
    found = dict(columns)
    if "id_number" not in found:
        for column in weak.get("id_number", ()):
            if _holds_ids(grid, heading, column):
                found.setdefault("id_number", column)
    wanted = ["name"] if "name" not in found and "id_number" in found else []
    if not found.keys() & COUNTS and not has_days:
        wanted += ["attended_days_h"] if "attended_days_h" in weak else ["days_told"]
    return found | {name: weak[name][0] for name in wanted if name in weak}


def _holds_ids(grid: Grid, heading: int, column: int) -> bool:
    return any(
        _ID.fullmatch(read_id(grid.text(row, column)).value or "")
        for row in range(heading + 1, heading + _LOOKED_AT + 1)
    )
