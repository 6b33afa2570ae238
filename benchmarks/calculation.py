"""Speed of the calculation: person-months a second, growth with the rows, against OpenFisca-core.

    python -m benchmarks.calculation [--rows 10000000]

Every policy is on: eight programs, four methods of proration, both roundings, insurance paid whole,
leave, twelve months.  OpenFisca-core computes the same pay and insurance for the same people (in
float32, as it does).  Figures are medians of three runs in one process each; what counts is their
ratio.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version

import polars as pl

from benchmarks.openfisca_twin import compute_seconds, model
from payroll.entitlement import entitlement
from payroll.schema import LEAVE, ROSTER, Rates
from tests.entitlement.builders import rates_of, weekday_calendar

PROGRAMS = [f"program_{number}" for number in range(8)]
METHODS = ["attended", "attended", "deduct_21_75", "calendar"] * 2
MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def roster_of_rows(rows: int) -> pl.DataFrame:
    """`rows` person-months spread over programs, months and day counts; one in fifty on leave."""
    number = pl.int_range(rows, dtype=pl.Int64, eager=True)
    mixed = (number * 2_654_435_761) % 1_000_003
    required = 2000 + (mixed % 4) * 100
    leave = pl.when(mixed % 50 == 0).then(
        pl.concat_list(pl.struct(kind=pl.lit("事假"), days_h=pl.lit(50, pl.Int64)))
    )
    stated = {
        "row_id": number.cast(pl.UInt32),
        "id_number": number.cast(pl.String),
        "program_id": (mixed % 8).replace_strict(
            list(range(8)), PROGRAMS, return_dtype=pl.Enum(PROGRAMS)
        ),
        "service_month": ((mixed // 8) % 12).replace_strict(
            list(range(12)), MONTHS, return_dtype=pl.Date
        ),
        "required_days_h": required,
        "attended_days_h": required - (mixed % 9) * 50,
    }
    return pl.DataFrame(stated).with_columns(
        leave.cast(LEAVE).alias("leave"),
        *(
            pl.lit(None, kind).alias(name)
            for name, kind in ROSTER.items()
            if name not in stated and name != "leave"
        ),
    )


def rates_of_programs() -> Rates:
    """A prorated component and an insurance for each program."""
    common = [
        {"program_id": program, "rounding": "daily_rate" if number % 3 == 0 else "line"}
        for number, program in enumerate(PROGRAMS)
    ]
    steps = [
        step
        for number, program in enumerate(common)
        for step in (
            program | {"rate_fen": 215_000 + number, "proration": METHODS[number]},
            program
            | {"component_id": "insurance", "payee": "insurer", "proration": "none"}
            | {"component_order": 1, "rate_fen": 99_325},
        )
    ]
    rates = rates_of(steps)
    ratios = pl.DataFrame({"program_id": PROGRAMS, "kind": "事假", "ratio_h": 0})
    return Rates(rates.steps, ratios)


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Median of the wall-clock time of `work`."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Print the growth from 10³ rows and the ratio to OpenFisca-core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    arguments = parser.parse_args()
    versions = " ".join(f"{name} {version(name)}" for name in ("polars", "openfisca-core", "numpy"))
    print(
        f"{platform.machine()}, {pl.thread_pool_size()} threads, Python "
        f"{platform.python_version()}, {versions}"
    )
    rates, calendar = rates_of_programs(), weekday_calendar()
    yuan = [2150 + 0.01 * number for number in range(8)]
    system = model(PROGRAMS, yuan, METHODS, [number % 3 == 0 for number in range(8)])
    rows = 1_000
    while rows <= arguments.rows:
        roster = roster_of_rows(rows)
        ours = seconds(lambda roster=roster: entitlement(roster, rates, calendar))
        theirs = compute_seconds(system, roster)
        print(
            f"{rows:>12,} person-months: {ours:8.3f} s = {rows / ours / 1e6:6.2f} million a "
            f"second; OpenFisca-core {theirs:8.3f} s; ratio {theirs / ours:5.2f}"
        )
        rows *= 10


if __name__ == "__main__":
    main()
