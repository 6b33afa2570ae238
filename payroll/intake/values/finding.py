"""What was met on the way from a cell to a value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from payroll.problems import Cell


@dataclass(frozen=True, slots=True)
class Finding:
    """What was met on reading one field of one row, before the row has its number."""

    position: int
    """Position of the row in the frame read."""
    field: str
    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)
    cell: Cell | None = None
    """Where it stands, when that is not the cell of the field in the row's layout."""
