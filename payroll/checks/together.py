"""Checks that look at several rows: the same person, card or name twice, days unlike the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from payroll.checks.days import SHORTENED, TOO_MANY_REQUIRED
from payroll.checks.facts import MIN_REQUIRED_H, is_blank
from payroll.checks.table import PLACE
from payroll.identity import tail
from payroll.intake.reading import Reading
from payroll.money import days
from payroll.problems import Problem, problem
from payroll.terms.messages.checks import LIST_BETWEEN, OTHER_ROW, OTHER_ROWS_CUT

NAMED_ROWS = 3
"""Most other rows that a message names."""


def find_repeated_people(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Every row of a person who has another row for the month, whatever the unit and program."""
    people = rows.filter(pl.col("id_shaped").fill_null(value=False))
    for group in _groups(people, ["id_number", "service_month"]):
        for place, others in _each_with_others(group, reading, "id_number"):
            yield problem(
                "same-id-twice",
                reading.layouts[place["layout"]].cell(place["row"], "id_number"),
                name=place["name"] or "",
                row_id=place["row_id"],
                tail=tail(place["id_number"]),
                count=len(group),
                places=others,
            )


def find_shared_cards(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Every row whose card stands with another ID number too."""
    usable = rows.filter(~is_blank(pl.col("card_number")) & ~is_blank(pl.col("id_number")))
    for group in _groups(usable, ["card_number"]):
        people = len({place["id_number"] for place in group})
        if people == 1:
            continue
        for place, others in _each_with_others(group, reading, "card_number"):
            yield problem(
                "shared-card",
                reading.layouts[place["layout"]].cell(place["row"], "card_number"),
                name=place["name"] or "",
                row_id=place["row_id"],
                tail=tail(place["card_number"]),
                count=people,
                places=others,
            )


def find_same_names(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """The later rows of a name that stands with several ID numbers in one unit.

    One finding a further person, not one a row: namesakes are common and a name is never a key.
    """
    usable = pl.all_horizontal(~is_blank(pl.col(field)) for field in ("name", "unit", "id_number"))
    for group in _groups(rows.filter(usable), ["unit", "name"]):
        by_person = {place["id_number"]: place for place in reversed(group)}
        first, *later = sorted(by_person.values(), key=lambda place: place["row_id"])
        for place in later:
            yield problem(
                "same-name-in-unit",
                reading.layouts[place["layout"]].cell(place["row"], "name"),
                name=place["name"],
                row_id=place["row_id"],
                unit=place["unit"],
                count=len(by_person),
                places=_rows_named([first], 1, reading, "name"),
            )


def find_unusual_required_days(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Required days unlike most of the unit's, row by row; then unlike the calendar's working days,
    once a unit, program and number of days: shifts of 26 or 30 days are normal for some posts."""
    stated = rows.lazy().filter(
        pl.col("needs_days"),
        (pl.col("required_days_h") >= MIN_REQUIRED_H) & pl.col("required_possible"),
        ~SHORTENED.fill_null(value=False),
        ~TOO_MANY_REQUIRED.fill_null(value=False),
    )
    kinds = (
        stated.group_by(*_SAME_WORK, "required_days_h")
        .agg(pl.col("row_id").min(), pl.col("working_h").first(), count=pl.len())
        .with_columns(_usual_days_h().over(_SAME_WORK).alias("usual_h"))
        .collect()
    )
    unlike_unit = kinds.filter(pl.col("required_days_h") != pl.col("usual_h"))
    unlike_calendar = kinds.filter(
        (pl.col("required_days_h") != pl.col("working_h"))
        & (pl.col("usual_h").is_null() | (pl.col("required_days_h") == pl.col("usual_h")))
    )
    if not unlike_unit.is_empty():
        key = [*_SAME_WORK, "required_days_h"]
        alone = stated.join(
            unlike_unit.lazy().select(*key, "usual_h"), on=key, nulls_equal=True
        ).select(*PLACE, "required_days_h", "usual_h")
        yield from _unlike_unit(alone.collect(), reading)
    if not unlike_calendar.is_empty():
        first = unlike_calendar.select("row_id", "count").join(rows, on="row_id")
        yield from _unlike_calendar(first, reading)


_SAME_WORK = ["file", "unit", "program_id"]
"""People whose required days are compared with each other."""


def _usual_days_h() -> pl.Expr:
    """The required days of more than half of the people; null where there are no such."""
    most = pl.col("count") * 2 > pl.col("count").sum()
    return pl.col("required_days_h").filter(most).first()


def _unlike_unit(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    for place in rows.iter_rows(named=True):
        yield problem(
            "required-unlike-unit",
            reading.layouts[place["layout"]].cell(place["row"], "required_days_h"),
            name=place["name"] or "",
            row_id=place["row_id"],
            required=days(place["required_days_h"]),
            usual=days(place["usual_h"]),
        )


def _unlike_calendar(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    for place in rows.iter_rows(named=True):
        yield problem(
            "required-unlike-calendar",
            reading.layouts[place["layout"]].cell(place["row"], "required_days_h"),
            unit=place["unit"] or "",
            program=place["program"],
            count=place["count"],
            required=days(place["required_days_h"]),
            month=place["month_title"],
            working=days(place["working_h"]),
        )


def _groups(rows: pl.DataFrame, keys: list[str]) -> Iterator[list[dict[str, Any]]]:
    """The rows that share their `keys` with another row, group by group, each in file order.

    Hashes are compared first: numbers are found equal much faster than texts, and of the few rows
    that are left the texts decide.
    """
    hashed = rows.lazy().select("row_id", key=pl.struct(*keys).hash())
    candidates = hashed.filter(pl.col("key").is_duplicated()).select("row_id").collect()
    if candidates.is_empty():
        return
    alike = (
        rows.select(*PLACE, "id_number", "service_month", "card_number", "unit")
        .join(candidates, on="row_id", how="semi")
        .filter(pl.struct(*keys).is_duplicated())
        .sort(*keys, "row_id")
    )
    same_keys = itemgetter(*keys)
    for _, group in groupby(alike.iter_rows(named=True), key=same_keys):
        yield list(group)


def _each_with_others(
    group: list[dict[str, Any]], reading: Reading, field: str
) -> Iterator[tuple[dict[str, Any], str]]:
    """Every row of a group with the words that name the others."""
    for place in group:
        others = [other for other in group[: NAMED_ROWS + 1] if other is not place]
        yield place, _rows_named(others[:NAMED_ROWS], len(group) - 1, reading, field)


def _rows_named(places: Sequence[dict[str, Any]], count: int, reading: Reading, field: str) -> str:
    rows = LIST_BETWEEN.join(
        OTHER_ROW.format(
            cell=reading.layouts[place["layout"]].cell(place["row"], field),
            who=place["name"] or "",
        )
        for place in places
    )
    return rows if count == len(places) else OTHER_ROWS_CUT.format(rows=rows, count=count)
