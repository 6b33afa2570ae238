"""Charging: which project and fund pays each line.

* Only what the payer spends is charged: components paid to a person or an insurer.  A deduction is
  withheld from the person, whose pay is charged whole already; its line is charged 0.00, so that
  every line has a charge and the charges add up to the cost.
* A line is charged to the first project of its program and service month that still has room.
  Projects fill up in the order of the payments: the first line that does not fit closes the
  project, and it and every later line go on to the next.  A line is never split.
* A project has room up to what it may spend (`Budget.available_fen`): its amount as adjusted, or
  what has been released of it, by the day the budget is taken as of.
* What no project can carry is charged to the last one as `over`: money paid is never hidden.
* A negative line gives money back to the first project of its month and always fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from payroll import schema
from payroll.budget.model import Budget
from payroll.budget.routes import eligible_projects, filling_order
from payroll.rates.model import Program

_NOWHERE = -1
"""Number of the project of a line that no project may pay."""


def charge(
    payments: pl.DataFrame,
    programs: Sequence[Program],
    budget: Budget | None,
    charged: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """`schema.CHARGES`: one row a payment, in the order of `payments`; amounts in fen.

    `payments` needs `line_id, program_id, service_month, payee, amount_fen` of `schema.PAYMENTS`.
    `charged` (`project`, `amount_fen`) is what earlier months have used; none means nothing.
    Without a budget nothing is known to be covered and every line is `over`.  A line whose
    program has no project for its month is `over` with an empty project: `find_unfunded_problems`
    holds its row back before it comes to that.
    """
    names = filling_order(programs, budget)
    number = {name: position for position, name in enumerate(names)}
    routes = _routes(payments, programs, budget, number)
    lines = payments.select(
        "line_id",
        "program_id",
        "service_month",
        amount_fen=pl.when(pl.col("payee") == "deduction").then(0).otherwise("amount_fen"),
    ).join(
        _route_frame(routes), on=["program_id", "service_month"], how="left", maintain_order="left"
    )
    lines = lines.with_columns(taken_by=pl.lit(None, pl.Int64))
    left_fen = _left_fen(names, budget, charged)
    ways = list(dict.fromkeys(routes.values()))
    for position, name in enumerate(names):
        using = [way for way, projects in enumerate(ways) if position in projects]
        if using:
            lines = _with_project_filled(lines, position, using, left_fen[name])
    last = [projects[-1] if projects else _NOWHERE for projects in ways]
    return _charges(lines, last, names, budget)


def _routes(
    payments: pl.DataFrame,
    programs: Sequence[Program],
    budget: Budget | None,
    number: Mapping[str, int],
) -> dict[tuple[str, object], tuple[int, ...]]:
    """(program, service month) → numbers of the projects that may pay it, in order of use."""
    by_id = {program.id: program for program in programs}
    pairs = payments.select("program_id", "service_month").unique(maintain_order=True)
    routes = {}
    for program_id, month in pairs.iter_rows():
        program = by_id.get(program_id)
        projects = () if program is None else eligible_projects(program, month, budget)
        routes[program_id, month] = tuple(number[name] for name in projects)
    return routes


def _route_frame(routes: Mapping[tuple[str, object], tuple[int, ...]]) -> pl.DataFrame:
    """The routes as a frame; equal ones share a `route` number, counted by first appearance."""
    ways = {way: place for place, way in enumerate(dict.fromkeys(routes.values()))}
    rows = [(program, month, ways[way]) for (program, month), way in routes.items()]
    kinds = {"program_id": pl.String, "service_month": pl.Date, "route": pl.Int64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _left_fen(
    names: Sequence[str], budget: Budget | None, charged: pl.DataFrame | None
) -> dict[str, int]:
    """What is left of each project before these payments; negative where it is overdrawn."""
    amounts = {} if budget is None else budget.available_fen
    used: dict[str, int] = {}
    if charged is not None:
        for name, amount_fen in charged.select("project", "amount_fen").iter_rows():
            used[name] = used.get(name, 0) + amount_fen
    return {name: amounts.get(name, 0) - used.get(name, 0) for name in names}


def _with_project_filled(
    lines: pl.DataFrame, position: int, routes: Sequence[int], left_fen: int
) -> pl.DataFrame:
    """`lines` with those taken that project `position` pays; `routes` lead past it."""
    amount = pl.col("amount_fen")
    waiting = pl.col("taken_by").is_null() & pl.col("route").is_in(routes)
    running = pl.when(waiting).then(amount).otherwise(0).cum_sum()
    too_much = waiting & (amount > 0) & (running > left_fen)
    closed = too_much.cast(pl.Int64).cum_max() > 0
    taken = waiting & (~closed | (amount < 0))
    return lines.with_columns(
        taken_by=pl.when(taken).then(pl.lit(position, pl.Int64)).otherwise("taken_by")
    )


def _charges(
    lines: pl.DataFrame, last: Sequence[int], names: Sequence[str], budget: Budget | None
) -> pl.DataFrame:
    """Taken lines as `within`, the others as `over` on the last project of their route."""
    projects = [None if budget is None else budget.project(name) for name in names]
    kinds = {
        "number": pl.Int64,
        "project": pl.String,
        "fund": pl.String,
        "document": pl.String,
    }
    words = [
        (place, name, project.fund if project else "", project.document if project else "")
        for place, (name, project) in enumerate(zip(names, projects, strict=True))
    ]
    words.append((_NOWHERE, "", "", ""))
    last_kinds = {"route": pl.Int64, "last": pl.Int64}
    lasts = pl.DataFrame(list(enumerate(last)), schema=last_kinds, orient="row")
    return (
        lines.join(lasts, on="route", how="left", maintain_order="left")
        .with_columns(
            number=pl.coalesce("taken_by", "last"),
            kind=pl.when(pl.col("taken_by").is_null())
            .then(pl.lit("over"))
            .otherwise(pl.lit("within")),
        )
        .join(
            pl.DataFrame(words, schema=kinds, orient="row"),
            on="number",
            how="left",
            maintain_order="left",
        )
        .select(list(schema.CHARGES))
    )
