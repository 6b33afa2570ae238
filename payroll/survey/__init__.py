"""What a month's folder holds: the tables as they were read, and which units have sent theirs."""

from __future__ import annotations

from payroll.survey.tables import TableLine, table_lines
from payroll.survey.units import UnitState, unit_states

__all__ = ["TableLine", "UnitState", "table_lines", "unit_states"]
