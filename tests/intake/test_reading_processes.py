"""Whoever reads a file, it says the same; a process that fails costs nothing but time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from payroll.intake import Reading, children, read_rosters, reading_processes
from payroll.intake.asked import Asked
from payroll.intake.children import Child, Gone
from payroll.intake.folder import RosterFile, find_files
from payroll.intake.reading_processes import books
from payroll.intake.workbook import BookReading, read_workbook
from tests.intake.books import ASKED
from tests.intake.people import MONTH, PROGRAMS

ROOT = Path(__file__).parents[2]
FILES = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some of the sample's sheets, one of them torn."""
    place = tmp_path / "2026-03"
    place.mkdir()
    sheets = sorted((ROOT / "rosters" / "2026-03").rglob("*.xlsx"))[:FILES]
    for number, sheet in enumerate(sheets):
        shutil.copyfile(sheet, place / f"{number}.xlsx")
    (place / "3.xlsx").write_bytes((place / "3.xlsx").read_bytes()[:2000])
    return place


@pytest.fixture(autouse=True)
def always_worth_it(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(children, "FROM_BYTES", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    children._end_all()
    yield
    children._end_all()


def told(reading: Reading) -> list[str]:
    return [f"{each.cell} {each.code} {each.found}" for each in reading.problems]


def assert_reads_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read now is what this process reads alone."""
    together = read_rosters(folder, MONTH, PROGRAMS)
    with monkeypatch.context() as alone_here:
        alone_here.setattr("os.cpu_count", lambda: 1)
        alone = read_rosters(folder, MONTH, PROGRAMS)
    assert_frame_equal(together.roster, alone.roster)
    assert told(together) == told(alone)
    assert (together.layouts, together.sheets) == (alone.layouts, alone.sheets)
    assert together.files == alone.files
    assert together.roster.height > FILES


def test_processes_read_what_this_one_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_reads_the_same(folder, monkeypatch)
    assert len(children._idle) == 2, "they wait for the next folder"
    assert_reads_the_same(folder, monkeypatch)


def test_they_read_from_the_end_while_this_one_reads_from_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []

    def noted(file: RosterFile, asked: Asked) -> BookReading:
        here.append(file.shown_as)
        return read_workbook(file, asked)

    files = find_files(folder)
    with books(files, ASKED) as shared:
        for answer in list(shared._answers.values())[1:]:
            answer.result()
        monkeypatch.setattr(reading_processes, "read_workbook", noted)
        found = [shared.read(file) for file in files]
    assert here == [], "all had been read elsewhere before this process began"
    assert [each.sha256 for each in found] == [read_workbook(f, ASKED).sha256 for f in files]


def test_a_process_that_is_killed_loses_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Child.answer
    dead: list[Child] = []

    def killed(child: Child) -> object:
        dead.append(child)
        child.kill()
        return answer(child)

    monkeypatch.setattr(Child, "answer", killed)
    assert_reads_the_same(folder, monkeypatch)
    assert dead
    assert not set(dead) & set(children._idle), "nobody is given to a dead one again"


def test_a_process_that_died_while_it_waited_loses_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_rosters(folder, MONTH, PROGRAMS)
    for child in children._idle:
        child.kill()
        child._process.wait()
    assert_reads_the_same(folder, monkeypatch)


def test_where_no_process_starts_this_one_reads_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("subprocess.Popen", refused)
    assert_reads_the_same(folder, monkeypatch)


def test_a_mistake_of_the_program_is_made_here_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Child) -> None:
        raise Gone

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Child, "answer", gone)
    monkeypatch.setattr(reading_processes, "read_workbook", broken)
    with pytest.raises(ZeroDivisionError):
        read_rosters(folder, MONTH, PROGRAMS)


def test_reading_files_needs_no_polars() -> None:
    """What makes another process start in a moment."""
    child = Child()
    try:
        child.tell(ASKED)
        child.tell(RosterFile(ROOT / "start.py", "start.py", set_aside=False))
        assert child.answer().tables == []
        loaded = Path(f"/proc/{child._process.pid}/maps")
        if loaded.exists():
            assert "polars" not in loaded.read_text(encoding="utf-8")
    finally:
        child.end()
