"""The files of a month: laid out, read back, put in place as a whole.  Only sums are computed."""

from payroll.output.conservation import ConservationBroken
from payroll.output.month_payroll import MonthPayroll
from payroll.output.totals import ProgramTotal, summary_rows
from payroll.output.writing import PARTS, Part, Written, write_month

__all__ = [
    "PARTS",
    "ConservationBroken",
    "MonthPayroll",
    "Part",
    "ProgramTotal",
    "Written",
    "summary_rows",
    "write_month",
]
