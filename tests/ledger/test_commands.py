"""The commands as a clerk sees them, from an empty folder to a closed month."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from payroll.__main__ import run as run_command
from tests.ledger.builders import (
    Paid,
    assert_golden,
    some_people,
    synthetic_id,
    write_run,
)


class Told:
    """Every command that was run and all it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.pages: list[str] = []
        self._capsys = capsys

    def run(self, *words: str, status: int = 0) -> str:
        """What one command said."""
        assert run_command(words) == status
        said = self._capsys.readouterr()
        page = plain(said.out + said.err)
        self.pages.append(f"$ payroll {' '.join(words)}\n{page}")
        return page


def plain(text: str) -> str:
    """The text without what differs from run to run, in the same width."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "0123456789abcdef", text)
    text = re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d", "2026-05-06 07:08", text)
    return re.sub(r"(?<= )\d\d-\d\d(?=；|\n|$)", "05-06", text)


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Told:
    """Run commands in an empty folder; what the clock and the chain give is made plain."""
    monkeypatch.chdir(tmp_path)
    return Told(tmp_path, capsys)


def test_a_month_from_the_start_to_the_end(told: Told) -> None:
    out = told.folder / "out"
    told.run("status", status=2)
    told.run("ledger", "init", "--starts", "2026-04", "--by", "张三")
    told.run("ledger", "init", "--starts", "2026-05", status=2)
    write_run(out, "2026-04", some_people(3))
    told.run("status")
    told.run("post", "2026-04", "--by", "张三", status=2)
    told.run("submit", "2026-04", "--by", "张三")
    told.run("review", "2026-04", "--by", "张三", status=2)
    told.run("review", "2026-04", "--by", "李四")
    told.run("return", "2026-04", "--by", "王五", "--reason", "北城街道出勤表有误")
    told.run("status")
    write_run(out, "2026-04", [Paid(0), Paid(1, person_fen=200_000), Paid(2)])
    told.run("submit", "2026-04", "--by", "张三")
    told.run("review", "2026-04", "--by", "李四")
    told.run("approve", "2026-04", "--by", "王五")
    (out / "2026-04" / "工资表_试样.xlsx").write_bytes(b"edited")
    told.run("status")
    told.run("post", "2026-04", "--by", "张三", status=2)
    write_run(out, "2026-04", [Paid(0), Paid(1, person_fen=200_000), Paid(2)])
    told.run("post", "2026-04", "--by", "张三")
    told.run("post", "2026-04", "--by", "李四", status=2)
    told.run("close", "2026-04", "--by", "张三")
    write_run(out, "2026-06", some_people(1))
    told.run("submit", "2026-06", "--by", "张三", status=2)
    told.run("status")
    told.run("log")
    assert_golden("month.txt", "\n".join(told.pages))


def test_one_person_with_two_numbers(told: Told) -> None:
    out = told.folder / "out"
    told.run("ledger", "init", "--starts", "2026-04", "--single-person")
    old, new = synthetic_id(1), synthetic_id(2)
    people = {"2026-04": Paid(1, name="张三"), "2026-05": Paid(2, name="张三", person_fen=200_000)}
    for subject, paid in people.items():
        write_run(out, subject, [paid])
        for kind in ("submit", "review", "approve", "post"):
            told.run(kind, subject, "--by", "张三")
    told.pages.clear()
    told.run("person", "张三")
    for words in (
        (old, new[:-1]),
        (old, f"{new[:-1]}{(int(new[-1]) + 1) % 10 if new[-1] != 'X' else 1}"),
        (synthetic_id(5), new),
    ):
        told.run("person", "correct", *words, "--by", "张三", "--reason", "抄错", status=2)
    told.run("person", "correct", old, new, "--by", "张三", "--reason", "登记时抄错")
    told.run("person", "correct", old, new, "--by", "张三", "--reason", "登记时抄错", status=2)
    told.run("person", new)
    told.run("person", "李四", status=1)
    said = "\n".join(told.pages)
    shown = re.sub(r"\b\d{14}(\d{3}[\dX])\b", r"<\1>", said)
    assert_golden("person.txt", shown)
    for page in told.pages:
        assert old not in page.partition("\n")[2]
        assert new not in page.partition("\n")[2]


def test_modes_heads_and_copies(told: Told) -> None:
    told.run("ledger", "init", "--starts", "2026-04")
    told.run("ledger", "mode", "--single-person", "--by", "张三", "--reason", "只有一名工作人员")
    told.run("ledger", "mode", "--single-person", "--by", "张三", "--reason", "同上", status=2)
    told.run("ledger", "head")
    told.run("backup", "台账.bak")
    told.run("ledger", "mode", "--different-people", "--by", "张三", "--reason", "已配齐人员")
    told.run("restore", "台账.bak", status=2)
    told.run("restore", "台账.bak", "--force")
    told.run("log", "--last", "1")
    told.run("submit", "2026-13", "--by", "张三", status=2)
    told.run("submit", "opening", "--by", "", status=2)
    assert_golden("keeping.txt", "\n".join(told.pages))
