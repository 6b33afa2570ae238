"""start.py: what it does to `.venv` in every state it may find it in.

Real installations with real interpreters are made by `.ci/run`; here the commands are recorded.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.conftest import ROOT

SOURCE = ROOT / "start.py"


class Computer:
    """Stands in for the commands start.py runs: remembers them, answers as told."""

    def __init__(self, start: ModuleType) -> None:
        self.start = start
        self.commands: list[str] = []
        self.has_ensurepip = True
        self.has_pip = True
        self.network = True

    def run(self, command: Sequence[str | Path], folder: Path | None = None) -> int:
        line = self.line(command)
        self.commands.append(f"{line}  in {folder.name}" if folder else line)
        return 1 if "install" in line.split() and not self.network else 0

    def quietly(self, command: Sequence[str | Path]) -> tuple[int, str]:
        line = self.line(command)
        if "venv" in line.split():
            self.commands.append(line)
            bare = "--without-pip" in line
            if not (self.has_ensurepip or bare):
                return 1, "ensurepip is not available"
            self.start.PYTHON.parent.mkdir(parents=True)
            self.start.PYTHON.write_text("with pip" if not bare else "bare", encoding="utf-8")
            return 0, ""
        if "apt-get" in line:
            self.commands.append(line)
            return 1, ""
        if "pip" in line.split():
            own = line.startswith("VENV")
            there = self.start.PYTHON.read_text(encoding="utf-8") == "with pip" if own else None
            return (0 if (there if own else self.has_pip) else 1), ""
        return (0 if self.start.PYTHON.read_text(encoding="utf-8") else 1), ""

    def line(self, command: Sequence[str | Path]) -> str:
        names = {str(self.start.PYTHON): "VENV", sys.executable: "BASE"}
        words = [names.get(str(word), str(word)) for word in command]
        words = ["BASE" if word == getattr(sys, "_base_executable", "") else word for word in words]
        return " ".join(word.replace(str(self.start.VENV), ".venv") for word in words)

    def installed(self) -> list[str]:
        return [line for line in self.commands if " install " in line]

    def made(self) -> list[str]:
        return [line for line in self.commands if "-m venv" in line]


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    spec = importlib.util.spec_from_file_location("start_under_test", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    root = tmp_path / "程序 main"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for name in ("ROOT", "VENV", "PYTHON", "STAMP", "UNFINISHED"):
        here = root / getattr(start, name).relative_to(ROOT)
        monkeypatch.setattr(start, name, here)
    fake = Computer(start)
    monkeypatch.setattr(start, "run", fake.run)
    monkeypatch.setattr(start, "quietly", fake.quietly)
    monkeypatch.setattr(start, "add_debian_package", lambda: False)
    return fake


def pyproject_changes(computer: Computer) -> None:
    (computer.start.ROOT / "pyproject.toml").write_text("[tool]\n", encoding="utf-8")


def break_python(computer: Computer) -> None:
    computer.start.PYTHON.write_text("", encoding="utf-8")


def remove_python(computer: Computer) -> None:
    computer.start.PYTHON.unlink()


def interrupt(computer: Computer) -> None:
    computer.start.UNFINISHED.touch()


def test_the_first_start_sets_up_and_runs_the_main_job(computer: Computer) -> None:
    assert computer.start.main([]) == 0
    assert computer.commands == [
        "BASE -m venv .venv",
        "VENV -m pip --disable-pip-version-check install --quiet --editable .  in 程序 main",
        "VENV -P -m payroll run 2026-03  in 程序 main",
    ]


def test_the_next_start_only_runs(computer: Computer) -> None:
    computer.start.main([])
    computer.commands.clear()
    assert computer.start.main(["run", "2026-02"]) == 0
    assert computer.commands == ["VENV -P -m payroll run 2026-02"]


@pytest.mark.parametrize("arguments", [["payroll", "rates"], ["rates"]])
def test_arguments_are_those_of_payroll(computer: Computer, arguments: list[str]) -> None:
    computer.start.main(arguments)
    assert computer.commands[-1] == "VENV -P -m payroll rates"


def test_test_installs_what_the_tests_need_and_passes_arguments_on(computer: Computer) -> None:
    computer.start.main([])
    assert computer.start.main(["test", "tests/cli", "-x"]) == 0
    assert computer.installed()[-1].endswith("--editable .[test]  in 程序 main")
    assert computer.commands[-1].startswith("VENV -m pytest -n ")
    assert computer.commands[-1].endswith(" tests/cli -x  in 程序 main")


def test_what_the_tests_need_stays_installed(computer: Computer) -> None:
    computer.start.main(["test"])
    computer.start.main([])
    assert len(computer.installed()) == 1
    pyproject_changes(computer)
    computer.start.main([])
    assert computer.installed()[-1].endswith("--editable .[test]  in 程序 main")


def test_a_changed_pyproject_is_installed_into_the_same_environment(computer: Computer) -> None:
    computer.start.main([])
    pyproject_changes(computer)
    computer.start.main([])
    assert (len(computer.made()), len(computer.installed())) == (1, 2)


@pytest.mark.parametrize("damage", [break_python, remove_python, interrupt])
def test_a_broken_or_half_made_environment_is_made_anew(
    computer: Computer, damage: Callable[[Computer], None]
) -> None:
    computer.start.main([])
    (computer.start.VENV / "left over").touch()
    damage(computer)
    assert computer.start.main([]) == 0
    assert (len(computer.made()), len(computer.installed())) == (2, 2)
    assert not (computer.start.VENV / "left over").exists()
    assert not computer.start.UNFINISHED.exists()


def test_an_environment_somebody_made_by_hand_is_used_as_it_is(computer: Computer) -> None:
    computer.start.PYTHON.parent.mkdir(parents=True)
    computer.start.PYTHON.write_text("with pip", encoding="utf-8")
    assert computer.start.main([]) == 0
    assert (len(computer.made()), len(computer.installed())) == (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_or_a_link_in_the_way_is_replaced(computer: Computer, tmp_path: Path) -> None:
    computer.start.VENV.symlink_to(tmp_path / "nowhere")
    assert computer.start.main([]) == 0
    assert not computer.start.VENV.is_symlink()


def test_debian_without_ensurepip_installs_with_its_own_pip_from_outside(
    computer: Computer,
) -> None:
    computer.has_ensurepip = False
    assert computer.start.main([]) == 0
    assert computer.made() == ["BASE -m venv .venv", "BASE -m venv --without-pip .venv"]
    assert computer.installed() == [
        "BASE -m pip --disable-pip-version-check --python VENV install --quiet --editable .  "
        "in 程序 main"
    ]


def test_debian_without_any_pip_is_told_which_package_to_install(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.has_ensurepip = computer.has_pip = False
    assert computer.start.main([]) == 2
    told = capsys.readouterr().err
    assert "sudo apt install python3-venv" in told
    assert "On Debian and Ubuntu install python3-venv" in told
    assert not computer.start.VENV.exists()
    assert computer.installed() == []


def test_without_network_the_first_start_says_so_and_the_next_begins_anew(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.network = False
    assert computer.start.main([]) == 2
    assert "请检查网络和代理" in capsys.readouterr().err
    assert not any("payroll" in line for line in computer.commands)
    computer.network = True
    assert computer.start.main([]) == 0
    assert len(computer.made()) == 2


def test_without_network_a_working_environment_is_not_thrown_away(computer: Computer) -> None:
    computer.start.main([])
    pyproject_changes(computer)
    computer.network = False
    assert computer.start.main([]) == 2
    computer.network = True
    assert computer.start.main([]) == 0
    assert len(computer.made()) == 1


def test_an_environment_that_cannot_be_made_is_told_without_a_traceback(
    computer: Computer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert computer.start.main([]) == 2
    assert "运行环境 .venv 建立不了" in capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 8), (3, 10)])
def test_an_old_python_is_told_which_one_is_needed(
    computer: Computer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, int],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    status = computer.start.main([])
    monkeypatch.undo()
    assert status == 2
    told = capsys.readouterr().err
    number = ".".join(map(str, version))
    assert f"这里的 Python 是 {number}，本程序需要 3.11 或更高版本" in told
    assert f"This is Python {number}, and 3.11 or newer is needed" in told
    assert computer.commands == []


def test_the_file_parses_on_python_3_8() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= sys.stdlib_module_names
        if isinstance(node, ast.ImportFrom):
            assert str(node.module).split(".")[0] in sys.stdlib_module_names


@pytest.mark.skipif(os.cpu_count() is None, reason="unknown number of cores")
def test_the_tests_use_the_cores_within_reason(computer: Computer) -> None:
    option, number = computer.start.workers()
    assert option == "-n"
    assert 1 <= int(number) <= min(8, os.cpu_count() or 1)
