"""One file → its tables, and what was passed over in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from payroll.intake.asked import Asked
from payroll.intake.cells import Sheet, read_cells
from payroll.intake.counting import count_days
from payroll.intake.finished import Finished
from payroll.intake.finishing import finish
from payroll.intake.folder import RosterFile
from payroll.intake.grid import Grid, grid_of
from payroll.intake.half_months import join_half_months
from payroll.intake.legends import legend_in
from payroll.intake.reading import TableReading
from payroll.intake.row_kinds import is_name
from payroll.intake.same_people import join_same_people
from payroll.intake.sheet import find_blocks, texts_of
from payroll.intake.strays import find_strays
from payroll.intake.tables import Table
from payroll.intake.values.read import shown
from payroll.period import month_title
from payroll.problems import Cell, Problem, problem
from payroll.terms.files import RETURN_NOTE
from payroll.terms.headings import PEOPLE_WORDS, label

_LONGEST_NAME = 4
_FEWEST_NAMES = 5
"""So many short Chinese words on a sheet may be names."""


@dataclass
class BookReading:
    """What one file says."""

    sha256: str
    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[TableReading] = field(default_factory=list)


def unread(file: str, note: str, sheet: str = "") -> TableReading:
    """A line of the reading report for what was not read."""
    return TableReading(file, sheet, "", "", 0, notes=(note,))


def read_workbook(file: RosterFile, asked: Asked, *, of_month: bool = True) -> BookReading:
    """The tables of a file that are of the month asked for, and a problem for everything else."""
    workbook = read_cells(file.path, shown_as=file.shown_as)
    book = BookReading(workbook.sha256, problems=list(workbook.problems))
    if workbook.refused:
        book.sheets.append(unread(file.shown_as, "无法读取"))
        return book
    found: list[Finished] = []
    blind: list[Grid] = []
    for sheet in workbook.sheets:
        if sheet.name == RETURN_NOTE:
            book.sheets.append(unread(file.shown_as, "退回说明，不读取", sheet.name))
            continue
        grid = grid_of(sheet, file.shown_as, date1904=workbook.date1904)
        tables = _read_sheet(book, sheet, grid, asked, of_month=of_month)
        found += tables
        if not tables and sheet.state == "visible" and grid.rows:
            blind.append(grid)
    ours = _of_the_month(book, found, asked) if of_month else found
    _explain_marks(ours, blind)
    join_half_months(ours)
    for each in ours:
        count_days(each)
    join_same_people(ours)
    for each in ours:
        table = each.table()
        book.tables.append(table)
        book.sheets.append(table.reading)
    _tell_unread(book, file.shown_as, found, blind)
    return book


def _explain_marks(tables: Sequence[Finished], others: Sequence[Grid]) -> None:
    """Bring the legend that has a sheet of its own to the grids that have none."""
    legend = legend_in(text for grid in others for text in texts_of(grid))
    for each in tables:
        own = each.context.legend
        if legend.meanings and not own.own:
            each.context = replace(each.context, legend=own.over(legend))


def _read_sheet(
    book: BookReading, sheet: Sheet, grid: Grid, asked: Asked, *, of_month: bool
) -> list[Finished]:
    """The tables of a sheet; a hidden one is only reported."""
    contexts = find_blocks(grid, asked)
    people = sum(len(each.block.people) for each in contexts)
    if sheet.state != "visible":
        book.sheets.append(unread(grid.file, "隐藏的工作表，不读取", grid.sheet))
        if people:
            book.problems.append(problem("sheet-hidden", grid.cell(None), people=people))
        return []
    book.problems += _hidden_columns(grid, [each.block.layout.columns for each in contexts])
    tables = [finish(each, asked, of_month=of_month) for each in contexts]
    read = [
        place
        for table in tables
        for person in table.people
        for place in person.places(table.context.block.layout, "id_number")
    ]
    book.problems += find_strays(grid, read)
    return tables


def _hidden_columns(grid: Grid, layouts: Sequence[Mapping[str, int]]) -> list[Problem]:
    """A warning for hidden columns that were read all the same."""
    hidden = {
        column: f"{name.removeprefix('day.')}日" if name.startswith("day.") else label(name)
        for columns in layouts
        for name, column in sorted(columns.items(), key=itemgetter(1))
        if column in grid.hidden_columns and name != "serial"
    }
    if not hidden:
        return []
    first = min(hidden)
    fields = "、".join(dict.fromkeys(hidden.values()))
    return [problem("columns-hidden", grid.cell(None, first), fields=fields)]


def _of_the_month(book: BookReading, tables: Sequence[Finished], asked: Asked) -> list[Finished]:
    """The tables of the month asked for; those of other months are listed with a problem.

    Last month's sheet left in the workbook is a remark; a file of nothing but another month is an
    error, for its people will be missing.
    """
    others = [each for each in tables if each.month not in (None, asked.month)]
    ours = [each for each in tables if each.month in (None, asked.month)]
    code = "sheet-of-another-month" if any(each.people for each in ours) else "other-month-only"
    for each in others:
        if each.month is None or not each.people:
            continue
        stated = month_title(each.month)
        people = len(each.people)
        book.problems.append(
            problem(
                code,
                each.month_place,
                stated=stated,
                month=month_title(asked.month),
                people=people,
            )
        )
        book.sheets.append(
            replace(each.table().reading, notes=(f"是 {stated} 的表，{people} 人没有读入",))
        )
    return ours


def _tell_unread(
    book: BookReading, file: str, tables: Sequence[Finished], blind: Sequence[Grid]
) -> None:
    """Report a file without people, and sheets that hold something else."""
    hidden = any(each.code == "sheet-hidden" for each in book.problems)
    if not any(each.people for each in tables) and not hidden:
        seen = "；".join(_seen(grid) for grid in blind) or "文件里没有内容"
        book.problems.append(problem("no-people-found", Cell(file), seen=seen))
        if not book.sheets:
            book.sheets.append(unread(file, "没有人员"))
        return
    for grid in blind:
        is_legend = legend_in(texts_of(grid)).own
        note = "图例" if is_legend else "没有人员名单，未读取"
        book.sheets.append(unread(file, note, grid.sheet))
        if _may_name_people(grid) and not is_legend:
            place = grid.cell(None)
            book.problems.append(problem("sheet-not-understood", place, seen=_seen(grid)))


def _may_name_people(grid: Grid) -> bool:
    """Whether a sheet without a heading of people looks as if it had some all the same."""
    texts = [value.text for row in grid.rows.values() for value in row.values()]
    names = sum(1 for text in texts if is_name(text) and len(text) <= _LONGEST_NAME)
    return names >= _FEWEST_NAMES or any(word in text for text in texts for word in PEOPLE_WORDS)


def _seen(grid: Grid) -> str:
    """The first texts of a sheet, for a message."""
    words = [shown(value.text) for row in list(grid.rows.values())[:3] for value in row.values()]
    return f"开头是“{'、'.join(words[:8])}”" if words else "没有内容"
