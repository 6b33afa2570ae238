"""Standards that are supposed to move with a base: named one by one, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from payroll.amounts import divide_half_away, yuan
from payroll.forecast.examples import examples_of
from payroll.forecast.ground import Ground
from payroll.forecast.names import component_named, program_named
from payroll.forecast.scenario import BaseChange, RateChange, Scenario, supposed
from payroll.intake.words import compact
from payroll.period import month_text
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.rates.model import Component, Program
from payroll.rates.sweep import steps
from payroll.terms import forecast as words

LINK = "--link"


class Link(NamedTuple):
    """A component that is supposed to keep its proportion to a base."""

    program: Program
    component: Component


def with_links(
    ground: Ground, scenarios: Sequence[Scenario], names: Sequence[str]
) -> tuple[Scenario, ...]:
    """The scenarios, each change of a base with the rates that are supposed to move with it.

    Components that the rate files state as a share of the base move by themselves; those named in
    `names` (`补贴项目.工资项目`, several between commas) move in proportion; nothing else moves.

    Raises `Refusal` when a name is unknown, when a link has no base to follow or several, when a
    base moves nothing, and when an amount on either side is not stated on the day.
    """
    links, problems = _read(ground, names)
    problems += _find_base_problems(ground, scenarios, names)
    if problems:
        raise Refusal(*problems)
    linked = tuple(
        replace(
            scenario,
            changes=tuple(
                replace(change, linked=tuple(_moves(ground, change, links, problems)))
                if isinstance(change, BaseChange)
                else change
                for change in scenario.changes
            ),
        )
        for scenario in scenarios
    )
    if problems:
        raise Refusal(*problems)
    return linked


def _read(ground: Ground, names: Sequence[str]) -> tuple[list[Link], list[Problem]]:
    links, problems = [], []
    for name in [part for text in names for part in compact(text).split(",") if part]:
        program_name, _, component_name = name.partition(".")
        program = program_named(ground.programs, program_name)
        component = None if program is None else component_named(program, component_name)
        if program is None or component is None:
            example = examples_of(ground).component
            cell = Cell(LINK, "", None, name)
            problems.append(problem("what-if-link-unknown", cell, seen=name, link_example=example))
        else:
            links.append(Link(program, component))
    return links, problems


def _find_base_problems(
    ground: Ground, scenarios: Sequence[Scenario], names: Sequence[str]
) -> Iterator[Problem]:
    """Links without a base, with several, and bases that move nothing."""
    examples = examples_of(ground)
    changes = [
        change
        for scenario in scenarios
        for change in scenario.changes
        if isinstance(change, BaseChange)
    ]
    changed = {change.base_id: ground.book.bases[change.base_id].name for change in changes}
    if names and not changed:
        yield problem("what-if-link-unused", Cell(LINK), base_example=examples.base)
    if names and len(changed) > 1:
        yield problem("what-if-bases-several", Cell(LINK), bases="、".join(changed.values()))
    for base_id, name in changed.items():
        if not names and not _by_file(ground, base_id):
            facts = {"base": name, "link_example": examples.component}
            yield problem("what-if-base-unlinked", Cell(LINK), name="", row_id=None, **facts)


def _by_file(ground: Ground, base_id: str) -> set[tuple[str, str]]:
    """Components with a rate that the files state as a share of the base."""
    return {
        (program.id, component.id)
        for program in ground.programs
        for component in program.components
        if any(rate.base == base_id for rate in component.rates)
    }


def _moves(
    ground: Ground, change: BaseChange, links: Sequence[Link], problems: list[Problem]
) -> Iterator[RateChange]:
    """The rate of each linked component moved in the proportion of the base."""
    base, day = ground.book.bases[change.base_id], change.since
    before_fen = next(
        (
            step.rate_fen
            for step in steps(base.values, {}, ground.as_of)
            if step.first <= day <= (step.last or date.max)
        ),
        None,
    )
    if links and not before_fen:
        facts = {"month": month_text(day), "base": base.name}
        problems.append(
            problem("what-if-base-unknown-then", Cell(LINK), name="", row_id=None, **facts)
        )
        return
    for link in links:
        if (link.program.id, link.component.id) in _by_file(ground, base.id):
            continue
        rate_fen = _rate_fen(ground, link, day)
        if rate_fen is None or before_fen is None:
            problems.append(
                problem(
                    "what-if-link-not-stated",
                    Cell(LINK),
                    program=link.program.name,
                    component=link.component.name,
                    month=month_text(day),
                )
            )
            continue
        moved_fen = divide_half_away(rate_fen * change.amount_fen, before_fen)
        source = supposed(
            words.LINKED.format(
                program=link.program.name,
                component=link.component.name,
                base=base.name,
                rate=yuan(rate_fen),
                before=yuan(before_fen),
                after=yuan(change.amount_fen),
                moved=yuan(moved_fen),
            )
        )
        yield RateChange(link.program.id, link.component.id, moved_fen, day, source)


def _rate_fen(ground: Ground, link: Link, day: date) -> int | None:
    """The component's rate in force on a day; None where it is not stated."""
    rows = ground.rates.steps.filter(
        program_id=link.program.id, component_id=link.component.id
    ).select("valid_from", "valid_to", "rate_fen")
    for first, last, fen in rows.iter_rows():
        if first <= day <= (last or date.max):
            found: int | None = fen
            return found
    return None
