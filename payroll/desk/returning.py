"""Which problems go back to which unit, and in what words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from payroll.problems import Problem, in_file_order
from payroll.terms import desk as words
from payroll.terms.files import CORRECTIONS


@dataclass(frozen=True)
class Return:
    """One file with everything its unit should put right or look at."""

    file: str
    """Relative to the month's folder."""
    problems: tuple[Problem, ...]
    """Errors first, each kind as one walks through the sheets."""

    @property
    def errors(self) -> int:
        """Problems that hold somebody back."""
        return sum(1 for each in self.problems if each.severity == "error")


def returns(problems: Sequence[Problem], files: Collection[str]) -> list[Return]:
    """The files of a month that have problems for their units, in file order.

    What only the centre can settle (a rate, a hold, the registry) is left out, and so are files
    that the units did not send.
    """
    sent = [file for file in files if file != CORRECTIONS and not file.startswith("../")]
    found: dict[str, list[Problem]] = {}
    for each in in_file_order(problems):
        if each.cell.file in sent and each.code not in words.CENTRE_ONLY:
            found.setdefault(each.cell.file, []).append(for_unit(each, sent))
    return [
        Return(file, tuple(sorted(theirs, key=lambda each: each.severity != "error")))
        for file, theirs in found.items()
    ]


def for_unit(problem: Problem, files: Collection[str]) -> Problem:
    """The problem without rows of other files: their people are none of this unit's business."""
    text = problem.found
    for other in sorted(files, key=len, reverse=True):
        if other != problem.cell.file and other in text:
            place = re.compile(rf"{re.escape(other)}(?:｜[^、。；（）]*)?(?:（[^（）]*）)?")
            text = place.sub(words.ANOTHER_FILE, text)
    return replace(problem, found=text)


def return_name(file: str, suffix: str, taken: Collection[str]) -> str:
    """The name of what is sent back for a file: its own with a suffix, always a workbook.

    >>> return_name("乡镇/北城.csv", "（退回）", ())
    '乡镇/北城（退回）.xlsx'
    >>> return_name("北城.xls", "（退回）", ["北城（退回）.xlsx"])
    '北城.xls（退回）.xlsx'
    """
    path = PurePosixPath(file)
    name = path.with_name(f"{path.stem}{suffix}.xlsx").as_posix()
    return name if name not in taken else path.with_name(f"{path.name}{suffix}.xlsx").as_posix()
