"""`write_month`: lay out a month, check what was written, put it in place as a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import polars as pl

from payroll.output import csv_files, staging
from payroll.output.conservation import ConservationBroken, check_conservation
from payroll.output.finance import finance_rows
from payroll.output.finance_book import write_finance_book
from payroll.output.month_book import write_month_book
from payroll.output.month_payroll import MonthPayroll
from payroll.output.own_files import RUN_RECORD
from payroll.output.reading_book import write_reading_book
from payroll.output.recovery_book import write_recovery_book
from payroll.output.run_record import write_run_record
from payroll.output.wage_books import file_name, write_wage_books
from payroll.period import month_text
from payroll.problems import Problem
from payroll.terms import columns as words
from payroll.terms.desk import READING_BOOK
from payroll.terms.recoveries import RECOVERY_BOOK
from payroll.terms.template import FILLED

Part = Literal["lines", "charges", "roster", "problems", "reading", "books", "finance"]
"""What can be written alone; run.json always is."""

PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True)
class Written:
    """What a run put in place."""

    folder: Path
    files: tuple[str, ...]
    """Files of this run, by name, sorted."""
    kept: tuple[str, ...]
    """Files of other people that stayed in the folder, by where they are now."""
    problems: tuple[Problem, ...] = ()
    """Warnings about the template of finance."""


def write_month(
    payroll: MonthPayroll,
    out: Path,
    *,
    only: Collection[Part] | None = None,
    template: Path | None = None,
) -> Written:
    """Write every output of a month (or those named in `only`) into `out/YYYY-MM`; `template` is a
    workbook of finance's own to be filled in besides.

    All or nothing: files are staged beside the folder, read back and compared with what was
    computed, flushed, and renamed into place together with run.json.  A rerun replaces what an
    earlier one wrote; what people put into the folder, or changed in it, is kept.

    Raises `ConservationBroken` when a file does not say what was computed, `Refusal` when the
    folder cannot be replaced or the template cannot be filled, `OSError` when the disk cannot take
    it.  The earlier output is then intact.
    """
    name = month_text(payroll.run_month)
    told: list[Problem] = []
    with staging.staged(out, name) as place:
        books = _write_parts(payroll, place.folder, PARTS if only is None else only)
        checked = check_conservation(payroll, place.folder, books)
        if template is not None:
            told = _fill(payroll, place.folder, template)
            checked.append("template")
        files = _record(payroll, place.folder, checked)
    return Written(out / name, tuple(files), tuple(place.kept), tuple(told))


def _write_parts(payroll: MonthPayroll, folder: Path, parts: Collection[Part]) -> dict[str, str]:
    """Write the parts; the file of each program's 工资表 by its Chinese name."""
    if "lines" in parts:
        csv_files.write_lines(payroll.payments, folder / "lines.csv")
    if "charges" in parts:
        csv_files.write_charges(payroll.charges, folder / "charges.csv")
    if "roster" in parts:
        withheld = payroll.withheld["row_id"]
        rows = pl.concat([payroll.accepted, payroll.past])
        csv_files.write_roster(rows, folder / "roster.csv", withheld)
    if "problems" in parts:
        csv_files.write_problems(payroll.problems, folder / "problems.csv")
    if "reading" in parts:
        write_reading_book(payroll, folder / READING_BOOK)
    if "finance" in parts:
        write_finance_book(payroll, folder / words.FINANCE_BOOK)
    if "books" not in parts:
        return {}
    if not payroll.recoveries.is_empty():
        write_recovery_book(payroll, folder / RECOVERY_BOOK)
    write_month_book(payroll, folder / words.MONTH_BOOK)
    return write_wage_books(payroll, folder)


def _fill(payroll: MonthPayroll, folder: Path, template: Path) -> list[Problem]:
    """Fill in the template of finance and read it back; warnings about it."""
    from payroll.output.template import fill_template  # noqa: PLC0415 - openpyxl is slow to load
    from payroll.output.template_check import find_template_differences  # noqa: PLC0415

    target = folder / file_name(FILLED, template=template.stem)
    rows = finance_rows(payroll)
    filled = fill_template(template, rows, payroll.run_month, target)
    if differences := find_template_differences(target, filled.layout, rows):
        raise ConservationBroken(differences)
    return filled.problems


def _record(payroll: MonthPayroll, folder: Path, checked: Sequence[str]) -> list[str]:
    """Write run.json beside the files; all names, sorted."""
    outputs = {path.name: staging.sha256(path) for path in sorted(folder.iterdir())}
    write_run_record(payroll, checked, outputs, folder / RUN_RECORD)
    return sorted([*outputs, RUN_RECORD])
