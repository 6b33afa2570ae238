"""Day counts of a block of people: from its grid, and those stated in roundabout ways."""

from __future__ import annotations

from payroll.intake.day_grid import Grids
from payroll.intake.finished import Finished
from payroll.intake.settling import settle_days
from payroll.intake.surroundings import nearest
from payroll.intake.values.read import is_blank, shown


def count_days(finished: Finished) -> None:
    """Day counts from the grid, and those stated in roundabout ways."""
    _read_grids(finished)
    near, required = nearest(finished.context.said, lambda each: each.required_h)
    unclear = len(required) > 1
    for person in finished.people:
        group = list(person.group.required_h) if person.group else []
        stated = group or required
        own = not is_blank(person.texts.get("required_days_h") or "")
        if not own and len(stated) > 1:
            person.find("required_days_h", "required-unclear")
        settle_days(person, stated[0] if len(stated) == 1 else None)
    if near is not None and not unclear and "required_days_h" not in finished.header.columns:
        finished.notes.append(f"应出勤天数：{near.where}")


def _read_grids(finished: Finished) -> None:
    """Read the day grid of every person, unless nobody filled it in."""
    if not finished.header.days or not finished.people:
        return
    block = finished.context.block
    if finished.header.crosses:
        return
    grids = Grids(
        block.grid, finished.header, finished.asked, finished.context.legend, finished.people
    )
    if grids.is_empty and finished.header.columns.keys() & {"attended_days_h", "absent_days_h"}:
        finished.report("grid-empty", finished.place(None))
        return
    missing = grids.missing_days()
    if missing:
        finished.hold("days-not-in-grid", days="、".join(map(str, missing)))
    if _weekdays_differ(finished):
        finished.report("weekdays-of-another-month", block.grid.cell(finished.header.first_row))
    for person in finished.people:
        grids.read(person)
    marks = "、".join(f"{shown(mark)} {count} 个" for mark, count in grids.counted.most_common())
    finished.notes.append(f"考勤符号：{marks or '没有'}")


def _weekdays_differ(finished: Finished) -> bool:
    """Whether most of the weekdays over the days are not those of the month asked for."""
    wrong = [
        finished.asked.month.replace(day=day).weekday() != weekday
        for day, weekday in finished.header.weekdays.items()
        if day <= finished.asked.last_day
    ]
    return sum(wrong) * 2 > len(wrong)
