"""Sheets of every kind and what they are read as: the files in cases/, one a sheet."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from payroll.terms.messages.intake import MESSAGES
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


ELSEWHERE = {
    *("month-folder-missing", "month-folder-empty", "formula-not-calculated"),
    "count-not-calculated",
}
"""Codes of folders, and of formulas that our writer cannot leave uncalculated: they are shown in
test_clean_sheets."""


def test_every_message_has_a_case() -> None:
    shown = "\n".join(case.expected for case in CASES)
    assert [code for code in MESSAGES if f"［{code}］" not in shown and code not in ELSEWHERE] == []


def test_no_case_shows_a_whole_id_or_card_in_a_message() -> None:
    for case in CASES:
        _, _, problems = case.expected.partition("\n\n")
        assert not re.search(r"[0-9]{9,}", problems), case.path.name
