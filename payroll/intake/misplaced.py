"""Lists of the centre that lie elsewhere, or under another name, than where they are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from payroll.problems import Cell, Problem, Refusal, problem
from payroll.terms.files import ADJUSTMENTS, CORRECTIONS, HOLDS, REGISTRY

_COPY_MARK = re.compile(r"[\s\d()（）_.年月-]|副本|最新|新|表|名单")
"""What a system or a person puts around the name of a copy."""


def require_lists_in_place(rosters: Path, folder: Path) -> None:
    """Refuse a list that would pass unread: whoever is on it would be paid as if it did not exist.

    `folder` is the month's.  Names are compared without marks of copies and without endings;
    beside the months' folders nothing else lies that could bear such a name.  In the month's
    folder a name that says more may be a unit's own sheet, sent again.
    """
    found = [*_beside_the_months(rosters, folder), *_among_the_sheets(folder)]
    if found:
        raise Refusal(*found)


def _beside_the_months(rosters: Path, folder: Path) -> Iterator[Problem]:
    for path in _files(rosters):
        if HOLDS.removesuffix(".xlsx") in path.name and path.name != HOLDS:
            yield _misplaced(path, HOLDS, rosters / HOLDS)
        for name in (CORRECTIONS, ADJUSTMENTS):
            if _means(path, name):
                yield _misplaced(path, name, folder / name)
        if _means(path, REGISTRY) and not (rosters / REGISTRY).exists():
            yield _misplaced(path, REGISTRY, rosters / REGISTRY)


def _among_the_sheets(folder: Path) -> Iterator[Problem]:
    for path in _files(folder):
        if path.name in (CORRECTIONS, ADJUSTMENTS):
            continue
        for name in (CORRECTIONS, ADJUSTMENTS, HOLDS):
            if _means(path, name):
                yield _misplaced(path, name, (folder.parent if name == HOLDS else folder) / name)


def _files(folder: Path) -> Iterator[Path]:
    """The files directly in a folder, without those that nobody sees or opens."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith((".", "~$")):
                yield path


def _means(path: Path, name: str) -> bool:
    """Whether a file bears the name of a list, but for copy marks and its ending."""
    stem = name.removesuffix(".xlsx")
    return _COPY_MARK.sub("", path.stem) == _COPY_MARK.sub("", stem)


def _misplaced(path: Path, name: str, place: Path) -> Problem:
    where = "/".join(path.parts[-2:])
    return problem("list-misplaced", Cell(where), list=name, place="/".join(place.parts[-2:]))
