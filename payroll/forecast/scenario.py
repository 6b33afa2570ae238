"""What a scenario supposes, and the ground and plan that follow from it.

A supposed standard is one more entry of the rate files, as if it had been announced on the last day
that counts: everything else (which rate holds when, months split by a change) is decided by what
decides it for real entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from payroll.forecast.ground import Ground
from payroll.forecast.plan import FULL_SHARE_E4, Plan, PlanRow, in_plan_order
from payroll.period import months_between
from payroll.rates.model import Component, Program, Rate
from payroll.terms import forecast as words
from payroll.terms.status import UNCONFIRMED


@dataclass(frozen=True)
class RateChange:
    """A component's rate from a day on."""

    program_id: str
    component_id: str
    amount_fen: int
    since: date
    source: str
    """The supposition in words; it begins with 假设."""


@dataclass(frozen=True)
class BaseChange:
    """A base from a day on, with the rates that are supposed to move with it."""

    base_id: str
    amount_fen: int
    since: date
    source: str
    linked: tuple[RateChange, ...] = ()


@dataclass(frozen=True)
class HeadsChange:
    """A program's people from month `first` to month `last`."""

    program_id: str
    people: int
    first: date
    last: date
    source: str


@dataclass(frozen=True)
class ShareChange:
    """A program's share of attendance from month `first` to month `last`."""

    program_id: str
    share_e4: int
    first: date
    last: date
    source: str


Change = RateChange | BaseChange | HeadsChange | ShareChange


@dataclass(frozen=True)
class Scenario:
    """Several changes at once."""

    text: str
    """As it was asked for."""
    changes: tuple[Change, ...]


def supposed_ground(ground: Ground, scenario: Scenario) -> Ground:
    """The ground with the scenario's rates and bases."""
    book = ground.book
    for change in scenario.changes:
        if isinstance(change, BaseChange):
            base = book.bases[change.base_id]
            value = _entry(change.since, change.amount_fen, change.source, ground.as_of)
            moved = replace(base, values=(*base.values, value))
            book = replace(book, bases={**book.bases, base.id: moved})
    rates = list(_rate_changes(scenario.changes))
    programs = tuple(_with_rates(program, rates, ground.as_of) for program in book.programs)
    book = replace(book, programs=programs)
    return replace(ground, book=book, rates=book.in_force(ground.as_of))


def supposed_plan(plan: Plan, scenario: Scenario, ground: Ground) -> Plan:
    """The plan with the scenario's people and shares.

    In months whose people are supposed, the new people follow from the increase; a month that the
    plan leaves out takes the program's share of the nearest month before it, else of its first.
    """
    rows = {(row.program_id, row.month): row for row in plan}
    for change in scenario.changes:
        if isinstance(change, HeadsChange):
            for month in months_between(change.first, change.last):
                rows[change.program_id, month] = _with_people(rows.values(), change, month)
        if isinstance(change, ShareChange):
            for month in months_between(change.first, change.last):
                row = rows.get((change.program_id, month))
                if row is not None:
                    changed = replace(row, share_e4=change.share_e4, note=change.source)
                    rows[change.program_id, month] = changed
    return in_plan_order(rows.values(), ground.programs)


def _with_people(rows: Iterable[PlanRow], change: HeadsChange, month: date) -> PlanRow:
    mine = sorted(
        (row for row in rows if row.program_id == change.program_id), key=lambda row: row.month
    )
    until_now = [row for row in mine if row.month <= month]
    like = (until_now[-1] if until_now else mine[0]) if mine else None
    share_e4 = like.share_e4 if like else FULL_SHARE_E4
    return PlanRow(change.program_id, month, change.people, share_e4, note=change.source)


def _rate_changes(changes: Sequence[Change]) -> Iterable[RateChange]:
    for change in changes:
        if isinstance(change, RateChange):
            yield change
        elif isinstance(change, BaseChange):
            yield from change.linked


def _with_rates(program: Program, changes: Sequence[RateChange], as_of: date) -> Program:
    mine = [change for change in changes if change.program_id == program.id]
    if not mine:
        return program
    components = tuple(_with_rate(component, mine, as_of) for component in program.components)
    return replace(program, components=components)


def _with_rate(component: Component, changes: Sequence[RateChange], as_of: date) -> Component:
    entries = tuple(
        _entry(change.since, change.amount_fen, change.source, as_of)
        for change in changes
        if change.component_id == component.id
    )
    return replace(component, rates=(*component.rates, *entries)) if entries else component


def _entry(since: date, amount_fen: int, source: str, as_of: date) -> Rate:
    """An entry as if it had been announced on the last day that counts."""
    return Rate(
        effective_from=since,
        effective_to=None,
        announced=as_of,
        withdrawn=None,
        amount_fen=amount_fen,
        share_e4=None,
        base=None,
        rating=None,
        source=source,
        status=UNCONFIRMED,
    )


def supposed(text: str) -> str:
    """The source of something supposed.

    >>> supposed("甲.补贴=2250@2026-07")
    '假设：甲.补贴=2250@2026-07'
    """
    return words.SUPPOSED.format(text=text)
