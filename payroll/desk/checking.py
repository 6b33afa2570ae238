"""`payroll check`: a month read and judged without any pay, and what goes back to the units."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payroll.desk.folders import write_folder
from payroll.desk.marking import Marker
from payroll.desk.return_list import return_list
from payroll.desk.returning import Return, return_name, returns
from payroll.intake.cells import Format, Merge, read_cells
from payroll.month import JudgedMonth, judge_month, read_rules
from payroll.period import month_text
from payroll.problems import Problem, in_file_order
from payroll.terms import desk as words

MERGED_UP_TO = 200_000
"""Cells in merged ranges of a workbook: openpyxl makes an object of each."""


@dataclass(frozen=True)
class Checked:
    """A month as it was judged, with what goes back."""

    judged: JudgedMonth
    problems: list[Problem]
    """Every problem, in file order."""
    returns: list[Return]


@dataclass(frozen=True)
class SentBack:
    """What was written for the units."""

    folder: Path
    names: dict[str, str]
    """Name of the copy or list in the folder, by the file it is about."""


def check_month(rosters: Path, rates: Path, month: date, as_of: date | None = None) -> Checked:
    """The sheets of a month read, corrected and judged; nothing is computed or written.

    Raises `Refusal` for unreadable rates, calendar and lists, and for a month without a folder.
    """
    judged = judge_month(rosters, month, read_rules(rates, month, as_of))
    problems = in_file_order(judged.problems)
    return Checked(judged, problems, returns(problems, judged.reading.files))


def write_returns(checked: Checked, rosters: Path, out: Path, month: date) -> SentBack:
    """Write a marked copy of every workbook with problems, or a list where it cannot be marked.

    They go to a folder of their own under `out`, never beside the originals; files of an earlier
    check are replaced.
    """
    folder = rosters / month_text(month)
    digests = checked.judged.reading.files
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    with Marker() as marker:
        for each in checked.returns:
            content = _markable(folder / each.file, digests.get(each.file, ""))
            copy = None if content is None else marker.mark(content, each, month)
            suffix = words.LIST_SUFFIX if copy is None else words.COPY_SUFFIX
            name = return_name(each.file, suffix, files)
            files[name] = return_list(each, month) if copy is None else copy
            names[each.file] = name
    target = write_folder(out, words.RETURNS_FOLDER.format(month=month_text(month)), files)
    return SentBack(target, names)


def _markable(path: Path, digest: str) -> bytes | None:
    """The content of a workbook that the strict reader accepted as it is now; None for all else.

    Workbooks with macros are not sent around, and what was refused is not opened by anything else.
    """
    workbook = read_cells(path, shown_as=path.name)
    if workbook.format is not Format.XLSX or workbook.refused:
        return None
    if sum(_size(merge) for sheet in workbook.sheets for merge in sheet.merges) > MERGED_UP_TO:
        return None
    content = path.read_bytes()
    same = workbook.sha256 == digest == hashlib.sha256(content).hexdigest()
    return content if same else None


def _size(merge: Merge) -> int:
    """Cells of a merged range."""
    rows, columns = merge.last_row - merge.first_row, merge.last_column - merge.first_column
    return (rows + 1) * (columns + 1)
