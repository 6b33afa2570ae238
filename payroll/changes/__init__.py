"""Why this month's total is not last month's: people, days, rates, corrections, one-offs."""

from payroll.changes.bridge import CAUSES, Bridge, bridge
from payroll.changes.reading import read_payments
from payroll.changes.warnings import find_change_problems
from payroll.changes.workbook import write_changes

__all__ = [
    "CAUSES",
    "Bridge",
    "bridge",
    "find_change_problems",
    "read_payments",
    "write_changes",
]
