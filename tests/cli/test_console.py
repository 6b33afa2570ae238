"""The console: any code page, any reader, tables that line up, problems worth reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from payroll.cli.chinese import display_width
from payroll.cli.console import show_problems, table
from payroll.problems import Cell, Problem
from tests.cli.conftest import ROOT, Payroll

RARE = "𠮷㐱✓张三"
"""Two rare characters and a tick that GBK cannot show, and a name that it can."""

CODE_PAGES = ["gbk", "cp936", "utf-8", "gb18030"]

PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
"""The plainest locale of all."""


def printed(code: str, **settings: str) -> tuple[bytes, bytes]:
    """What a program that ends well writes to its two streams."""
    setup = "from payroll.cli.console import *; make_consoles_safe(); "
    outcome = subprocess.run(
        [sys.executable, "-c", setup + code],
        capture_output=True,
        env=os.environ | settings,
        cwd=ROOT,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr.decode("utf-8", "replace")
    return outcome.stdout, outcome.stderr


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_what_a_code_page_cannot_show_becomes_a_question_mark(code_page: str) -> None:
    code = f"say({RARE!a}); warn({RARE!a})"
    stdout, stderr = printed(code, PYTHONIOENCODING=code_page)
    expected = RARE.encode(code_page, "replace")
    assert (stdout.split(), stderr.split()) == ([expected], [expected])


@pytest.mark.parametrize("settings", [{"PYTHONIOENCODING": "ascii"}, PLAIN])
def test_a_console_that_claims_ascii_gets_utf_8(settings: dict[str, str]) -> None:
    stdout, stderr = printed(f"say({RARE!a}); warn({RARE!a})", **settings)
    assert (stdout.decode().strip(), stderr.decode().strip()) == (RARE, RARE)


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_help_and_wrong_use_are_printed_on_every_code_page(
    payroll: Payroll, code_page: str
) -> None:
    help_page = payroll("--help", encoding=code_page)
    wrong_use = payroll("rnu", encoding=code_page)
    assert (help_page.status, wrong_use.status) == (0, 2)
    assert "按月核算" in help_page.said
    assert "没有命令 rnu" in wrong_use.warned


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_json_is_never_damaged_by_a_code_page(code_page: str) -> None:
    stdout, _ = printed(f"say_json({{'name': {RARE!a}}})", PYTHONIOENCODING=code_page)
    assert json.loads(stdout.decode(code_page)) == {"name": RARE}


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_leaves_does_not_stop_the_work() -> None:
    code = (
        "import sys\n"
        "from payroll.cli.console import *\n"
        "for number in range(100_000): say(str(number))\n"
        "warn('done')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b"done\n"
        assert process.wait() == 0


def test_columns_line_up_for_the_eye() -> None:
    text = table(
        ["项目", "人数", "金额"],
        [["公益性岗位", "500", "1,571,625.00"], ["村干部", "75", "0.00"], ["a", "1", "-1.00"]],
        right=[1, 2],
    )
    lines = text.splitlines()
    assert len({display_width(line) for line in lines}) == 1
    assert lines[0].startswith("项目        人数")
    assert lines[2].endswith("1,571,625.00")


def test_a_table_of_nothing_has_its_heading() -> None:
    assert table(["项目", "金额"], []).splitlines() == ["项目  金额", "----  ----"]


def test_a_name_cannot_steer_the_terminal() -> None:
    text = table(["姓名"], [["张三\x1b[2J\n李四\u202e"]])
    assert text.splitlines()[2:] == ["张三?[2J?李四?"]


def a_problem(row: int, severity: str = "error", file: str = "b.xlsx") -> Problem:
    return Problem(
        severity,  # type: ignore[arg-type]
        "attendance-exceeds-required",
        Cell(file, "3月", row, 6),
        "张三",
        "实际出勤 25 天，多于应出勤 22 天。",
        "请核对这一行的两个天数。",
    )


def test_problems_are_shown_errors_first_in_file_order(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([a_problem(9), a_problem(7, "warning", "a.xlsx"), a_problem(5)])
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "错误 2 条：\n"
        "b.xlsx｜3月｜F5\n"
        "  张三：实际出勤 25 天，多于应出勤 22 天。\n"
        "  请核对这一行的两个天数。［attendance-exceeds-required］\n"
        "b.xlsx｜3月｜F9\n"
        "  张三：实际出勤 25 天，多于应出勤 22 天。\n"
        "  请核对这一行的两个天数。［attendance-exceeds-required］\n"
        "提醒 1 条：\n"
        "a.xlsx｜3月｜F7\n"
        "  张三：实际出勤 25 天，多于应出勤 22 天。\n"
        "  请核对这一行的两个天数。［attendance-exceeds-required］\n"
    )


def test_one_place_with_two_problems_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([a_problem(5), a_problem(5)])
    assert capsys.readouterr().err.count("b.xlsx｜3月｜F5") == 1


def test_many_problems_are_cut_short_but_counted(capsys: pytest.CaptureFixture[str]) -> None:
    errors = [a_problem(row) for row in range(1, 29)]
    warnings = [a_problem(row, "warning") for row in range(1, 11)]
    show_problems([*warnings, *errors])
    shown = capsys.readouterr().err
    assert shown.startswith("错误 28 条：\n")
    assert "提醒 10 条：\n" in shown
    assert shown.count("［attendance-exceeds-required］") == 30
    assert shown.endswith("其余 8 条见 problems.csv。\n")


def test_no_limit_shows_every_one(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([a_problem(row) for row in range(1, 101)], limit=None)
    shown = capsys.readouterr().err
    assert shown.count("［") == 100
    assert "其余" not in shown


def test_every_word_of_formulas_and_findings_is_on_a_gbk_console():
    """U+2212 is the trap: it looks like a minus and comes out as a question mark."""
    for path in (ROOT / "payroll" / "terms").rglob("*.py"):
        assert "\u2212" not in path.read_text(encoding="utf-8"), path.name
