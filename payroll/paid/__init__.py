"""What was paid of a year: by the ledger where there is one, else by the results of the runs.

Planners ask what happened to the money, whoever kept the account of it: they need the frame `PAID`
and nothing of files or tables.
"""

from payroll.paid.frame import PAID, PaidMonths
from payroll.paid.months import months_paid, paid_months, unpaid_problems

__all__ = ["PAID", "PaidMonths", "months_paid", "paid_months", "unpaid_problems"]
