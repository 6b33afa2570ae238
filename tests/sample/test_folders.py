"""Writing never loses a file that is not the sample's, and never leaves half a month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from payroll.problems import Refusal
from payroll.sample.folders import MANIFEST, write_file, write_folders

OLD = [(PurePosixPath("甲.xlsx"), b"old"), (PurePosixPath("乡镇/乙.csv"), b"old too")]
NEW = [(PurePosixPath("甲.xlsx"), b"new")]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_a_month_is_written_and_written_again(tmp_path: Path) -> None:
    assert write_folders(tmp_path, {"2026-03": OLD}) == {"2026-03": 2}
    assert contents(tmp_path / "2026-03") == {"甲.xlsx": b"old", "乡镇/乙.csv": b"old too"}
    write_folders(tmp_path, {"2026-03": NEW})
    assert contents(tmp_path / "2026-03") == {"甲.xlsx": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["2026-03"], "nothing staged is left"


@pytest.mark.parametrize("foreign", ["张三.xlsx", "乡镇/甲.xlsx", "甲.xlsx"])
def test_a_folder_with_a_foreign_or_changed_file_is_refused(tmp_path: Path, foreign: str) -> None:
    write_folders(tmp_path, {"2026-03": OLD})
    (tmp_path / "2026-03" / foreign).write_bytes(b"a clerk's")
    before = contents(tmp_path)
    with pytest.raises(Refusal) as refusal:
        write_folders(tmp_path, {"2026-02": NEW, "2026-03": NEW})
    assert [problem.code for problem in refusal.value.problems] == ["sample-folder-not-ours"]
    assert contents(tmp_path) == before, "2026-02 was not written either"


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2026-03").mkdir()
    (tmp_path / "2026-03" / "甲.xlsx").write_bytes(b"old")
    with pytest.raises(Refusal):
        write_folders(tmp_path, {"2026-03": OLD})


@pytest.mark.parametrize("harmless", ["~$甲.xlsx", ".DS_Store"])
def test_what_desktops_leave_behind_does_not_count(tmp_path: Path, harmless: str) -> None:
    write_folders(tmp_path, {"2026-03": OLD})
    (tmp_path / "2026-03" / harmless).write_bytes(b"")
    write_folders(tmp_path, {"2026-03": NEW})
    assert contents(tmp_path / "2026-03") == {"甲.xlsx": b"new"}


def test_force_keeps_what_stood_there(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        (tmp_path / "2026-03").mkdir(exist_ok=True)
        (tmp_path / "2026-03" / "张三.xlsx").write_bytes(content)
        write_folders(tmp_path, {"2026-03": NEW}, force=True)
    assert contents(tmp_path / "2026-03") == {"甲.xlsx": b"new"}
    assert contents(tmp_path / "2026-03.bak1") == {"张三.xlsx": b"first"}
    assert contents(tmp_path / "2026-03.bak2")["张三.xlsx"] == b"second"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "2026-03").mkdir()
    write_folders(tmp_path, {"2026-03": NEW})
    assert contents(tmp_path / "2026-03") == {"甲.xlsx": b"new"}


def failing() -> Iterator[tuple[PurePosixPath, bytes]]:
    yield from NEW
    raise OSError(28, "No space left on device")


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write_folders(tmp_path, {"2026-03": OLD})
    before = contents(tmp_path)
    with pytest.raises(OSError, match="No space"):
        write_folders(tmp_path, {"2026-02": NEW, "2026-03": failing()})
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["2026-03"]


def test_a_failed_rename_brings_the_old_month_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folders(tmp_path, {"2026-03": OLD})
    before, rename = contents(tmp_path / "2026-03"), Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == tmp_path / "2026-03" and not self.name.endswith(".old"):
            raise PermissionError(13, "open elsewhere")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(PermissionError):
        write_folders(tmp_path, {"2026-03": NEW})
    assert contents(tmp_path / "2026-03") == before


def test_a_file_is_not_replaced_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "new" / "flat.csv"
    write_file(path, b"one")
    with pytest.raises(Refusal):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    write_file(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["flat.csv"]
