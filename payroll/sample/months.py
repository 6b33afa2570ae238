"""The months of the sample county as frames: one row a person, program and month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll.period import month_end, month_text, months_between
from payroll.problems import Cell, Refusal, problem
from payroll.sample.attendance import LEAVE_FIELDS, attendance
from payroll.sample.draws import Draws
from payroll.sample.identities import identities
from payroll.sample.people import holders
from payroll.sample.plan import County, PlannedProgram, Vocabulary, headcounts

SHEET_ROW: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.String,
    "id_number": pl.String,
    "program_seen": pl.String,
    "unit": pl.String,
    "required_days_h": pl.Int64,
    "attended_days_h": pl.Int64,
    **dict.fromkeys(LEAVE_FIELDS, pl.Int64),
    "card_number": pl.String,
    "bank": pl.String,
    "start_date": pl.Date,
    "end_date": pl.Date,
    "note": pl.String,
}
"""Fields of a sample row, named as in `schema.ROSTER` with a column for every kind of leave, in the
order of the columns of a sheet."""

SHEET_PLACE: dict[str, pl.DataType | type[pl.DataType]] = {
    "unit_order": pl.Int64,
    "folder": pl.String,
    "file_format": pl.String,
}
"""Where a row is written: place of its unit in the plan, sub-folder, `xlsx` or `utf-8-sig` or
`gb18030` (the encoding of a CSV file)."""


@dataclass(frozen=True)
class SampleCounty:
    """A county of a certain size, drawn from one seed."""

    plan: County
    words: Vocabulary
    draws: Draws
    posts: Mapping[str, int]
    """Posts by name of the program."""
    working_days: Mapping[date, Sequence[date]]
    """Of every month from the first of the plan to the last that was asked for."""

    def rows(self, month: date) -> pl.DataFrame:
        """`SHEET_ROW` and `SHEET_PLACE` of one month, sorted by unit, program and post."""
        parts = [
            self._program_rows(code, program, month)
            for code, program in enumerate(self.plan.programs)
            if program.runs_in(month)
        ]
        empty = pl.DataFrame(schema={**SHEET_ROW, **SHEET_PLACE})
        return pl.concat([empty, *parts]).sort("unit_order", maintain_order=True)

    def _program_rows(self, code: int, program: PlannedProgram, month: date) -> pl.DataFrame:
        posts = self.posts[program.name]
        first = self.plan.first_month
        people = holders(program, posts, first, month, self.working_days, self.draws)
        person = people["person"]
        people = people.hstack(identities(program, code, person, self.words, self.draws))
        people = people.hstack(self._places(program, people))
        habits, working_days = self.plan.leave_habits, self.working_days[month]
        days = attendance(people, program, habits, month, working_days, self.draws)
        return (
            people.hstack(days)
            .with_columns(program_seen=pl.lit(program.name), note=self._note(month))
            .select(*SHEET_ROW, *SHEET_PLACE)
        )

    def _places(self, program: PlannedProgram, people: pl.DataFrame) -> pl.DataFrame:
        """The unit of each post, what belongs to it, and `unit_before` of the month before."""
        units = _units(self.plan, self.draws)
        seats = pl.Series(
            [
                order
                for order, group in enumerate(units["group"])
                for _ in range(program.units.get(group, 0))
            ]
        )

        def seat(moves: pl.Series) -> pl.Series:
            # A post draws its place anew with every move.
            keys = people["post"] + moves * people.height
            return seats[self.draws.below(keys, f"unit {program.name}", len(seats))]

        before = units["unit"][seat(people["moves"] - people["moved"].cast(pl.Int64))]
        return units[seat(people["moves"])].with_columns(unit_before=before).drop("group")

    def _note(self, month: date) -> pl.Expr:
        """A remark on whatever happened in the month, otherwise null."""
        words = self.plan.notes

        def told(template: str, day: str) -> pl.Expr:
            sentence = template.replace("{month}", str(month.month)).replace("{day}", "{}")
            return pl.format(sentence, pl.col(day).dt.day())

        moved_from_elsewhere = pl.col("moved") & (pl.col("unit") != pl.col("unit_before"))
        return (
            pl.when("joined")
            .then(told(words.joined, "start_date"))
            .when("left")
            .then(told(words.left, "end_date"))
            .when(moved_from_elsewhere)
            .then(pl.format(words.moved.replace("{unit}", "{}"), "unit_before"))
        )


def sample_county(
    plan: County,
    words: Vocabulary,
    calendar: pl.DataFrame,
    months: Sequence[date],
    *,
    people: int | None,
    seed: int,
) -> SampleCounty:
    """The county for `months`; `calendar` is `schema.CALENDAR`.

    `people` shares so many posts out among the programs that have sheets in `months`; without it
    the headcounts of the plan hold.  Raises `Refusal` for a month before the plan begins or one
    that the calendar does not know.
    """
    for month in months:
        if month < plan.first_month:
            cell, first = Cell("--months"), month_text(plan.first_month)
            asked = month_text(month)
            raise Refusal(problem("sample-month-too-early", cell, month=asked, first=first))
    present = [p for p in plan.programs if any(p.runs_in(month) for month in months)]
    needed = months_between(plan.first_month, max(months))
    working_days = {month: _working_days(calendar, month) for month in needed}
    return SampleCounty(plan, words, Draws(seed), headcounts(present, people), working_days)


def _working_days(calendar: pl.DataFrame, month: date) -> list[date]:
    last = month_end(month)
    days = calendar.filter(pl.col("day").is_between(month, last))
    if days.height < last.day:
        cell = Cell("calendar.toml")
        raise Refusal(problem("sample-month-not-in-calendar", cell, month=month_text(month)))
    return days.filter("working").sort("day")["day"].to_list()


def _units(plan: County, draws: Draws) -> pl.DataFrame:
    """Host units in the order of the plan: `unit`, `group`, `post_days_h` and `SHEET_PLACE`."""
    units = pl.DataFrame(
        [
            {
                "unit": unit,
                "group": group.id,
                "post_days_h": group.required_days and group.required_days * 100,
                "folder": group.folder,
            }
            for group in plan.groups
            for unit in group.units
        ],
        schema_overrides={"post_days_h": pl.Int64},
    ).with_columns(unit_order=pl.int_range(pl.len()))
    lot = draws.below(units["unit_order"], "file format", 1000)
    utf8 = lot < plan.csv_utf8_per_mille
    gb18030 = lot < plan.csv_utf8_per_mille + plan.csv_gb18030_per_mille
    file_format = pl.when(utf8).then(pl.lit("utf-8-sig")).when(gb18030).then(pl.lit("gb18030"))
    return units.with_columns(file_format=file_format.otherwise(pl.lit("xlsx")))
