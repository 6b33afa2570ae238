"""A flat export of 100,000 rows × 12 columns to .xlsx: aim ≤ 2 s.

    python -m benchmarks.flat_export [--rows 100000]

The same rows by the fast writer of `payroll.output.flat_book`, by XlsxWriter with constant memory
and by openpyxl write-only, each in a process of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.measured import machine, measured

AIM_SECONDS = 2.0
HEADINGS = [f"列{number}" for number in range(1, 13)]


def rows(count: int) -> Iterator[list[object]]:
    """Nine texts and three amounts in fen, as the finance import has them."""
    for number in range(count):
        texts = [f"第{column}列{number:08d}" for column in range(1, 10)]
        yield [*texts, 215000, 99325, number * 7 % 400000]


def by_flat_book(path: Path, count: int) -> None:
    """The writer of this project."""
    import polars as pl  # noqa: PLC0415  (each writer imports only what it uses)

    from payroll.output.flat_book import FlatColumn, FlatSheet, write_flat_book  # noqa: PLC0415

    frame = pl.DataFrame([*rows(count)], schema=HEADINGS, orient="row")
    columns = [
        FlatColumn(name, "yuan" if frame[name].dtype == pl.Int64 else "text", 14)
        for name in HEADINGS
    ]
    sheet = FlatSheet("明细", columns, frame)
    write_flat_book(path, date(2026, 3, 1), "明细", [sheet])


def by_xlsxwriter(path: Path, count: int) -> None:
    """XlsxWriter, rows written away as they come."""
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for at, row in enumerate(rows(count), 1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(at, column, value / 100)
                else:
                    sheet.write_string(at, column, str(value))


def by_openpyxl(path: Path, count: int) -> None:
    """openpyxl, rows written away as they come."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for row in rows(count):
        sheet.append([value / 100 if isinstance(value, int) else value for value in row])
    book.save(path)


def no_writer(_path: Path, count: int) -> None:
    """The rows made and thrown away: what all the others spend besides writing."""
    for _ in rows(count):
        pass


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "no writer": no_writer,
    "payroll.output.flat_book": by_flat_book,
    "XlsxWriter constant_memory": by_xlsxwriter,
    "openpyxl write_only": by_openpyxl,
}


def main() -> None:
    """Measure every writer in its own process, print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--writer", choices=WRITERS, help="write with one of them (used inside)")
    parser.add_argument("--path", type=Path)
    given = parser.parse_args()
    if given.writer:
        WRITERS[given.writer](given.path, given.rows)
        return
    print(machine("polars", "XlsxWriter", "openpyxl"))
    print(f"{given.rows:,} rows × {len(HEADINGS)} columns")
    ours = None
    with tempfile.TemporaryDirectory() as scratch:
        for name in WRITERS:
            path = Path(scratch) / "flat.xlsx"
            inside = [sys.executable, "-m", "benchmarks.flat_export", "--rows", str(given.rows)]
            run = measured([*inside, "--writer", name, "--path", path])
            assert run.status == 0, name
            ours = run if name == "payroll.output.flat_book" else ours
            times = f", {run.processor_seconds / ours.processor_seconds:.1f} × ours" if ours else ""
            print(
                f"{name:28} {run.seconds:6.2f} s, {run.processor_seconds:6.2f} s of processor, "
                f"{run.peak_mb:,.0f} MB{times}"
            )
    assert ours is not None
    print(
        f"aim ≤ {AIM_SECONDS} s: {'met' if ours.seconds <= AIM_SECONDS else 'missed'} by the clock"
    )


if __name__ == "__main__":
    main()
