"""Subsidy payroll: attendance sheets and dated rates in, exact payouts out."""

__version__ = "0.1.0"
