"""Rates and bases for tests, most of their fields left out."""

from __future__ import annotations

from datetime import date
from typing import Any

from payroll.rates.model import Base, Rate


def rate(since: date, amount_fen: int | None = 100_000, **stated: Any) -> Rate:
    fields: dict[str, Any] = {
        "effective_to": None,
        "announced": None,
        "withdrawn": None,
        "share_e4": None,
        "base": None,
        "rating": None,
        "source": "通知",
        "status": "" if amount_fen is not None or "share_e4" in stated else "待确认",
    }
    return Rate(effective_from=since, amount_fen=amount_fen, **(fields | stated))


def base(*values: Rate) -> dict[str, Base]:
    return {"minimum_wage": Base("minimum_wage", "月最低工资标准", values)}
