"""Small programs, projects, payments and rosters for the tests of charging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from payroll import schema
from payroll.budget import Budget, Project
from payroll.budget.model import Stated
from payroll.rates.model import ChargedTo, Program
from payroll.terms.budget import CARRIED_OVER, THIS_YEAR

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 1)


def program(program_id: str, *charged_to: ChargedTo) -> Program:
    return Program(
        id=program_id,
        name=f"{program_id}项目",
        order=1,
        aliases=(),
        file=f"{program_id}.toml",
        charged_to=charged_to,
        policy={},
        leave={},
        components=(),
    )


def project(
    name: str, amount_fen: int, first: date = FIRST, last: date = LAST, *, carried: bool = False
) -> Project:
    return Project(
        name=name,
        fund=CARRIED_OVER if carried else THIS_YEAR,
        amount_fen=amount_fen,
        amount=Stated("", "测试"),
        code=Stated("2080705", "测试"),
        first=first,
        last=last,
        document="某财社〔2025〕1号" if carried else "",
    )


def budget(*projects: Project) -> Budget:
    return Budget(2026, "某县就业中心", "测试", projects, file="budget/2026.toml")


def payments(rows: Sequence[tuple[str, date, str, int]]) -> pl.DataFrame:
    """Payments of (program, service month, payee, fen) in this order."""
    columns = ("program_id", "service_month", "payee", "amount_fen")
    frame = pl.DataFrame(
        rows, schema={name: schema.PAYMENTS[name] for name in columns}, orient="row"
    )
    return frame.select(pl.int_range(pl.len()).cast(pl.String).alias("line_id"), pl.all())


def roster(rows: Sequence[tuple[str, str | None, date]]) -> pl.DataFrame:
    """`schema.ROSTER` of (name, program, service month), one row after the other on one sheet."""
    count = len(rows)
    columns: dict[str, object] = {
        "row_id": range(count),
        "name": [name for name, _, _ in rows],
        "program_id": [program_id for _, program_id, _ in rows],
        "service_month": [month for _, _, month in rows],
        "row": range(5, 5 + count),
        "layout": [0] * count,
    }
    return pl.DataFrame(
        {name: columns.get(name, [None] * count) for name in schema.ROSTER}, schema=schema.ROSTER
    )
