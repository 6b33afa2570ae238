"""What is told, and with which status, when the computer refuses or the program is wrong."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from payroll import cli
from payroll.__main__ import run
from payroll.cli.failures import system_problem
from payroll.problems import Cell, Refusal, problem
from tests.cli.conftest import ROOT, Payroll

FULL_DISK = Path("/dev/full")
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals, limits and shells")

RunCommand = Callable[[Callable[[], object]], int]


@pytest.fixture
def run_command(monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """Run a function as if it were the command `payroll work`; the exit status."""

    def work(function: Callable[[], object]) -> int:
        module = types.ModuleType("payroll.cli.work")
        module.command = click.Command("work", callback=function)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "payroll.cli.work", module)
        monkeypatch.setitem(cli.COMMANDS, "试验", {"work": "试验。"})
        return run(["work"])

    return work


def raising(failure: BaseException) -> Callable[[], object]:
    def work() -> None:
        raise failure

    return work


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EACCES, "file-in-use-or-forbidden"),
        (errno.EPERM, "file-in-use-or-forbidden"),
        (errno.EBUSY, "file-in-use-or-forbidden"),
        (errno.EROFS, "read-only-disk"),
        (errno.ENOENT, "file-not-there"),
        (errno.EISDIR, "not-a-folder"),
        (errno.ENOTDIR, "not-a-folder"),
        (errno.ENAMETOOLONG, "name-too-long"),
        (errno.EIO, "system-error"),
    ],
)
def test_a_refusal_of_the_system_names_the_file_and_the_remedy(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str], number: int, code: str
) -> None:
    refusal = OSError(number, os.strerror(number), str(Path.cwd() / "out" / "工资表.xlsx"))
    assert run_command(raising(refusal)) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"错误 1 条：\n{Path('out') / '工资表.xlsx'}\n")
    assert f"［{code}］" in told
    assert "请" in told
    assert os.strerror(number) not in told


def test_a_full_disk_is_recognised_in_the_words_of_polars(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(raising(OSError("No space left on device (os error 28)"))) == 2
    assert "［disk-full］" in capsys.readouterr().err


def test_a_workbook_open_in_excel_is_recognised_on_windows() -> None:
    refusal = PermissionError(errno.EACCES, "in use", "工资表.xlsx")
    refusal.winerror = 32  # type: ignore[attr-defined]
    assert "Excel 或 WPS" in system_problem(refusal).found


def test_of_a_move_the_target_is_named() -> None:
    refusal = OSError(errno.EACCES, "denied", "a.new", None, "a.xlsx")
    assert system_problem(refusal).cell.file == "a.xlsx"


def test_a_refusal_without_a_file_still_says_what_to_do() -> None:
    told = system_problem(OSError("no number at all"))
    assert (told.cell.file, told.code) == ("", "system-error")
    assert "no number at all" not in str(told)


def test_a_refusal_of_ours_is_shown_whole(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    both = [problem("folder-not-empty", Cell(name)) for name in ("b", "a")]
    assert run_command(raising(Refusal(*both))) == 2
    assert capsys.readouterr().err.startswith("错误 2 条：\na\n")


def test_a_mistake_of_the_program_shows_its_place_and_nobody_s_data(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> None:
        problem("no-such-code-张三-110101199003070003", Cell())

    assert run_command(work) == 70
    told = capsys.readouterr().err
    assert "payroll/problems.py:" in told
    assert "程序内部出错（KeyError）" in told
    assert "张三" not in told
    assert "0003" not in told
    assert "Traceback" not in told


def test_developers_can_ask_for_the_traceback(
    run_command: RunCommand,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PAYROLL_DEBUG", "1")
    assert run_command(raising(ValueError("here"))) == 70
    assert "ValueError: here" in capsys.readouterr().err


def test_a_panic_of_a_library_is_no_traceback_either(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    class PanicException(BaseException):
        pass

    assert run_command(raising(PanicException("index 110101199003070003"))) == 70
    assert "0003" not in capsys.readouterr().err


def test_too_little_memory_has_its_own_words(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(raising(MemoryError())) == 2
    assert "内存不足" in capsys.readouterr().err


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), click.Abort(), EOFError()])
def test_an_interruption_is_told_calmly(
    run_command: RunCommand, capsys: pytest.CaptureFixture[str], interruption: BaseException
) -> None:
    assert run_command(raising(interruption)) == 130
    assert capsys.readouterr().err.strip().startswith("已中断：")


@pytest.mark.parametrize("status", [0, 1, 2])
def test_a_command_sets_the_status_in_three_ways(run_command: RunCommand, status: int) -> None:
    def by_context() -> None:
        click.get_current_context().exit(status)

    assert run_command(by_context) == status
    assert run_command(raising(SystemExit(status))) == status
    assert run_command(lambda: status) == status


def test_a_command_that_returns_something_else_is_done(run_command: RunCommand) -> None:
    assert run_command(lambda: "text") == 0
    assert run_command(lambda: True) == 0


@pytest.mark.skipif(not FULL_DISK.exists(), reason="needs /dev/full")
def test_results_printed_to_a_full_disk_are_not_called_done() -> None:
    with FULL_DISK.open("w") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "payroll", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert outcome.returncode == 2
    assert "［disk-full］" in outcome.stderr.decode()
    assert b"Traceback" not in outcome.stderr
    assert b"Exception ignored" not in outcome.stderr


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_failure(closed: str) -> None:
    line = f'"{sys.executable}" -m payroll --version {closed}'
    outcome = subprocess.run(line, shell=True, capture_output=True, cwd=ROOT, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, b"")


@POSIX
def test_a_current_folder_that_is_gone_is_no_traceback(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        f"os.chdir({str(tmp_path)!r}); os.rmdir({str(tmp_path)!r})\n"
        "from payroll.cli.failures import system_problem\n"
        f"print(system_problem(OSError(2, 'gone', {str(tmp_path / 'a.xlsx')!r})).code)\n"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert outcome.stdout.strip() == b"file-not-there", outcome.stderr.decode()


@POSIX
def test_a_file_that_cannot_grow_leaves_nothing_half_written(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    outcome = subprocess.run(
        [sys.executable, "-m", "payroll", "init", str(tmp_path / "工资")],
        capture_output=True,
        cwd=ROOT,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert outcome.returncode == 2
    assert "［disk-full］" in outcome.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_ctrl_c_ends_with_130_and_no_traceback() -> None:
    code = (
        "import sys, time, types, click\n"
        "from payroll import cli\n"
        "module = sys.modules['payroll.cli.work'] = types.ModuleType('payroll.cli.work')\n"
        "def work(): print('ready', flush=True); time.sleep(60)\n"
        "module.command = click.Command('work', callback=work)\n"
        "cli.COMMANDS['试验'] = {'work': '试验。'}\n"
        "sys.argv = ['payroll', 'work']\n"
        "from payroll.__main__ import main\n"
        "main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        told = process.stderr.read().decode()
    assert "已中断" in told
    assert "Traceback" not in told


def test_python_m_payroll_and_the_command_are_one(payroll: Payroll) -> None:
    command = Path(sys.executable).with_name("payroll")
    if not command.exists():
        pytest.skip("the project is not installed here")
    by_command = subprocess.run([command, "rnu"], capture_output=True, cwd=ROOT, check=False)
    by_module = payroll("rnu")
    assert (by_command.returncode, by_command.stderr.decode()) == (
        by_module.status,
        by_module.warned,
    )
