"""What a draft of next year's budget stands on: standards of that year, people of this one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from payroll.budget import latest_budget_year, load_budget
from payroll.forecast.ground import Ground, with_program_ids
from payroll.forecast.plan import Plan, PlanRow, in_plan_order
from payroll.forecast.recent import recent_of
from payroll.ledger.store import Ledger
from payroll.paid import months_paid, paid_months
from payroll.period import month_text, months_between
from payroll.problems import Cell, Refusal, problem
from payroll.rates import load_rates
from payroll.schema import CALENDAR
from payroll.terms import forecast as words
from payroll.terms.budget import THIS_YEAR


def read_draft_ground(
    rates: Path, out: Path, year: int | None = None, ledger: Ledger | None = None
) -> Ground:
    """Rates, the last budget and the last paid month, for a draft of the year after that budget.

    Raises `Refusal` for another year and for files that cannot be read.
    """
    latest = latest_budget_year(rates)
    coming = latest + 1
    if year not in (None, coming):
        raise Refusal(
            problem("draft-year-wrong", Cell(), year=year, latest=latest, following=coming)
        )
    book = load_rates(rates)
    known = set(book.calendar["day"].dt.year().unique())
    calendar = book.calendar if coming in known else _with_plain_weeks(book.calendar, coming)
    book = replace(book, calendar=calendar)
    months = tuple(months_between(date(coming, 1, 1), date(coming, 12, 1)))
    as_of = book.default_as_of(months[-1])
    runs = [month for month in months_paid(out, ledger) if month < months[0]]
    paid = paid_months(out, ledger, since=runs[-1] if runs else date.max, before=months[0])
    return Ground(
        book=book,
        budget=load_budget(rates, latest, book.programs),
        as_of=as_of,
        rates=book.in_force(as_of),
        months=months,
        paid=paid.payments.clear(),
        before=with_program_ids(paid, book).payments,
        paid_in=(),
        last_run=runs[-1] if runs else None,
        files={},
        problems=()
        if coming in known
        else (problem("draft-calendar-missing", Cell("calendar.toml"), year=coming),),
    )


def _with_plain_weeks(calendar: pl.DataFrame, year: int) -> pl.DataFrame:
    """The calendar with a year in which every Monday to Friday is worked."""
    days = [date(year, 1, 1) + timedelta(days=place) for place in range(366)]
    of_year = [day for day in days if day.year == year]
    rows = {"day": of_year, "working": [day.weekday() < 5 for day in of_year]}
    return pl.concat([calendar, pl.DataFrame(rows, schema=CALENDAR)])


def draft_plan(ground: Ground) -> Plan:
    """The people and months the last budget rests on, a year later.

    Of a program that was paid in the last run month, the people paid then.
    """
    recent = recent_of(ground)
    rows: dict[tuple[str, date], PlanRow] = {}
    for project in ground.budget.projects:
        for basis in project.bases if project.fund == THIS_YEAR else ():
            seen = recent.get(basis.program_id)
            people, note = basis.people, words.BASIS_NOTE.format(source=basis.source)
            if seen is not None and seen.people:
                people = seen.people
                facts = {"month": month_text(seen.last_month), "people": f"{people:,}"}
                note = words.STAYS.format(**facts)
            note = words.SEMICOLON.join((note, *basis.assumed.values()))
            for month in months_between(basis.first, basis.last):
                coming = month.replace(year=month.year + 1)
                if coming in ground.months:
                    place = (basis.program_id, coming)
                    rows[place] = PlanRow(*place, people, note=note)
    return in_plan_order(rows.values(), ground.programs)
