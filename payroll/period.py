"""Months.  A service month is stored as the date of its first day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

_MONTH = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>0[1-9]|1[0-2])")


def parse_month(text: str) -> date:
    """First day of a month written `YYYY-MM`.

    >>> parse_month("2026-03")
    datetime.date(2026, 3, 1)

    Raises `ValueError` for anything else.
    """
    match = _MONTH.fullmatch(text)
    if match is None:
        raise ValueError("a month is written YYYY-MM")
    return date(int(match["year"]), int(match["month"]), 1)


def month_text(month: date) -> str:
    """`2026-03` for any day of that month."""
    return f"{month:%Y-%m}"


def month_title(month: date) -> str:
    """`2026年3月` for any day of that month."""
    return f"{month.year}年{month.month}月"


def month_end(month: date) -> date:
    """Last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def next_month(month: date) -> date:
    """First day of the following month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def last_month(month: date) -> date:
    """First day of the month before.

    >>> last_month(date(2026, 1, 31))
    datetime.date(2025, 12, 1)
    """
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """First days of the months from `first` to `last`, both included."""
    months = []
    month = first.replace(day=1)
    while month <= last:
        months.append(month)
        month = next_month(month)
    return months


def month_list(months: Sequence[date]) -> str:
    """Months as a person lists them.

    >>> month_list([date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)])
    '2026-01、2026-03 至 2026-05'
    """
    runs: list[list[date]] = []
    for month in months:
        if runs and next_month(runs[-1][-1]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(
        month_text(run[0]) if len(run) == 1 else f"{month_text(run[0])} 至 {month_text(run[-1])}"
        for run in runs
    )
