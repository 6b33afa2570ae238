"""Files from strangers as cells: read whole and exactly, or refused with a reason.

`read_cells` is the one entry.  It interprets nothing: a number keeps the decimal text the file
stores, a date its serial, and telling people from headings is the next stage's work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from payroll.intake.cells.contents import Contents, Remark
from payroll.intake.cells.delimited import decode_text, read_delimited
from payroll.intake.cells.files import read_bytes
from payroll.intake.cells.limits import Limits, Unreadable, limits_in_force
from payroll.intake.cells.model import Cells, Kind, Merge, Sheet, Value, Workbook
from payroll.intake.cells.ods import read_ods
from payroll.intake.cells.sniffing import Format, sniff, sniffed
from payroll.intake.cells.xls import read_xls
from payroll.intake.cells.xlsx import read_xlsx
from payroll.problems import Cell, Problem, in_file_order, problem
from payroll.terms.messages.files import FORMAT_NAMES

__all__ = [
    "Cells",
    "Format",
    "Kind",
    "Limits",
    "Merge",
    "Sheet",
    "Unreadable",
    "Value",
    "Workbook",
    "decode_text",
    "read_cells",
    "read_content",
    "sniff",
]


def read_cells(path: Path, *, shown_as: str, limits: Limits | None = None) -> Workbook:
    """The workbook at `path`, or an empty one whose problems say why it is refused.

    `shown_as` is what problems call the file: its path relative to the folder the user named.  A
    file with an error yields no sheets at all, so nothing half-read can be taken for the whole.
    Raises nothing for anything a file may hold.
    """
    try:
        content = read_bytes(path, limits or limits_in_force())
    except Unreadable as refusal:
        return _refused(refusal, shown_as, Format.UNKNOWN, "")
    return read_content(content, shown_as=shown_as, limits=limits)


def read_content(content: bytes, *, shown_as: str, limits: Limits | None = None) -> Workbook:
    """The workbook in these bytes; otherwise as `read_cells`."""
    digest = hashlib.sha256(content).hexdigest()
    found = sniffed(content)
    try:
        contents = _contents(content, found, limits or limits_in_force())
    except Unreadable as refusal:
        return _refused(refusal, shown_as, found, digest)
    problems = in_file_order(_told(remark, shown_as) for remark in contents.remarks)
    is_refused = any(one.severity == "error" for one in problems)
    return Workbook(
        found,
        [] if is_refused else contents.sheets,
        problems,
        digest,
        contents.date1904,
        contents.encoding,
    )


def _refused(refusal: Unreadable, shown_as: str, found: Format, digest: str) -> Workbook:
    place = Cell(shown_as, refusal.sheet, refusal.row, refusal.column)
    return Workbook(found, [], [problem(refusal.code, place, **refusal.facts)], digest)


_READERS: dict[Format, Callable[[bytes, Limits], Contents]] = {
    Format.XLSX: read_xlsx,
    Format.XLSM: read_xlsx,
    Format.XLS: read_xls,
    Format.ODS: read_ods,
    Format.TEXT: read_delimited,
}
_CODES = {
    Format.EMPTY: "file-empty",
    Format.ENCRYPTED: "file-encrypted",
    Format.UNKNOWN: "file-format-unknown",
}
_TABLES = frozenset(
    {
        Format.XLSB,
        Format.HTML,
        Format.MHTML,
        Format.XML_SPREADSHEET,
        Format.FLAT_ODS,
        Format.NUMBERS,
        Format.SYLK,
        Format.DIF,
    }
)
_ARCHIVES = frozenset(
    {
        Format.ZIP,
        Format.RAR,
        Format.SEVEN_ZIP,
        Format.GZIP,
        Format.BZIP2,
        Format.XZ,
        Format.TAR,
    }
)


def _contents(content: bytes, found: Format, limits: Limits) -> Contents:
    if reader := _READERS.get(found):
        return reader(content, limits)
    if code := _CODES.get(found):
        raise Unreadable(code)
    code = "file-format-unsupported" if found in _TABLES else "file-is-no-table"
    if found in _ARCHIVES:
        code = "file-is-archive"
    raise Unreadable(code, format=FORMAT_NAMES[found])


def _told(remark: Remark, shown_as: str) -> Problem:
    place = Cell(shown_as, remark.sheet, remark.row, remark.column)
    return problem(remark.code, place, **dict(remark.facts))
