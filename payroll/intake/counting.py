"""Day counts of a block of people: from its grid, and those stated in roundabout ways."""

from __future__ import annotations

from collections.abc import Sequence

from payroll.intake.day_grid import Grids
from payroll.intake.finished import Finished
from payroll.intake.row_kinds import is_day_field
from payroll.intake.settling import ROUNDABOUT, settle_days
from payroll.intake.surroundings import nearest
from payroll.intake.values.finding import Finding
from payroll.intake.values.read import is_blank, shown
from payroll.terms.headings import label
from payroll.terms.leave import ATTENDED


def count_days(finished: Finished) -> None:
    """Day counts from the grid, and those stated in roundabout ways."""
    _read_grids(finished)
    if not finished.header.days and any(each.hours for each in finished.context.said):
        finished.hold("counted-in-hours")
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
    header, grid = finished.header, finished.context.block.grid
    if not header.days or not finished.people or header.crosses:
        return
    grids = Grids(finished.asked, finished.context.legend, finished.people)
    if grids.is_empty and header.columns.keys() & {"attended_days_h", "absent_days_h"}:
        finished.report("grid-empty", finished.place(None))
        return
    if _weekdays_differ(finished):
        finished.report("weekdays-of-another-month", grid.cell(header.first_row))
    _tell_unmarked_days(finished, grids)
    for person in finished.people:
        missing = grids.missing_days(person)
        if missing:
            person.find("name", "days-not-in-grid", days=_listed(missing))
        grids.read(person)
    _tell_uncalculated(finished)
    marks = "、".join(f"{shown(mark)} {count} 个" for mark, count in grids.counted.most_common())
    finished.notes.append(f"考勤符号：{marks or '没有'}")


def _tell_unmarked_days(finished: Finished, grids: Grids) -> None:
    """Report working days that nobody on the grid marked: a sheet not filled in to its end looks
    like days off."""
    unmarked = [] if grids.is_empty else grids.unmarked_days()
    if unmarked and finished.context.legend.blank != ATTENDED:
        columns = {each.day: each.column for each in finished.header.days}
        place = finished.context.block.grid.cell(finished.header.last_row, columns.get(unmarked[0]))
        finished.report("day-nobody-marked", place, days=_listed(unmarked))


def _tell_uncalculated(finished: Finished) -> None:
    """Report once a table the counts beside the grid whose formulas were never calculated: the
    marks themselves say what they would."""
    fields: dict[str, int] = {}
    for person in finished.people:
        if person.marks is None:
            continue
        for each in [each for each in person.findings if _is_uncalculated_count(each)]:
            person.findings.remove(each)
            fields.setdefault(each.field, person.row)
    if fields:
        first = min(fields, key=lambda name: finished.header.columns[name])
        place = finished.context.block.layout.cell(fields[first], first)
        names = "、".join(map(label, fields))
        finished.report("count-not-calculated", place, fields=names)


def _is_uncalculated_count(finding: Finding) -> bool:
    counted = is_day_field(finding.field) or finding.field in ROUNDABOUT
    return (
        finding.code == "formula-not-calculated" and counted and finding.field != "required_days_h"
    )


def _listed(days: Sequence[int]) -> str:
    return "、".join(map(str, days))


def _weekdays_differ(finished: Finished) -> bool:
    """Whether most of the weekdays over the days are not those of the month asked for."""
    wrong = [
        finished.asked.month.replace(day=day).weekday() != weekday
        for day, weekday in finished.header.weekdays.items()
        if day <= finished.asked.last_day
    ]
    return sum(wrong) * 2 > len(wrong)
