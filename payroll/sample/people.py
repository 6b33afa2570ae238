"""Who holds which post in which month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from payroll.period import months_between
from payroll.sample.draws import Draws
from payroll.sample.plan import PlannedProgram

_JOINING_DAYS = 12
"""Newcomers start on one of the first so many working days of a month."""
_LEAVING_DAYS_KEPT = 5
"""Whoever leaves has worked more than this many working days of the month."""


def holders(
    program: PlannedProgram,
    posts: int,
    first_month: date,
    month: date,
    working_days: Mapping[date, Sequence[date]],
    draws: Draws,
) -> pl.DataFrame:
    """The holder of every post of `program` in `month`: one row a post, in the order of the posts.

    Columns: `post`; `person`, a number that is unique in the program and the same in every month;
    `moves`, how often the post has changed its unit; `joined`, `left`, `moved` in this month;
    `start_date`, `end_date` (null while nobody knows of an end).  `working_days` holds those of
    every month from `first_month` on.

    Whoever leaves is on the sheet of that month, the successor on that of the following one: a
    month always has as many rows as there are posts.
    """
    post = pl.Series("post", range(posts), dtype=pl.Int64)
    person, moves, start = post, post * 0, _planned_starts(program, post, draws)
    leaving = joined = moved = post < 0
    end = _same_date(program.end_date, posts)
    for current in months_between(max(first_month, program.months[0]), month):
        about = f"{program.name} {current:%Y-%m}"
        days = working_days[current]
        # A person is numbered by post and order of holding.
        joined, person = leaving, person + leaving.cast(pl.Int64) * posts
        start = _one_of(days[:_JOINING_DAYS], person, f"starts {about}", draws).zip_with(
            joined, start
        )
        # Nobody leaves or moves in the month of starting: dates and remarks would have to agree.
        leaving = draws.happens(post, f"leaves {about}", program.left_per_mille) & ~joined
        moved = draws.happens(post, f"moves {about}", program.moved_per_mille) & ~joined
        if current == first_month:
            moved = post < 0
        moves = moves + moved.cast(pl.Int64)
    if program.left_per_mille:
        last_days = working_days[month][_LEAVING_DAYS_KEPT:]
        end = _one_of(last_days, person, f"ends {program.name}", draws).zip_with(leaving, end)
    return pl.DataFrame(
        {
            "post": post,
            "person": person,
            "moves": moves,
            "joined": joined,
            "left": leaving,
            "moved": moved,
            "start_date": start,
            "end_date": end,
        }
    )


def _planned_starts(program: PlannedProgram, post: pl.Series, draws: Draws) -> pl.Series:
    """Start dates of those who held the posts first."""
    if program.started is None:
        return _same_date(program.start_date, len(post))
    return _one_of(months_between(*program.started), post, f"started {program.name}", draws)


def _one_of(days: Sequence[date], keys: pl.Series, purpose: str, draws: Draws) -> pl.Series:
    return pl.Series(days, dtype=pl.Date)[draws.below(keys, purpose, len(days))]


def _same_date(day: date | None, count: int) -> pl.Series:
    return pl.Series([day], dtype=pl.Date).new_from_index(0, count)
