"""Rates as data: `rates/*.toml` in, typed programs and dated frames out; the only as-of join."""

from __future__ import annotations

from payroll.rates.book import RateBook
from payroll.rates.load import load_rates

__all__ = ["RateBook", "load_rates"]
