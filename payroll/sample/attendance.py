"""How many days the holders of posts attended in a month, and on what leave they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from payroll.period import month_end
from payroll.sample.draws import Draws
from payroll.sample.plan import LeaveHabit, PlannedProgram
from payroll.terms.leave import LEAVE_KINDS

LEAVE_FIELDS = [f"leave.{kind}" for kind in LEAVE_KINDS]
"""Leave columns of the sample sheets, in the order of the canonical headings."""


def attendance(
    people: pl.DataFrame,
    program: PlannedProgram,
    habits: Sequence[LeaveHabit],
    month: date,
    working_days: Sequence[date],
    draws: Draws,
) -> pl.DataFrame:
    """`required_days_h`, `attended_days_h` and `leave.…`, hundredths of a day, a row a person.

    `people` has `person`, `start_date`, `end_date` and `post_days_h`, the required days of a post
    that does not follow the calendar.  Attended days and leave always add up to the days that the
    person could attend; leave is null where there is none.  A program that does not count days has
    nulls only.
    """
    nothing = pl.Series([None], dtype=pl.Int64).new_from_index(0, people.height)
    leave = dict.fromkeys(LEAVE_FIELDS, nothing)
    if not program.counts_days:
        return pl.DataFrame({"required_days_h": nothing, "attended_days_h": nothing, **leave})
    days = people.select(*_days_h(month, working_days))
    left = days["available_h"]
    for habit in habits:
        if habit.kind in program.leave:
            taken = _taken(habit, people["person"], program, month, draws)
            taken = taken.zip_with(taken < left, left)
            left = left - taken
            leave[f"leave.{habit.kind}"] = taken.set(taken == 0, None)
    return pl.DataFrame({"required_days_h": days["required_h"], "attended_days_h": left, **leave})


def _days_h(month: date, working_days: Sequence[date]) -> tuple[pl.Expr, pl.Expr]:
    """Required days, and those between the dates in post.

    Posts with required days of their own have no days of rest in the data: what they could attend
    is in proportion to the calendar days in post, in whole days.
    """
    last = month_end(month)
    first_in_post = pl.max_horizontal(pl.col("start_date").fill_null(month), pl.lit(month))
    last_in_post = pl.min_horizontal(pl.col("end_date").fill_null(last), pl.lit(last))
    calendar_days = (last_in_post - first_in_post).dt.total_days() + 1
    until = pl.Series(
        [100 * sum(day <= until for day in working_days) for until in _days_around(month)]
    )
    required_h = pl.col("post_days_h").fill_null(100 * len(working_days))
    required_h = pl.min_horizontal(required_h, pl.lit(100 * last.day, pl.Int64))
    worked = pl.lit(until).gather(last_in_post.dt.day()) - pl.lit(until).gather(
        first_in_post.dt.day() - 1
    )
    in_proportion = required_h // 100 * calendar_days // last.day * 100
    available = pl.when(pl.col("post_days_h").is_null()).then(worked).otherwise(in_proportion)
    return required_h.alias("required_h"), available.alias("available_h")


def _days_around(month: date) -> list[date]:
    """The day before the month and every day of it."""
    before = month.toordinal() - 1
    return [date.fromordinal(before + day) for day in range(month_end(month).day + 1)]


def _taken(
    habit: LeaveHabit, person: pl.Series, program: PlannedProgram, month: date, draws: Draws
) -> pl.Series:
    """Hundredths of a day of this leave, 0 for most."""
    when = "" if habit.lasting else f" {month:%Y-%m}"
    about = f"{habit.kind} {program.name}{when}"
    takes_it = draws.happens(person, f"takes {about}", habit.per_mille)
    days_h = draws.chosen(person, f"days of {about}", habit.days)
    return days_h * takes_it.cast(pl.Int64)
