"""A spreadsheet that computes our formulas itself shows what is stored beside them."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from payroll.output import write_month
from payroll.output.recalculation import find_formula_differences, value_of
from payroll.output.reread import ReadSheet
from tests.output.builders import month_of, person
from tests.output.workbooks import formulas, parts, rewrite


def without_stored_values(name: str, content: str) -> str:
    """A part whose formulas have nothing stored: whoever opens it must compute."""
    if not name.startswith("xl/worksheets/"):
        return content
    return re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", content)


def test_libreoffice_computes_what_is_stored(tmp_path: Path):
    people = [
        person(i, program, f"试样单位{i % 5}", attended_days_h=2200 - 50 * (i % 9))
        for i, program in enumerate(["public_welfare_post", "student_internship"] * 12)
    ]
    folder = write_month(month_of(people, over_from=30), tmp_path / "out").folder
    stored = [path for path in sorted(folder.glob("*.xlsx")) if formulas(path)]
    assert len(stored) >= 4
    blank = tmp_path / "blank"
    blank.mkdir()
    for path in stored:
        (blank / path.name).write_bytes(path.read_bytes())
        rewrite(blank / path.name, without_stored_values)
        assert "<f>" in "".join(parts(blank / path.name).values())
    computed = tmp_path / "computed"
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "xlsx", "--outdir", str(computed)),
            *map(str, sorted(blank.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    compared = 0
    for path in stored:
        compared += compare(path, computed / path.name)
    assert compared > 100


def compare(path: Path, computed: Path) -> int:
    """Number of formulas in `path` whose stored value is the computed one, all of them."""
    ours, theirs = (load_workbook(each, data_only=True) for each in (path, computed))
    count = 0
    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                stored = ours[sheet.title][cell.coordinate].value
                value = theirs[sheet.title][cell.coordinate].value
                assert stored is not None
                assert round(Decimal(str(value)), 2) == round(Decimal(str(stored)), 2), (
                    path.name,
                    sheet.title,
                    cell.coordinate,
                )
                count += 1
    return count


SHEET = ReadSheet(
    "甲",
    {1: {1: "1.10", 2: "0.05"}, 2: {1: "2.20"}, 3: {1: "3.30", 2: "1.00"}, 4: {1: "3.30"}},
    {(3, 1): "SUBTOTAL(9,A1:A2)"},
)


@pytest.mark.parametrize(
    ("formula", "fen"),
    [
        ("SUM(A1:A3)", 660),
        ("SUBTOTAL(9,A1:A3)", 330),
        ("A1+B1", 115),
        ("B1-A1", -105),
        ("'甲'!B3", 100),
        ("SUM(C1:C9)", 0),
    ],
)
def test_the_formulas_we_write(formula: str, fen: int):
    assert value_of(formula, SHEET, {"甲": SHEET}) == fen


@pytest.mark.parametrize("formula", ["A1*2", "SUM(A1:B3)", "SUMIF(A1:A3,1)", "A1", "甲!A1"])
def test_no_other_formula_is_taken_for_ours(formula: str):
    with pytest.raises(ValueError, match="not a formula of ours"):
        value_of(formula, SHEET, {"甲": SHEET})


def test_a_stored_value_that_is_a_fen_off_is_named():
    wrong = ReadSheet("甲", {**SHEET.rows, 3: {1: "3.31"}}, SHEET.formulas)
    assert find_formula_differences("甲.xlsx", {"甲": SHEET}) == []
    assert find_formula_differences("甲.xlsx", {"甲": wrong}) == [
        "甲.xlsx｜甲｜A3：公式算得 3.30 元，文件中存的是 3.31 元，相差 0.01 元。"
    ]
