"""Examples for messages, made of the programs that the rate files really have."""

from __future__ import annotations

from typing import NamedTuple

from payroll.amounts import yuan
from payroll.forecast.ground import Ground
from payroll.period import month_text
from payroll.terms import forecast as words


class Examples(NamedTuple):
    """Right forms, as they could be typed."""

    month: str
    component: str
    """`补贴项目.工资项目`."""
    rate: str
    heads: str
    heads_with_unit: str
    base: str


def examples_of(ground: Ground) -> Examples:
    """Examples with the first program, its first monthly component and the first base."""
    month = month_text(ground.months[-1])
    programs = ground.programs
    program = next(
        (each for each in programs if any(c.per == "month" for c in each.components)), programs[0]
    )
    monthly = [each for each in program.components if each.per == "month"]
    component = f"{program.name}.{(monthly or program.components)[0].name}"
    amount = yuan(words.EXAMPLE_FEN, grouped=False)
    heads = f"{program.name}={words.EXAMPLE_PEOPLE}"
    base = next(iter(ground.book.bases), words.EXAMPLE_BASE)
    return Examples(
        month=month,
        component=component,
        rate=f"{component}={amount}@{month}",
        heads=f"{heads}@{month}",
        heads_with_unit=f"{heads}{words.PEOPLE_UNIT}@{month}",
        base=f"{base}={amount}@{month}",
    )
