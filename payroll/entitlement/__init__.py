"""The one calculation: accepted roster rows × rates in force → lines.

`formulas` holds every formula and is the file an auditor reads; `schedule` says which rate holds
in which month, `days` counts the days, `lines` puts them together.
"""

from payroll.entitlement.lines import entitlement, split_months

__all__ = ["entitlement", "split_months"]
