"""Code names no program: programs come and go in rates/, by TOML alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.project.tree import ROOT, name_of, python_files

NOT_PROGRAMS = {"calendar.toml", "bases.toml"}


def program_names() -> set[str]:
    names: set[str] = set()
    for path in (ROOT / "rates").glob("*.toml"):
        if path.name not in NOT_PROGRAMS:
            program = tomllib.loads(path.read_text(encoding="utf-8"))
            names |= {program["id"], program["name"], *program.get("aliases", [])}
    assert len(names) > 15
    return names


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_no_program_is_named_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not {name for name in program_names() if name in text}
