"""The checks: everything a month's rows get wrong, found at once and over whole columns."""

from __future__ import annotations

from payroll.checks.lines import find_line_problems
from payroll.checks.roster import find_roster_problems

__all__ = ["find_line_problems", "find_roster_problems"]
