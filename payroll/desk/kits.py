"""`payroll kit`: a month's empty sheets, one workbook for each unit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import polars as pl

from payroll.desk.folders import write_folder
from payroll.desk.kit_book import Kit, kit_book
from payroll.desk.kit_people import KitPeople, kit_people
from payroll.intake.asked import rest_days
from payroll.intake.words import key
from payroll.output.wage_books import file_name
from payroll.period import month_text
from payroll.problems import Cell, Refusal, problem
from payroll.rates import load_rates
from payroll.terms import desk as words
from payroll.terms.files import REGISTRY


@dataclass(frozen=True)
class Kits:
    """What was written."""

    folder: Path
    files: tuple[str, ...]
    people: int
    found: KitPeople


def write_kits(
    rosters: Path, rates: Path, out: Path, month: date, units: Sequence[str] = ()
) -> Kits:
    """Write the sheet of every unit (or of those named) into a folder of its own under `out`.

    Raises `Refusal` when the calendar does not know the year, nobody knows the people, or a unit
    that was named has none.
    """
    book = load_rates(rates)
    if book.calendar.filter(pl.col("day") == month).is_empty():
        where = Cell("calendar.toml")
        raise Refusal(
            problem("calendar-year-missing", where, year=month.year, month=month_text(month))
        )
    found = kit_people(rosters, rates, book, month)
    resting = rest_days(month, book.calendar)
    programs = [program.name for program in book.programs]
    files: dict[str, bytes] = {}
    people = 0
    for unit in _chosen(found, units):
        kit = Kit(unit, month, found.units[unit], programs, resting)
        files[_unused(file_name(words.KIT_FILE, unit=unit), files)] = kit_book(kit)
        people += len(kit.people)
    name = words.KITS_FOLDER.format(month=month_text(month))
    folder = write_folder(out, name, files, add=bool(units))
    return Kits(folder, tuple(files), people, found)


def _chosen(found: KitPeople, units: Sequence[str]) -> list[str]:
    """The units asked for, by their name; all of them when none was named."""
    if not units:
        return list(found.units)
    names = {key(unit): unit for unit in found.units}
    unknown = [unit for unit in units if key(unit) not in names]
    if unknown:
        known = words.BETWEEN.join(found.units)
        place = Cell(REGISTRY)
        raise Refusal(*(problem("kit-without-unit", place, unit=u, known=known) for u in unknown))
    return [names[key(unit)] for unit in units]


def _unused(name: str, taken: Collection[str]) -> str:
    """The name, or with a number behind it where two units differ only in odd characters."""
    stem, dot, ending = name.rpartition(".")
    candidates = (f"{stem}{number}{dot}{ending}" for number in count(2))
    return name if name not in taken else next(each for each in candidates if each not in taken)
