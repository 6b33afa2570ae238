"""The rates of one day as a reader sees them: words instead of codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payroll.money import yuan
from payroll.rates.book import RateBook, component_steps, step_source
from payroll.rates.model import Component, Program
from payroll.rates.sweep import Step
from payroll.terms.settings import (
    ENDED,
    NOT_STATED,
    NOT_YET,
    PAYEES,
    PER,
    RATED,
    SINCE,
    SINCE_UNTIL,
    VALUES,
)


@dataclass(frozen=True)
class ComponentToday:
    """One pay item on one day."""

    name: str
    payee: str
    amount: str
    per: str
    proration: str
    days: str
    status: str
    source: str


def components_on(book: RateBook, program: Program, day: date) -> list[ComponentToday]:
    """The pay items of `program` on `day`, as all announcements in the files make them."""
    as_of = book.default_as_of(day)
    return [
        item
        for component in program.components
        for item in _component(component, component_steps(component, book.bases, as_of), day, book)
    ]


def _component(
    component: Component, steps: list[Step], day: date, book: RateBook
) -> list[ComponentToday]:
    holding = [s for s in steps if s.first <= day and (s.last is None or day <= s.last)]
    if holding:
        return [_today(component, step, book) for step in holding]
    first = min((step.first for step in steps), default=None)
    if first is not None and day < first:
        return [_nothing(component, NOT_YET.format(since=first))]
    ends = [step.last for step in steps if step.last is not None and step.last < day]
    return [_nothing(component, ENDED.format(until=max(ends)) if ends else NOT_STATED)]


def _today(component: Component, step: Step, book: RateBook) -> ComponentToday:
    rate = step.rate
    name = component.name
    days = SINCE if step.last is None else SINCE_UNTIL
    return ComponentToday(
        name=name if rate.rating is None else RATED.format(component=name, rating=rate.rating),
        payee=PAYEES[component.payee],
        amount=NOT_STATED if step.rate_fen is None else yuan(step.rate_fen),
        per=PER[component.per],
        proration=VALUES[component.proration],
        days=days.format(since=step.first, until=step.last),
        status=step.status,
        source=step_source(step, book.bases),
    )


def _nothing(component: Component, days: str) -> ComponentToday:
    return ComponentToday(
        name=component.name,
        payee=PAYEES[component.payee],
        amount="—",
        per=PER[component.per],
        proration=VALUES[component.proration],
        days=days,
        status="",
        source="",
    )
