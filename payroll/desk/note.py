"""The list that goes back with a sheet: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payroll.desk.returning import Return
from payroll.output.plain_text import plain
from payroll.period import month_title
from payroll.problems import Problem
from payroll.terms import columns
from payroll.terms import desk as words

HEADINGS = {
    words.NUMBER: 6,
    words.TREATMENT: 10,
    words.SHEET: 12,
    words.CELL: 9,
    words.WHO: 10,
    columns.FOUND: 46,
    columns.REMEDY: 46,
}
"""Headings and widths.  None of them is a heading of an attendance sheet: a copy that is corrected
and sent again must not be read as one with people of these names."""


def title(month: date) -> str:
    """What the list is about."""
    return words.RETURN_TITLE.format(month=month_title(month))


def introduction(returned: Return, *, copied: bool) -> str:
    """What the unit is asked to do."""
    errors, warnings = returned.errors, len(returned.problems) - returned.errors
    file = returned.file.rpartition("/")[2]
    if errors:
        told = words.RETURN_ERRORS.format(file=file, count=errors)
        told += words.RETURN_ALSO.format(count=warnings) if warnings else ""
    else:
        told = words.RETURN_WARNINGS.format(file=file, count=warnings)
    return told + (words.RETURN_COPY if copied else words.RETURN_LIST)


def rows(problems: Sequence[Problem]) -> list[tuple[str, ...]]:
    """The texts of the list, a row a problem, under `HEADINGS`."""
    return [
        (
            str(number),
            words.TREATMENTS[each.severity],
            plain(each.cell.sheet),
            each.cell.address or words.WHOLE_SHEET,
            plain(each.name),
            plain(each.found),
            plain(each.remedy),
        )
        for number, each in enumerate(problems, 1)
    ]


def comment_text(problems: Sequence[Problem]) -> str:
    """What is written on a cell: its problems under each other."""
    return "\n".join(
        words.COMMENT.format(
            treatment=words.TREATMENTS[each.severity],
            who=words.COMMENT_WHO.format(name=plain(each.name)) if each.name else "",
            found=plain(each.found),
            remedy=plain(each.remedy),
        )
        for each in problems
    )
