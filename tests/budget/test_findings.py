"""What the published budget says about itself, and that every word of it is computed."""

from __future__ import annotations

import ast
import csv
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.budget import Budget, load_budget
from payroll.budget.check import budget_findings
from payroll.budget.finding import Finding
from payroll.budget.need_findings import need_findings
from payroll.budget.needs import made_up_roster, person_cost
from payroll.budget.ties import all_ties, tie_findings
from payroll.entitlement import entitlement
from payroll.rates import RateBook, load_rates
from payroll.schema import Rates
from payroll.terms.budget import BAR

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "预算核对.csv"
YEAR_END = date(2026, 12, 31)
COLUMNS = ["项目", "算式", "应需", "预算", "结论"]


@cache
def published() -> tuple[RateBook, Budget, Rates]:
    book = load_rates(ROOT / "rates")
    return book, load_budget(ROOT / "rates", 2026, book.programs), book.in_force(YEAR_END)


def findings(budget: Budget | None = None, rates: Rates | None = None) -> list[Finding]:
    book, known, in_force = published()
    return budget_findings(budget or known, book.programs, rates or in_force, book.calendar)


@cache
def unchanged() -> list[Finding]:
    return findings()


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_case(finding: Finding) -> tuple[str, ...]:
    """A finding in the words of the case file."""
    needs, budget = (
        f"{text} {finding.unit}" if text else ""
        for text in (finding.computed_text, finding.published_text)
    )
    return (finding.subject, finding.formula, needs, budget, finding.conclusion)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['项目'][:20]} {case['应需']}")
def test_a_finding_that_a_budget_officer_can_check(case: dict[str, str]) -> None:
    assert case["依据"].strip()
    assert tuple(case[column] for column in COLUMNS) in {as_case(item) for item in unchanged()}


def test_nothing_worth_a_look_is_missing_from_the_cases() -> None:
    listed = {tuple(case[column] for column in COLUMNS) for case in cases()}
    told = [item for item in unchanged() if item.kind == "need" or item.verdict != "holds"]
    assert {as_case(item) for item in told} <= listed


def test_every_published_cell_is_held_against_another_figure() -> None:
    _, budget, _ = published()
    compared = {cell for tie in all_ties(budget) for cell in tie.cells}
    assert set(cells(budget)) <= compared


def cells(budget: Budget) -> Iterator[str]:
    for table in budget.tables:
        for row in table.rows:
            for column, value in zip(table.columns, row.cells_h, strict=True):
                if value is not None:
                    yield BAR.join((table.id, row.key, column))


def with_cell_moved(budget: Budget, cell: str, by: int) -> Budget:
    table_id, key, column = cell.split(BAR)
    tables = []
    for table in budget.tables:
        rows = [
            replace(
                row,
                cells_h=tuple(
                    (value or 0) + by if (row.key, name) == (key, column) else value
                    for name, value in zip(table.columns, row.cells_h, strict=True)
                ),
            )
            for row in table.rows
        ]
        tables.append(replace(table, rows=tuple(rows)) if table.id == table_id else table)
    return replace(budget, tables=tuple(tables))


def disagreeing(found: list[Finding]) -> set[tuple[str, str, int | None]]:
    return {
        (item.subject, item.verdict, item.difference) for item in found if item.verdict != "holds"
    }


def test_a_hundredth_more_in_any_published_cell_is_noticed() -> None:
    _, budget, _ = published()
    before = disagreeing(tie_findings(budget))
    for cell in cells(budget):
        step = 1 if budget.unit_of(cell) == "万元" else 100
        after = disagreeing(tie_findings(with_cell_moved(budget, cell, step)))
        assert after != before, f"{cell} can be changed without notice"


def test_figures_that_differ_by_more_than_rounding_contradict() -> None:
    _, budget, _ = published()
    moved = tie_findings(with_cell_moved(budget, "表十二｜三支一扶人员慰问金｜合计", 1))
    broken = {item.subject for item in moved if item.verdict == "contradiction"}
    assert "表十二｜三支一扶人员慰问金｜合计" in broken


def rates_to_move() -> list[int]:
    """Rates that hold in the months of a basis and have an amount."""
    book, budget, rates = published()
    resting = {basis.program_id for project in budget.projects for basis in project.bases}
    steps = rates.steps.filter(
        pl.col("program_id").is_in(resting),
        pl.col("rate_fen").is_not_null(),
        pl.col("valid_from") <= date(2026, 12, 31),
    )
    assert len(book.programs) >= len(resting)
    return steps["rate_id"].to_list()


@pytest.mark.parametrize("rate_id", rates_to_move())
def test_a_fen_more_in_any_rate_moves_the_need(rate_id: int) -> None:
    book, budget, rates = published()
    more = pl.when(pl.col("rate_id") == rate_id).then(pl.col("rate_fen") + 1).otherwise("rate_fen")
    moved = Rates(rates.steps.with_columns(rate_fen=more), rates.leave_ratios)
    before = need_findings(budget, book.programs, rates, book.calendar)
    after = need_findings(budget, book.programs, moved, book.calendar)
    changed = [new.computed for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1


def test_the_files_themselves_carry_every_result(tmp_path: Path) -> None:
    """A fen in a rate file, a yuan in an amount: both reach the findings through loading."""
    folder = tmp_path / "rates"
    shutil.copytree(ROOT / "rates", folder)
    for name, right, wrong in (
        ("public_welfare_post.toml", '"2150.00"', '"2150.01"'),
        ("budget/2026.toml", 'amount = { value = "600000"', 'amount = { value = "612000"'),
    ):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(right) == 1
        path.write_text(text.replace(right, wrong), encoding="utf-8")
    book = load_rates(folder)
    budget = load_budget(folder, 2026, book.programs)
    found = budget_findings(budget, book.programs, book.in_force(YEAR_END), book.calendar)
    needs = {item.subject: item for item in found if item.kind == "need"}
    assert needs["本级公益性岗位2026年补贴保险"].computed_text == "18,859,560.00"
    assert needs["大学生实习实训补贴资金"].verdict == "holds"
    assert any(item.code == "indicator-differs" for item in found)


def test_a_raise_in_july_is_written_as_two_runs_of_months() -> None:
    """500 × (6 × 3,143.25 + 6 × 3,243.25)."""
    book, budget, rates = published()
    july = date(2026, 7, 1)
    welfare = pl.col("program_id").eq("public_welfare_post") & pl.col("component_id").eq(
        "post_subsidy"
    )
    current = welfare & pl.col("rate_fen").is_not_null()
    raised = rates.steps.filter(current).with_columns(
        valid_from=pl.lit(july),
        rate_fen=pl.col("rate_fen") + 100_00,
        rate_id=pl.lit(9_999, pl.UInt32),
    )
    until_june = pl.when(current).then(pl.lit(date(2026, 6, 30))).otherwise("valid_to")
    steps = pl.concat([rates.steps.with_columns(valid_to=until_june), raised])
    moved = Rates(steps, rates.leave_ratios)
    found = need_findings(budget, book.programs, moved, book.calendar)
    need = next(item for item in found if "公益性岗位" in item.subject)
    assert need.computed_text == "19,159,500.00"
    assert "× 6 个月" in need.formula


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 40), st.integers(1, 12))
def test_many_equal_people_cost_that_many_times_one(people: int, months: int) -> None:
    """The shortcut of the needs, held against the calculation with everybody in the roster."""
    book, _, rates = published()
    last = date(2026, months, 1)
    one = person_cost("student_internship", date(2026, 1, 1), last, rates, book.calendar)
    each = made_up_roster("student_internship", [date(2026, k, 1) for k in range(1, months + 1)])
    roster = pl.concat([each.with_columns(id_number=pl.lit(f"人{k}")) for k in range(people)])
    roster = roster.with_columns(row_id=pl.int_range(pl.len(), dtype=pl.UInt32))
    lines = entitlement(roster, rates, book.calendar)
    assert lines["amount_fen"].sum() == people * one.total_fen


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 10**11))
def test_the_people_carried_fit_and_one_more_does_not(amount_fen: int) -> None:
    book, budget, rates = published()
    project = next(item for item in budget.projects if item.bases and "村干部" in item.name)
    alone = replace(budget, projects=(replace(project, amount_fen=amount_fen),))
    (need,) = need_findings(alone, book.programs, rates, book.calendar)
    basis = project.bases[0]
    each = person_cost(basis.program_id, basis.first, basis.last, rates, book.calendar).total_fen
    carried = int(need.facts["people_carried"])
    assert carried * each <= amount_fen < (carried + 1) * each


def code_files() -> list[Path]:
    places = [*(ROOT / "payroll" / "budget").glob("*.py"), ROOT / "payroll" / "cli" / "budget.py"]
    return places + list((ROOT / "payroll" / "terms").glob("budget*.py"))


def raw_budget() -> dict[str, Any]:
    return tomllib.loads((ROOT / "rates" / "budget" / "2026.toml").read_text(encoding="utf-8"))


def test_no_project_program_or_result_is_typed_into_code() -> None:
    book, budget, _ = published()
    names = {item.name for item in budget.projects} | {item.name for item in book.programs}
    names |= {item.id for item in book.programs} | {table["id"] for table in raw_budget()["table"]}
    results = {
        text.replace(",", "")
        for item in unchanged()
        for text in (item.computed_text, item.published_text)
        if len(text) > 5
    }
    for path in code_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node not in docs:
                text = str(node.value)
                assert not any(name in text for name in names), f"{path.name}: {text}"
                assert not set(re.findall(r"[0-9]+[.][0-9]{2}", text)) & results, path.name
