"""Dates and months in the forms people write."""

from __future__ import annotations

import re
from datetime import date

from payroll.intake.cells.text import visible
from payroll.intake.values.read import Read, is_blank, shown
from payroll.intake.words import compact, key
from payroll.terms.blanks import OPEN_END

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})",
        r"(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})",
        r"(?P<y>[0-9]{4})\.(?P<m>[0-9]{1,2})\.(?P<d>[0-9]{1,2})\.?",
        r"(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})[日号]?",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    )
)
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>20[0-9]{2})[-/.](?P<m>[0-9]{1,2})月?份?",
        r"(?P<y>20[0-9]{2})年(?P<m>[0-9]{1,2})月?份?",
        r"(?P<y>20[0-9]{2})(?P<m>[0-9]{2})",
        r"(?P<y>)(?P<m>[0-9]{1,2})(月份?)?",
    )
)
_MIDNIGHT = re.compile(r"[T ]?0{1,2}:00(:00(\.0+)?)?$")
_YEARS = range(1950, 2101)
"""Dates outside are slips of a spreadsheet (1900-01-21 for a typed 21), not dates of service."""


def read_date(text: str) -> Read[date]:
    """A whole date.  Two-digit years and dates without a year are not read: that would be a guess.

    >>> read_date("2026年3月5日").value, read_date("2026.3.5").value, read_date("3.5").code
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), 'date-unreadable')
    """
    if is_blank(text) or key(text) in OPEN_END:
        return Read(None)
    day = _day(text)
    return Read(None, "date-unreadable", shown(text)) if day is None else Read(day)


def _day(text: str) -> date | None:
    written = compact(_MIDNIGHT.sub("", visible(text)))
    for form in _FORMS:
        match = form.fullmatch(written)
        if match and int(match["y"]) in _YEARS:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def read_month(text: str, expected: date) -> Read[date]:
    """First day of a month.  Without a year it is the month of `expected`'s year.

    >>> read_month("2026年3月份", date(2026, 3, 1)).value, read_month("2月", date(2026, 3, 1)).value
    (datetime.date(2026, 3, 1), datetime.date(2026, 2, 1))
    """
    if is_blank(text):
        return Read(None)
    day = _day(text)
    if day is not None:
        return Read(day.replace(day=1))
    written = compact(text)
    for form in _MONTH_FORMS:
        match = form.fullmatch(written)
        if match and 1 <= int(match["m"]) <= 12:
            return Read(date(int(match["y"] or expected.year), int(match["m"]), 1))
    return Read(None, "month-unreadable", shown(text))
