"""`payroll read`, `units`, `check` and `kit` as a clerk meets them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from payroll.__main__ import run
from tests.desk.building import HEADINGS, IDS, ROWS, write_month
from tests.intake.books import write_book
from tests.project.tree import ROOT

RATES = ("--rates", str(ROOT / "rates"))


@dataclass
class Outcome:
    """What a command printed, and its status."""

    status: int
    said: str
    warned: str


class Desk:
    """A working folder with the month's sheet in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        self._capsys.readouterr()
        status = run([*arguments, *RATES])
        printed = self._capsys.readouterr()
        assert not any(id_number in printed.out + printed.err for id_number in IDS.values())
        return Outcome(status, printed.out, printed.err)


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    write_month(tmp_path / "rosters" / "2026-03")
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


def test_read_tells_how_a_sheet_was_understood(desk: Desk) -> None:
    outcome = desk("read", "rosters/2026-03/甲单位.xlsx")
    assert outcome.status == 1
    assert "读到              5 人，其中 2 人有错误" in outcome.said
    assert "逐人相加          应出勤 110 天，实出勤 63 天，请假 1 天" in outcome.said
    assert "F3\n  钱乙：实出勤天数写作“全勤”" in outcome.warned


def test_read_takes_the_month_from_the_folder_or_the_option(desk: Desk) -> None:
    sheet = desk.folder / "收到.xlsx"
    write_book(sheet, {"3月": [HEADINGS, ROWS[0]]})
    outcome = desk("read", "收到.xlsx")
    assert (outcome.status, "--month" in outcome.warned) == (2, True)
    assert desk("read", "收到.xlsx", "--month", "2026-03").status == 0
    assert "写的是" not in desk("read", "收到.xlsx", "--month", "2026-03").warned


@pytest.mark.parametrize("name", ["没有.xlsx", "rosters"])
def test_read_of_what_is_no_file_says_so(desk: Desk, name: str) -> None:
    outcome = desk("read", name, "--month", "2026-03")
    assert outcome.status in (1, 2)
    assert outcome.warned
    assert "Traceback" not in outcome.warned


def test_units_lists_those_that_need_a_call(desk: Desk) -> None:
    write_book(desk.folder / "rosters" / "2026-02" / "乙.xlsx", {"2": [HEADINGS, _other("乙局")]})
    outcome = desk("units", "2026-03")
    assert outcome.status == 0
    assert "乙局            未报" in outcome.said
    assert "合计（2 个单位：未报 1、已报 1）" in outcome.said
    assert "北城街道办事处" in desk("units", "2026-03", "--all").said


def _other(unit: str) -> list:
    return [*ROWS[3][:3], unit, *ROWS[3][4:]]


def test_check_writes_copies_and_no_pay(desk: Desk) -> None:
    outcome = desk("check", "2026-03")
    assert outcome.status == 1
    assert (
        "读到 1 个文件、5 行：可以发放 1 行（其中暂缓 0 行），有错误而搁置 4 行。" in outcome.said
    )
    assert "退回稿 1 份" in outcome.said
    written = {path.relative_to(desk.folder).as_posix() for path in desk.folder.glob("out/**/*.*")}
    assert {name for name in written if not name.startswith("out/.")} == {
        "out/2026-03-退回/run.json",
        "out/2026-03-退回/甲单位（退回）.xlsx",
    }


def test_check_without_copies_writes_nothing(desk: Desk) -> None:
    assert desk("check", "2026-03", "--no-copies").status == 1
    assert not (desk.folder / "out").exists()


def test_kit_writes_the_sheets_of_the_next_month(desk: Desk) -> None:
    outcome = desk("kit", "2026-04")
    assert outcome.status == 0
    assert outcome.said.startswith("1 个单位、1 人的出勤表在 out/2026-04-出勤表")
    assert (desk.folder / "out" / "2026-04-出勤表" / "北城街道办事处.xlsx").is_file()


@pytest.mark.parametrize("command", ["units", "check", "kit"])
def test_a_month_that_is_not_there_is_refused(desk: Desk, command: str) -> None:
    outcome = desk(command, "2026-07")
    assert outcome.status == 2
    assert "请" in outcome.warned
