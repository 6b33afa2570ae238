"""What `payroll run` says about finance's template, files it kept and files that differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from payroll.__main__ import run
from payroll.output import csv_files
from tests.cli.conftest import ROOT
from tests.output.test_template import template_at

SHEET = """姓名,身份证号,补贴项目,用人单位,应出勤天数,实出勤天数
试样一,140581199003070002,公益性岗位,北城街道办事处,22,22
试样二,140581199003080008,公益性岗位,北城街道办事处,22,20.5
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """The options of a run over one sheet of two people."""
    month = tmp_path / "rosters" / "2026-03"
    month.mkdir(parents=True)
    (month / "北城.csv").write_text(SHEET, encoding="utf-8")
    places = {"--rates": ROOT / "rates", "--rosters": month.parent, "--out": tmp_path / "out"}
    return [word for option, place in places.items() for word in (option, str(place))]


def test_the_template_of_finance_is_filled_and_unknown_headings_are_told(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = template_at(tmp_path / "财务模板.xlsx")
    assert run(["run", "2026-03", *folders, "--template", str(template)]) == 0
    told = capsys.readouterr()
    assert (tmp_path / "out" / "2026-03" / "财务模板_已填.xlsx").exists()
    assert re.search("财务模板_已填.xlsx +财务部自己的模板，已填好", told.out)
    assert "财务模板.xlsx｜发放表｜" in told.err
    assert "［template-heading-unknown］" in told.err


def test_a_template_that_is_not_there_is_wrong_use(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", "2026-03", *folders, "--template", str(tmp_path / "没有.xlsx")]) == 2
    assert "没有.xlsx" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_files_of_people_that_stayed_are_named(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", "2026-03", *folders]) == 0
    assert "原样保留" not in capsys.readouterr().out
    (tmp_path / "out" / "2026-03" / "审批.pdf").write_bytes(b"scan")
    assert run(["run", "2026-03", *folders]) == 0
    assert "原样保留：\n  审批.pdf\n" in capsys.readouterr().out


def test_what_to_do_next_depends_on_the_ledger(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["run", "2026-03", *folders]) == 0
    assert "无台账：不核对以前月份。" in capsys.readouterr().out
    ledger = ["--ledger", str(tmp_path / "ledger.db")]
    assert run(["ledger", "init", "--starts", "2026-03", "--by", "主任", *ledger]) == 0
    assert run(["run", "2026-03", *folders, *ledger]) == 0
    told = capsys.readouterr().out
    assert told.endswith("\n下一步：payroll submit 2026-03 --by 制表人\n")
    assert "无台账" not in told


def test_files_that_differ_from_the_calculation_end_in_sentences_and_nothing_written(
    folders: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    honest = csv_files.write_lines
    monkeypatch.setattr(csv_files, "write_lines", lambda lines, path: honest(lines[1:], path))
    assert run(["run", "2026-03", *folders]) == 2
    told = capsys.readouterr()
    assert "核算结果" not in told.out
    assert "lines.csv｜公益性岗位：" in told.err
    assert "［output-differs］" in told.err
    assert "请不要发放" in told.err
    assert "program-fault" not in told.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".payroll.lock"]
