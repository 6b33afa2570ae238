"""Problems of charging: rows that no project may pay, projects that cannot carry the month."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from payroll.budget.model import Budget
from payroll.budget.routes import eligible_projects
from payroll.intake.reading import Reading
from payroll.money import yuan
from payroll.period import month_title
from payroll.problems import Cell, Problem, problem
from payroll.rates.model import Program


def find_unfunded_problems(
    reading: Reading, programs: Sequence[Program], budget: Budget | None
) -> list[Problem]:
    """`no-project-for-month` for every row whose program has no project for its service month.

    An error: money is not paid before it has a home.  Rows of unknown programs have a problem of
    their own and are passed over.
    """
    roster = reading.roster.filter(pl.col("program_id").is_not_null())
    by_id = {program.id: program for program in programs}
    homeless = [
        {"program_id": program_id, "service_month": month}
        for program_id, month in roster.select("program_id", "service_month").unique().iter_rows()
        if program_id in by_id and not eligible_projects(by_id[program_id], month, budget)
    ]
    if not homeless:
        return []
    kinds = {name: roster.schema[name] for name in ("program_id", "service_month")}
    rows = roster.join(
        pl.DataFrame(homeless, schema=kinds), on=list(kinds), how="semi", maintain_order="left"
    ).select("row_id", "name", "program_id", "service_month", "row", "layout")
    return [
        problem(
            "no-project-for-month",
            reading.layouts[layout].cell(row, "program_seen"),
            name=name or "",
            row_id=row_id,
            program=by_id[program_id].name,
            month=month_title(month),
            file=by_id[program_id].file,
        )
        for row_id, name, program_id, month, row, layout in rows.iter_rows()
    ]


def find_overrun_problems(
    charges: pl.DataFrame, budget: Budget, charged: pl.DataFrame | None = None
) -> list[Problem]:
    """`budget-overrun` for every project to which lines are charged that it cannot carry.

    `charged` (`project`, `amount_fen`) is what earlier months have used, as given to `charge`.
    """
    over = pl.col("kind") == "over"
    totals = (
        charges.filter(pl.col("project") != "")
        .group_by("project", maintain_order=True)
        .agg(
            needed=pl.col("amount_fen").sum(),
            over=pl.col("amount_fen").filter(over).sum(),
            lines=(over & (pl.col("amount_fen") != 0)).sum(),
        )
        .filter(pl.col("lines") > 0)
    )
    used: dict[str, int] = {}
    if charged is not None:
        used = dict(charged.group_by("project").agg(pl.col("amount_fen").sum()).iter_rows())
    problems = []
    for name, needed, over_fen, lines in totals.iter_rows():
        left_fen = max(0, budget.available_fen.get(name, 0) - used.get(name, 0))
        problems.append(
            problem(
                "budget-overrun",
                Cell(budget.file, name, None, "amount"),
                project=name,
                left=yuan(left_fen),
                needed=yuan(needed),
                over=yuan(over_fen),
                rest=yuan(left_fen - (needed - over_fen)),
                lines=f"{lines:,}",
            )
        )
    return problems
