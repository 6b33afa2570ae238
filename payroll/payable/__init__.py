"""Payable = entitlement − posted: what earlier months still owe or were paid too much.

`differences` is the subtraction, key by key; `recoveries` keeps what is taken back within what is
paid; `posted` turns the ledger's values into frames.
"""

from payroll.payable.differences import KEY, Differences, payable
from payroll.payable.recoveries import BALANCES, Recovered, within_pay

__all__ = ["BALANCES", "KEY", "Differences", "Recovered", "payable", "within_pay"]
