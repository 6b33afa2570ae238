"""Which month a table is of, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from payroll.intake.finished import Finished
from payroll.intake.surroundings import Said, nearest, otherwise
from payroll.intake.values.read import is_blank
from payroll.period import month_text, month_title


def settle_month(finished: Finished) -> None:
    """Find the month stated around the table; rows with a month of their own keep that."""
    said = _without_stale_days(finished, finished.context.said)
    near, months = nearest(said, lambda each: each.months)
    if finished.header.crosses:
        finished.hold("grid-crosses-months")
    if near is None:
        return
    if len(months) > 1:
        stated = "、".join(month_title(each) for each in sorted(months))
        finished.report("month-unclear", finished.place(near), where=near.where, months=stated)
        finished.hold("month-not-certain")
        return
    month = months[0]
    finished.notes.append(f"所属月份：{near.where}，{month_title(month)}")
    if (far := otherwise(said, near, [month], lambda each: each.months)) is not None:
        finished.report(
            "month-stated-otherwise",
            finished.place(far[0]),
            near=near.where,
            month=month_title(month),
            far=far[0].where,
            other=month_title(far[1]),
        )
    if "service_month" not in finished.header.columns:
        finished.month, finished.month_place = month, finished.place(near)
        return
    for person in finished.people:
        if is_blank(person.texts.get("service_month") or ""):
            person.texts["service_month"] = month_text(month)


def _without_stale_days(finished: Finished, said: Sequence[Said]) -> Sequence[Said]:
    """`said` without the months of a day heading that a template left behind.

    Days formatted as dates show only their number; when everything else names the month asked
    for, it is the heading that nobody changed.
    """
    heading, *others = said
    stale = heading.months and finished.asked.month not in heading.months
    if not stale or finished.header.crosses:
        return said
    _, stated = nearest(others, lambda each: each.months)
    if stated != [finished.asked.month]:
        return said
    months = "、".join(month_title(each) for each in sorted(heading.months))
    finished.report("day-headings-of-another-month", finished.place(heading), months=months)
    return others
