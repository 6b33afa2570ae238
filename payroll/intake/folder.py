"""The files of a month's folder: which are attendance sheets, which are only listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from payroll.terms.files import ADJUSTMENTS, CORRECTIONS, IGNORED, SET_ASIDE


@dataclass(frozen=True)
class RosterFile:
    """A file found in a month's folder."""

    path: Path
    shown_as: str
    """Relative to the month's folder, with slashes on every system."""
    set_aside: bool
    """Under a 作废 folder: listed, not read."""


def find_files(folder: Path) -> list[RosterFile]:
    """The files of a month's folder in the order of their relative paths.

    Lock files of an open workbook, hidden files, files of the operating system and the corrections
    are no attendance sheets.
    """
    found = [
        RosterFile(path, path.relative_to(folder).as_posix(), SET_ASIDE in parts)
        for path, parts in _walk(folder)
    ]
    return sorted(found, key=lambda file: file.shown_as)


def _walk(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in parts) or parts[-1] in IGNORED:
            continue
        if parts not in ((CORRECTIONS,), (ADJUSTMENTS,)) and path.is_file():
            yield path, parts
