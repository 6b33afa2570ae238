"""A plan: how many people of which program in which month, present how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from payroll.amounts import parse_hundredths, yuan
from payroll.rates.model import Program

MAX_PEOPLE = 100_000
"""Most people of a program a plan may name: keeps a forecast small and catches amounts typed for
people."""
FULL_SHARE_E4 = 10_000
"""Full attendance in ten-thousandths."""

_SHARE = re.compile(r"(?P<number>[0-9]{1,3}(\.[0-9]{1,20})?)(?P<percent>%?)")
_ARTEFACT = Decimal("0.00001")
"""A workbook stores 0.9844 as 0.98440000000000005: what is this near to a whole ten-thousandth is
meant to be one."""


@dataclass(frozen=True)
class PlanRow:
    """The people of one program in one month; a month without a row has nobody."""

    program_id: str
    month: date
    people: int
    share_e4: int = FULL_SHARE_E4
    """Paid days ÷ required days in ten-thousandths."""
    new_people: int | None = None
    """How many of them are due the program's one-offs; None until it is derived."""
    note: str = ""
    """Where the numbers come from, in words."""


Plan = tuple[PlanRow, ...]


def in_plan_order(rows: Iterable[PlanRow], programs: Sequence[Program]) -> Plan:
    """The rows by program as the rate files order them, then by month."""
    order = {program.id: place for place, program in enumerate(programs)}
    return tuple(sorted(rows, key=lambda row: (order[row.program_id], row.month)))


def with_new_people(
    plan: Plan, months: Sequence[date], people_before: Mapping[str, int]
) -> tuple[PlanRow, ...]:
    """The plan with `new_people` in every row: as it states, else the increase over the month
    before.

    `months` are all months of the forecast; `people_before` is how many people of a program had
    their one-offs when it begins.  Somebody who leaves while another comes is not seen by this;
    a plan that knows better states the number.
    """
    by_place = {(row.program_id, row.month): row for row in plan}
    previous_of = dict(zip(months[1:], months, strict=False))
    found = []
    for row in plan:
        if row.new_people is None:
            if row.month == months[0]:
                before = people_before.get(row.program_id, 0)
            else:
                earlier = by_place.get((row.program_id, previous_of[row.month]))
                before = earlier.people if earlier else 0
            row = replace(row, new_people=max(0, row.people - before))  # noqa: PLW2901
        found.append(row)
    return tuple(found)


def parse_share(text: str) -> int | None:
    """Ten-thousandths of a share written `0.985` or `98.5%`; None when it is not between 0 and 1.

    >>> parse_share("0.985"), parse_share("98.54%"), parse_share("1"), parse_share("98.5")
    (9850, 9854, 10000, None)

    Raises `ValueError` when it is finer than a ten-thousandth.
    """
    match = _SHARE.fullmatch(text.strip().replace("％", "%"))
    if match is None:
        return None
    exact = Decimal(match["number"]) * (100 if match["percent"] else FULL_SHARE_E4)
    share_e4 = int(exact.to_integral_value())
    if abs(exact - share_e4) > _ARTEFACT:
        raise ValueError("finer than a ten-thousandth")
    return share_e4 if share_e4 <= FULL_SHARE_E4 else None


def parse_people(text: str) -> int | None:
    """A whole number of people, None when it is none.

    >>> parse_people("512"), parse_people("512.0"), parse_people("-1"), parse_people("1.5")
    (512, 512, None, None)
    """
    try:
        people_h = parse_hundredths(text.strip())
    except ValueError:
        return None
    return people_h // 100 if people_h >= 0 and people_h % 100 == 0 else None


def share_text(share_e4: int) -> str:
    """The share as a percentage.

    >>> share_text(9854), share_text(10_000)
    ('98.54%', '100.00%')
    """
    return f"{yuan(share_e4, grouped=False)}%"
