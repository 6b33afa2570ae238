"""Attendance sheets → roster rows, problems, and a record of how each sheet was read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from payroll.intake.reading import Layout, Reading, TableReading
    from payroll.intake.rosters import read_file, read_registry, read_rosters

__all__ = ["Layout", "Reading", "TableReading", "read_file", "read_registry", "read_rosters"]

_HOMES = {"Layout": "reading", "Reading": "reading", "TableReading": "reading"}


def __getattr__(name: str) -> Any:
    """What the package hands on, imported when it is asked for: the processes that read files know
    nothing of Polars, which takes longer to import than ten files to read."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"payroll.intake.{_HOMES.get(name, 'rosters')}"), name)
