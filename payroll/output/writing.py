"""`write_month`: lay out a month, check what was written, put it in place as a whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from payroll.output import csv_files, run_record, staging
from payroll.output.conservation import check_conservation
from payroll.output.finance_book import write_finance_book
from payroll.output.month_book import write_month_book
from payroll.output.month_payroll import MonthPayroll
from payroll.output.own_files import RUN_RECORD
from payroll.output.totals import ProgramTotal, summary_rows
from payroll.output.wage_books import write_wage_books
from payroll.period import month_text
from payroll.terms import columns as words

Part = Literal["lines", "charges", "problems", "books", "finance"]
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
    summary: tuple[ProgramTotal, ...]


def write_month(
    payroll: MonthPayroll, out: Path, *, only: Collection[Part] | None = None
) -> Written:
    """Write every output of a month (or those named in `only`) into `out/YYYY-MM`.

    All or nothing: files are staged beside the folder, read back and compared with what was
    computed, flushed, and renamed into place together with run.json.  A rerun replaces what an
    earlier one wrote; what people put into the folder, or changed in it, is kept.

    Raises `ConservationBroken` when a file does not say what was computed, `Refusal` when the
    folder cannot be replaced, `OSError` when the disk cannot take it.  The earlier output is then
    intact.
    """
    name = month_text(payroll.run_month)
    with staging.locked(out):
        staging.recover(out, name)
        folder = staging.staging_folder(out, name)
        try:
            files = _write_parts(payroll, folder, PARTS if only is None else only)
            kept = staging.swap_in(out, name)
        except BaseException:
            staging.discard(out, name)
            raise
    return Written(out / name, tuple(files), tuple(kept), tuple(summary_rows(payroll)))


def _write_parts(payroll: MonthPayroll, folder: Path, parts: Collection[Part]) -> list[str]:
    """Write, read back and record the parts; names of the files, sorted."""
    if "lines" in parts:
        csv_files.write_lines(payroll.payments, folder / "lines.csv")
    if "charges" in parts:
        csv_files.write_charges(payroll.charges, folder / "charges.csv")
    if "problems" in parts:
        csv_files.write_problems(payroll.problems, folder / "problems.csv")
    books = write_wage_books(payroll, folder) if "books" in parts else {}
    if "books" in parts:
        write_month_book(payroll, folder / words.MONTH_BOOK)
    if "finance" in parts:
        write_finance_book(payroll, folder / words.FINANCE_BOOK)
    checked = check_conservation(payroll, folder, books)
    outputs = {path.name: staging.sha256(path) for path in sorted(folder.iterdir())}
    run_record.write_run_record(payroll, checked, outputs, folder / RUN_RECORD)
    return sorted([*outputs, RUN_RECORD])
