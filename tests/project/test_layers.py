"""A stage imports earlier stages and shared modules, never a later one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.tree import ROOT, name_of, python_files

SHARED = {
    "",
    "schema",
    "amounts",
    "money",
    "disk",
    "period",
    "problems",
    "identity",
    "id_numbers",
    "progress",
    "terms",
}
LAYERS: tuple[set[str], ...] = (
    {"rates"},
    {"intake"},
    {"adjustments", "corrections", "holds"},
    {"survey"},
    {"checks"},
    {"entitlement"},
    {"ledger"},
    {"payable", "payments", "earlier"},
    {"budget"},
    {"output"},
    {"alternatives", "explanation"},
    {"month"},
    {"desk"},
    {"paid"},
    {"forecast"},
    {"changes", "reconciliation"},
    {"evaluation"},
    {"bank", "opening", "verification"},
    {"sample", "working_folder"},
    {"cli"},
    {"__main__"},
)
"""From the first stage to the command line; modules of one line do not import one another."""

LEVEL = dict.fromkeys(SHARED, 0) | {
    name: level for level, names in enumerate(LAYERS, start=1) for name in names
}
LONGEST_MODULE = 400


def module_of(path: Path) -> str:
    """Name of the module or package directly below `payroll` that a file belongs to."""
    parts = path.relative_to(ROOT / "payroll").with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """What a file imports from the package: the name directly below `payroll`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "payroll":
            names = [f"payroll.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the package in full"
            names = [str(node.module)]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "payroll":
                below = [*name.split("."), ""][1]
                yield below if below in LEVEL else ""


def test_every_module_has_its_place() -> None:
    unplaced = {module_of(path) for path in python_files()} - set(LEVEL)
    assert not unplaced, "add them to LAYERS"


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_imports_only_earlier_stages(path: Path) -> None:
    own = module_of(path)
    for other in imported(ast.parse(path.read_text(encoding="utf-8"))):
        if other == own:
            continue
        assert {own, other} <= set(LEVEL), "add it to LAYERS"
        earlier = LEVEL[other] < LEVEL[own] or other in SHARED
        assert earlier, f"{name_of(path)} imports payroll.{other}, which comes later"


def test_shared_modules_import_no_stage() -> None:
    for path in python_files():
        if module_of(path) in SHARED:
            others = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
            assert others <= SHARED, name_of(path)


def test_an_import_of_a_later_stage_would_be_noticed() -> None:
    tree = ast.parse("def f():\n    from payroll.output.staging import x\n    import payroll.cli")
    assert list(imported(tree)) == ["output", "cli"]
    assert LEVEL["output"] > LEVEL["entitlement"]


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_a_module_fits_into_one_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
