"""The commands that the handbook and README show are run, in the order in which they stand."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from pathlib import Path

import pytest

from payroll.__main__ import run
from tests.docs.codes import HANDBOOK
from tests.output.test_template import template_at
from tests.project.tree import ROOT

README = ROOT / "README.md"
PEOPLE, MONTHS = "60", "2026-02..2026-04"

WITH_HELD_ROWS = {"check 2026-02", "run 2026-02 --strict"}
"""February has mistakes on purpose: status 1."""

BY_STEPS = {"submit", "return", "post"}
"""README names the steps of a month, the handbook takes them in their order."""

FROM_OUTSIDE = {"bank-result"}
"""Commands of README that read what only a bank can send; tests of their own run them."""

COMMAND = re.compile(r"^ *payroll (\S.*?)(?: {2,}.*| *#.*)?$", re.MULTILINE)


def shown(document: Path) -> list[str]:
    """Command lines of the document's text blocks."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in COMMAND.findall(block)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in: the rates, attendance sheets of sixty people, the first month done."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    shutil.copytree(ROOT / "rates", "rates")
    template_at(folder / "财务模板.xlsx")
    assert run(["sample", "--people", PEOPLE, "--months", MONTHS]) == 0
    assert run(["run", MONTHS[:7]]) == 1
    return folder


def arguments(line: str, desk: Path) -> list[str]:
    """The words of a command, with places and a person that exist here."""
    line = line.replace("D:/", f"{desk.as_posix()}/").replace("--people 5000", f"--people {PEOPLE}")
    words = shlex.split(line)
    if words[0] == "sample" and "--out" not in words:
        words += ["--out", "练习"]  # the sheets that the other commands read stay as they are
    if words[0] == "read":
        words[1] = next(Path("rosters", "2026-03").rglob("*.xlsx")).as_posix()
    if words[0] == "explain":
        words[words.index("张三")] = somebody(words[1])
    return words


def somebody(month: str) -> str:
    """Name of the first person paid in the month."""
    with Path("out", month, "lines.csv").open(encoding="utf-8-sig") as lines:
        return next(csv.DictReader(lines))["name"]


@pytest.mark.parametrize(
    ("document", "least"), [(HANDBOOK, 25), (README, 8)], ids=["handbook", "readme"]
)
def test_the_commands_do_what_they_are_shown_for(
    desk: Path, document: Path, least: int, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(document)
    assert len(lines) >= least
    for line in lines:
        if document == README and line.split()[0] in BY_STEPS | FROM_OUTSIDE:
            continue
        capsys.readouterr()
        status = run(arguments(line, desk))
        told = capsys.readouterr().err
        assert status == (1 if line in WITH_HELD_ROWS else 0), f"payroll {line}\n{told}"
