"""Days that would be missed where a sheet states them: reported with whom they may belong to."""

from __future__ import annotations

from payroll.intake.cells.model import Kind
from payroll.intake.grid import Grid, Row
from payroll.intake.header import Header
from payroll.intake.person import Person
from payroll.intake.person_rows import WHO
from payroll.intake.row_kinds import MOST_H, day_values
from payroll.intake.values.days import plain_days, read_days
from payroll.intake.values.read import is_blank, shown


def tell_continued(above: Person, number: int, person: Person) -> None:
    """Report the person above when row `number`, read as `person`, may be a further one of them.

    It names nobody, has no number of its own, and its days and theirs fit into one month.
    """
    named = any(not is_blank(person.texts.get(name) or "") for name in (*WHO, "serial"))
    if named or above.row != number - 1:
        return
    own, its = (day_values(each.texts).get("attended_days_h") for each in (person, above))
    if own and its is not None and own + its <= MOST_H:
        above.find("attended_days_h", "days-continued", next=f"第{number}行")


def tell_lost_days(person: Person, grid: Grid, header: Header, column: int) -> None:
    """Report what stands in a column that speaks of days but has no known meaning."""
    value = grid.row(person.row).get(column)
    if value is None or is_blank(value.text) or read_days(plain_days(value.text)).value == 0:
        return
    counted = value.kind is not Kind.TEXT or read_days(value.text).value is not None
    code = "column-about-days" if counted else "remark-about-days"
    title = header.titles[column]
    if "次" in title:
        code = "remark-about-days"
    place = grid.cell(person.row, column)
    person.find("note", code, place, title=shown(title), before=shown(value.text))


def tell_lost_marks(person: Person, grid: Grid, header: Header, row: Row) -> None:
    """Report marks between the days in a column that names none: they would not be counted."""
    days = [each.column for each in header.days]
    lost = [
        column
        for column, value in sorted(row.items())
        if days
        and days[0] < column < days[-1]
        and column not in days
        and column not in header.titles
        and not is_blank(value.text)
    ]
    if lost:
        place = grid.cell(person.row, lost[0])
        person.find("marks", "mark-without-day", place, count=len(lost))
