"""What stands behind a figure of the form: a sentence, and a list of people or months."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from payroll.reconciliation.tables import Kind

Heading = tuple[str, Kind, int]
"""Heading, kind of cell and width of a column."""


@dataclass(frozen=True)
class Evidence:
    """One list."""

    title: str
    formula: str
    """How the figure follows from the list."""
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Any, ...], ...]
    remark: str = ""


@dataclass(frozen=True)
class Measured:
    """What the runs say of an indicator."""

    value: Fraction | None
    """In the indicator's unit: people, fen, or a share (1 is 100 %); None while it is open."""
    actual: str
    """The value as the form shows it."""
    note: str = ""
    """Why it is open."""
    evidence: tuple[Evidence, ...] = ()
