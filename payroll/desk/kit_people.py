"""Who stands on the sheets that the units fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payroll.intake import read_registry
from payroll.intake.programs import ProgramNames
from payroll.month import judge_month, read_rules
from payroll.period import last_month, month_end, month_text, month_title
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.rates import RateBook
from payroll.terms.files import REGISTRY


@dataclass(frozen=True)
class KitPerson:
    """One person of a unit's sheet."""

    name: str
    id_number: str
    program: str
    """As the rate files call it; empty when nobody knows."""
    card_number: str
    bank: str
    start_date: date | None
    end_date: date | None


@dataclass(frozen=True)
class KitPeople:
    """The people of a month by unit, and who could not be placed."""

    units: Mapping[str, Sequence[KitPerson]]
    without_days: int
    """People whose programs do not pay by days: nothing to fill in."""
    without_unit: tuple[str, ...]
    """Names of people whom no unit reports."""
    problems: tuple[Problem, ...]
    """What is wrong with the registry."""


def kit_people(rosters: Path, rates: Path, book: RateBook, month: date) -> KitPeople:
    """The people in post in `month` by unit: by the registry, else last month's accepted rows.

    Raises `Refusal` when there is neither.
    """
    rows, problems = read_registry(rosters, month, book.programs, book.calendar)
    if rows is None:
        before = last_month(month)
        if not (rosters / month_text(before)).is_dir():
            raise Refusal(problem("kit-without-people", Cell(REGISTRY), month=month_title(before)))
        rows = judge_month(rosters, before, read_rules(rates, before)).accepted
    ended, not_begun = pl.col("end_date") < month, pl.col("start_date") > month_end(month)
    rows = rows.filter((ended | not_begun).fill_null(value=False).not_())
    optional = sorted(ProgramNames(book.programs).without_days)
    by_days = rows.filter(pl.col("program_id").is_in(optional).fill_null(value=False).not_())
    placed = by_days.filter(pl.col("unit").is_not_null()).sort("unit", maintain_order=True)
    unplaced = by_days.filter(pl.col("unit").is_null())["name"].fill_null("")
    names = {program.id: program.name for program in book.programs}
    units: dict[str, list[KitPerson]] = {}
    for row in placed.iter_rows(named=True):
        units.setdefault(row["unit"], []).append(_person(row, names))
    return KitPeople(units, len(rows) - len(by_days), tuple(unplaced), tuple(problems))


def _person(row: Mapping[str, Any], names: Mapping[str, str]) -> KitPerson:
    return KitPerson(
        name=row["name"] or "",
        id_number=row["id_number"] or "",
        program=names.get(row["program_id"], row["program_seen"] or ""),
        card_number=row["card_number"] or "",
        bank=row["bank"] or "",
        start_date=row["start_date"],
        end_date=row["end_date"],
    )
