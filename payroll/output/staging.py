"""A month's folder replaced as a whole: staged beside its target, flushed, renamed.

Three names lie side by side on one file system: `2026-03` is what the reader sees, `.2026-03.new`
what is being written, `.2026-03.old` what was there before.  Whoever is killed leaves the old or
the new folder; the next run starts with `recover`.  Only one run writes at a time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from payroll.disk import flush_folder, flush_tree, locked, sha256
from payroll.output.own_files import own_files
from payroll.problems import Cell, Refusal, problem
from payroll.terms.columns import EDITED_FOLDER

__all__ = [
    "Staged",
    "discard",
    "locked",
    "recover",
    "sha256",
    "staged",
    "staging_folder",
    "swap_in",
]


@dataclass
class Staged:
    """A folder that is being written, to take the place of another as a whole."""

    folder: Path
    kept: list[str] = field(default_factory=list)
    """Once it is in place: the files of other people that stayed, by where they are now."""


@contextmanager
def staged(out: Path, name: str) -> Iterator[Staged]:
    """A new empty folder that takes the place of `out/name` when the block ends.

    If the block raises, or the folder cannot be replaced (`Refusal`) or the disk cannot take it
    (`OSError`), nothing has changed.
    """
    with locked(out):
        recover(out, name)
        place = Staged(staging_folder(out, name))
        try:
            yield place
            place.kept += swap_in(out, name)
        except BaseException:
            discard(out, name)
            raise


def recover(out: Path, name: str) -> None:
    """Bring `out/name` back to the old or on to the new folder after a run that was killed."""
    target, old = out / name, _beside(out, name, "old")
    if old.exists():
        if target.exists():
            _settle(old, target)
        else:
            old.rename(target)
    shutil.rmtree(_beside(out, name, "new"), ignore_errors=True)


def staging_folder(out: Path, name: str) -> Path:
    """A new empty folder to write the month into."""
    staging = _beside(out, name, "new")
    staging.mkdir()
    return staging


def discard(out: Path, name: str) -> None:
    """Remove what was staged; the folder of the month stays as it was."""
    shutil.rmtree(_beside(out, name, "new"), ignore_errors=True)


def swap_in(out: Path, name: str) -> list[str]:
    """Put the staged folder in place of `out/name`; the files carried over, by relative path.

    Files that this program did not write are kept where they are.  Files it wrote and a person
    changed since are kept under `EDITED_FOLDER`, their names led by the start of their digest.
    Raises `Refusal` when the folder of the month is held open or is not a folder; it is then
    unchanged.
    """
    target, old, new = out / name, _beside(out, name, "old"), _beside(out, name, "new")
    flush_tree(new)
    if not target.exists() and not target.is_symlink():
        new.rename(target)
        flush_folder(out)
        return []
    if target.is_symlink() or not target.is_dir():
        raise Refusal(problem("output-not-a-folder", Cell(name)))
    try:
        target.rename(old)
    except PermissionError as error:
        raise Refusal(problem("output-in-use", Cell(name))) from error
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    flush_folder(out)
    return _settle(old, target)


def _settle(old: Path, target: Path) -> list[str]:
    """Move what people put into `old` to `target`, then remove `old`.

    The list of our own files is the last to go: a run killed here can be continued.
    """
    own = own_files(old)
    kept = []
    for path in sorted(p for p in old.rglob("*") if p.is_symlink() or not p.is_dir()):
        relative = path.relative_to(old).as_posix()
        if relative in own and own[relative] in (None, sha256(path)):
            continue
        place = target / relative
        if relative in own or place.exists():
            digest = sha256(path)[:8]
            place = target / EDITED_FOLDER / f"{digest}_{path.name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        kept.append(place.relative_to(target).as_posix())
    last = [name for name, digest in own.items() if digest is None]
    for path in sorted(old.rglob("*"), reverse=True):
        if path.relative_to(old).as_posix() not in last:
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.rmtree(old)
    flush_tree(target / EDITED_FOLDER)
    flush_folder(target)
    return kept


def _beside(out: Path, name: str, what: str) -> Path:
    return out / f".{name}.{what}"
