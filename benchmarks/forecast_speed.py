"""Five scenarios beside ten years of payments (156,000 person-months): aim ≤ 3 s, whole process.

    python -m benchmarks.forecast_speed [--people 1300] [--years 10] [--keep FOLDER]

Payments are made up: everybody is paid and insured in every month up to June 2026; the forecast
begins in July.  Prints the seconds of whole commands, each the median of three, and where the time
goes inside one of them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import polars as pl

from benchmarks.measured import PAYROLL, machine, measured
from payroll.forecast.comparison import compare
from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import read_ground
from payroll.forecast.outlook import forecast
from payroll.forecast.suppositions import read_scenarios
from payroll.forecast.workbook import forecast_bytes
from payroll.output.csv_files import CHARGES_COLUMNS, LINES_COLUMNS
from payroll.period import month_text
from payroll.rates import load_rates
from payroll.rates.model import Program

ROOT = Path(__file__).parents[1]
LAST = date(2026, 6, 1)
AIM_SECONDS = 3
ROUNDS = 3
Result = TypeVar("Result")


def main() -> int:
    """Print the seconds; status 1 when the scenarios take too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1300)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="write the payments there and leave them")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = arguments.keep or Path(folder) / "out"
        programs = paid_programs()
        rows = fill(out, arguments.years, arguments.people, programs)
        print(machine("polars", "XlsxWriter", "click", "pydantic"))
        print(f"{rows:,} person-months in {12 * arguments.years} months")
        common = ("forecast", "--rates", ROOT / "rates", "--out", out)
        commands = {
            "forecast --help": ("forecast", "--help"),
            "no scenario": common,
            "five scenarios": (*common, *five_scenarios(programs)),
        }
        seconds = {name: median(each) for name, each in commands.items()}
        for name, (wall, processor) in seconds.items():
            print(f"{name:16} {wall:6.2f} s, of the processors {processor:.2f} s")
        print_parts(out, programs)
    return 0 if seconds["five scenarios"][0] <= AIM_SECONDS else 1


def median(command: tuple[object, ...]) -> tuple[float, float]:
    """Median seconds of a whole command: wall clock, and of the processors (which tell how busy the
    machine was otherwise).  Stops when it fails."""
    runs = [measured([*PAYROLL, *map(str, command)]) for _ in range(ROUNDS)]
    if any(run.status for run in runs):
        sys.exit(f"payroll {' '.join(map(str, command))}: status {runs[0].status}")
    return (
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor_seconds for run in runs),
    )


def paid_programs() -> list[Program]:
    """Programs with a monthly component that some project of 2026 pays."""
    return [
        program
        for program in load_rates(ROOT / "rates").programs
        if any(component.per == "month" for component in program.components)
        and any(entry.first <= LAST <= entry.last for entry in program.charged_to)
    ]


def five_scenarios(programs: list[Program]) -> list[str]:
    """Standards, people, days, a base, several at once."""
    first, second = programs[:2]
    component = f"{first.name}.{first.components[0].name}"
    return [
        *("--what-if", f"{component}=2250@2026-09"),
        *("--what-if", f"{first.name}=600人@2026-08;{component}=2200@2026-10"),
        *("--what-if", f"{second.name}.出勤率=95%@2026-07..2026-09"),
        *("--what-if", "minimum_wage=2250@2026-09", "--link", component),
        *("--heads", f"{second.name}=80@2026-07"),
    ]


def fill(out: Path, years: int, people: int, programs: list[Program]) -> int:
    """Write the months; how many person-months they hold."""
    first = LAST.year * 12 + LAST.month - 12 * years
    for number in range(first, LAST.year * 12 + LAST.month):
        month = date(number // 12, number % 12 + 1, 1)
        folder = out / month_text(month)
        folder.mkdir(parents=True, exist_ok=True)
        lines = month_lines(month, people, programs)
        charges = lines.select(
            "line_id",
            "project",
            fund=pl.lit("本年预算"),
            document=pl.lit(""),
            kind=pl.lit("within"),
            amount_yuan="amount_yuan",
        )
        for table, columns, name in (
            (lines, LINES_COLUMNS, "lines.csv"),
            (charges, CHARGES_COLUMNS, "charges.csv"),
        ):
            missing = [pl.lit("").alias(each) for each in columns if each not in table.columns]
            whole = table.with_columns(missing).select(columns)
            whole.write_csv(folder / name, include_bom=True, line_terminator="\r\n")
    return people * 12 * years


def month_lines(month: date, people: int, programs: list[Program]) -> pl.DataFrame:
    """Two lines a person: half of the people in the first program, the rest in the others."""
    shown = month_text(month)
    rows: list[dict[str, str]] = []
    for number in range(people):
        program = programs[0] if number % 2 else programs[1 + number // 2 % (len(programs) - 1)]
        for payee, days, amount in (("person", "22", "2150.00"), ("insurer", "", "993.25")):
            rows.append(
                {
                    "service_month": shown,
                    "run_month": shown,
                    "program": program.name,
                    "unit": "试样单位",
                    "id_number": f"试样{number:014d}",
                    "name": f"试样{number}",
                    "component": program.components[0].id if payee == "person" else "insurance",
                    "component_name": "补贴",
                    "payee": payee,
                    "reason": "regular",
                    "rate_yuan": amount,
                    "paid_days": days,
                    "required_days": days,
                    "amount_yuan": amount,
                    "project": program.charged_to[-1].project,
                    "line_id": f"{month:%Y%m}-{len(rows) + 1:06d}",
                    "program_id": program.id,
                }
            )
    return pl.DataFrame(rows)


def print_parts(out: Path, programs: list[Program]) -> None:
    """Where the time goes inside one process."""
    asked = five_scenarios(programs)
    values: dict[str, tuple[str, ...]] = {"--what-if": (), "--heads": (), "--link": ()}
    for option, value in zip(asked[::2], asked[1::2], strict=True):
        values[option] = (*values[option], value)
    ground = timed("read rates, budget, payments", lambda: read_ground(ROOT / "rates", out))
    base = timed("base", lambda: forecast(ground, default_plan(ground)[0]))
    scenarios = read_scenarios(ground, *values.values())
    comparison = timed("scenarios, bridges", lambda: compare(base, scenarios))
    timed(
        "headcounts", lambda: [comparison.headcounts, *(v.headcounts for v in comparison.variants)]
    )
    timed("workbook", lambda: forecast_bytes(comparison))


def timed(name: str, work: Callable[[], Result]) -> Result:
    """The result of the work, its seconds printed."""
    began = time.perf_counter()
    result = work()
    print(f"  {name:30} {time.perf_counter() - began:6.2f} s")
    return result


if __name__ == "__main__":
    sys.exit(main())
