"""The folder of a month: all or nothing, its own output only, nothing of other people lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from payroll.output import staging, write_month, writing
from payroll.problems import Refusal
from payroll.terms.columns import EDITED_FOLDER
from tests.output.builders import month_of, person, small_month


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def other_month():
    return month_of([person(9, "village_officer", attended_days_h=1100)])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_month(small_month(), tmp_path / "out")
    return tmp_path / "out"


def test_a_rerun_leaves_the_same_bytes_and_nothing_beside_them(out: Path):
    before = contents(out)
    written = write_month(small_month(), out)
    assert contents(out) == before
    assert written.kept == ()
    assert set(written.files) == {p.name for p in written.folder.iterdir()}
    assert {p.name for p in out.iterdir()} == {"2026-03", ".payroll.lock"}


def test_a_rerun_removes_what_only_the_earlier_run_wrote(out: Path):
    assert (out / "2026-03" / "工资表_公益性岗位.xlsx").exists()
    write_month(other_month(), out)
    assert not (out / "2026-03" / "工资表_公益性岗位.xlsx").exists()


def test_files_of_other_people_stay_where_they_are(out: Path):
    month = out / "2026-03"
    (month / "绩效").mkdir()
    (month / "绩效" / "说明.txt").write_text("三月考核", encoding="utf-8")
    (month / "审批.pdf").write_bytes(b"scan")
    written = write_month(other_month(), out)
    assert written.kept == ("审批.pdf", "绩效/说明.txt")
    assert (month / "绩效" / "说明.txt").read_text(encoding="utf-8") == "三月考核"


def test_an_output_that_a_person_changed_is_kept_beside_the_new_one(out: Path):
    month = out / "2026-03"
    edited = month / "工资表_公益性岗位.xlsx"
    edited.write_bytes(b"with a note by hand")
    written = write_month(small_month(), out)
    (kept,) = written.kept
    assert kept.startswith(f"{EDITED_FOLDER}/")
    assert (month / kept).read_bytes() == b"with a note by hand"
    assert edited.read_bytes() != b"with a note by hand"
    again = write_month(small_month(), out)
    assert again.kept == (kept,)


def test_a_folder_that_this_program_did_not_make_loses_nothing(tmp_path: Path):
    month = tmp_path / "2026-03"
    month.mkdir()
    (month / "lines.csv").write_text("mine", encoding="utf-8")
    (month / "run.json").write_text("[]", encoding="utf-8")
    written = write_month(small_month(), tmp_path)
    assert {(month / kept).read_text(encoding="utf-8") for kept in written.kept} == {"mine", "[]"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "2026-03").write_text("not a folder", encoding="utf-8")
    with pytest.raises(Refusal, match="output-not-a-folder"):
        write_month(small_month(), tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"2026-03", ".payroll.lock"}


def test_two_runs_at_once_are_refused(out: Path):
    with staging.locked(out), pytest.raises(Refusal, match="output-being-written"):
        write_month(small_month(), out)
    write_month(small_month(), out)


def test_a_folder_held_open_is_refused_and_intact(out: Path, monkeypatch: pytest.MonkeyPatch):
    before = contents(out)

    def held_open(self: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "rename", held_open)
    with pytest.raises(Refusal, match="output-in-use"):
        write_month(other_month(), out)
    assert contents(out) == before


STEPS = [
    "csv_files.write_lines",
    "csv_files.write_charges",
    "csv_files.write_problems",
    "write_wage_books",
    "check_conservation",
    "staging.sha256",
    "run_record.write_run_record",
    "staging.swap_in",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_the_earlier_output(
    out: Path, step: str, monkeypatch: pytest.MonkeyPatch
):
    before = contents(out)

    def full_disk(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    holder, _, name = step.rpartition(".")
    monkeypatch.setattr(getattr(writing, holder) if holder else writing, name, full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_month(other_month(), out)
    assert contents(out) == before
    assert {p.name for p in out.iterdir()} == {"2026-03", ".payroll.lock"}


KILLED = """
import os, signal, sys
from pathlib import Path
from payroll.output import staging, write_month
from tests.output.test_month_folder import other_month

steps = 0
def die(name):
    def stepped(*args, **kwargs):
        global steps
        steps += 1
        if steps == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return kept[name](*args, **kwargs)
    return stepped

kept = {}
for name in ("rename", "replace", "unlink", "mkdir", "rmdir"):
    kept[name] = getattr(Path, name)
    setattr(Path, name, die(name))
write_month(other_month(), Path(sys.argv[1]))
print(steps)
"""


def killed_at(step: int, out: Path) -> int:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(out), str(step)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_killed_at_any_step_the_old_or_the_new_folder_is_whole(tmp_path: Path):
    pristine = tmp_path / "new"
    write_month(other_month(), pristine)
    new = contents(pristine / "2026-03")
    write_month(small_month(), tmp_path / "old")
    old = contents(tmp_path / "old" / "2026-03")
    note = {"绩效.txt": "考核".encode()}
    seen = set()
    for step in range(1, 60):
        out = tmp_path / f"at{step}"
        write_month(small_month(), out)
        (out / "2026-03" / "绩效.txt").write_bytes(note["绩效.txt"])
        status = killed_at(step, out)
        with staging.locked(out):
            staging.recover(out, "2026-03", writing.run_record.own_files)
        after = contents(out / "2026-03")
        assert after in ({**old, **note}, {**new, **note}), f"torn at step {step}"
        assert {p.name for p in out.iterdir()} == {"2026-03", ".payroll.lock"}
        seen.add("old" if after == {**old, **note} else "new")
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert status == 0, "the run never came to its end"
    assert seen == {"old", "new"}


def test_the_record_names_every_file_with_its_digest(out: Path):
    month = out / "2026-03"
    record = json.loads((month / "run.json").read_text(encoding="utf-8"))
    files = {path.name for path in month.iterdir()} - {"run.json"}
    assert set(record["outputs"]) == files
    assert all(record["outputs"][name] == staging.sha256(month / name) for name in files)
    assert record["conservation"]["checked"] == ["charges", "lines", "rows", "wage_books"]
    assert "/" not in "".join(record["outputs"])
