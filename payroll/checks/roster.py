"""All checks of a month's rows, run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from payroll import identity
from payroll.checks.days import DAYS, LEAVES
from payroll.checks.due import due_rates
from payroll.checks.facts import leaves_of, with_facts, working_days_h
from payroll.checks.people import PEOPLE
from payroll.checks.posts import POST, RATES
from payroll.checks.table import Check, problems_of, without_repeats
from payroll.checks.together import (
    find_repeated_people,
    find_same_names,
    find_shared_cards,
    find_unusual_required_days,
)
from payroll.checks.unpaid import (
    find_partial_rates,
    find_unstated_amounts,
    find_unused_ratings,
)
from payroll.intake.reading import Reading
from payroll.period import month_title
from payroll.problems import Cell, Problem, in_file_order, problem
from payroll.rates.model import Program
from payroll.schema import ROSTER, Rates

CALENDAR_FILE = "calendar.toml"


def find_roster_problems(
    reading: Reading,
    programs: Sequence[Program],
    rates: Rates,
    calendar: pl.DataFrame,
    month: date,
    registry: pl.DataFrame | None = None,
) -> list[Problem]:
    """Everything wrong or odd about the rows of `reading` in `month`, in file order.

    An error holds its row (`row_id`) back, a warning does not; which is which stands in
    `payroll.terms.messages.checks`.  `registry` has a column `id_number`; without one nobody is
    looked up.  What intake has refused already is not reported again.  All rows are judged at once
    by expressions over columns, so the time goes with the number of problems, not of people.
    """
    due = due_rates(programs, rates, month)
    roster = reading.roster.select(ROSTER.keys())
    leaves = leaves_of(roster, due, rates.leave_ratios)
    working_h = working_days_h(calendar, month)
    rows = with_facts(roster, due, leaves, month, working_h)

    def found() -> Iterator[Problem]:
        checks = [*PEOPLE, *DAYS, *POST, *RATES, _unknown_program(reading)]
        if registry is not None:
            checks.append(_unregistered(registry))
        yield from problems_of(rows, checks, reading)
        yield from problems_of(leaves, LEAVES, reading)
        yield from find_repeated_people(rows, reading)
        yield from find_shared_cards(rows, reading)
        yield from find_same_names(rows, reading)
        yield from find_unusual_required_days(rows, reading)
        yield from find_unstated_amounts(rows, due)
        yield from find_partial_rates(rows, due, month)
        yield from find_unused_ratings(rows, reading)
        if working_h is None and not rows.is_empty():
            yield problem("calendar-not-checked", Cell(CALENDAR_FILE), month=month_title(month))

    return in_file_order(without_repeats(found(), reading))


def _unknown_program(reading: Reading) -> Check:
    """Rows without a program that intake has not refused: none may pass unseen."""
    refused = {found.row_id for found in reading.problems if found.severity == "error"}
    known = pl.col("row_id").is_in(sorted(row for row in refused if row is not None))
    return Check("program-missing", pl.col("program").is_null() & ~known, "program_seen")


def _unregistered(registry: pl.DataFrame) -> Check:
    registered = registry["id_number"].drop_nulls().unique()
    return Check(
        "not-in-registry",
        pl.col("id_right") & ~pl.col("id_number").is_in(registered.implode()),
        "id_number",
        {"tail": identity.tail_text(pl.col("id_number"))},
    )
