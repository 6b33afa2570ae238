"""Days as whole hundredths."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from payroll.amounts import days as days_shown
from payroll.amounts import parse_hundredths
from payroll.intake.values.read import Read, is_blank, shown
from payroll.intake.words import compact

_PLAIN = re.compile(r"-?[0-9]{1,4}(\.[0-9]+)?")
_WITH_UNIT = re.compile(r"(?P<days>[0-9]{1,4}(\.[0-9]+)?)(个工作日|工作日|天|日)")
_ARTEFACT = Decimal("1e-9")
"""A workbook stores a computed 22 as 21.999999999999996: what is this near to a whole hundredth
is that hundredth.  A value people type differs from it by a thousandth at least."""


@lru_cache(maxsize=4096)
def read_days(text: str) -> Read[int]:
    """Hundredths of a day from a plain number, or from one with its unit behind it.

    >>> read_days("21.5").value, read_days("２２天").value, read_days("全勤").code
    (2150, 2200, 'days-unreadable')
    """
    if is_blank(text):
        return Read(None)
    given = text.strip()
    cleaned = compact(given)
    with_unit = _WITH_UNIT.fullmatch(cleaned)
    number = with_unit["days"] if with_unit else cleaned
    if not _PLAIN.fullmatch(number):
        return Read(None, "days-unreadable", shown(given))
    try:
        days_h = parse_hundredths(number)
    except ValueError:
        return Read(None, "days-too-fine", shown(given))
    if number == given:
        return Read(days_h)
    sign = "-" if days_h < 0 else ""
    return Read(days_h, "days-cleaned", shown(given), sign + days_shown(days_h).lstrip("-"))


@lru_cache(maxsize=4096)
def plain_days(number: str) -> str:
    """The exact decimal of a number cell, without the traces of binary arithmetic.

    >>> plain_days("21.999999999999996"), plain_days("2.2E1"), plain_days("21.333")
    ('22', '22', '21.333')
    """
    try:
        exact = Decimal(number)
        nearest = round(exact, 2)
    except InvalidOperation:
        return number
    value = nearest if abs(exact - nearest) <= _ARTEFACT else exact
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
