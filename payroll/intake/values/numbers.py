"""Numbers that name a person or a card, and names."""

from __future__ import annotations

import re

from payroll.intake.cells.text import folded_width, visible
from payroll.intake.values.read import MASKED_FROM, Read, is_blank, masked, shown
from payroll.intake.words import compact

_QUOTES = str.maketrans("", "", "'‘’`´\"“”＇＂")
_ID_SHAPE = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")
_CARD_SHAPE = re.compile(r"[0-9]{8,30}")
_NOTE = re.compile(r"[（(\[【〔][^）)\]】〕]*[）)\]】〕]?")
_LONG_NUMBER = re.compile(rf"[0-9]{{{MASKED_FROM}}}")
"""What messages mask, outside of notes in brackets: the columns are mixed up, or a telephone, card
or ID number stands beside the name.  A shorter number identifies nobody."""
_DECORATION = re.compile(r"^[*★☆●※#△▲①-⑳]+|[*★☆●※#△▲①-⑳]+$")
"""Marks beside a name that point to a remark elsewhere."""
_SEVERAL = re.compile(r"[㐀-鿿·]{2,}(?:[/、,;][㐀-鿿·]{2,})+")
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𲎯·•]+")


def read_id(text: str) -> Read[str]:
    """An ID number: full-width characters, spaces, quotes and a small x put right.

    A finding is given only when the cleaned text has the shape of an ID; other texts are handed on
    for the checks to judge.  Letters that look like digits are never replaced: that would be a
    guess.

    >>> read_id("14058119900109000x").value, read_id("14058119900109000x").before
    ('14058119900109000X', '**************000x')
    """
    return _read_number(text, _ID_SHAPE)


def read_card(text: str) -> Read[str]:
    """A bank card or account number, cleaned like an ID number.

    >>> read_card("6222 0000 1111 2222").value
    '6222000011112222'
    """
    return _read_number(text, _CARD_SHAPE)


def _read_number(text: str, shape: re.Pattern[str]) -> Read[str]:
    if is_blank(text):
        return Read(None)
    given = text.strip(" \t\r\n")
    cleaned = compact(given).translate(_QUOTES).upper()
    if not shape.fullmatch(cleaned):
        return Read(given)
    if cleaned == given:
        return Read(cleaned)
    return Read(cleaned, "id-cleaned", masked(given), masked(cleaned))


def read_name(text: str) -> Read[str]:
    """A name without notes in brackets, marks beside it and spaces inside a Chinese name.

    Spaces are only a way to align two-character names, so they go without a word.

    >>> read_name("张　三"), read_name("张三（离职）").after
    (Read(value='张三', code='', before='', after=''), '张三')
    """
    if is_blank(text):
        return Read(None)
    given = visible(text)
    if not any(each.isalnum() for each in given):
        return Read(None)
    cleaned = _DECORATION.sub("", " ".join(_NOTE.sub(" ", given).split()))
    if _LONG_NUMBER.search(compact(cleaned or given)):
        return Read(None, "name-unreadable", shown(text))
    if _SEVERAL.fullmatch(compact(cleaned)):
        return Read(None, "name-of-several", shown(text))
    if _HAN.fullmatch("".join(cleaned.split())):
        cleaned = "".join(cleaned.split())
    elif cleaned.isascii() is False and compact(cleaned).isascii():
        cleaned = folded_width(cleaned)
    if cleaned and (_NOTE.search(given) or _DECORATION.search(given)):
        return Read(cleaned, "name-cleaned", shown(given), shown(cleaned))
    return Read(cleaned or given)


def read_text(text: str) -> Read[str]:
    """Free text on one line; blank and dashes are nothing."""
    return Read(None if is_blank(text) else visible(text))


def read_unit(text: str) -> Read[str]:
    """Name of a unit: Chinese names without the spaces that stretch them."""
    words = read_text(text).value
    if words is None or words.isascii():
        return Read(words)
    return Read("".join(words.split()))
