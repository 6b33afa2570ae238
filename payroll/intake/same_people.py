"""The same people in two tables of one file: a day grid and its summary, or a list of bank cards.

Two tables about one person's month are one row of the roster, not two: what both state must agree,
and what one leaves out the other fills.  People of different programs are different rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from payroll.amounts import days
from payroll.intake.asked import Asked
from payroll.intake.finished import Finished
from payroll.intake.person import Person
from payroll.intake.row_kinds import is_day_field
from payroll.intake.values.days import read_days
from payroll.intake.values.numbers import read_card, read_id
from payroll.intake.values.read import is_blank, masked, shown
from payroll.intake.weak_columns import COUNTS
from payroll.intake.words import key
from payroll.terms.headings import label

_MUST_AGREE = frozenset({"id_number", "card_number"})


def join_same_people(tables: Sequence[Finished]) -> None:
    """Join the people of lists and summaries to those of the table that counts their days.

    The rows joined leave their own table, which says so in its notes.
    """
    grids = [each for each in tables if each.header.days]
    summaries = [each for each in tables if not each.header.days and _counts_days(each)]
    lists = [each for each in tables if not each.header.days and not _counts_days(each)]
    for summary in summaries:
        for grid in grids:
            _join(grid, summary)
    for plain in lists:
        for main in grids + summaries:
            _join(main, plain)
            _leave_out_shared_names(main, plain)


def _counts_days(table: Finished) -> bool:
    return bool(table.header.columns.keys() & COUNTS)


def _join(main: Finished, other: Finished) -> None:
    """Take the people of `other` who are in `main` over into it."""
    found = pairs(main.people, other.people, main.asked)
    if not found:
        return
    for person, twin, by_name in found:
        fill(person, other, twin, by_name=by_name)
    joined = {id(twin) for _, twin, _ in found}
    other.context.block.people[:] = [each for each in other.people if id(each) not in joined]
    block = main.context.block
    place = f"{block.grid.sheet or block.grid.file}”第{block.header.first_row}行起的表"
    other.notes.append(f"{len(found)} 人与“{place}是同一批人，已并入核对")


def _leave_out_shared_names(main: Finished, plain: Finished) -> None:
    """Take those out of a list of names whose name several people have: it cannot be theirs alone.

    They are no people of their own, and what the list says of them is used for nobody.
    """
    shared = [
        each
        for each in plain.people
        if not each.identity and sum(other.name == each.name for other in main.people) > 1
    ]
    for entry in shared:
        for person in main.people:
            if person.name == entry.name:
                place = entry.place(plain.context.block.layout, "name")
                person.find("name", "name-shared", place, where=place.sheet or place.file)
    gone = {id(each) for each in shared}
    plain.context.block.people[:] = [each for each in plain.people if id(each) not in gone]


def pairs(
    people: Sequence[Person], others: Sequence[Person], asked: Asked
) -> list[tuple[Person, Person, bool]]:
    """The people of two tables who are the same, and whether only their names say so."""
    by_identity = _unique((each.identity, each) for each in people)
    by_name = _unique((each.name, each) for each in people)
    names = Counter(each.name for each in others)
    found = []
    for twin in others:
        person = by_identity.get(twin.identity) if twin.identity else None
        only_name = person is None
        if person is None and names[twin.name] == 1:
            person = by_name.get(twin.name)
            if person is not None and person.identity and twin.identity:
                person = None
        if person is not None and not _of_two_programs(person, twin, asked):
            found.append((person, twin, only_name))
    return found


def _unique(people: Iterable[tuple[str, Person]]) -> Mapping[str, Person]:
    """People by what is compared, without those who share it."""
    found: dict[str, list[Person]] = {}
    for compared, person in people:
        if compared:
            found.setdefault(compared, []).append(person)
    return {compared: each[0] for compared, each in found.items() if len(each) == 1}


def _of_two_programs(one: Person, other: Person, asked: Asked) -> bool:
    """Whether both name a program, and not the same one by different names."""
    texts = [each.texts.get("program_seen") or "" for each in (one, other)]
    programs = {asked.programs.read(text).value or key(text) for text in texts} - {""}
    return len(programs) > 1


def fill(person: Person, other: Finished, twin: Person, *, by_name: bool) -> None:
    """Bring what `twin` states into `person`; report what the two state differently."""
    filled = []
    block = other.context.block
    counted = person.marks is not None and bool(_read_days(twin, "attended_days_h"))
    for name, text in twin.texts.items():
        own = person.texts.get(name) or ""
        stated = text or ""
        if counted and (name == "attended_days_h" or name.startswith("leave.")):
            own, stated = (each if not is_blank(each) else "0" for each in (own, stated))
        if name == "name" or is_blank(stated):
            continue
        if is_blank(own):
            person.texts[name] = stated
            filled.append(label(name))
        elif _differ(name, own, stated):
            place = block.layout.cell(twin.row, name)
            facts = {"own": _shown(name, own), "other": _shown(name, stated)}
            person.find(name, "tables-differ", place, label=label(name), **facts)
    person.findings += [
        replace(each, cell=each.cell or block.layout.cell(twin.row, each.field))
        for each in twin.findings
    ]
    if by_name and set(filled) & {label("id_number"), label("card_number")}:
        where = block.grid.sheet or block.grid.file
        person.find("name", "filled-by-name", fields="、".join(filled), where=where)


def _read_days(person: Person, name: str) -> int | None:
    return read_days(person.texts.get(name) or "").value


def _differ(name: str, one: str, other: str) -> bool:
    if is_day_field(name):
        return read_days(one).value != read_days(other).value
    if name in _MUST_AGREE:
        read = read_id if name == "id_number" else read_card
        return read(one).value != read(other).value
    return False


def _shown(name: str, text: str) -> str:
    if not is_day_field(name):
        return masked(text)
    value = read_days(text).value
    return shown(text) if value is None else days(value)
