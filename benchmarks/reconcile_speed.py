"""Ten years of payments reconciled, with five forecast scenarios: aim ≤ 3 s, whole process.

python -m benchmarks.reconcile_speed [--years 10] [--people 1300] [--keep FOLDER]

Writes made-up results of 120 months (156,000 person-months, two lines each) as `payroll run` would,
then measures from outside: reconciliation and five scenarios in one process, each of the two
commands by itself, and a process that only reads one month.  Wall-clock and processor seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.measured import PAYROLL, Measured, machine, measured
from payroll.amounts import yuan
from payroll.identity import check_digit
from payroll.output.csv_files import CHARGES_COLUMNS, LINES_COLUMNS
from payroll.period import month_text, next_month
from payroll.rates import RateBook, load_rates
from payroll.rates.model import Program

ROOT = Path(__file__).parents[1]
RATES = ROOT / "rates"
AIM_SECONDS = 3.0
RUNS = 3
LAST = date(2026, 6, 1)
BOTH = """
import sys
from pathlib import Path
from payroll.reconciliation import reconcile, write_reconciliation
from payroll.forecast.comparison import compare
from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import read_ground
from payroll.forecast.outlook import forecast
from payroll.forecast.suppositions import read_scenarios
from payroll.forecast.workbook import write_forecast_book
rates, out, *what_ifs = sys.argv[1:]
rates, out = Path(rates), Path(out)
write_reconciliation(reconcile(rates, out), out)
ground = read_ground(rates, out)
scenarios = read_scenarios(ground, what_ifs, (), ())
write_forecast_book(compare(forecast(ground, default_plan(ground)[0]), scenarios), out / "b.xlsx")
"""


def main() -> int:
    """Print medians as JSON; status 1 when reconciliation and scenarios take too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--people", type=int, default=1300)
    parser.add_argument("--keep", type=Path, help="copy the made-up results there")
    arguments = parser.parse_args()
    book = load_rates(RATES)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        months = write_months(out, book, 12 * arguments.years, arguments.people)
        what_ifs = scenarios(book)
        options = ("--rates", RATES, "--out", out)
        asked = [word for text in what_ifs for word in ("--what-if", text)]
        commands: dict[str, Sequence[str | Path]] = {
            "both": (sys.executable, "-c", BOTH, RATES, out, *what_ifs),
            "reconcile": (*PAYROLL, "reconcile", *options),
            "forecast": (*PAYROLL, "forecast", *options, *asked),
            "rates": (*PAYROLL, "rates", "check", "--rates", RATES),
        }
        figures = {name: median(command) for name, command in commands.items()}
        if arguments.keep:
            shutil.copytree(out, arguments.keep)
    print(machine("polars", "XlsxWriter"))
    print(
        json.dumps(
            {
                "person_months": months * arguments.people,
                "lines": 2 * months * arguments.people,
                "scenarios": len(what_ifs),
                **{
                    name: {
                        "seconds": round(each.seconds, 2),
                        "processor_seconds": round(each.processor_seconds, 2),
                        "peak_mb": round(each.peak_mb),
                    }
                    for name, each in figures.items()
                },
            }
        )
    )
    return 0 if figures["both"].seconds <= AIM_SECONDS else 1


def median(command: Sequence[str | Path]) -> Measured:
    """The run of median wall-clock time; one run to warm the disk first."""
    runs = [measured(command) for _ in range(RUNS + 1)][1:]
    assert all(run.status == 0 for run in runs), command
    middle = statistics.median_high([run.seconds for run in runs])
    return next(run for run in runs if run.seconds == middle)


def scenarios(book: RateBook) -> list[str]:
    """Five: a higher standard, a later one, more people, fewer people, both at once."""
    program = _payable(book)[0]
    component = next(c for c in program.components if c.payee == "person")
    name = f"{program.name}.{component.name}"
    return [
        f"{name}=2250@2026-07",
        f"{name}=2300@2026-10",
        f"{program.name}=512人@2026-08",
        f"{program.name}=300人@2026-08",
        f"{name}=2250@2026-07;{program.name}=512人@2026-09",
    ]


def write_months(out: Path, book: RateBook, count: int, people: int) -> int:
    """Results of so many months up to `LAST`, a folder each; the number of months."""
    month = LAST
    months = [month := next_month(month.replace(year=month.year - count // 12))]
    while len(months) < count:
        months.append(next_month(months[-1]))
    persons = list(_persons(book, people))
    for month in months:
        _write_month(out / month_text(month), month, persons)
    return len(months)


def _payable(book: RateBook) -> list[Program]:
    """Programs that pay a person and an insurer a stated amount every month."""
    return [
        program
        for program in book.programs
        if {"person", "insurer"}
        <= {
            component.payee
            for component in program.components
            if component.per == "month" and any(rate.amount_fen for rate in component.rates)
        }
    ]


def _persons(book: RateBook, people: int) -> Iterator[tuple[Program, str, str, str]]:
    """(program, unit, ID number, name) of made-up people."""
    programs = _payable(book)
    for number in range(people):
        birthday = date(1970, 1, 1) + timedelta(number)
        digits = f"140581{birthday:%Y%m%d}000"
        program = programs[number % len(programs)]
        yield program, f"试样单位{number % 120}", digits + check_digit(digits), f"试样{number}"


def _write_month(
    folder: Path, month: date, persons: Sequence[tuple[Program, str, str, str]]
) -> None:
    folder.mkdir(parents=True)
    lines, charges = [",".join(LINES_COLUMNS)], [",".join(CHARGES_COLUMNS)]
    text, serial = month_text(month), 0
    for program, unit, id_number, name in persons:
        for component in program.components:
            stated = [rate.amount_fen for rate in component.rates if rate.amount_fen]
            if component.per != "month" or not stated:
                continue
            serial += 1
            absent = hash_of(id_number, month) % 3 if component.payee == "person" else 0
            fen = stated[-1] - stated[-1] * absent // 22
            row = {
                "service_month": text,
                "run_month": text,
                "program": program.name,
                "program_id": program.id,
                "unit": unit,
                "id_number": id_number,
                "name": name,
                "component": component.id,
                "component_name": component.name,
                "payee": component.payee,
                "reason": "regular",
                "rate_yuan": yuan(stated[-1], grouped=False),
                "effective_from": "2026-01-01",
                "paid_days": f"{22 - absent}",
                "required_days": "22",
                "amount_yuan": yuan(fen, grouped=False),
                "project": _project(program, month),
                "source_file": f"{unit}.xlsx",
                "source_sheet": f"{month.month}月",
                "source_row": f"{serial + 2}",
                "line_id": f"{month:%Y%m}-{serial:06d}",
                "rounding": "line",
            }
            lines.append(",".join(row.get(column, "") for column in LINES_COLUMNS))
            charges.append(
                f'{row["line_id"]},{row["project"]},本年预算,"",within,{row["amount_yuan"]}'
            )
    outputs = {}
    for name, rows in (("lines.csv", lines), ("charges.csv", charges)):
        content = ("\ufeff" + "\r\n".join(rows) + "\r\n").encode()
        (folder / name).write_bytes(content)
        outputs[name] = hashlib.sha256(content).hexdigest()
    record = {"outputs": outputs, "programs": {}}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def hash_of(id_number: str, month: date) -> int:
    """A number that is the same in every run."""
    return int(id_number[6:14]) * 7 + month.toordinal()


def _project(program: Program, month: date) -> str:
    """The project the budget of 2026 pays from, or one of another year."""
    for entry in program.charged_to:
        if entry.first <= month <= entry.last and entry.first.year == month.year == LAST.year:
            return entry.project
    return f"{program.name}{month.year}年资金"


if __name__ == "__main__":
    sys.exit(main())
