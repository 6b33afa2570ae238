"""Grounds, plans and paid months for the tests of the forecast; nobody in them ever lived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from payroll.forecast.ground import Ground, read_ground
from payroll.forecast.plan import FULL_SHARE_E4, PlanRow
from payroll.output.csv_files import CHARGES_COLUMNS, LINES_COLUMNS
from payroll.period import month_text, months_between
from tests.budget.folder import BUDGET, PROGRAM, write_folder

ROOT = Path(__file__).parents[2]
RATES = ROOT / "rates"
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 1)
YEAR = months_between(JANUARY, DECEMBER)

HELPER = "street_help"
GIFT = """
[[component]]
id = "gift"
name = "慰问金"
payee = "person"
per = "person"
[[component.rate]]
effective_from = 2026-01-01
amount = "150.00"
source = "某办发〔2026〕2号"
"""
"""A one-off for the made-up program of `tests.budget.folder`."""

INSURED = """
[[component]]
id = "insurance"
name = "保险"
payee = "insurer"
per = "month"
[[component.rate]]
effective_from = 2026-01-01
amount = "333.33"
source = "某办发〔2026〕3号"
"""


@cache
def published() -> Ground:
    """The published rates and budget, nothing paid, the whole year to be forecast."""
    return read_ground(RATES, ROOT / "nothing-was-paid", JANUARY)


def small_folder(folder: Path, program: str = PROGRAM + INSURED, budget: str = BUDGET) -> Path:
    """A rates folder of one program: 1000.00 a month (prorated) and 333.33 for insurance."""
    return write_folder(folder / "rates", budget, program)


def small_ground(
    folder: Path, *, one_off: bool = False, amount_fen: int = 13_000_000, program: str = ""
) -> Ground:
    """The ground of the small folder with so much money, nothing paid."""
    text = (program or PROGRAM) + INSURED + (GIFT if one_off else "")
    return with_money(read_ground(small_folder(folder, text), folder / "out"), amount_fen)


def with_money(ground: Ground, amount_fen: int, project: str = "协理员补贴") -> Ground:
    """The ground with another amount for a project."""
    projects = tuple(
        replace(each, amount_fen=amount_fen) if each.name == project else each
        for each in ground.budget.projects
    )
    return replace(ground, budget=replace(ground.budget, projects=projects))


def constant(
    program_id: str,
    people: int,
    first: date = JANUARY,
    last: date = DECEMBER,
    *,
    share_e4: int = FULL_SHARE_E4,
) -> list[PlanRow]:
    """A plan of so many people from month to month."""
    months = months_between(first, last)
    return [PlanRow(program_id, month, people, share_e4) for month in months]


def write_paid_month(
    out: Path,
    month: date,
    people: int,
    *,
    name: str = "街道协理员",
    component: str = "subsidy",
    days: tuple[str, str] = ("22", "22"),
    amount: str = "1000.00",
    project: str = "协理员补贴",
    reason: str = "regular",
    program_id: str = HELPER,
    prefix: str = "",
) -> Path:
    """Write `lines.csv` and `charges.csv` of a month in which `people` people were paid."""
    folder = out / month_text(month)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        {
            "service_month": month_text(month),
            "run_month": month_text(month),
            "program": name,
            "unit": "北城街道",
            "id_number": f"人{prefix}{place}",
            "name": f"试样{place}",
            "component": component,
            "component_name": "补贴",
            "payee": "person",
            "reason": reason,
            "rate_yuan": "1000.00",
            "effective_from": "2026-01-01",
            "paid_days": days[0],
            "required_days": days[1],
            "amount_yuan": amount,
            "project": project,
            "line_id": f"{month:%Y%m}-{prefix}{place:06d}",
            "program_id": program_id,
        }
        for place in range(people)
    ]
    charges = [
        {
            "line_id": line["line_id"],
            "project": project,
            "fund": "本年预算",
            "kind": "within",
            "amount_yuan": amount,
        }
        for line in lines
    ]
    _append(folder / "lines.csv", lines, LINES_COLUMNS)
    _append(folder / "charges.csv", charges, CHARGES_COLUMNS)
    return folder


def _append(path: Path, rows: Sequence[dict[str, str]], columns: Sequence[str]) -> None:
    schema = dict.fromkeys(columns, pl.String)
    table = pl.DataFrame([{c: row.get(c) for c in columns} for row in rows], schema=schema)
    if path.exists():
        table = pl.concat([pl.read_csv(path, infer_schema=False), table])
    table.write_csv(path, include_bom=True, line_terminator="\r\n")
