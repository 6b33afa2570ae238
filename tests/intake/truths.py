"""A month of made-up people, day by day: what a sheet of any shape has to be read as."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from payroll.intake import Reading
from payroll.money import days
from tests.intake.books import ASKED
from tests.intake.people import MONTH, PROGRAMS, Person, person

UNITS = ("北城街道办事处", "南关镇人民政府", "东岭乡石塘村", "县图书馆", "城西中心小学")
WORKING_DAYS = [day for day in range(1, 32) if day not in ASKED.rest_days]
NEEDED = ("name", "id_number", "program_id", "attended_days_h")
"""A row without one of these is held back by the checks."""
KINDS = ("事假", "病假", "旷工", "年休假", "婚假", "丧假")
ATTENDED = "出勤"


@dataclass(frozen=True)
class Truth:
    """What one person did in the month."""

    person: Person
    program_id: str
    unit: str
    days: dict[int, tuple[tuple[str, int], ...]]
    """Working day → how it was spent: kinds with hundredths of a day."""

    @property
    def program(self) -> str:
        """Name of the program."""
        return next(each.name for each in PROGRAMS if each.id == self.program_id)

    @property
    def spent(self) -> Counter[str]:
        """Hundredths of a day by kind."""
        total: Counter[str] = Counter()
        for parts in self.days.values():
            total.update(dict(parts))
        return total

    @property
    def required(self) -> str:
        """Required days as written."""
        return days(100 * len(WORKING_DAYS))

    @property
    def attended(self) -> str:
        """Attended days as written."""
        return days(self.spent[ATTENDED])

    def leave(self, kind: str) -> str:
        """Days of a kind of leave as written, empty for none."""
        return days(self.spent[kind]) if self.spent[kind] else ""

    @property
    def absent(self) -> str:
        """Days not attended as written."""
        return days(100 * len(WORKING_DAYS) - self.spent[ATTENDED])


def truths(random: Random, count: int, *, programs: int = 1, units: int = 1) -> list[Truth]:
    """People who mostly work every day; some take leave, whole or half days."""
    ids = [each.id for each in random.sample(PROGRAMS, programs)]
    names = random.sample(UNITS, units)
    people = [person(number) for number in random.sample(range(9000), count)]
    return [
        Truth(
            each,
            ids[place * programs // count],
            names[place * units // count],
            {day: _spent(random, lazy=place % 3 == 1) for day in WORKING_DAYS},
        )
        for place, each in enumerate(people)
    ]


def _spent(random: Random, *, lazy: bool) -> tuple[tuple[str, int], ...]:
    if not lazy or random.random() > 0.2:
        return ((ATTENDED, 100),)
    kind = random.choice(KINDS)
    if random.random() < 0.5:
        return ((kind, 100),)
    return ((ATTENDED, 50), (kind, 50))


@dataclass(frozen=True)
class Verdict:
    """How the people of a truth came out of a reading."""

    right: int
    reported: int
    wrong: tuple[str, ...]
    """Descriptions of everybody who is neither."""


def compare(reading: Reading, expected: list[Truth], *, units: bool = True) -> Verdict:
    """Every person read as the truth says, or held back by an error, or missing with an error of
    the file; anything else is wrong, and so is an accepted row that is nobody's."""
    held = {each.row_id for each in reading.problems if each.severity == "error"}
    general = any(each.severity == "error" and each.row_id is None for each in reading.problems)
    rows = {row["id_number"]: row for row in reading.roster.iter_rows(named=True)}
    names = {row["name"]: row for row in rows.values()}
    right = reported = 0
    wrong: list[str] = []
    for truth in expected:
        row = rows.get(truth.person.id_number) or names.get(truth.person.name)
        if row is None:
            if general:
                reported += 1
            else:
                wrong.append(f"{truth.person.name} is lost")
        elif row["row_id"] in held or any(row[name] is None for name in NEEDED):
            reported += 1
        elif (difference := _difference(row, truth, units=units)) == "":
            right += 1
        else:
            wrong.append(f"{truth.person.name}: {difference}")
    known = {truth.person.id_number for truth in expected}
    wrong += [
        f"row {row['row']} of {row['file']} is nobody: {row['name']} {row['id_number']}"
        for row in reading.roster.iter_rows(named=True)
        if row["id_number"] not in known | {None} and row["row_id"] not in held
    ]
    if reading.roster["id_number"].drop_nulls().is_duplicated().any():
        wrong.append("somebody is in the roster twice")
    return Verdict(right, reported, tuple(wrong))


def _difference(row: dict[str, object], truth: Truth, *, units: bool) -> str:
    spent = truth.spent
    attended = spent.pop(ATTENDED, 0)
    leave = {each["kind"]: each["days_h"] for each in row["leave"] or []}  # type: ignore[union-attr]
    stated = {
        "id_number": truth.person.id_number,
        "name": truth.person.name,
        "program_id": truth.program_id,
        "attended_days_h": attended,
        "service_month": MONTH,
    }
    if row["required_days_h"] is not None:
        stated["required_days_h"] = 100 * len(WORKING_DAYS)
    if units:
        stated["unit"] = truth.unit
    found = [
        f"{name} is {row[name]}, not {value}"
        for name, value in stated.items()
        if row[name] != value
    ]
    if leave != dict(spent):
        found.append(f"leave is {leave}, not {dict(spent)}")
    if row["marks"] is not None:
        marked: Counter[str] = Counter()
        for each in row["marks"]:  # type: ignore[attr-defined]
            marked[each["kind"]] += each["days_h"]
        if marked != truth.spent:
            found.append(f"marks are {marked}")
    return "; ".join(found)
