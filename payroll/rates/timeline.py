"""What must hold among the dated rates of one component (and rating): no gap, no overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, groupby

from payroll.problems import Problem, problem
from payroll.rates.model import Rate
from payroll.rates.reader import Place

Placed = tuple[int, Rate]
"""A rate and its number (from 1) among the tables it was written with."""

_DAY = timedelta(days=1)


def find_timeline_problems(rates: Sequence[Rate], places: Sequence[Place]) -> Iterator[Problem]:
    """Overlaps and gaps among `rates`, each rating by itself; withdrawn entries do not count.

    Two rates may start on one day only if `announced` tells which came later; a rate with an end
    may reach into the next only if the next was announced after it.  A gap is a day between the
    first and the last day stated that no rate covers.
    """
    live = [(number, rate) for number, rate in enumerate(rates, 1) if rate.withdrawn is None]
    live.sort(key=lambda placed: (placed[1].rating or "", placed[1].effective_from, placed[0]))
    for _, group in groupby(live, key=lambda placed: placed[1].rating):
        mine = list(group)
        yield from _overlaps(mine, places)
        yield from _gaps(mine, places)


def _overlaps(rates: Iterable[Placed], places: Sequence[Place]) -> Iterator[Problem]:
    for (first, earlier), (second, later) in combinations(rates, 2):
        if earlier.effective_from == later.effective_from:
            if earlier.announced == later.announced:
                yield problem(
                    "rate-overlap",
                    places[second - 1].cell("effective_from"),
                    other=first,
                    since=later.effective_from,
                )
        elif _reaches_into(earlier, later):
            yield problem(
                "rate-reaches-into-next",
                places[first - 1].cell("effective_to"),
                other=second,
                since=later.effective_from,
                until=earlier.effective_to,
            )


def _reaches_into(earlier: Rate, later: Rate) -> bool:
    if earlier.effective_to is None or earlier.effective_to < later.effective_from:
        return False
    return (later.announced or date.min) <= (earlier.announced or date.min)


def _gaps(rates: Iterable[Placed], places: Sequence[Place]) -> Iterator[Problem]:
    covered_to: date | None = None
    for number, rate in rates:
        if covered_to is not None and rate.effective_from > covered_to + _DAY:
            yield problem(
                "rate-gap",
                places[number - 1].cell("effective_from"),
                first=covered_to + _DAY,
                last=rate.effective_from - _DAY,
            )
        end = rate.effective_to
        if end is None:
            return
        covered_to = end if covered_to is None else max(covered_to, end)
