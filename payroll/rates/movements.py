"""Which amounts the files have changed: an entry written below the wrong pay item shows here.

TOML gives an entry at the end of a file to the last component whoever it was meant for, and nobody
can tell from the file.  So every change of an amount is said with the name of its component, once
in the month from which it counts, and in full by `payroll rates check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from payroll.money import yuan
from payroll.period import month_end
from payroll.problems import Cell, Problem, problem
from payroll.rates.book import RateBook, component_steps, step_source
from payroll.rates.model import Component, Program
from payroll.rates.sweep import Step


@dataclass(frozen=True)
class Movement:
    """An amount that took the place of another."""

    program: Program
    component: Component
    rating: str | None
    since: date
    before_fen: int
    after_fen: int
    source: str


def movements(book: RateBook) -> Iterator[Movement]:
    """Every change of a stated amount, by program, component and day, as the files know it now."""
    for program in book.programs:
        for component in program.components:
            known = component_steps(component, book.bases, date.max)
            for before, after in pairwise(known):
                if before.rate.rating == after.rate.rating:
                    yield from _movement(book, program, component, before, after)


def movements_in(book: RateBook, month: date, as_of: date) -> Iterator[Movement]:
    """Amounts at the end of `month` (known on `as_of`) unlike those at the end of the month before,
    as they were known then: changes from a day of the month, and those announced since."""
    eve = month - timedelta(days=1)
    for program in book.programs:
        for component in program.components:
            before = _on(component_steps(component, book.bases, eve), eve)
            after = _on(component_steps(component, book.bases, as_of), month_end(month))
            for rating in (rating for rating in after if rating in before):
                yield from _movement(book, program, component, before[rating], after[rating])


def find_rate_changes(
    book: RateBook, month: date, as_of: date, programs: Sequence[str]
) -> list[Problem]:
    """A warning for each amount that changed in `month`, among the programs with these ids."""
    return [
        problem(
            "rate-changed",
            Cell(moved.program.file, moved.component.name, None, "rate"),
            program=moved.program.name,
            component=moved.component.name,
            rating=f"（{moved.rating}）" if moved.rating else "",
            before=yuan(moved.before_fen),
            after=yuan(moved.after_fen),
            since=moved.since,
            source=moved.source,
        )
        for moved in movements_in(book, month, as_of)
        if moved.program.id in programs
    ]


def _on(steps: Sequence[Step], day: date) -> dict[str | None, Step]:
    """The step that holds on a day, by rating."""
    return {
        step.rate.rating: step
        for step in steps
        if step.first <= day and (step.last is None or day <= step.last)
    }


def _movement(
    book: RateBook, program: Program, component: Component, before: Step, after: Step
) -> Iterator[Movement]:
    if before.rate_fen is None or after.rate_fen is None or before.rate_fen == after.rate_fen:
        return
    yield Movement(
        program=program,
        component=component,
        rating=after.rate.rating,
        since=after.first,
        before_fen=before.rate_fen,
        after_fen=after.rate_fen,
        source=step_source(after, book.bases),
    )
