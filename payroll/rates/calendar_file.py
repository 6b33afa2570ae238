"""calendar.toml: the State Council's holidays and make-up working days, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from payroll import schema
from payroll.rates.reader import Findings, Place
from payroll.rates.tables import CalendarTable, HolidayTable, Raw, YearTable

_LONGEST_HOLIDAY = 15
_SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """One year's notice: the days off and the weekend days worked."""

    year: int
    source: str
    off: frozenset[date]
    worked: frozenset[date]


def read_years(raw: Raw, place: Place, findings: Findings) -> tuple[Year, ...]:
    """The years of calendar.toml in ascending order; every mistake becomes a problem."""
    top = findings.table(CalendarTable, raw, place)
    years: dict[int, Year] = {}
    for number, raw_year in enumerate(top.year if top else [], 1):
        here = place.nth("year", number)
        table = findings.table(YearTable, raw_year, here)
        if table is None:
            continue
        if not 2000 <= table.year <= 2099:
            findings.add("calendar-year-wrong", here.cell("year"), year=table.year)
        elif table.year in years:
            findings.add("calendar-year-twice", here.cell("year"), year=table.year)
        else:
            years[table.year] = _year(table, here, findings)
    return tuple(years[year] for year in sorted(years))


def calendar(years: Iterable[Year]) -> pl.DataFrame:
    """`schema.CALENDAR` of every day of `years`, which ascend."""
    years = list(years)
    off = frozenset[date]().union(*(year.off for year in years))
    worked = frozenset[date]().union(*(year.worked for year in years))
    days = [day for year in years for day in _span(date(year.year, 1, 1), date(year.year, 12, 31))]
    working = [day in worked or (day.weekday() < _SATURDAY and day not in off) for day in days]
    return pl.DataFrame({"day": days, "working": working}, schema=schema.CALENDAR)


def _year(table: YearTable, place: Place, findings: Findings) -> Year:
    off: set[date] = set()
    worked: set[date] = set()
    for number, raw in enumerate(table.holiday, 1):
        here = place.nth("holiday", number)
        holiday = findings.table(HolidayTable, raw, here)
        if holiday is not None and _sound(holiday, table.year, here, findings):
            for key, day in _days(holiday):
                if day in off | worked:
                    findings.add("calendar-day-twice", here.cell(key), day=day)
                (worked if key == "make_up" else off).add(day)
    return Year(table.year, table.source, frozenset(off), frozenset(worked))


def _days(holiday: HolidayTable) -> Iterator[tuple[str, date]]:
    """Each day that a holiday names and the key it stands under."""
    yield from (("first", day) for day in _span(holiday.first, holiday.last))
    yield from (("make_up", day) for day in holiday.make_up)


def _sound(holiday: HolidayTable, year: int, place: Place, findings: Findings) -> bool:
    """Whether a holiday's days can be read; a notice may begin in the December before."""
    before = len(findings.problems)
    length = (holiday.last - holiday.first).days + 1
    if not 0 < length <= _LONGEST_HOLIDAY:
        findings.add(
            "calendar-holiday-reversed",
            place.cell("last"),
            holiday=holiday.name,
            first=holiday.first,
            last=holiday.last,
            most=_LONGEST_HOLIDAY,
        )
    named = [("first", holiday.first), ("last", holiday.last)]
    for key, day in named + [("make_up", day) for day in holiday.make_up]:
        if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
            findings.add("calendar-day-outside-year", place.cell(key), day=day, year=year)
        elif key == "make_up" and day.weekday() < _SATURDAY:
            findings.add("calendar-make-up-not-weekend", place.cell(key), day=day)
    return len(findings.problems) == before


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
