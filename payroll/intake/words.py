"""Words of a sheet as they are compared: headings, names of programs, labels of totals."""

from __future__ import annotations

import re
from functools import lru_cache

from payroll.intake.cells.text import folded_width
from payroll.terms.heading_shapes import (
    COUNT_PREFIXES,
    COUNT_SUFFIXES,
    HARMLESS_IN_BRACKETS,
    OTHER_PEOPLE,
    PAIR_BETWEEN,
    PAIR_PARTS,
    SHAPES,
    VARIANTS,
)
from payroll.terms.headings import BESIDE_NAMES, FIELDS, OTHER_LEAVE, TRAILERS, WEAK

_STATED_NUMBER = re.compile(r"[(:]?[0-9]+(\.[0-9]+)?天?\)?$")
_LATIN = re.compile(r"^[A-Z][A-Z0-9.()/_-]*(?=[一-鿿])|(?<=[一-鿿])[(/]?[A-Z][A-Z0-9.()/_-]*$")
"""The same heading in another language, before or behind the Chinese one."""
_NUMBERED = re.compile(r"^(?:[①-⑳]|[0-9]{1,2}[.、)]|\([0-9]{1,2}\)|[一二三四五六七八九十]{1,2}、)")
_MEASURE = re.compile(r"(?:[/,:—-]|\(单位:?)天\)?$")
_DECORATION = "*★☆#:;、.。,"
_LONGEST = 40
"""A longer text is a sentence, not a heading."""


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


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """Text of a heading as it is compared.

    >>> heading_key("＊实出勤（天）\\n"), heading_key("应出勤（22天）"), heading_key("①實岀勤/天")
    ('实出勤', '应出勤', '实出勤')
    >>> heading_key("姓名 Name")
    '姓名'
    """
    compared = key(text).translate(VARIANTS).strip(_DECORATION)
    compared = _NUMBERED.sub("", compared) or compared
    compared = _MEASURE.sub("", compared) or compared
    for trailer in TRAILERS:
        compared = compared.removesuffix(trailer)
    for extra in (_STATED_NUMBER, _LATIN):
        shortened = extra.sub("", compared)
        if _named(shortened) is not None:
            return shortened
    return compared


_FIELD_OF = {key(word): field for field, words in FIELDS.items() for word in words}
_FIELD_OF |= {key(word): f"leave.{word}" for word in OTHER_LEAVE}
_SHAPE_OF = {field: re.compile(shape) for field, shape in SHAPES.items()}
_BRACKETED = re.compile(r"\((?P<inside>[^()]*)\)$")
_HARMLESS = re.compile(HARMLESS_IN_BRACKETS)
_BRACKETS_DO_NOT_MATTER = frozenset(
    {"serial", "name", "id_number", "program_seen", "unit", "card_number", "bank", "note"}
)
"""Fields whose heading means the same whatever is added in brackets; a unit of measure may be."""
_WEAK_FIELD_OF = {key(word): field for field, words in WEAK.items() for word in words}
_PAIR = re.compile(rf"(?P<one>[^()]+?){PAIR_BETWEEN}(?P<other>[^()]+)")
_PAIR_IN_BRACKETS = re.compile(rf"[^()]*\((?P<one>[^()]+?){PAIR_BETWEEN}(?P<other>[^()]+)\)")
_HALF_IN_BRACKETS = re.compile(r"(?P<one>[^()])\((?P<other>[^()])\)(?P<what>[^()]+)")


def _named_beside_days(compared: str) -> str | None:
    """`name` for a corner cell that names what stands below it and what stands to its right."""
    for word in BESIDE_NAMES:
        for rest in (compared.removeprefix(word), compared.removesuffix(word)):
            if rest != compared and _FIELD_OF.get(rest.strip("/\\|")) == "name":
                return "name"
    return None


def _named(compared: str) -> str | None:
    """The field of a heading that is one word of the lists, or one of the shapes."""
    field = _FIELD_OF.get(compared)
    if field is not None or not compared:
        return field
    for field, shape in _SHAPE_OF.items():
        if shape.fullmatch(compared):
            others = field == "name" and any(word in compared for word in OTHER_PEOPLE)
            return None if others else field
    return _counted(compared)


def _counted(compared: str) -> str | None:
    """The kind of leave or absence that a heading counts: 请事假天数, 本月病假合计."""
    for prefix in ("", *COUNT_PREFIXES):
        if compared.startswith(prefix):
            rest = compared.removeprefix(prefix)
            for suffix in ("", *COUNT_SUFFIXES):
                field = _FIELD_OF.get(rest.removesuffix(suffix)) if rest.endswith(suffix) else None
                if field is not None and (field.startswith("leave.") or field == "absent_days_h"):
                    return field
    return None


@lru_cache(maxsize=4096)
def field_of(text: str) -> str | None:
    """The field that a heading names, or None.

    >>> field_of("身份证号码（18位）"), field_of("年 假（天）"), field_of("事假（小时）")
    ('id_number', 'leave.年休假', None)
    >>> field_of("规定到岗天数"), field_of("应到/实到天数"), field_of("联系人姓名")
    ('required_days_h', 'required/attended', None)
    """
    if len(text) > _LONGEST:
        return None
    compared = heading_key(text)
    field = _named(compared)
    if field is not None:
        return field
    bracketed = _BRACKETED.search(compared)
    if bracketed:
        field = _named(compared[: bracketed.start()])
        harmless = field in _BRACKETS_DO_NOT_MATTER or _HARMLESS.fullmatch(bracketed["inside"])
        if field is not None and harmless:
            return field
    return _pair_of(compared) or _of_synonyms(compared) or _named_beside_days(compared)


def _pair_of(compared: str) -> str | None:
    """`required/attended` or the reverse for a heading of two counts."""
    for form in (_PAIR, _PAIR_IN_BRACKETS, _HALF_IN_BRACKETS):
        match = form.fullmatch(compared)
        if match is None:
            continue
        halves = [PAIR_PARTS.get(each) or _named(each) for each in match.group("one", "other")]
        if sorted(map(str, halves)) == ["attended_days_h", "required_days_h"]:
            return "/".join(str(each).removesuffix("_days_h") for each in halves)
    return None


def _of_synonyms(compared: str) -> str | None:
    """The field of a heading that names it twice: 身份证号/社会保障号码."""
    words = compared.split("/")
    fields = {_named(word) or _WEAK_FIELD_OF.get(word) for word in words}
    return fields.pop() if len(words) > 1 and len(fields) == 1 and _named(words[0]) else None


def weak_field_of(text: str) -> str | None:
    """The field that a heading may mean when no better one does, or None.

    >>> weak_field_of("岗位类别")
    'program_seen'
    """
    compared = heading_key(text)
    return _WEAK_FIELD_OF.get(compared) or _WEAK_FIELD_OF.get(_BRACKETED.sub("", compared))
