"""What a month's folder holds: the tables as they were read, and which units have sent theirs."""

from __future__ import annotations

from payroll.survey.tables import TableLine, table_lines
from payroll.survey.units import UnitState, counted_states, unit_states

__all__ = ["TableLine", "UnitState", "counted_states", "table_lines", "unit_states"]
