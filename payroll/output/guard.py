"""Only what is due to somebody is laid out: a forecast is refused before anything is written."""

from __future__ import annotations

import polars as pl

from payroll.problems import Cell, Refusal, problem
from payroll.terms.columns import KINDS


def require_payments(payments: pl.DataFrame) -> None:
    """Raise `Refusal` when a row's `reason` is not one of a payment (`forecast` is not)."""
    strange = payments.filter(~pl.col("reason").is_in(list(KINDS)).fill_null(value=False))
    if not strange.is_empty():
        reason = strange["reason"][0] or ""
        raise Refusal(
            problem("forecast-is-not-payroll", Cell(), lines=f"{len(strange):,}", reason=reason)
        )
