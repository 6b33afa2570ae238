"""What stands where a file should be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from payroll.intake.cells import Format, Limits, decode_text, read_cells, sniff
from payroll.intake.cells import files as reading
from tests.cells import builders


def code(path: Path, limits: Limits | None = None) -> str:
    workbook = read_cells(path, shown_as="收.xlsx", limits=limits)
    assert not workbook.sheets
    assert workbook.problems[0].cell.file == "收.xlsx"
    return workbook.problems[0].code


def test_nothing(tmp_path: Path) -> None:
    assert code(tmp_path / "没有.xlsx") == "file-missing"


def test_a_folder(tmp_path: Path) -> None:
    assert code(tmp_path) == "file-is-folder"


def test_a_name_no_system_knows(tmp_path: Path) -> None:
    assert code(tmp_path / "a\0b") == "file-unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code(tmp_path / "pipe") == "file-not-regular"


@pytest.mark.skipif(sys.platform == "win32", reason="no such device there")
def test_a_device_without_end() -> None:
    assert code(Path("/dev/zero")) == "file-not-regular"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x" * 101)
    assert code(path, Limits(file_bytes=100)) == "file-too-large"


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (PermissionError(), "file-locked"),
        (FileNotFoundError(), "file-missing"),
        (OSError("I/O"), "file-unreadable"),
    ],
)
def test_failing_to_open(
    failure: OSError, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(builders.xlsx())

    def fails(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(Path, "open", fails)
    assert code(path) == expected


def test_rewritten_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    look = reading._require_regular

    def meanwhile(*arguments: object) -> None:
        look(*arguments)  # type: ignore[arg-type]
        path.write_bytes(b"a,b\nc,d\n")
        os.utime(path, ns=(1, 1))

    monkeypatch.setattr(reading, "_require_regular", meanwhile)
    assert code(path) == "file-changed"


def test_the_digest_is_that_of_the_bytes_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert read_cells(path, shown_as="a").sha256 == digest


def test_the_name_decides_nothing(tmp_path: Path) -> None:
    for name in ("a.xls", "a.csv", "a.pdf", "a"):
        path = tmp_path / name
        path.write_bytes(builders.xlsx())
        assert read_cells(path, shown_as=name).format is Format.XLSX
        assert sniff(path) is Format.XLSX


def test_text_is_decoded_as_its_mark_says() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert decode_text("姓名,张三".encode(encoding)) == (encoding, "姓名,张三")


def test_no_message_tells_a_whole_number(tmp_path: Path) -> None:
    """A stranger may write an ID number wherever an address, a type or a name belongs."""
    number = "110101199001010007"
    for hostile in (
        builders.with_rows(f'<row r="1"><c r="{number}"><v>1</v></c></row>'),
        builders.with_rows(f'<row r="1"><c r="A1" t="{number}"><v>1</v></c></row>'),
        builders.with_rows(f'<row r="1"><c r="A1"><v>{number}x</v></c></row>'),
        builders.with_rows(f'<row r="1"><p{number}/></row>'),
        builders.xlsx(
            builders.sheet_xml(after=f'<mergeCells><mergeCell ref="{number}"/></mergeCells>')
        ),
        builders.zipped({**builders.parts(), f"../{number}.xml": b""}),
    ):
        path = tmp_path / "a.xlsx"
        path.write_bytes(hostile)
        problems = read_cells(path, shown_as="收.xlsx").problems
        assert problems
        assert number not in "".join(str(one) for one in problems)
