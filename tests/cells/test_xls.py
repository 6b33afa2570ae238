"""The child process that reads old binary workbooks, and what it may do to the run: nothing."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from payroll.intake.cells import Kind, Limits, read_content, xls
from payroll.problems import Problem
from tests.cells import builders


def problems(content: bytes, limits: Limits | None = None) -> list[Problem]:
    return read_content(content, shown_as="旧.xls", limits=limits).problems


def with_child(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put another program in the place of the child."""
    child = tmp_path / "child.py"
    child.write_text(source, encoding="utf-8")
    monkeypatch.setattr(xls, "_CHILD", child)


@pytest.mark.parametrize(
    "source",
    ["raise SystemExit(3)", "import os; os.abort()", "print('nonsense')", "", "import nothing"],
)
def test_a_child_that_dies(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_child(source, tmp_path, monkeypatch)
    assert [one.code for one in problems(builders.biff8())] == ["legacy-crashed"]


def test_a_child_that_does_not_even_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_child("import sys; sys.stdin.close()", tmp_path, monkeypatch)
    large = builders.biff8() + bytes(3_000_000)
    assert [one.code for one in problems(large)] == ["legacy-crashed"]


def test_a_child_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_child("while True: pass", tmp_path, monkeypatch)
    start = time.perf_counter()
    found = problems(builders.biff8(), Limits(legacy_seconds=1))
    assert [one.code for one in found] == ["legacy-timeout"]
    assert time.perf_counter() - start < 5


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on memory there")
def test_a_child_that_needs_too_much_memory() -> None:
    large = builders.biff8() + bytes(60_000_000)
    found = problems(large, Limits(legacy_bytes=50_000_000))
    assert [one.code for one in found] == ["legacy-memory"]


def test_what_the_child_says_of_people_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with_child("import sys; sys.stderr.write('张三'); sys.exit(1)", tmp_path, monkeypatch)
    problems(builders.biff8())
    assert capfd.readouterr() == ("", "")


def test_formulas_are_told_from_values() -> None:
    cells = builders.number(0, 0, 5.0) + builders.formula(0, 1, 5.0)
    workbook = read_content(builders.biff8(cells), shown_as="旧.xls")
    assert [value.is_formula for value in workbook.sheets[0].cells] == [False, True]
    assert not workbook.problems


def test_a_formula_never_calculated_is_warned_of() -> None:
    found = problems(builders.biff8(builders.formula(4, 1, 0.0, flags=2)))
    assert [(one.severity, one.code) for one in found] == [("warning", "workbook-not-calculated")]
    assert str(found[0].cell) == "旧.xls｜3月｜B5"


def test_everything_a_spreadsheet_program_saved_comes_back() -> None:
    """The file was saved by LibreOffice 7.4 as Excel 97-2003."""
    content = (Path(__file__).parent / "saved" / "calc.xls").read_bytes()
    workbook = read_content(content, shown_as="calc.xls")
    sheet, hidden = workbook.sheets
    assert (sheet.name, hidden.name, hidden.state) == ("3月", "隐藏", "hidden")
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {4}
    assert sheet.comments == {(2, 1): "备注内容"}
    assert [tuple(merge) for merge in sheet.merges] == [(8, 1, 9, 3)]
    row = {value.column: value for value in dict(sheet.rows())[3]}
    assert (row[3].kind, row[3].text, row[3].number_format) == (Kind.DATE, "46083", r"yyyy\-mm\-dd")
    assert (row[6].kind, row[6].text, row[6].is_formula) == (Kind.ERROR, "#DIV/0!", True)
    assert row[11].text == "0.30000000000000004"
