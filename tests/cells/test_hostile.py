"""No file makes the reader raise, hang or return a value that is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from payroll.intake.cells import Limits, Workbook, read_cells, read_content
from payroll.intake.cells.worksheet import WorksheetReader
from payroll.problems import Cell, column_letters, problem
from payroll.terms.messages.files import MESSAGES
from tests.cells import builders
from tests.cells.hostile import Case, Expected, cases

CASES = cases()
GOLDEN = Path(__file__).parent / "goldens" / "messages.txt"

SLOW = {"million-blank-rows.xlsx", "tall.xlsx"}
SEEN_ELSEWHERE = {
    # test_files.py
    "file-missing",
    "file-is-folder",
    "file-not-regular",
    "file-locked",
    "file-unreadable",
    "file-changed",
    "file-too-large",
    # test_xls.py
    "legacy-crashed",
    "legacy-timeout",
    "legacy-memory",
}


def cells_of(workbook: Workbook) -> Expected:
    return tuple(
        (f"{column_letters(value.column)}{value.row}", value.kind.value, value.text)
        for sheet in workbook.sheets
        for value in sheet.cells
    )


def error_codes(workbook: Workbook) -> set[str]:
    return {one.code for one in workbook.problems if one.severity == "error"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_read_as_it_is_or_refused_with_its_reason(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.content)

    workbook = read_cells(path, shown_as=case.name)

    assert error_codes(workbook) == ({case.code} if case.code else set())
    assert cells_of(workbook) == case.cells
    assert workbook.refused is (not workbook.sheets)


def test_the_strict_way_alone_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorksheetReader, "_takes_short_way", lambda *_: False)
    for case in CASES:
        if case.name.endswith(".xlsx") and case.name not in SLOW:
            workbook = read_content(case.content, shown_as=case.name)
            assert error_codes(workbook) == ({case.code} if case.code else set()), case.name
            assert cells_of(workbook) == case.cells, case.name


def test_the_set_holds_every_kind_of_refusal() -> None:
    seen = {case.code for case in CASES} | SEEN_ELSEWHERE
    assert len(CASES) >= 80
    assert {code for code, one in MESSAGES.items() if one.severity == "error"} <= seen


def test_messages_are_those_a_clerk_has_read() -> None:
    """Rewritten with PAYROLL_REWRITE_GOLDENS=1; read it as a clerk would before committing."""
    problems = [
        one
        for case in CASES
        if case.name not in SLOW
        for one in read_content(case.content, shown_as=case.name).problems
    ]
    facts = {"size": "25.0", "limit": 20, "seconds": 20}
    problems += [problem(code, Cell("收.xlsx"), **facts) for code in sorted(SEEN_ELSEWHERE)]
    told = "".join(f"{one}\n" for one in problems)
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("limits", "content", "code"),
    [
        (Limits(cells=5), builders.xlsx(), "workbook-too-many"),
        (Limits(cells=5), builders.ods(), "workbook-too-many"),
        (Limits(cells=5), builders.biff8(), "workbook-too-many"),
        (Limits(cells=1), b"a,b\n", "workbook-too-many"),
        (Limits(strings=3), builders.xlsx(), "workbook-too-many"),
        (Limits(text_total=8), builders.xlsx(), "workbook-too-many"),
        (Limits(text_total=8), builders.ods(), "workbook-too-many"),
        (Limits(text_total=8), builders.biff8(), "workbook-too-many"),
        (Limits(text_total=1), b"a,b\n", "workbook-too-many"),
        (Limits(sheets=0), builders.xlsx(), "workbook-too-many"),
        (Limits(sheets=0), builders.ods(), "workbook-too-many"),
        (Limits(entries=6), builders.xlsx(), "workbook-too-many"),
        (Limits(elements=9), builders.xlsx(), "workbook-too-many"),
        (Limits(references=1), builders.xlsx(), "workbook-too-many"),
        (Limits(rows=2), builders.xlsx(), "cell-beyond-limits"),
        (Limits(rows=2), builders.ods(), "cell-beyond-limits"),
        (Limits(rows=2), builders.biff8(), "cell-beyond-limits"),
        (Limits(rows=2), b"a\nb\nc\n", "cell-beyond-limits"),
        (Limits(columns=1), builders.xlsx(), "cell-beyond-limits"),
        (Limits(columns=1), builders.ods(), "cell-beyond-limits"),
        (Limits(columns=1), builders.biff8(), "cell-beyond-limits"),
        (Limits(columns=1), b"a,b\n", "cell-beyond-limits"),
        (Limits(text_length=1), builders.xlsx(), "cell-text-too-long"),
        (Limits(text_length=1), builders.ods(), "cell-text-too-long"),
        (Limits(text_length=1), builders.biff8(), "cell-text-too-long"),
        (Limits(text_length=1), b"ab\n", "cell-text-too-long"),
        (Limits(unpacked_bytes=100), builders.xlsx(), "workbook-expands"),
        (Limits(ratio=1, ratio_from_bytes=100), builders.xlsx(), "workbook-ratio"),
    ],
)
def test_limits_are_settings(limits: Limits, content: bytes, code: str) -> None:
    assert error_codes(read_content(content, shown_as="a", limits=limits)) == {code}
