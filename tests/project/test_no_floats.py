"""No float ever holds money or days: not where they are computed, rounded or charged."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.tree import name_of, python_files

EXACT = (
    "payroll/amounts.py",
    "payroll/money.py",
    "payroll/schema.py",
    "payroll/entitlement/",
    "payroll/payable",
    "payroll/payments.py",
    "payroll/alternatives.py",
    "payroll/budget/charge.py",
    "payroll/forecast/bridge.py",
    "payroll/forecast/charging.py",
    "payroll/forecast/headcount.py",
    "payroll/forecast/heads.py",
    "payroll/forecast/outlook.py",
)
"""Where money and days are computed: whole-number division only, no rounding but ours."""

NO_FLOATS = (
    *EXACT,
    "payroll/earlier.py",
    "payroll/explanation.py",
    "payroll/month.py",
    "payroll/budget/",
    "payroll/forecast/",
    "payroll/reconciliation/",
    "payroll/evaluation/",
    "payroll/ledger/",
    "payroll/rates/",
    "payroll/checks/",
    "payroll/output/",
)
NOT_MONEY = {
    "payroll/output/page.py": "margins of a page",
    "payroll/output/paging.py": "heights and widths on a page",
    "payroll/output/book.py": "widths of columns",
    "payroll/output/widths.py": "widths of columns",
    "payroll/reconciliation/chart_sheets.py": "widths of lines and columns",
    "payroll/rates/faults.py": "likeness of two names",
}
"""Files of those places in which a float stands for something else."""

FLOAT_NAMES = {"float", "Float32", "Float64", "truediv"}
ROUNDING = {"round", "mean", "floor", "ceil", "quantize"}


def floats(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and kind of everything that makes or names a float."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"the literal {node.value}"
        if isinstance(node, ast.Name) and node.id in FLOAT_NAMES:
            yield node.lineno, node.id
        if isinstance(node, ast.Attribute) and node.attr in FLOAT_NAMES:
            yield node.lineno, node.attr


def inexact(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and kind of every operation that leaves the whole numbers."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield node.lineno, "/"
        if isinstance(node, ast.Attribute) and node.attr in ROUNDING:
            yield node.lineno, f".{node.attr}"
        if isinstance(node, ast.Name) and node.id in ROUNDING:
            yield node.lineno, node.id


def files_of(places: tuple[str, ...]) -> list[Path]:
    return [path for path in python_files() if name_of(path).startswith(places)]


@pytest.mark.parametrize("path", files_of(NO_FLOATS), ids=name_of)
def test_no_float_is_made_where_money_passes(path: Path) -> None:
    if name_of(path) not in NOT_MONEY:
        assert not list(floats(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", files_of(EXACT), ids=name_of)
def test_money_is_computed_in_whole_numbers(path: Path) -> None:
    assert not list(inexact(ast.parse(path.read_text(encoding="utf-8"))))


def test_floats_would_be_noticed() -> None:
    tree = ast.parse("def f(x: float) -> int:\n    return round(x / 2 * 1.5, pl.Float64)")
    assert {kind for _, kind in floats(tree)} == {"float", "the literal 1.5", "Float64"}
    assert {kind for _, kind in inexact(tree)} == {"/", "round"}
