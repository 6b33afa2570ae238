"""Checks that look at several rows: the same person, card or name twice, days unlike the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from payroll.checks.days import SHORTENED
from payroll.checks.facts import is_blank
from payroll.checks.table import PLACE
from payroll.identity import tail
from payroll.intake.reading import Reading
from payroll.money import days
from payroll.problems import Problem, problem
from payroll.terms.messages.checks import LIST_BETWEEN, OTHER_ROW, OTHER_ROWS_CUT

NAMED_ROWS = 3
"""Most other rows that a message names."""

FEWEST_ALIKE = 3
"""Fewest people of a unit whose common required days are worth comparing with."""


def find_repeated_people(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Every row of a person who has another row in the month, whatever the unit and program."""
    repeated = _shared(rows.filter(pl.col("id_shaped").fill_null(value=False)), ["id_number"])
    for group in repeated.partition_by("id_number", maintain_order=True):
        for place, others in _each_with_others(group, reading, "id_number"):
            yield problem(
                "same-id-twice",
                reading.layouts[place["layout"]].cell(place["row"], "id_number"),
                name=place["name"] or "",
                row_id=place["row_id"],
                tail=tail(place["id_number"]),
                count=group.height,
                places=others,
            )


def find_shared_cards(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Every row whose card stands with another ID number too."""
    usable = ~is_blank(pl.col("card_number")) & ~is_blank(pl.col("id_number"))
    shared = _shared(rows.filter(usable), ["card_number"])
    for group in shared.partition_by("card_number", maintain_order=True):
        people = group["id_number"].n_unique()
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

    One finding a further row, not one a row: namesakes are common and a name is never a key.
    """
    usable = pl.all_horizontal(~is_blank(pl.col(field)) for field in ("name", "unit", "id_number"))
    alike = _shared(rows.filter(usable), ["unit", "name"])
    for group in alike.partition_by("unit", "name", maintain_order=True):
        people = group["id_number"].n_unique()
        first, seen = group.row(0, named=True), {group.item(0, "id_number")}
        for place in group.slice(1).iter_rows(named=True):
            if place["id_number"] in seen:
                continue
            seen.add(place["id_number"])
            yield problem(
                "same-name-in-unit",
                reading.layouts[place["layout"]].cell(place["row"], "name"),
                name=place["name"],
                row_id=place["row_id"],
                unit=place["unit"],
                count=people,
                places=_rows_named([first], 1, reading, "name"),
            )


def find_unusual_required_days(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Required days unlike most of the unit's, row by row; then unlike the calendar's working days,
    once a unit, program and number of days: shifts of 26 or 30 days are normal for some posts."""
    stated = rows.filter(
        pl.col("needs_days").fill_null(value=False)
        & pl.col("required_days_h").is_between(1, 3100)
        & ~SHORTENED.fill_null(value=False)
    ).with_columns(group_unit=pl.coalesce("unit", "file"))
    key = ["group_unit", "program_id"]
    counts = stated.group_by(*key, "required_days_h").len()
    usual = (
        counts.with_columns(people=pl.col("len").sum().over(key))
        .filter((pl.col("len") * 2 > pl.col("people")) & (pl.col("people") >= FEWEST_ALIKE))
        .select(*key, usual_h="required_days_h")
    )
    unlike_unit = stated.join(usual, on=key).filter(pl.col("required_days_h") != pl.col("usual_h"))
    for place in unlike_unit.select(*PLACE, "required_days_h", "usual_h").iter_rows(named=True):
        yield problem(
            "required-unlike-unit",
            reading.layouts[place["layout"]].cell(place["row"], "required_days_h"),
            name=place["name"] or "",
            row_id=place["row_id"],
            required=days(place["required_days_h"]),
            usual=days(place["usual_h"]),
        )
    others = stated.join(unlike_unit.select("row_id"), on="row_id", how="anti")
    yield from _unlike_calendar(others, reading)


def _unlike_calendar(stated: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    unlike = (
        stated.filter(pl.col("required_days_h") != pl.col("working_h"))
        .group_by("file", "group_unit", "program_id", "required_days_h", maintain_order=True)
        .agg(
            pl.col("layout", "row", "unit", "program", "month_title", "working_h").first(),
            count=pl.len(),
        )
    )
    for group in unlike.iter_rows(named=True):
        yield problem(
            "required-unlike-calendar",
            reading.layouts[group["layout"]].cell(group["row"], "required_days_h"),
            unit=group["unit"] or "",
            program=group["program"],
            count=group["count"],
            required=days(group["required_days_h"]),
            month=group["month_title"],
            working=days(group["working_h"]),
        )


def _shared(rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The rows whose `keys` stand in another row too, in the order of the rows.

    Hashes are compared first: numbers are found equal much faster than texts, and of the few rows
    that are left the texts decide.
    """
    hashed = rows.lazy().select("row_id", key=pl.struct(*keys).hash())
    candidates = hashed.filter(pl.col("key").is_duplicated()).select("row_id").collect()
    if candidates.is_empty():
        return rows.clear()
    return rows.join(candidates, on="row_id", how="semi", maintain_order="left").filter(
        pl.struct(*keys).is_duplicated()
    )


def _each_with_others(
    group: pl.DataFrame, reading: Reading, field: str
) -> Iterator[tuple[dict[str, Any], str]]:
    """Every row of a group with the words that name the others."""
    nearest = group.head(NAMED_ROWS + 1).to_dicts()
    for place in group.iter_rows(named=True):
        others = [other for other in nearest if other["row_id"] != place["row_id"]]
        yield place, _rows_named(others[:NAMED_ROWS], group.height - 1, reading, field)


def _rows_named(places: Sequence[dict[str, Any]], count: int, reading: Reading, field: str) -> str:
    rows = LIST_BETWEEN.join(
        OTHER_ROW.format(
            cell=reading.layouts[place["layout"]].cell(place["row"], field),
            who=place["name"] or "",
        )
        for place in places
    )
    return rows if count == len(places) else OTHER_ROWS_CUT.format(rows=rows, count=count)
