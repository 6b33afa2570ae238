"""No file makes the reader raise, hang or return a value that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from payroll.intake.cells import read_cells
from payroll.problems import column_letters
from tests.cells.hostile import Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_is_read_as_it_is_or_refused_with_its_reason(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.content)

    workbook = read_cells(path, shown_as=case.name)

    errors = [one.code for one in workbook.problems if one.severity == "error"]
    assert list(dict.fromkeys(errors)) == ([case.code] if case.code else [])
    found = tuple(
        (f"{column_letters(value.column)}{value.row}", value.kind.value, value.text)
        for sheet in workbook.sheets
        for value in sheet.cells
    )
    assert found == case.cells
