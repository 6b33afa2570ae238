"""A month is taken into the ledger whole, once, and only as it was approved."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from payroll.ledger import steps
from payroll.ledger.packet import read_posting, read_run
from payroll.ledger.sqlite import open_ledger
from payroll.problems import Refusal
from tests.ledger.builders import (
    APPROVER,
    INSURANCE,
    MAKER,
    SUBSIDY,
    Paid,
    approve,
    contents,
    post,
    some_people,
    start,
    step,
    synthetic_id,
    write_run,
)

MONTH = "2026-04"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def approved(office: Path) -> Path:
    """An office whose April is approved."""
    write_run(office / "out", MONTH, some_people(3))
    approve(office / "out", MONTH)
    return office


def test_everything_of_the_run_is_in_the_ledger(approved: Path) -> None:
    posting = read_posting(read_run(approved / "out", MONTH))
    event = step(approved / "out", "post", MONTH, MAKER).event
    with closing(open_ledger(approved / "ledger.db")) as ledger:
        people = ledger.people()
        numbers = [people[number] for number, _ in posting.line_people]
        expected = [
            replace(line, person=person)
            for line, person in zip(posting.lines, numbers, strict=True)
        ]
        assert ledger.lines(MONTH) == expected
        assert ledger.charges(MONTH) == list(posting.charges)
        stored = [replace(row, person=0) for row in ledger.roster_of(MONTH)]
        assert stored == list(posting.roster)
        assert ledger.files(MONTH) == (posting.inputs, posting.outputs)
        assert json.loads(ledger.events()[-1].details) == {
            "deduction_fen": 0,
            "insurer_fen": 3 * INSURANCE,
            "lines": 6,
            "people": 3,
            "person_fen": 3 * SUBSIDY,
        }
    mark = json.loads((approved / "out" / MONTH / "posted.json").read_text(encoding="utf-8"))
    assert (mark["event"], mark["hash"], mark["run_digest"]) == (
        event.seq,
        event.hash,
        posting.run_digest,
    )


def test_a_person_keeps_the_number_through_months_and_names_and_cards(office: Path) -> None:
    out = office / "out"
    post(out, "2026-04", [Paid(1, name="张三", card="62990001"), Paid(2)])
    post(out, "2026-05", [Paid(2), Paid(1, name="张三丰", card="62990002")])
    with closing(open_ledger(office / "ledger.db")) as ledger:
        person = ledger.people()[synthetic_id(1)]
        known = ledger.identities(person)[person]
        assert [(item.name, item.card_number) for item in known] == [
            ("张三", "62990001"),
            ("张三丰", "62990002"),
        ]
        assert {line.person for _, line in ledger.lines_of(person)} == {person}


@pytest.mark.parametrize("name", ["lines.csv", "charges.csv", "roster.csv", "工资表_试样.xlsx"])
def test_one_byte_more_in_any_file_and_nothing_is_posted(approved: Path, name: str) -> None:
    path = approved / "out" / MONTH / name
    path.write_bytes(path.read_bytes() + b" ")
    said = contents(approved / "ledger.db")
    with pytest.raises(Refusal) as refusal:
        step(approved / "out", "post", MONTH, MAKER)
    [found] = refusal.value.problems
    assert (found.code, str(found.cell)) == ("run-file-changed", f"{MONTH}/{name}")
    assert contents(approved / "ledger.db") == said


def rewritten(folder: Path, name: str, before: str, after: str) -> None:
    """Change a file and its digest in run.json, as somebody who knows how it works would."""
    path = folder / name
    text = path.read_text(encoding="utf-8-sig")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8-sig", newline="")
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record["outputs"][name] = steps.disk.sha256(path)
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "before", "after", "code"),
    [
        ("lines.csv", "2150.00", "2150.01", "run-does-not-add-up"),
        ("charges.csv", "2150.00", "2150.01", "run-does-not-add-up"),
        ("charges.csv", "202604-000002", "202604-000009", "run-does-not-add-up"),
        ("roster.csv", "2,试样2", "x,试样2", "run-file-unreadable"),
        ("lines.csv", "2150.00", "2150.001", "run-file-unreadable"),
        ("lines.csv", "2150.00", "2,150.00", "run-file-unreadable"),
        ("lines.csv", "line_id", "line", "run-file-unreadable"),
        ("lines.csv", "2026-04", "2026-13", "run-file-unreadable"),
    ],
)
def test_files_that_do_not_agree_are_refused(
    office: Path, name: str, before: str, after: str, code: str
) -> None:
    folder = write_run(office / "out", MONTH, some_people(3))
    rewritten(folder, name, before, after)
    approve(office / "out", MONTH)
    said = contents(office / "ledger.db")
    with pytest.raises(Refusal, match=code) as refusal:
        step(office / "out", "post", MONTH, MAKER)
    assert "140581" not in str(refusal.value)
    assert contents(office / "ledger.db") == said


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("{", "run-record-unreadable"),
        ("[]", "run-record-unreadable"),
        ('{"outputs": {}, "run_month": "2026-04"}', "run-record-unreadable"),
        (None, "run-missing"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused(
    office: Path, record: str | None, code: str
) -> None:
    folder = write_run(office / "out", MONTH, some_people(1))
    (folder / "run.json").unlink()
    if record is not None:
        (folder / "run.json").write_text(record, encoding="utf-8")
    with pytest.raises(Refusal, match=code):
        step(office / "out", "submit", MONTH, MAKER)


def test_a_partial_run_and_another_month_s_run_are_refused(office: Path) -> None:
    folder = write_run(office / "out", MONTH, some_people(1))
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    del record["outputs"]["roster.csv"]
    record["conservation"]["checked"] = ["rows"]
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(Refusal, match=r"roster.csv、工资表"):
        step(office / "out", "submit", MONTH, MAKER)
    write_run(office / "out", MONTH, some_people(1)).rename(office / "out" / "2026-05")
    with pytest.raises(Refusal, match="run-of-another-month"):
        step(office / "out", "submit", "2026-05", MAKER)


def test_a_line_that_was_posted_before_stops_the_whole_month(office: Path) -> None:
    out = office / "out"
    post(out, "2026-04", some_people(2))
    folder = write_run(out, "2026-05", [Paid(7), Paid(1)])
    text = (folder / "lines.csv").read_text(encoding="utf-8-sig")
    rewritten(folder, "lines.csv", text, text.replace("2026-05", "2026-04"))  # April once more
    approve(out, "2026-05")
    said = contents(office / "ledger.db")
    with pytest.raises(Refusal, match="line-posted-before") as refusal:
        step(out, "post", "2026-05", MAKER)
    assert str(refusal.value.problems[0].cell) == "lines.csv｜202605-000003"
    assert contents(office / "ledger.db") == said


def test_marks_that_were_lost_are_written_again(approved: Path) -> None:
    out = approved / "out"
    step(out, "post", MONTH, MAKER)
    mark, head = out / MONTH / "posted.json", approved / "ledger.db.head"
    said = (mark.read_bytes(), head.read_bytes())
    mark.unlink()
    head.unlink()
    (out / MONTH / ".posted.json.new").write_bytes(b"half")
    with steps.open_books(out) as books:
        steps.settle(books)
    assert (mark.read_bytes(), head.read_bytes()) == said
    assert not (out / MONTH / ".posted.json.new").exists()


def test_a_disk_that_fills_after_the_posting_is_only_a_warning(
    approved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(steps.disk, "put_in_place", full)
    taken = step(approved / "out", "post", MONTH, MAKER)
    assert [found.code for found in taken.problems] == ["marks-not-written"]
    monkeypatch.undo()
    step(approved / "out", "close", MONTH, APPROVER)
    assert (approved / "out" / MONTH / "posted.json").is_file()


def test_nothing_is_written_into_a_ledger_behind_its_marks(approved: Path) -> None:
    old = (approved / "ledger.db").read_bytes()
    step(approved / "out", "post", MONTH, MAKER)
    (approved / "ledger.db").write_bytes(old)
    with pytest.raises(Refusal) as refusal:
        step(approved / "out", "post", MONTH, MAKER)
    assert [str(found.cell) for found in refusal.value.problems] == [
        "ledger.db.head",
        f"{MONTH}/posted.json",
    ]
    assert (approved / "ledger.db").read_bytes() == old


def test_the_run_is_not_made_by_asking_and_no_folder_either(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="ledger-missing"):
        step(tmp_path / "out", "submit", MONTH, MAKER)
    assert not list(tmp_path.iterdir())


def test_single_person_is_kept_with_every_step(tmp_path: Path) -> None:
    start(tmp_path, single_person=True)
    write_run(tmp_path / "out", MONTH, some_people(1))
    for kind in ("submit", "review", "approve", "post"):
        assert step(tmp_path / "out", kind, MONTH, MAKER).event.single_person
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        assert ledger.runs()[0].single_person


PATH = """
import sys
from pathlib import Path
from payroll.__main__ import run
out = sys.argv[1]
for words in (["submit", "2026-04", "--by", "a"], ["review", "2026-04", "--by", "b"],
              ["approve", "2026-04", "--by", "c"], ["post", "2026-04", "--by", "a"],
              ["status"], ["log"], ["close", "2026-04", "--by", "a"]):
    assert run([*words, "--out", out]) == 0, words
loaded = {name.split(".")[0] for name in sys.modules}
assert not loaded & {"polars", "openpyxl", "xlsxwriter", "pydantic"}
"""


def test_the_posting_path_needs_no_frames_and_no_workbooks(office: Path) -> None:
    write_run(office / "out", MONTH, some_people(2))
    done = subprocess.run(
        [sys.executable, "-c", PATH, str(office / "out")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
