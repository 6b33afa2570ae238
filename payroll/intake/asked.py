"""What a reading is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from payroll.intake.legends import LegendFile
from payroll.intake.programs import ProgramNames
from payroll.period import month_end

if TYPE_CHECKING:
    import polars as pl

_SATURDAY = 5


@dataclass(frozen=True)
class Asked:
    """The month asked for, and what is known beside the sheets."""

    month: date
    programs: ProgramNames
    rest_days: frozenset[int]
    """Days of the month on which nobody is expected."""
    legends: LegendFile = field(default_factory=LegendFile)
    in_post: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    """First and last day in post by ID number, as the registry knows them."""

    @cached_property
    def last_day(self) -> int:
        """Last day of the month."""
        return month_end(self.month).day


def rest_days(month: date, calendar: pl.DataFrame | None) -> frozenset[int]:
    """The days of rest of a month: by `schema.CALENDAR` where it knows the day, else weekends."""
    days = [month + timedelta(offset) for offset in range(month_end(month).day)]
    known: dict[date, bool] = {}
    if calendar is not None:
        known = dict(zip(calendar["day"], calendar["working"], strict=True))
    return frozenset(each.day for each in days if not known.get(each, each.weekday() < _SATURDAY))
