"""Programs and components as people call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from payroll.intake.words import key
from payroll.rates.model import Base, Component, Program


def program_named(programs: Sequence[Program], name: str) -> Program | None:
    """The program that is called so: by name, other name or id."""
    wanted = key(name)
    for program in programs:
        if wanted in {key(word) for word in (program.id, program.name, *program.aliases)}:
            return program
    return None


def component_named(program: Program, name: str) -> Component | None:
    """The component of that name or id."""
    wanted = key(name)
    return next(
        (each for each in program.components if wanted in (key(each.id), key(each.name))), None
    )


def base_named(bases: Iterable[Base], name: str) -> Base | None:
    """The base of that name or id."""
    wanted = key(name)
    return next((base for base in bases if wanted in (key(base.id), key(base.name))), None)
