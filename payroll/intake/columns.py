"""What the columns under a heading mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from payroll.intake.grid import Grid
from payroll.intake.mentions import without_month
from payroll.intake.row_kinds import is_day_field
from payroll.intake.words import compact, field_of, heading_key, weak_field_of
from payroll.terms.headings import (
    ABOUT_DAYS,
    ABOUT_LEAVE,
    DAYS_UNDER,
    HOURS,
    NOT_ABOUT_DAYS,
    NOT_DAYS,
)

Path = tuple[str, ...]
"""The texts over a column, from the top one to its own."""

_GROUP_ENDINGS = ("情况", "统计", "记录", "类别", "明细")


def heading_paths(grid: Grid, rows: Sequence[int]) -> dict[int, Path]:
    """The texts over each column that has a text of its own in one of the heading's `rows`.

    A text stands over the columns it is merged across.  One that is not merged, but has blank
    cells to its right with texts below them, stands over these as well: people leave out the merge.
    """
    columns = sorted({column for row in rows for column in grid.row(row)})
    over: dict[int, list[str]] = {column: [] for column in columns}
    for place, row in enumerate(rows):
        lower = rows[place + 1 :]
        left = ""
        for column in columns:
            text = _heading_text(grid, row, column)
            has_below = any(grid.text(each, column) for each in lower)
            if text:
                left = text if has_below else ""
            elif has_below and grid.merged.at(row, column) is None:
                text = left
            if text and over[column][-1:] != [text]:
                over[column].append(text)
    return {column: tuple(texts) for column, texts in over.items() if texts}


def _heading_text(grid: Grid, row: int, column: int) -> str:
    merge = grid.merged.at(row, column)
    return grid.text(merge.first_row, merge.first_column) if merge else grid.text(row, column)


def in_month(path: Path, month: date) -> Path | None:
    """The headings over a column without the month they may name; None when one of them is about
    another month, so that nothing under it is of this one."""
    texts = [without_month(text, month) for text in path]
    return None if None in texts else tuple(text for text in texts if text)


def meaning(path: Path | None) -> str | None:
    """The field that a column with these headings over it holds, or None.

    >>> meaning(("请假（天）", "事假")), meaning(("出勤", "应")), meaning(("应出勤", "天数"))
    ('leave.事假', 'required_days_h', 'required_days_h')
    >>> meaning(("扣款（元）", "事假"))
    """
    if not path:
        return None
    own, over = path[-1], path[:-1]
    field = field_of(own) if compact(own) not in DAYS_UNDER else None
    if field is None and over:
        parent = heading_key(over[-1])
        for ending in _GROUP_ENDINGS:
            parent = parent.removesuffix(ending)
        field = field_of(parent + own)
        if field is None and compact(own) in DAYS_UNDER:
            field = field_of(over[-1]) or field_of(parent)
    doubtful = over if field_of(own) == field else path
    if field is not None and is_day_field(field) and any(_is_not_days(text) for text in doubtful):
        return None
    return field


def _is_not_days(text: str) -> bool:
    return any(word in compact(text) for word in NOT_DAYS)


def is_about_days(path: Path | None) -> bool:
    """Whether a column without a meaning speaks of days, so that its numbers may not be lost.

    >>> is_about_days(("探亲假",)), is_about_days(("出勤情况", "迟到")), is_about_days(("全勤奖",))
    (True, False, False)
    """
    if not path:
        return False
    own = compact(path[-1])
    if any(word in compact(text) for text in path for word in NOT_ABOUT_DAYS):
        return False
    over = any(word in compact(text) for text in path[:-1] for word in ABOUT_LEAVE)
    return over or any(word in own for word in ABOUT_DAYS)


def counts_hours(title: str) -> bool:
    """Whether a column counts hours of work, not of leave.

    >>> counts_hours("实出勤工时"), counts_hours("事假（小时）")
    (True, False)
    """
    return any(word in title for word in HOURS) and not any(word in title for word in ABOUT_LEAVE)


def weak_meaning(path: Path | None) -> str | None:
    """The field that a column may hold when no other column does, or None."""
    return weak_field_of(path[-1]) if path else None


def people_side_by_side(
    paths: Mapping[int, Path], fields: Mapping[int, str | None]
) -> list[list[int]]:
    """The columns of each block of people: one block unless the headings repeat.

    A block starts where a field comes again while a name is still to come.  A second column for a
    name alone (姓名 and 签字) is no second block; the same heading once more with a field of its
    own (a list of cards beside the sheet) is one.
    """
    blocks: list[list[int]] = [[]]
    seen: set[str] = set()
    names: set[Path] = set()
    columns = list(fields)
    for place, column in enumerate(columns):
        field = fields[column]
        rest = {fields[each] for each in columns[place:]}
        again = field == "name" and paths[column] in names and len(rest - {None}) > 1
        if field in seen and (again or ("name" in rest and len(rest & seen) > 1)):
            blocks.append([])
            seen = set()
        blocks[-1].append(column)
        if field is not None:
            seen.add(field)
        if field == "name":
            names.add(paths[column])
    return blocks
