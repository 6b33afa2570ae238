"""What is marked 待确认 or 推定, worded for the people who must find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from payroll.money import yuan
from payroll.rates.model import Component, PendingItem, Program, Setting
from payroll.rates.sweep import Step
from payroll.terms.settings import (
    CAP,
    LEAVE_RATIO,
    NOT_STATED,
    RATE_FROM,
    RATED,
    SETTINGS,
    value_title,
)


@dataclass(frozen=True)
class PendingGroup:
    """Things that share value, status, source and programs: one paragraph instead of many."""

    places: tuple[str, ...]
    value: str
    status: str
    programs: tuple[str, ...]
    source: str


def grouped(items: Iterable[PendingItem]) -> list[PendingGroup]:
    """The items with what repeats itself said once, in the order of first appearance."""
    programs: dict[tuple[str, str, str, str], list[str]] = {}
    for item in items:
        what = (item.place, item.value, item.status, item.source)
        programs.setdefault(what, []).append(item.program)
    places: dict[tuple[str, str, tuple[str, ...], str], list[str]] = {}
    for (place, value, status, source), names in programs.items():
        places.setdefault((value, status, tuple(names), source), []).append(place)
    return [
        PendingGroup(tuple(found), value, status, names, source)
        for (value, status, names, source), found in places.items()
    ]


Stepped = Iterable[tuple[Component, Sequence[Step]]]


def pending_items(program: Program, components: Stepped) -> Iterator[PendingItem]:
    """The unconfirmed settings, leave ratios and amounts of one program; `components` come with
    the steps that hold."""
    for name, setting in program.policy.items():
        yield from _setting(program, SETTINGS[name], value_title(name, setting.value), setting)
    cap = program.recovery_cap
    yield from _setting(program, SETTINGS[CAP], value_title(CAP, cap.value), cap)
    for kind, setting in program.leave.items():
        yield from _setting(program, LEAVE_RATIO.format(kind=kind), setting.value, setting)
    for component, steps in components:
        for name, setting in component.policy.items():
            place = f"{component.name}{SETTINGS[name]}"
            yield from _setting(program, place, value_title(name, setting.value), setting)
        for step in steps:
            yield from _amount(program, component, step)


def _setting(program: Program, place: str, value: str, setting: Setting) -> Iterator[PendingItem]:
    if setting.status:
        yield PendingItem(
            program.id,
            program.name,
            place,
            value or NOT_STATED,
            setting.status,
            setting.source,
        )


def _amount(program: Program, component: Component, step: Step) -> Iterator[PendingItem]:
    rate = step.rate
    if not step.status:
        return
    name = component.name
    if rate.rating is not None:
        name = RATED.format(component=name, rating=rate.rating)
    place = RATE_FROM.format(component=name, since=step.first)
    yield PendingItem(
        program.id,
        program.name,
        place,
        NOT_STATED if step.rate_fen is None else yuan(step.rate_fen),
        step.status,
        rate.source,
    )
