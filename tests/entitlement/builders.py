"""Small rosters, rates and calendars for tests, written out from plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import polars as pl

from payroll.schema import CALENDAR, LEAVE_RATIOS, RATES, ROSTER, Rates

MARCH = date(2026, 3, 1)

_ROW: dict[str, object] = {
    "name": "张三",
    "id_number": "140581199001010009",
    "program_id": "post",
    "unit": "甲单位",
    "service_month": MARCH,
    "file": "甲.xlsx",
    "row": 2,
    "layout": 0,
}
_RATE: dict[str, object] = {
    "program_id": "post",
    "component_id": "subsidy",
    "component_order": 0,
    "component_name": "岗位补贴",
    "payee": "person",
    "per": "month",
    "proration": "attended",
    "rounding": "line",
    "at_zero_attendance": "whole",
    "valid_from": date(2025, 1, 1),
    "rate_fen": 215_000,
    "effective_from": date(2025, 1, 1),
    "source": "测试",
    "status": "",
}


def roster_of(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """`schema.ROSTER` of rows that state only what matters."""
    filled = [{"row_id": n, **_ROW, **row} for n, row in enumerate(rows)]
    return pl.DataFrame(filled, schema=ROSTER)


def rates_of(
    steps: Iterable[Mapping[str, object]], leave: Mapping[str, int] | None = None
) -> Rates:
    """`Rates` of steps that state only what matters; `leave` are the ratios of program `post`."""
    filled = [{"rate_id": n, **_RATE, **step} for n, step in enumerate(steps)]
    ratios = [("post", kind, ratio) for kind, ratio in (leave or {}).items()]
    return Rates(
        pl.DataFrame(filled, schema=RATES),
        pl.DataFrame(ratios, schema=LEAVE_RATIOS, orient="row"),
    )


def weekday_calendar(first: int = 2025, last: int = 2027) -> pl.DataFrame:
    """`schema.CALENDAR` in which Monday to Friday are worked."""
    start, end = date(first, 1, 1), date(last, 12, 31)
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return pl.DataFrame(
        {"day": days, "working": [day.weekday() < 5 for day in days]}, schema=CALENDAR
    )
