"""The small grammar of a day's mark.

√            a kind of day by the legend            √/△   morning / afternoon
1  0.5  0    days worked                            半    half a day worked
事2H 事假2.5小时   leave in hours, the rest worked    事0.5 上午事假   half a day, the rest worked
√+2          worked, and overtime that is not paid
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from payroll.amounts import divide_half_away, parse_hundredths
from payroll.intake.legends import CONTRADICTED, Legend, marked
from payroll.intake.values.days import plain_days
from payroll.terms.leave import ATTENDED
from payroll.terms.marks import ABSENT, HALF_ATTENDED, HALF_OF_DAY, HOURS_OF_A_DAY, REST, UNSETTLED

Spent = tuple[tuple[str, int], ...]
"""How a day was spent: (kind, hundredths of a day); rest and absence are not listed."""

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_PART = re.compile(
    r"(?P<kind>[^0-9.]+?)(?P<number>[0-9]+(?:\.[0-9]+)?|半)(?P<unit>H|HR|小时|时|天|日)?"
)
_OVERTIME = re.compile(r"(?P<mark>.+?)\+(加班?)?[0-9]+(\.[0-9]+)?(H|小时|时)?")
_HALF_OF_DAY = re.compile(rf"(?:{'|'.join(HALF_OF_DAY)})(?P<kind>[^0-9]+)")
_HALVES = re.compile(r"(?P<one>.+?)[/|\\](?P<other>.+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one mark says; `code` names the problem when it says nothing certain."""

    spent: Spent = ()
    code: str = ""
    overtime: bool = False


def read_mark(text: str, legend: Legend, *, half: bool = False, ones: bool = False) -> Mark:
    """How a day (or the `half` of one) was spent; with `ones` a 1 stands for the whole half.

    >>> from payroll.intake.legends import DEFAULT
    >>> read_mark("√", DEFAULT).spent, read_mark("√/事", DEFAULT).spent
    ((('出勤', 100),), (('出勤', 50), ('事假', 50)))
    >>> read_mark("事2H", DEFAULT).spent, read_mark("△", DEFAULT).code
    ((('事假', 25), ('出勤', 75)), 'mark-unknown')
    """
    whole = 50 if half else 100
    mark = marked(text)
    overtime = _OVERTIME.fullmatch(mark)
    if overtime and legend.kind(overtime["mark"]) == ATTENDED:
        return Mark(((ATTENDED, whole),), overtime=True)
    kind = legend.kind(mark)
    if kind is not None:
        return _of_kind(kind, whole)
    if mark in HALF_ATTENDED and not half:
        return Mark(((ATTENDED, 50),))
    if _NUMBER.fullmatch(mark):
        return _of_number(mark, whole, ones=ones and half)
    halves = _HALVES.fullmatch(mark)
    if halves and not half:
        parts = (halves["one"], halves["other"])
        return _together(*(read_mark(each, legend, half=True, ones=each == "1") for each in parts))
    part = _PART.fullmatch(mark)
    if part:
        return _of_part(part["kind"], part["number"], part["unit"], legend, whole)
    of_day = _HALF_OF_DAY.fullmatch(mark)
    if of_day and not half:
        return _of_part(of_day["kind"], "半", None, legend, whole)
    return Mark(code="mark-unknown")


def _of_kind(kind: str, whole: int) -> Mark:
    if kind == CONTRADICTED:
        return Mark(code="mark-contradicted")
    if kind == "半天":
        return Mark(((ATTENDED, 50),)) if whole == 100 else Mark(code="mark-unknown")
    if kind in UNSETTLED:
        return Mark(code="mark-unsettled")
    return Mark() if kind in (REST, ABSENT) else Mark(((kind, whole),))


def _of_number(number: str, whole: int, *, ones: bool) -> Mark:
    if ones and number not in ("0", "1"):
        return Mark(code="mark-number-large")
    if ones:
        return Mark(((ATTENDED, whole),) if number == "1" else ())
    try:
        days_h = parse_hundredths(plain_days(number))
    except ValueError:
        return Mark(code="mark-too-fine")
    if days_h > whole:
        return Mark(code="mark-number-large")
    return Mark(((ATTENDED, days_h),) if days_h else ())


def _of_part(word: str, number: str, unit: str | None, legend: Legend, whole: int) -> Mark:
    """Leave for a part of the day; what is left of it was worked."""
    kind = legend.kind(word)
    if kind is None or kind in (CONTRADICTED, REST, *UNSETTLED):
        return Mark(code="mark-unknown")
    number = "0.5" if number == "半" else number
    hours = unit in ("H", "HR", "小时", "时")
    try:
        amount = parse_hundredths(number)
    except ValueError:
        return Mark(code="mark-too-fine")
    if hours and amount % HOURS_OF_A_DAY:
        return Mark(code="mark-too-fine")
    days_h = divide_half_away(amount, HOURS_OF_A_DAY) if hours else amount
    if not 0 < days_h <= whole:
        return Mark(code="mark-number-large")
    if kind == ATTENDED:
        return Mark(((ATTENDED, days_h),))
    leave = () if kind == ABSENT else ((kind, days_h),)
    rest = ((ATTENDED, whole - days_h),) if days_h < whole else ()
    return Mark(leave + rest)


def _together(one: Mark, other: Mark) -> Mark:
    if one.code or other.code:
        return Mark(code=one.code or other.code)
    spent: dict[str, int] = {}
    for kind, days_h in one.spent + other.spent:
        spent[kind] = spent.get(kind, 0) + days_h
    return Mark(tuple(spent.items()))
