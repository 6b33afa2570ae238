"""The plan of the sample county: data files of this package, typed and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from payroll.money import parse_hundredths
from payroll.period import parse_month

IrregularKind = Literal[
    "wrong_check_digit",
    "attended_above_required",
    "no_attended_days",
    "on_two_sheets",
    "leave_without_ratio",
    "days_do_not_add_up",
    "unknown_program",
    "number_for_id",
    "left_before_start",
]


def _months(text: object) -> tuple[date, date]:
    """`2026-01..2026-03` as first days; an open end is the last month anyone can name."""
    first, _, last = str(text).partition("..")
    return parse_month(first), parse_month(last or "2099-12")


def _years(text: object) -> tuple[int, int]:
    first, _, last = str(text).partition("..")
    return int(first), int(last)


def _days(texts: object) -> tuple[int, ...]:
    if not isinstance(texts, list):
        raise TypeError("a list of days is needed")
    return tuple(parse_hundredths(str(text)) for text in texts)


def _words(text: object) -> tuple[str, ...]:
    return tuple(str(text).split())


Months = Annotated[tuple[date, date], BeforeValidator(_months)]
Years = Annotated[tuple[int, int], BeforeValidator(_years)]
DaysH = Annotated[tuple[int, ...], BeforeValidator(_days)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Month = Annotated[date, BeforeValidator(lambda text: parse_month(str(text)))]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedProgram(_Table):
    """A program of the county: how many posts, when, who holds them, where they are."""

    name: str
    headcount: int
    months: Months
    born: Years
    started: Months | None = None
    """Months in which those in post before the first month started (on its first day)."""
    start_date: date | None = None
    end_date: date | None = None
    """Dates that everybody of the program shares."""
    left_per_mille: int
    moved_per_mille: int
    counts_days: bool = True
    leave: tuple[str, ...]
    units: dict[str, int]
    """Group of units → its weight among the places to work at."""

    def runs_in(self, month: date) -> bool:
        """Whether the program has sheets in this month."""
        return self.months[0] <= month <= self.months[1]


class LeaveHabit(_Table):
    """How often one kind of leave is taken and how long it lasts."""

    kind: str
    per_mille: int
    days: DaysH
    lasting: bool = False
    """The same people are on it month after month."""


class Irregular(_Table):
    """Rows of one month that the checks hold back."""

    kind: IrregularKind
    month: Month
    rows: int
    word: str = ""


class UnitGroup(_Table):
    """Host units of one sort."""

    id: str
    folder: str
    required_days: int | None = None
    """Required days of the posts there; the working days of the month where it is None."""
    units: tuple[str, ...]


class Notes(_Table):
    """Remarks, with `{month}`, `{day}` and `{unit}` to fill in."""

    joined: str
    left: str
    moved: str


class SheetWords(_Table):
    """Words on a sheet, with `{unit}`, `{year}` and `{month}` to fill in."""

    name: str
    title: str
    leave_columns: tuple[str, ...]
    """Kinds of leave that have a column even where nobody takes them."""


class County(_Table):
    """The whole plan."""

    first_month: Month
    csv_utf8_per_mille: int
    csv_gb18030_per_mille: int
    sheet: SheetWords
    notes: Notes
    programs: tuple[PlannedProgram, ...] = Field(alias="program")
    leave_habits: tuple[LeaveHabit, ...] = Field(alias="leave")
    irregulars: tuple[Irregular, ...] = Field(alias="irregular")
    groups: tuple[UnitGroup, ...] = Field(alias="group")

    @model_validator(mode="after")
    def _people_cannot_collide(self) -> Self:
        """Birth years are disjoint: with one sequence number, a county has one ID a day."""
        years = sorted(program.born for program in self.programs)
        if any(last >= first for (_, last), (first, _) in pairwise(years)):
            raise ValueError("two programs share a birth year")
        units = [unit for group in self.groups for unit in group.units]
        if len(units) != len(set(units)):
            raise ValueError("a unit is named twice")
        return self


class Vocabulary(_Table):
    """Names, banks and county codes to draw from."""

    surnames: Words
    given: Words
    banks: Words
    counties: dict[str, Words]

    @property
    def county_codes(self) -> list[int]:
        """Six-digit codes, the sample county's own first."""
        return [int(head + tail) for head, tails in self.counties.items() for tail in tails]


@cache
def county() -> County:
    """The plan of the packaged sample county."""
    return County.model_validate(_packaged("county.toml"))


@cache
def vocabulary() -> Vocabulary:
    """The packaged words."""
    return Vocabulary.model_validate(_packaged("words.toml"))


def _packaged(name: str) -> dict[str, object]:
    return tomllib.loads(files("payroll.sample").joinpath(name).read_text(encoding="utf-8"))


def headcounts(programs: Sequence[PlannedProgram], people: int | None) -> dict[str, int]:
    """Posts by program name: the plan's, or `people` in all, shared out in the same proportion.

    Whole people by largest remainder, so that they add up to `people` exactly.

    >>> from payroll.sample.plan import county
    >>> sum(headcounts(county().programs, 1000).values())
    1000
    """
    planned = {program.name: program.headcount for program in programs}
    if people is None:
        return planned
    whole = sum(planned.values())
    shares = {name: divmod(people * posts, whole) for name, posts in planned.items()}
    left_over = people - sum(share for share, _ in shares.values())
    by_remainder = sorted(planned, key=lambda name: -shares[name][1])
    return {name: shares[name][0] + (name in by_remainder[:left_over]) for name in planned}
