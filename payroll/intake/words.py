"""Words of a sheet as they are compared: headings, names of programs, labels of totals."""

from __future__ import annotations

import re

from payroll.intake.cells.text import folded_width
from payroll.terms.headings import FIELDS, OTHER_LEAVE, TRAILERS, WEAK

_STATED_NUMBER = re.compile(r"[(:]?[0-9]+(\.[0-9]+)?天?\)?$")

_LATIN = re.compile(r"^[A-Z][A-Z0-9.()/_-]*(?=[一-鿿])|(?<=[一-鿿])[(/]?[A-Z][A-Z0-9.()/_-]*$")
"""The same heading in another language, before or behind the Chinese one."""


def compact(text: str) -> str:
    """`text` with full-width characters as ASCII and without any space or invisible character.

    >>> compact("２２ 天\\u3000")
    '22天'
    """
    return folded_width(text).replace(" ", "")


def key(text: str) -> str:
    """`text` as two writings of one word are compared: folded, without any space, upper-case.

    >>> key("姓　 名"), key("No.")
    ('姓名', 'NO.')
    """
    return compact(text).upper()


def heading_key(text: str) -> str:
    """Text of a heading as it is compared.

    >>> heading_key("＊实出勤（天）\\n"), heading_key("应出勤（22天）")
    ('实出勤', '应出勤')
    >>> heading_key("姓名 Name")
    '姓名'
    """
    compared = key(text).strip("*:、.")
    for trailer in TRAILERS:
        compared = compared.removesuffix(trailer)
    for extra in (_STATED_NUMBER, _LATIN):
        shortened = extra.sub("", compared)
        if shortened in _FIELD_OF:
            return shortened
    return compared


_FIELD_OF = {key(word): field for field, words in FIELDS.items() for word in words}
_FIELD_OF |= {key(word): f"leave.{word}" for word in OTHER_LEAVE}
_BRACKETED = re.compile(r"\([^()]*\)$")
_BRACKETS_DO_NOT_MATTER = frozenset(
    {"serial", "name", "id_number", "program_seen", "unit", "card_number", "bank", "note"}
)
"""Fields whose heading means the same whatever is added in brackets; a unit of measure may be."""
_WEAK_FIELD_OF = {key(word): field for field, words in WEAK.items() for word in words}


def field_of(text: str) -> str | None:
    """The field that a heading names, or None.

    >>> field_of("身份证号码（18位）"), field_of("年 假（天）"), field_of("事假（小时）")
    ('id_number', 'leave.年休假', None)
    """
    compared = heading_key(text)
    field = _FIELD_OF.get(compared)
    if field is None and compared.endswith(")"):
        field = _FIELD_OF.get(_BRACKETED.sub("", compared))
        if field not in _BRACKETS_DO_NOT_MATTER:
            return None
    return field


def weak_field_of(text: str) -> str | None:
    """The field that a heading may mean when no better one does, or None.

    >>> weak_field_of("岗位类别")
    'program_seen'
    """
    return _WEAK_FIELD_OF.get(heading_key(text))
