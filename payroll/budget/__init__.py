"""Budget: the projects of a year, what their money carries, and who charges it."""

from __future__ import annotations

from payroll.budget.charge import charge
from payroll.budget.load import budget_file, budget_years, latest_budget_year, load_budget
from payroll.budget.model import Budget, Project

__all__ = [
    "Budget",
    "Project",
    "budget_file",
    "budget_years",
    "charge",
    "latest_budget_year",
    "load_budget",
]
