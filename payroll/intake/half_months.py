"""A month in two tables, the first days in one and the rest in the other: one grid of the same
people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from payroll.intake.finished import Finished
from payroll.intake.legends import Legend
from payroll.intake.same_people import fill, pairs


def join_half_months(tables: Sequence[Finished]) -> None:
    """Join the people of tables whose days complete each other; those joined leave the second.

    Only days that no table has twice are put together, so that nothing is counted twice; a person
    who is in one of the tables alone stays there, and lacks the days of the other.
    """
    for first in tables:
        for other in tables:
            if other is not first and _complete_each_other(first, other):
                _join(first, other)


def _complete_each_other(first: Finished, other: Finished) -> bool:
    days = [{column.day for column in each.header.days} for each in (first, other)]
    return (
        all(days)
        and not days[0] & days[1]
        and min(days[0]) < min(days[1])
        and not first.header.crosses | other.header.crosses
        and not _contradict(first.context.legend, other.context.legend)
    )


def _contradict(one: Legend, other: Legend) -> bool:
    """Whether two legends explain a mark differently."""
    both = one.meanings.keys() & other.meanings.keys()
    return any(one.meanings[mark] != other.meanings[mark] for mark in both)


def _join(first: Finished, other: Finished) -> None:
    found = pairs(first.people, other.people, first.asked)
    if not found:
        return
    legend = first.context.legend.over(other.context.legend)
    first.context = replace(first.context, legend=legend)
    for person, twin, by_name in found:
        person.day_lines += twin.day_lines
        fill(person, other, twin, by_name=by_name)
    joined = {id(twin) for _, twin, _ in found}
    other.people[:] = [each for each in other.people if id(each) not in joined]
    grid = first.context.block.grid
    place = f"“{grid.sheet or grid.file}”第{first.header.first_row}行起的表"
    other.notes.append(f"{len(found)} 人与{place}合成一个月")
