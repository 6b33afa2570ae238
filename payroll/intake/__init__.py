"""Attendance sheets → roster rows, problems, and a record of how each sheet was read."""

from __future__ import annotations

from payroll.intake.reading import Layout, Reading, TableReading
from payroll.intake.rosters import read_file, read_registry, read_rosters

__all__ = ["Layout", "Reading", "TableReading", "read_file", "read_registry", "read_rosters"]
