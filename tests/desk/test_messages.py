"""The words of every message of the desk, as a clerk reads them, against its golden file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from payroll.corrections import with_corrections
from payroll.desk.kits import write_kits
from payroll.holds import with_holds
from payroll.intake.misplaced import require_lists_in_place
from payroll.problems import Problem, Refusal
from payroll.terms.files import CORRECTIONS
from payroll.terms.messages.desk import MESSAGES
from tests.desk.building import HERE, reading, write_list, write_month
from tests.desk.test_corrections import CASES as CORRECTION_CASES
from tests.desk.test_corrections import HEADINGS, corrected
from tests.desk.test_holds import CASES as HOLD_CASES
from tests.desk.test_holds import holds_of
from tests.desk.test_kit import MARCH, REGISTRY, registered
from tests.intake.books import write_book
from tests.intake.people import MONTH, PROGRAMS
from tests.project.tree import ROOT

GOLDENS = HERE / "goldens"


def of_corrections(folder: Path) -> Iterator[tuple[str, Problem]]:
    for number, (title, case) in enumerate(CORRECTION_CASES.items()):
        before, after = corrected(folder / f"c{number}", case)
        yield from ((title, each) for each in after.problems if each not in before.problems)
    folder = write_month(folder / "heading")
    write_list(folder / CORRECTIONS, HEADINGS[:-1], [{"原因": "补报"}])
    after = with_corrections(reading(folder), folder, PROGRAMS)
    yield from (("少一列", each) for each in after.problems if each.cell.file == CORRECTIONS)


def of_holds(folder: Path) -> Iterator[tuple[str, Problem]]:
    month = reading(write_month(folder / "2026-03"))
    for number, (title, case) in enumerate(HOLD_CASES.items()):
        try:
            holds = holds_of(folder / f"h{number}", case)
        except Refusal as refused:
            yield from ((title, each) for each in refused.problems)
        else:
            yield from ((title, each) for each in with_holds(month, holds, MONTH)[1])


def of_kits(folder: Path) -> Iterator[tuple[str, Problem]]:
    for title in ("没有花名册，也没有上月", "没有这个单位"):
        try:
            write_kits(folder / "k", ROOT / "rates", folder / "out", MARCH, ["丙局"])
        except Refusal as refused:
            yield from ((title, each) for each in refused.problems)
        write_book(folder / "k" / "花名册.xlsx", {"名册": [REGISTRY, registered(1, "甲局")]})


def of_misplaced(folder: Path) -> Iterator[tuple[str, Problem]]:
    rosters = folder / "rosters"
    (rosters / "2026-03").mkdir(parents=True)
    for name in ("暂缓发放名单.xlsx", "更正.xlsx", "2026-03/更正.csv"):
        (rosters / name).touch()
    try:
        require_lists_in_place(rosters, rosters / "2026-03")
    except Refusal as refused:
        yield from (("放错了", each) for each in refused.problems)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each code said, case by case."""
    folder = tmp_path_factory.mktemp("told")
    texts: dict[str, list[str]] = {}
    for found in (of_corrections, of_holds, of_kits, of_misplaced):
        for title, each in found(folder):
            shown = f"{title}\n[{each.severity}] {each}\n"
            texts.setdefault(each.code, []).append(shown)
    return {code: "\n".join(shown) for code, shown in texts.items()}


@pytest.mark.parametrize("code", MESSAGES)
def test_the_message_reads_as_in_its_golden_file(code: str, told: dict[str, str]) -> None:
    """Rewritten with PAYROLL_REWRITE_GOLDENS=1; read it as a clerk would before committing."""
    assert code in told, f"no case shows {code}"
    path = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(told[code], encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == told[code]


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(MESSAGES)
