"""From a cell to the text that the value readers understand."""

from __future__ import annotations

import re

from payroll.intake.cells.dates import moment, shows_a_day
from payroll.intake.cells.model import Kind, Value
from payroll.intake.values.days import plain_days

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER_IS_LOST = frozenset({"id_number", "card_number"})
"""A spreadsheet keeps 15 digits of a number, so the end of one of these is gone for good."""


def cell_text(
    value: Value, field: str, *, date1904: bool
) -> tuple[str | None, str, dict[str, object]]:
    """Text of a cell that holds `field`, or None with the code and the facts of the problem."""
    kind = value.kind
    if kind is Kind.TEXT:
        return value.text, "", {}
    if kind is Kind.ERROR:
        return None, "cell-error-value", {"before": value.text}
    if kind is Kind.UNCACHED:
        return None, "formula-not-calculated", {}
    if field in NUMBER_IS_LOST:
        return None, "id-stored-as-number", {}
    if kind is Kind.NUMBER:
        return plain_days(value.text), "", {}
    if kind is Kind.DATE:
        return date_text(value.text, date1904=date1904), "", {}
    return value.text, "", {}


def shown_text(value: Value, *, date1904: bool) -> str:
    """Text of a cell as a title shows it: a date without its day is a month.

    A number under `yyyy年m月` is stored as the first of that month and means the month.
    """
    if value.kind is not Kind.DATE:
        return value.text
    text = date_text(value.text, date1904=date1904)
    hides_day = "d" not in _LITERALS.sub("", value.number_format).lower()
    if hides_day and _ISO_DAY.fullmatch(text) and shows_a_day(value.number_format):
        return f"{text[:4]}年{int(text[5:7])}月"
    return text


def date_text(text: str, *, date1904: bool) -> str:
    """A date cell as it is written in ISO form: day, or day and time, or time alone.

    >>> date_text("46086", date1904=False), date_text("0.5", date1904=False)
    ('2026-03-05', '12:00:00')
    """
    found = moment(text, date1904=date1904)
    if found is None:
        return text
    return found.isoformat(" ").removesuffix(" 00:00:00") if hasattr(found, "date") else str(found)
