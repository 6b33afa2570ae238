"""Program and unit of people whose rows name none: the nearest source that does."""

from __future__ import annotations

from dataclasses import replace

from payroll.intake.finished import Finished
from payroll.intake.surroundings import Said, nearest, otherwise
from payroll.intake.values.read import is_blank, shown
from payroll.intake.words import heading_key
from payroll.terms.headings import KINDS_OF_PEOPLE, POSTS

_SHOWN = 3
"""Different words of a column that a message shows."""


def name_programs(finished: Finished) -> None:
    """Bring the program into the rows that name none."""
    near, ids = nearest(finished.context.said, lambda each: each.programs)
    column = _program_column(finished, near)
    names = finished.asked.programs.names
    if near is not None and len(ids) > 1 and _needs_title(finished, column):
        programs = "、".join(names[each] for each in ids)
        finished.report(
            "program-unclear", finished.place(near), where=near.where, programs=programs
        )
    in_column = _programs_in(finished, column)
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
            if in_column - {ids[0]}:
                others = "、".join(names[each] for each in names if each in in_column)
                facts = {"others": others, "where": near.where, "program": names[ids[0]]}
                person.find("program_seen", "program-left-blank", **facts)
        person.texts["program_seen"] = text
        chosen |= {each for each in (finished.asked.programs.read(text or "").value,) if each}
    if used and near is not None:
        finished.notes.append(f"补贴项目：{near.where}，{names[ids[0]]}")
        if column is None:
            _tell_other_words(finished, near.where, names[ids[0]])
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


def _programs_in(finished: Finished, column: str | None) -> set[str]:
    """Ids of the programs that the rows name themselves."""
    texts = {person.texts.get(column) or "" for person in finished.people} if column else set()
    read = finished.asked.programs.read
    return {each for text in texts if (each := read(text).value) is not None}


def _tell_other_words(finished: Finished, where: str, program: str) -> None:
    """Report a column of kinds of people that names no program: what it says is not used."""
    for column in _kinds_of_people(finished):
        words = [text for text in _texts_under(finished, column) if not is_blank(text)]
        if words:
            title = finished.header.titles[column]
            place = finished.context.block.grid.cell(finished.header.last_row, column)
            seen = "、".join(shown(each) for each in list(dict.fromkeys(words))[:_SHOWN])
            facts = {"title": shown(title), "seen": seen, "where": where, "program": program}
            finished.report("program-column-not-used", place, **facts)


def _kinds_of_people(finished: Finished) -> list[int]:
    return [
        each
        for each in finished.header.weak.get("program_seen", ())
        if heading_key(finished.header.titles[each]) in KINDS_OF_PEOPLE
    ]


def _program_column(finished: Finished, near: Said | None) -> str | None:
    """The field whose texts name the program, None when no column does.

    A weak heading (人员类别, 岗位) counts only when a text under it is a program's name; when
    there is nothing else, what stands under 人员类别 is reported as no known program.
    """
    if "program_seen" in finished.header.columns:
        return "program_seen"
    columns = [
        each
        for each in finished.header.weak.get("program_seen", ())
        if near is None or heading_key(finished.header.titles[each]) not in POSTS
    ]
    texts = {column: _texts_under(finished, column) for column in columns}
    read = finished.asked.programs.read
    naming = [each for each in columns if any(read(text).value for text in texts[each])]
    if not naming and near is None:
        naming = _kinds_of_people(finished)
    if not naming:
        return None
    _take(finished, "program_seen", naming[0])
    for person, text in zip(finished.people, texts[naming[0]], strict=True):
        person.texts["program_seen"] = text
    return "program_seen"


def _take(finished: Finished, name: str, column: int) -> None:
    """Let messages about field `name` point to `column`, unless it has one of its own."""
    block = finished.context.block
    block.layout = replace(block.layout, columns={name: column, **block.layout.columns})


def _texts_under(finished: Finished, column: int) -> list[str]:
    """What each person has in a column; a merged cell holds for everybody beside it."""
    grid = finished.context.block.grid
    values = [grid.merged_value(person.row, column) for person in finished.people]
    return [value.text if value else "" for value in values]


def name_units(finished: Finished) -> None:
    """Bring the unit into the rows that name none."""
    near, units = nearest(finished.context.said, lambda each: each.units)
    if near is None:
        _take_weak_units(finished)
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


def _take_weak_units(finished: Finished) -> None:
    """Bring what stands under 部门 or 乡镇 into the rows that name no unit: nothing else does."""
    for column in finished.header.weak.get("unit", ())[:1]:
        _take(finished, "unit", column)
        texts = _texts_under(finished, column)
        for person, text in zip(finished.people, texts, strict=True):
            if is_blank(person.texts.get("unit") or "") and not (
                person.group and person.group.units
            ):
                person.texts["unit"] = text
        if not all(map(is_blank, texts)):
            finished.notes.append(f"用人单位：“{shown(finished.header.titles[column])}”一栏")
