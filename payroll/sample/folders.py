"""Writing the sample's folders without losing a file that is not the sample's."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path, PurePath, PurePosixPath

from payroll.problems import Cell, Problem, Refusal, problem

MANIFEST = ".sample"
"""Hidden file in a folder: SHA-256 and path of every file that the sample wrote there."""

Files = Iterable[tuple[PurePosixPath, bytes]]


def write_folders(
    out: Path, folders: Mapping[str, Files], *, force: bool = False
) -> dict[str, int]:
    """Write each of `folders` (name → files) below `out`; return how many files each has.

    All are built in a staging folder beside their places before the first is renamed, so there is
    never half a month.  A folder that stands there is replaced if it holds what the sample wrote.
    Otherwise `Refusal` is raised before anything is written, or with `force` it is kept under the
    name `….bak1`, `….bak2` and so on.
    """
    foreign = {name: found for name in folders if (found := _foreign(out / name))}
    if foreign and not force:
        raise Refusal(*foreign.values())
    out.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".sample-", dir=out))
    try:
        counts = {name: _build(staging / name, files) for name, files in folders.items()}
        for name in folders:
            aside = _free_name(out / name) if name in foreign else staging / f"{name}.old"
            _swap_in(staging / name, out / name, aside)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return counts


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write one file by way of a staged one.

    Raises `Refusal` if there is one already, unless `force` says that it may be replaced.
    """
    if path.exists() and not force:
        raise Refusal(problem("sample-file-exists", Cell(str(path))))
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.part")
    try:
        staged.write_bytes(content)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def _build(folder: Path, files: Files) -> int:
    folder.mkdir()
    manifest = []
    for path, content in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        manifest.append(_line(content, path))
    text = "".join(f"{line}\n" for line in sorted(manifest))
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return len(manifest)


def _swap_in(built: Path, target: Path, aside: Path) -> None:
    there_was_one = target.exists()
    if there_was_one:
        target.rename(aside)
    try:
        built.rename(target)
    except OSError:
        if there_was_one:
            aside.rename(target)
        raise


def _foreign(folder: Path) -> Problem | None:
    """What speaks against replacing `folder`: a file the sample did not write or that has changed.

    Hidden files and the lock files of open workbooks do not count; files may be missing.
    """
    if not folder.exists():
        return None
    if not folder.is_dir():
        return problem("sample-folder-not-ours", Cell(str(folder)), first=folder.name, files=1)
    written = _manifest(folder)
    foreign = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and _line(path.read_bytes(), path.relative_to(folder)) not in written
    ]
    if not foreign:
        return None
    return problem(
        "sample-folder-not-ours", Cell(str(folder)), first=foreign[0], files=len(foreign)
    )


def _manifest(folder: Path) -> set[str]:
    try:
        return set((folder / MANIFEST).read_text(encoding="utf-8").splitlines())
    except (FileNotFoundError, UnicodeDecodeError):
        return set()


def _line(content: bytes, path: PurePath) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {path.as_posix()}"


def _free_name(folder: Path) -> Path:
    names = (folder.with_name(f"{folder.name}.bak{number}") for number in count(1))
    return next(name for name in names if not name.exists())
