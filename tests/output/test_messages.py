"""What the clerk reads when something is in the way: one golden file a message."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from payroll.output import staging, write_month
from payroll.problems import Problem, Refusal
from payroll.terms.messages.output import MESSAGES
from tests.output.builders import small_month
from tests.output.test_template import template_at

GOLDENS = Path(__file__).parent / "goldens"


def refused(*, out: Path, template: Path | None = None) -> Problem:
    with pytest.raises(Refusal) as refusal:
        write_month(small_month(), out, template=template)
    (problem,) = refusal.value.problems
    return problem


def being_written(folder: Path) -> Problem:
    with staging.locked(folder / "out"):
        return refused(out=folder / "out")


def in_use(folder: Path) -> Problem:
    def held_open(_self: Path, _target: Path) -> Path:
        raise PermissionError

    write_month(small_month(), folder / "out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", held_open)
        return refused(out=folder / "out")


def not_a_folder(folder: Path) -> Problem:
    (folder / "2026-03").write_text("")
    return refused(out=folder)


def unreadable(folder: Path) -> Problem:
    (folder / "模板.xlsx").write_text("")
    return refused(out=folder / "out", template=folder / "模板.xlsx")


def without_headings(folder: Path) -> Problem:
    Workbook().save(folder / "模板.xlsx")
    return refused(out=folder / "out", template=folder / "模板.xlsx")


def told(code: str) -> Callable[[Path], Problem]:
    def find(folder: Path) -> Problem:
        template = template_at(folder / "模板.xlsx")
        if code == "template-parts-lost":
            add_picture(template)
        written = write_month(small_month(), folder / "out", template=template)
        return next(problem for problem in written.problems if problem.code == code)

    return find


def add_picture(template: Path) -> None:
    with ZipFile(template, "a") as archive:
        archive.writestr("xl/media/image1.png", b"picture")


def differs(folder: Path) -> Problem:
    month = small_month()
    lost = replace(month, held=month.held.clear())
    with pytest.raises(Refusal) as refusal:
        write_month(lost, folder / "out")
    return refusal.value.problems[0]


CASES: dict[str, Callable[[Path], Problem]] = {
    "output-being-written": being_written,
    "output-in-use": in_use,
    "output-not-a-folder": not_a_folder,
    "output-differs": differs,
    "template-unreadable": unreadable,
    "template-without-headings": without_headings,
    "template-heading-unknown": told("template-heading-unknown"),
    "template-parts-lost": told("template-parts-lost"),
}


def test_every_message_has_a_case():
    assert set(CASES) == set(MESSAGES)


@pytest.mark.parametrize("code", CASES)
def test_the_message_reads_as_written_down(code: str, tmp_path: Path):
    found = CASES[code](tmp_path)
    assert found.code == code
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(f"{found}\n", encoding="utf-8", newline="\n")
    assert f"{found}\n" == golden.read_text(encoding="utf-8")
