"""Sheets of every kind and what they are read as: the files in cases/, one a sheet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.intake.case_files import Case, read_as, read_case

FOLDER = Path(__file__).parent / "cases"
CASES = [read_case(path) for path in sorted(FOLDER.glob("*.txt"))]
REWRITE = os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1"


@pytest.mark.parametrize("case", CASES, ids=[case.path.stem for case in CASES])
def test_a_sheet_is_read_as_its_case_says(case: Case, tmp_path: Path) -> None:
    found = read_as(case, tmp_path)
    if REWRITE:
        text = "\n".join([*case.head, "读作：", found])
        case.path.write_text(text, encoding="utf-8")
    else:
        assert found == case.expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 60


def test_every_case_says_what_it_is_about() -> None:
    assert all(case.title for case in CASES)
