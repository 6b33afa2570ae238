"""Which numbers are dates, and the dates they are."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN_FORMATS: dict[int, str] = {
    0: "",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    # 27-36 and 50-58 as Chinese editions show them
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Number formats that files name by number only (ISO/IEC 29500-1, 18.8.30)."""

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"e[+-]", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhsbge]|上午/下午|aaa", re.IGNORECASE)
_DAY_LETTER = re.compile(r"[ydge]", re.IGNORECASE)

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?")
_ISO_TIME = re.compile(r"T?(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?")
_ISO_DURATION = re.compile(r"PT(\d{1,2})H(\d{2})M(\d{2})(?:[.,]\d+)?S")
_SECONDS = 86_400
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31


def format_code(stated: str | None, number: int) -> str:
    """The code of a number format: as the file states it, else of the built-in one; General is "".

    >>> format_code(None, 14), format_code("General", 0), format_code("0.0", 164)
    ('yyyy/m/d', '', '0.0')
    """
    code = BUILT_IN_FORMATS.get(number, "") if stated is None else stated
    return "" if code.lower() == "general" else code


@lru_cache(maxsize=4096)
def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or a time.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format("0.00E+00"), is_date_format("#,##0.00")
    (True, False, False)
    >>> is_date_format("[h]:mm"), is_date_format('0"days"'), is_date_format("General")
    (True, False, False)
    """
    first = _GENERAL.sub("", code)
    if _ELAPSED.search(first):
        return True
    return _DATE_LETTER.search(_SCIENTIFIC.sub("", _LITERAL.sub("", first))) is not None


def shows_a_day(code: str) -> bool:
    """Whether a date format shows a calendar day and not only a time of day.

    >>> shows_a_day("yyyy-mm-dd"), shows_a_day("h:mm"), shows_a_day('m"月"')
    (True, False, True)
    """
    letters = _LITERAL.sub("", _ELAPSED.sub("h", _GENERAL.sub("", code)))
    if _DAY_LETTER.search(letters):
        return True
    return "m" in letters.lower() and not re.search(r"[hs]", letters, re.IGNORECASE)


def moment(text: str, *, date1904: bool = False) -> datetime | time | None:
    """The moment of a date cell's text: a serial as stored or an ISO date; None when it is neither.

    A serial below 1 is a time of day.  In the 1900 system serial 60 is the day that never was
    (1900-02-29): None.  Fractions are rounded to the second, as the programs show them.

    >>> moment("46084"), moment("0.5"), moment("2026-03-05T08:30:00"), moment("60")
    (datetime.datetime(2026, 3, 3, 0, 0), datetime.time(12, 0), \
datetime.datetime(2026, 3, 5, 8, 30), None)
    """
    try:
        if match := _ISO.fullmatch(text):
            return datetime.fromisoformat(" ".join(part for part in match.groups() if part))
        if match := _ISO_TIME.fullmatch(text):
            return time.fromisoformat(match[1])
        if match := _ISO_DURATION.fullmatch(text):
            return time(int(match[1]), int(match[2]), int(match[3]))
        return _from_serial(Decimal(text), date1904=date1904)
    except (ValueError, InvalidOperation):
        return None


def day(text: str, *, date1904: bool = False) -> date | None:
    """The calendar day of a date cell's text, None when it is no day or has a time of day.

    >>> day("46084"), day("46084.5"), day("0.25")
    (datetime.date(2026, 3, 3), None, None)
    """
    found = moment(text, date1904=date1904)
    return found.date() if isinstance(found, datetime) and found.time() == time.min else None


def _from_serial(serial: Decimal, *, date1904: bool) -> datetime | time | None:
    if not serial.is_finite() or not 0 <= serial < _LAST_SERIAL:
        return None
    seconds = int((serial * _SECONDS).to_integral_value())
    days, seconds = divmod(seconds, _SECONDS)
    clock = timedelta(seconds=seconds)
    if date1904:
        return datetime(1904, 1, 1) + timedelta(days=days) + clock  # noqa: DTZ001 (no zone in a sheet)
    if days == 0:
        return (datetime(1900, 1, 1) + clock).time()  # noqa: DTZ001
    if days == 60:
        return None
    # Serials up to 59 count from 1899-12-31, later ones from a day earlier: the 1900 leap day.
    start = datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001
    return start + timedelta(days=days) + clock
