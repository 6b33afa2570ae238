"""Looking at what came in, before anything is paid: one file, or who has sent a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from payroll.corrections import with_corrections
from payroll.intake import Reading, read_file, read_rosters
from payroll.period import last_month, month_text, parse_month
from payroll.rates import load_rates
from payroll.survey import UnitState, unit_states


def read_sheet(path: Path, rates: Path, month: date) -> Reading:
    """What one attendance sheet says of `month`.

    Raises `Refusal` for unreadable rates.
    """
    book = load_rates(rates)
    return read_file(path, month, book.programs, book.calendar)


def month_of(path: Path) -> date | None:
    """The month whose folder a file lies in, None when it lies in none."""
    for folder in path.resolve().parents:
        try:
            return parse_month(folder.name)
        except ValueError:
            continue
    return None


def find_unit_states(rosters: Path, rates: Path, month: date) -> list[UnitState]:
    """Which host units have sent their sheet of `month`, by the registry or by last month.

    Raises `Refusal` for unreadable rates and for a month without a folder.
    """
    book = load_rates(rates)
    programs, calendar = book.programs, book.calendar
    folder, before = rosters / month_text(month), rosters / month_text(last_month(month))
    reading = with_corrections(read_rosters(folder, month, programs, calendar), folder, programs)
    previous = None
    if before.is_dir():
        previous = read_rosters(before, last_month(month), programs, calendar)
    return unit_states(reading, month, previous)
