"""The folder of a month: all or nothing, its own output only, nothing of other people lost."""

from __future__ import annotations

import json
import os
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


def test_an_edited_output_that_is_no_longer_written_is_kept_apart(out: Path):
    (out / "2026-03" / "工资表_公益性岗位.xlsx").write_bytes(b"with a note by hand")
    (kept,) = write_month(other_month(), out).kept
    assert kept.startswith(f"{EDITED_FOLDER}/")


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
    "write_month_book",
    "write_finance_book",
    "check_conservation",
    "staging.sha256",
    "write_run_record",
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
import json, os, signal, sys, types
from pathlib import Path

package = types.ModuleType("payroll.output")  # only what is tested: nothing that starts threads
package.__path__ = [str(Path("payroll/output").absolute())]
sys.modules["payroll.output"] = package
from payroll.output import staging

def write(folder, text):
    folder.mkdir(exist_ok=True)
    for name in ("a.csv", "b.xlsx"):
        (folder / name).write_text(text)
    own = {name: staging.sha256(folder / name) for name in ("a.csv", "b.xlsx")}
    (folder / "run.json").write_text(json.dumps({"outputs": own}))

def replace(out, last_step):
    steps = 0
    def dying(kept):
        def stepped(*args, **kwargs):
            nonlocal steps
            steps += 1
            if steps == last_step:
                os.kill(os.getpid(), signal.SIGKILL)
            return kept(*args, **kwargs)
        return stepped
    for holder, name in [(Path, "rename"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"),
                         (os, "unlink"), (os, "rmdir"), (os, "fsync")]:
        setattr(holder, name, dying(getattr(holder, name)))
    with staging.locked(out):
        staging.recover(out, "2026-03")
        write(staging.staging_folder(out, "2026-03"), "new")
        staging.swap_in(out, "2026-03")

def state(folder):
    return sorted((p.relative_to(folder).as_posix(), p.read_text())
                  for p in folder.rglob("*") if p.is_file() and p.name != "run.json")

NOTE = ("notes/n.txt", "by hand")
OLD, NEW = ([("a.csv", text), ("b.xlsx", text), NOTE] for text in ("old", "new"))
seen = []
for step in range(1, 1000):
    out = Path(sys.argv[1]) / str(step)
    out.mkdir()
    write(out / "2026-03", "old")
    (out / "2026-03" / "notes").mkdir()
    (out / "2026-03" / "notes" / "n.txt").write_text("by hand")
    child = os.fork()
    if child == 0:
        replace(out, step)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    with staging.locked(out):
        staging.recover(out, "2026-03")
    assert sorted(p.name for p in out.iterdir()) == [".payroll.lock", "2026-03"], step
    assert state(out / "2026-03") in (OLD, NEW), (step, state(out / "2026-03"))
    seen.append(state(out / "2026-03")[0][1])
    if status == 0:
        break
print(json.dumps(seen))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_killed_at_any_step_the_old_or_the_new_folder_is_whole(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert len(seen) > 20
    assert seen == sorted(seen, reverse=True), "once the new folder is there, it stays"
    assert {*seen} == {"old", "new"}


def test_the_record_names_every_file_with_its_digest(out: Path):
    month = out / "2026-03"
    record = json.loads((month / "run.json").read_text(encoding="utf-8"))
    files = {path.name for path in month.iterdir()} - {"run.json"}
    assert set(record["outputs"]) == files
    assert all(record["outputs"][name] == staging.sha256(month / name) for name in files)
    members = ["charges", "finance_book", "lines", "month_book", "rows", "wage_books"]
    assert record["conservation"] == {"checked": members, "holds": True}
    assert "/" not in "".join(record["outputs"])
