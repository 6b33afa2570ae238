"""`payroll init`: a working folder, whole or not at all, and never among the program's files."""

from __future__ import annotations

import os
import shutil
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from payroll import working_folder
from payroll.problems import Refusal
from payroll.working_folder import default_rates, make_working_folder
from tests.cli.conftest import ROOT, Payroll


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def code_of(folder: Path, rates: Path) -> str:
    with pytest.raises(Refusal) as refused:
        make_working_folder(folder, rates)
    (found,) = refused.value.problems
    return found.code


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    folder = tmp_path / "源"
    (folder / "budget").mkdir(parents=True)
    (folder / "a.toml").write_text("id = 1\n", encoding="utf-8")
    (folder / "budget" / "2026.toml").write_text("year = 2026\n", encoding="utf-8")
    (folder / "~$a.xlsx").touch()
    return folder


def test_a_new_folder_has_the_program_s_rates_and_room_for_the_rest(
    payroll: Payroll, tmp_path: Path
) -> None:
    outcome = payroll("init", "工资2026")
    assert (outcome.status, outcome.warned) == (0, "")
    made = tmp_path / "工资2026"
    assert {path.name for path in made.iterdir()} == {"rates", "rosters", "out", "说明.txt"}
    shipped = {path.relative_to(ROOT / "rates") for path in (ROOT / "rates").rglob("*.toml")}
    copied = {path.relative_to(made / "rates") for path in (made / "rates").rglob("*.toml")}
    assert copied == shipped
    assert copied
    for each in copied:
        assert (made / "rates" / each).read_bytes() == (ROOT / "rates" / each).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["工资2026"]


def test_the_guide_is_readable_in_the_oldest_notepad(rates: Path, tmp_path: Path) -> None:
    make_working_folder(tmp_path / "new", rates)
    guide = (tmp_path / "new" / "说明.txt").read_bytes()
    assert guide.startswith(b"\xef\xbb\xbf")
    assert guide.count(b"\n") == guide.count(b"\r\n") > 10
    assert "-P -m payroll run 2026-03" in guide.decode("utf-8-sig")


def test_only_rate_files_are_copied(rates: Path, tmp_path: Path) -> None:
    make_working_folder(tmp_path / "new", rates)
    assert files_below(tmp_path / "new") == {"说明.txt", "rates/a.toml", "rates/budget/2026.toml"}


def test_an_empty_folder_is_filled_even_when_it_is_the_current_one(
    rates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    make_working_folder(Path(), rates)
    assert "rates/a.toml" in files_below(tmp_path / "new")
    assert {path.name for path in tmp_path.iterdir()} == {"new", "源"}


def test_a_folder_with_anything_in_it_is_left_alone(rates: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "出勤.xlsx").touch()
    assert code_of(tmp_path / "old", rates) == "folder-not-empty"
    assert files_below(tmp_path / "old") == {"出勤.xlsx"}
    assert code_of(tmp_path / "old" / "出勤.xlsx", rates) == "folder-not-empty"


def test_a_missing_parent_is_more_likely_a_typing_mistake(rates: Path, tmp_path: Path) -> None:
    assert code_of(tmp_path / "nowhere" / "new", rates) == "folder-parent-missing"


@pytest.mark.parametrize("inside", ["new", "rosters/new", "tests/../new"])
def test_real_people_never_live_inside_the_program_s_folder(
    rates: Path, tmp_path: Path, inside: str
) -> None:
    for project in (ROOT, copy_of_the_project(tmp_path)):
        if (project / inside).parent.exists():
            assert code_of(project / inside, rates) == "folder-inside-project"
            assert not (project / inside).exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_into_the_program_s_folder_is_seen_through(rates: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(ROOT, target_is_directory=True)
    assert code_of(tmp_path / "link" / "new", rates) == "folder-inside-project"


def copy_of_the_project(tmp_path: Path) -> Path:
    """Another checkout, as somebody may have unpacked it."""
    project = tmp_path / "payroll-main"
    (project / "rosters").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", project)
    return project


@pytest.mark.parametrize("existed", [True, False])
@pytest.mark.parametrize("failing", ["copyfile", "rename"])
def test_a_failure_half_way_leaves_nothing(
    rates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existed: bool, failing: str
) -> None:
    target = tmp_path / "new"
    if existed:
        target.mkdir()
    calls = 0

    def fail_at_second(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == (2 if existed or failing == "copyfile" else 1):
            raise OSError("the disk is full")
        if failing == "rename":
            rename(*_)  # type: ignore[arg-type]

    rename = Path.rename
    if failing == "rename":
        monkeypatch.setattr(Path, "rename", fail_at_second)
    else:
        monkeypatch.setattr(working_folder.shutil, "copyfile", fail_at_second)
    with pytest.raises(OSError, match="the disk is full"):
        make_working_folder(target, rates)
    assert target.exists() == existed
    assert not existed or list(target.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"源"} | ({"new"} if existed else set())


def test_what_a_killed_run_left_is_cleared_away(rates: Path, tmp_path: Path) -> None:
    (tmp_path / ".new.new").mkdir()
    (tmp_path / ".new.new" / "half").touch()
    make_working_folder(tmp_path / "new", rates)
    assert "half" not in files_below(tmp_path / "new")
    assert not (tmp_path / ".new.new").exists()


def test_an_installed_program_finds_its_rates_by_the_record_of_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "share" / "subsidy-payroll" / "rates"
    (installed / "budget").mkdir(parents=True)
    (installed / "a.toml").touch()
    info = tmp_path / "lib" / "subsidy_payroll-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: subsidy-payroll\nVersion: 1\n", encoding="utf-8")
    record = [f"../share/subsidy-payroll/rates/{name}" for name in ("budget/2026.toml", "a.toml")]
    (info / "RECORD").write_text("".join(f"{name},,\n" for name in record), encoding="utf-8")
    monkeypatch.setattr(working_folder, "_CHECKOUT", tmp_path / "lib")
    monkeypatch.syspath_prepend(tmp_path / "lib")
    assert default_rates() == installed


def test_a_wheel_carries_every_rate_file() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = {
        f"{target}/{path.name}": path
        for target, patterns in settings["tool"]["setuptools"]["data-files"].items()
        for pattern in patterns
        for path in ROOT.glob(pattern)
    }
    for path in (ROOT / "rates").rglob("*.toml"):
        assert carried[f"share/subsidy-payroll/{path.relative_to(ROOT).as_posix()}"] == path


def test_a_program_without_rates_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_folder, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(metadata, "files", lambda _: None)
    with pytest.raises(Refusal) as refused:
        default_rates()
    assert refused.value.problems[0].code == "default-rates-missing"
