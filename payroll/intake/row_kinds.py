"""Which rows below a heading are people, and why the others are not.

A total that is taken for a person is money paid to nobody; a person taken for a total goes unpaid.
So a row is passed over only for a reason that can be shown, and a row that names a person by an
ID number is never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from payroll.amounts import days
from payroll.intake.mentions import unit_in
from payroll.intake.reading import Layout
from payroll.intake.values.days import read_days
from payroll.intake.values.numbers import read_id, read_name
from payroll.intake.values.read import is_blank, shown
from payroll.intake.words import compact, field_of, key
from payroll.problems import Problem, problem
from payroll.terms.headings import label
from payroll.terms.sheet_rows import (
    AVERAGES,
    FOOTERS,
    NUMBER_OF_PEOPLE,
    PLACEHOLDERS,
    SUBTOTALS,
    TITLE_WORDS,
    TOTALS,
)

RowKind = Literal["person", "total", "other"]
Texts = Mapping[str, str | None]
"""Texts of a row by field; `?1`, `?2` … are cells of columns without a meaning."""

SUMMED = ("required_days_h", "attended_days_h", "absent_days_h")
_ID = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_FEWEST_DIGITS = 10
"""A text with fewer digits in the column of ID numbers is a word or a date, not somebody's."""
MOST_H = 3100
"""Hundredths of the days of the longest month."""
_BRACKETS = str.maketrans("", "", "()")
_NUMBER_OF_PEOPLE = re.compile(NUMBER_OF_PEOPLE)
_NAME = re.compile(r"[㐀-鿿豈-﫿𠀀-𲎯·•]{2,15}|[A-Za-z][A-Za-z .'-]{2,40}")


@dataclass
class Sums:
    """Running sums of the day columns, to hold stated totals against."""

    since_start: dict[str, int] = field(default_factory=dict)
    since_total: dict[str, int] = field(default_factory=dict)
    since_group: dict[str, int] = field(default_factory=dict)

    def add(self, values: Mapping[str, int]) -> None:
        """Count the days of people, in hundredths."""
        for name, days_h in values.items():
            self.since_start[name] = self.since_start.get(name, 0) + days_h
            self.since_total[name] = self.since_total.get(name, 0) + days_h
            self.since_group[name] = self.since_group.get(name, 0) + days_h

    def matches(self, stated: Mapping[str, int]) -> bool:
        """Whether all of `stated` are sums of the people above."""
        return any(
            all(sums.get(name, 0) == days_h for name, days_h in stated.items())
            for sums in (self.since_total, self.since_start, self.since_group)
        )


def total_problems(
    texts: Texts, sums: Sums, layout: Layout, row: int, *, of_unit: bool = False
) -> list[Problem]:
    """A problem for each stated total that is the sum neither of the table nor of its last part.

    Totals are never trusted and never paid; a difference tells the clerk that the sheet was
    changed after it was added up, or that its formula misses rows.
    """
    problems = []
    for name, stated in day_values(texts).items():
        of_part, of_table = sums.since_total.get(name, 0), sums.since_start.get(name, 0)
        if stated not in (of_part, of_table, sums.since_group.get(name, 0)):
            partial = of_unit or any(_is_subtotal(text) for text in texts.values() if text)
            problems.append(
                problem(
                    "total-differs",
                    layout.cell(row, name),
                    label=label(name),
                    stated=days(stated),
                    computed=days(of_part if partial else of_table),
                )
            )
    sums.since_total = {}
    return problems


def _is_subtotal(text: str) -> bool:
    return key(text).rstrip(":").endswith(SUBTOTALS)


def is_day_field(name: str) -> bool:
    """Whether a column of this field is added up at its foot."""
    return name in SUMMED or name.startswith("leave.")


def day_values(texts: Texts) -> dict[str, int]:
    """The readable day counts of a row, in hundredths."""
    values = {}
    for name, text in texts.items():
        if text and is_day_field(name):
            days_h = read_days(text).value
            if days_h is not None:
                values[name] = days_h
    return values


def row_kind(
    texts: Texts, sums: Sums, *, marked: bool = False, typed_in: bool = True
) -> tuple[RowKind, str]:
    """What a row below a heading is, and the reason when it is not a person.

    `marked`: the row has marks in a day grid.  `typed_in`: somebody typed more into it than a
    formula filled down in advance.
    """
    identity = texts.get("id_number") or ""
    if _ID.fullmatch(identity):
        return "person", ""
    if sum(each.isdigit() for each in identity) < _FEWEST_DIGITS:
        identity = ""
    if _ID.fullmatch(read_id(identity).value or ""):
        return "person", ""
    filled = [text for text in texts.values() if text and not is_blank(text)]
    if not filled and not marked:
        return "other", "空行"
    title = _total_label(texts)
    if title:
        return "total", f"合计行（{shown(title)}）"
    stated = day_values(texts)
    spoken = any(days_h for field, days_h in stated.items() if field != "required_days_h")
    worked = spoken or marked or not is_blank(texts.get("card_number") or "")
    reason = _not_a_row_of_people(texts, filled, worked=worked or bool(identity)) if filled else ""
    if reason:
        return "other", reason
    name = texts.get("name") or ""
    unnamed = is_blank(name) and not identity
    if unnamed and not (worked and typed_in):
        return "other", _why_nobody(texts)
    if unnamed or (not identity and _sums_up(name, stated)):
        counted = {field: each for field, each in stated.items() if each}
        if spoken and sums.matches(counted):
            return "total", "没有标注的合计行（各列等于以上各行之和）"
    return "person", ""


def _sums_up(name: str, stated: Mapping[str, int]) -> bool:
    """Whether a row with this in place of a name may be a total: more days than anybody has in a
    month, and no name of a person."""
    too_many = max(stated.values(), default=0) > MOST_H
    return too_many and (unit_in(name) is not None or not is_name(name))


def _total_label(texts: Texts) -> str:
    """The text that makes a row a total; beside a name it would be a remark about that person.

    A number of people in place of a name is no name; 合计 may be spread over two cells.
    """
    name = texts.get("name") or ""
    if _NUMBER_OF_PEOPLE.fullmatch(compact(name)):
        return name
    named = not is_blank(name) and not compact(name).isdigit() and len(compact(name)) > 1
    candidates = [name] if named else list(texts.values())
    candidates.append("".join(text for text in texts.values() if text and len(compact(text)) == 1))
    for text in candidates:
        word = key(text or "").rstrip(":")
        if word in TOTALS or (word.endswith(TOTALS) and len(word) <= 20):
            return text or ""
    return ""


def _not_a_row_of_people(texts: Texts, filled: list[str], *, worked: bool) -> str:
    headings = sum(1 for name, text in texts.items() if text and field_of(text) == name)
    if headings >= 2 or (headings == 1 and len(filled) == 1):
        return "重复的表头"
    first = compact(filled[0])
    if first.startswith(PLACEHOLDERS):
        return "模板占位行"
    if any(key(text).rstrip(":") in AVERAGES for text in filled):
        return f"平均数（{shown(filled[0])}）"
    if worked:
        return ""
    name = texts.get("name") or ""
    for text in (filled[0], name):
        if compact(text).translate(_BRACKETS).startswith(FOOTERS):
            return f"表尾（{shown(text)}）"
    alone = len(filled) == 1 and filled[0] != name and not first.isdigit()
    if alone or ":" in first or any(word in first for word in TITLE_WORDS):
        return f"说明行（{shown(filled[0])}）"
    if not is_blank(name) and not is_name(name):
        return f"说明行（{shown(name)}）"
    return ""


def is_aside(text: str) -> bool:
    """Whether a text is part of a foot, a title or a total, not something said about a person."""
    word = compact(text)
    return word.startswith(FOOTERS) or ":" in word or word.endswith(TOTALS)


def is_name(text: str) -> bool:
    """Whether a text looks like somebody's name, notes in brackets aside."""
    return bool(_NAME.fullmatch(read_name(text).value or ""))


def _why_nobody(texts: Texts) -> str:
    words = [text for name, text in texts.items() if name.startswith("?") and text]
    words = [text for text in words if not compact(text).replace(".", "").isdigit()]
    return f"说明行（{shown(words[0])}）" if words else "没有姓名、身份证号和天数的预留行"
