"""Day counts that sheets state in roundabout ways → required and attended days.

`22/20` in one cell, 缺勤 instead of 实出勤, one number of 请假 beside or instead of its kinds,
required days only in the title.  What two places state must agree; what could be read in two ways
is a problem.
"""

from __future__ import annotations

import re
from decimal import Decimal

from payroll.amounts import days
from payroll.intake.person import Person
from payroll.intake.values.days import read_days
from payroll.intake.values.read import is_blank, shown
from payroll.intake.words import compact
from payroll.terms.leave import UNSPECIFIED

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]+)?"
_PAIR = re.compile(
    rf"(?P<one>{_NUMBER})天?(?:[/|\\](?P<other>{_NUMBER})天?|\((?P<inside>{_NUMBER})天?\))"
)
_TOLD = re.compile(
    rf"应(?:出勤|到岗?|勤)?:?(?P<required>{_NUMBER})天?[,;、/]?"
    rf"实际?(?:出勤|到岗?|勤)?:?(?P<attended>{_NUMBER})天?"
)
ROUNDABOUT = (
    *("required/attended", "attended/required", "days_told", "absent_days_h", "leave_total_h"),
    "rest_days_h",
)
"""Fields that are not of the roster: they end here."""


def settle_days(person: Person, required_h: int | None) -> None:
    """Bring a person's day counts into the fields of the roster.

    `required_h` is what a title states for everybody; the row's own number goes before it.
    """
    for name in ("required/attended", "attended/required"):
        _split_pair(person, name, name.split("/"))
    for name in ("attended_days_h", "required_days_h", "days_told"):
        _split_unordered(person, name)
    if required_h is not None and is_blank(person.texts.get("required_days_h") or ""):
        person.texts["required_days_h"] = days(required_h)
    leave_h = _settle_leave(person)
    _settle_absence(person, leave_h)
    for name in ROUNDABOUT:
        person.texts.pop(name, None)


def _value(person: Person, name: str) -> int | None:
    text = person.texts.get(name)
    return read_days(text).value if text else None


def _split_pair(person: Person, name: str, order: list[str]) -> None:
    text = person.texts.get(name)
    if not text or is_blank(text):
        return
    told = _TOLD.fullmatch(compact(text))
    pair = _pair_in(text)
    if told is not None:
        stated = [(part, told[part]) for part in order]
    elif pair is not None:
        stated = list(zip(order, pair, strict=True))
    else:
        person.find(name, "pair-unreadable", before=shown(text))
        return
    for part, number in stated:
        _state(person, f"{part}_days_h", number, name)


def _pair_in(text: str) -> tuple[str, str] | None:
    """The two numbers of `22/20` or `22（20）`."""
    match = _PAIR.fullmatch(compact(text))
    return None if match is None else (match["one"], match["other"] or match["inside"])


def _state(person: Person, name: str, text: str, source: str) -> None:
    """Take `text` for field `name`, which must not say anything else."""
    present = _value(person, name)
    stated = read_days(text).value
    if present is None and is_blank(person.texts.get(name) or ""):
        person.texts[name] = text
    elif present != stated:
        person.clear(name, "days-stated-otherwise", stated=text, source=source)


def _split_unordered(person: Person, name: str) -> None:
    """`20/22` under a heading for one number, or for none: the greater of the two is required.

    More days attended than required would be refused anyway, so no other reading can be paid.
    `应出勤22天，实出勤20天` says itself which is which.
    """
    text = person.texts.get(name) or ""
    told, pair = _TOLD.fullmatch(compact(text)), _pair_in(text)
    if told is not None:
        required, attended = told["required"], told["attended"]
    elif pair is not None:
        attended, required = sorted(pair, key=Decimal)
    elif name == "days_told" and not is_blank(text):
        person.find(name, "pair-unreadable", before=shown(text))
        return
    else:
        return
    stated = {"attended_days_h": attended, "required_days_h": required}
    if name in stated:
        person.texts[name] = stated.pop(name)
    for other, number in stated.items():
        _state(person, other, number, name)
    person.find(name, "pair-cleaned", before=shown(text), required=required, attended=attended)


def _settle_leave(person: Person) -> int:
    """Hundredths of all leave; a total without kinds becomes leave of an unspecified kind."""
    kinds = [name for name in person.texts if name.startswith("leave.")]
    leave_h = sum(_value(person, name) or 0 for name in kinds)
    total = _value(person, "leave_total_h")
    if total is None:
        text = person.texts.get("leave_total_h")
        if text and not is_blank(text):
            person.find("leave_total_h", "days-unreadable", before=shown(text))
        return leave_h
    if leave_h == 0 and total > 0:
        person.texts[f"leave.{UNSPECIFIED}"] = days(total)
        return total
    if total != leave_h:
        person.find("leave_total_h", "leave-total-differs", stated=days(total), sum=days(leave_h))
    return leave_h


def _settle_absence(person: Person, leave_h: int) -> None:
    """Attended days from required days and absence, or the two held against each other."""
    text = person.texts.get("absent_days_h")
    if not text or is_blank(text):
        return
    absent, required = _value(person, "absent_days_h"), _value(person, "required_days_h")
    attended = _value(person, "attended_days_h")
    if absent is None:
        person.find("absent_days_h", "days-unreadable", before=shown(text))
    elif required is None:
        return
    elif not is_blank(person.texts.get("attended_days_h") or ""):
        if attended is not None and required - attended not in (absent, absent + leave_h):
            person.find(
                "absent_days_h",
                "absence-differs",
                required=days(required),
                attended=days(attended),
                absent=days(absent),
            )
    elif leave_h not in (0, absent):
        person.find("absent_days_h", "absence-unclear", absent=days(absent), leave=days(leave_h))
    elif absent > required:
        person.find(
            "absent_days_h", "absence-exceeds", absent=days(absent), required=days(required)
        )
    else:
        person.texts["attended_days_h"] = days(required - absent)
