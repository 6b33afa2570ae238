"""Program and unit of people whose rows name none: the nearest source that does."""

from __future__ import annotations

from payroll.intake.finished import Finished
from payroll.intake.surroundings import nearest, otherwise
from payroll.intake.values.read import is_blank, shown


def name_programs(finished: Finished) -> None:
    """Bring the program into the rows that name none."""
    column = _program_column(finished)
    near, ids = nearest(finished.context.said, lambda each: each.programs)
    names = finished.asked.programs.names
    if near is not None and len(ids) > 1 and _needs_title(finished, column):
        programs = "、".join(names[each] for each in ids)
        finished.report(
            "program-unclear", finished.place(near), where=near.where, programs=programs
        )
    chosen: set[str] = set()
    used = False
    for person in finished.people:
        text = person.texts.get(column) if column else None
        group = list(person.group.programs.values()) if person.group else []
        if is_blank(text or "") and len(group) == 1:
            text = group[0]
        elif is_blank(text or "") and not group and near is not None and len(ids) == 1:
            text = near.programs[ids[0]]
            used = True
        person.texts["program_seen"] = text
        chosen |= {each for each in (finished.asked.programs.read(text or "").value,) if each}
    if used and near is not None:
        finished.notes.append(f"补贴项目：{near.where}，{names[ids[0]]}")
    far = otherwise(finished.context.said, near if used else None, chosen, lambda e: e.programs)
    if far is not None:
        finished.report(
            "program-stated-otherwise",
            finished.place(far[0]),
            program="、".join(names[each] for each in names if each in chosen),
            far=far[0].where,
            other=names[far[1]],
        )


def _needs_title(finished: Finished, column: str | None) -> bool:
    return any(
        is_blank((person.texts.get(column) if column else None) or "")
        and not (person.group and person.group.programs)
        for person in finished.people
    )


def _program_column(finished: Finished) -> str | None:
    """The field whose texts name the program, None when no column does.

    A weak heading (项目, 岗位类别) counts only when a text under it is a program's name.
    """
    if "program_seen" in finished.header.columns:
        return "program_seen"
    column = finished.header.weak.get("program_seen")
    if column is None:
        return None
    grid = finished.context.block.grid
    values = [grid.merged_value(person.row, column) for person in finished.people]
    texts = [value.text if value else "" for value in values]
    if not any(finished.asked.programs.read(text).value for text in texts):
        return None
    for person, text in zip(finished.people, texts, strict=True):
        person.texts["program_seen"] = text
    return "program_seen"


def name_units(finished: Finished) -> None:
    """Bring the unit into the rows that name none."""
    near, units = nearest(finished.context.said, lambda each: each.units)
    used = False
    for person in finished.people:
        if not is_blank(person.texts.get("unit") or ""):
            continue
        group = list(person.group.units) if person.group else []
        if len(group) == 1:
            person.texts["unit"] = group[0]
        elif not group and len(units) == 1:
            person.texts["unit"] = units[0]
            used = True
        elif group or units:
            person.find("unit", "unit-unclear", units="、".join(map(shown, sorted(group or units))))
    if used and near is not None:
        finished.notes.append(f"用人单位：{near.where}，{units[0]}")
