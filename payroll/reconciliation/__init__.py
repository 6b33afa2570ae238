"""Reconciliation: the year's budget against what was charged to it, to the fen, at every level."""

from __future__ import annotations

from payroll.reconciliation.outlook import OwnPlan
from payroll.reconciliation.reconcile import Reconciliation, reconcile
from payroll.reconciliation.writing import Written, write_reconciliation

__all__ = ["OwnPlan", "Reconciliation", "Written", "reconcile", "write_reconciliation"]
