"""What was paid up to a month: tied by `payroll.forecast.paid`, held against the runs' own records.

A run writes the digests of its files into run.json.  Files that tie to each other and not to that
record were changed by somebody afterwards, both in step; that is refused too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payroll.forecast.paid import LINES, PaidMonths, months_paid, paid_months
from payroll.output.own_files import RUN_RECORD
from payroll.period import month_text, months_between, next_month
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates.model import Program
from payroll.reconciliation.quick_paid import quick_paid

_NEVER_NULL = ["project", "fund", "document", "unit", "name"]


@dataclass(frozen=True)
class Paid:
    """The payments of the run months up to `as_of`."""

    payments: pl.DataFrame
    """`payroll.forecast.paid.PAID`; `program_id` null only for a program without a rate file, the
    names of what was charged and of whom it was paid to never null."""
    months: tuple[date, ...]
    """Run months with results, ascending."""
    records: Mapping[date, Mapping[str, Any]]
    """What the run.json of each month says; a month without one is not in it."""
    files: Mapping[str, str]
    """SHA-256 of every file read, by path relative to the results folder."""
    problems: tuple[Problem, ...]
    """Warnings; an error is refused."""

    def in_year(self, year: int) -> pl.DataFrame:
        """The payments of that year's run months."""
        return self.payments.filter(pl.col("run_month").dt.year() == year)


def read_paid(out: Path, programs: Sequence[Program], as_of: date | None = None) -> Paid:
    """What was paid in the run months up to and including `as_of` (all of them for None).

    Raises `Refusal` for every file that is damaged, does not tie or was changed after its run, and
    when there is no month at all.
    """
    months = [month for month in months_paid(out) if as_of is None or month <= as_of]
    if not months:
        raise Refusal(problem("paid-none", Cell(out.name)))
    paid = quick_paid(out, months)
    if paid is None:
        paid = paid_months(out, before=next_month(months[-1]))
        _require_months(paid, out)
    records = {month: _record(out / month_text(month)) for month in paid.months}
    problems = [
        *_record_problems(paid, records),
        *_gaps(paid.months, as_of or paid.months[-1]),
        *_strangers(paid, programs),
    ]
    if any(item.severity == "error" for item in problems):
        raise Refusal(*in_file_order(problems))
    return Paid(
        _with_program_ids(paid.payments, programs),
        tuple(paid.months),
        {month: record for month, record in records.items() if record},
        dict(paid.files),
        tuple(in_file_order(problems)),
    )


def _require_months(paid: PaidMonths, out: Path) -> None:
    """Refuse folders that hold the payments of another month, and lines that are there twice."""
    problems = []
    for month in paid.months:
        name = month_text(month)
        seen = pl.read_csv(out / name / LINES, columns=["run_month"], infer_schema=False)
        other = (seen["run_month"] != name).arg_true()
        if len(other):
            where = Cell(f"{name}/{LINES}", "", int(other[0]) + 2)
            facts = {"month": name, "count": f"{len(other):,}", "seen": seen["run_month"][other[0]]}
            problems.append(problem("paid-month-differs", where, name="", row_id=None, **facts))
    again = paid.payments.filter(~pl.col("line_id").is_first_distinct())
    if not (problems or again.is_empty()):
        month, line = again.select("run_month", "line_id").row(0)
        where = Cell(f"{month_text(month)}/{LINES}")
        problems.append(
            problem("paid-line-again", where, month=month_text(month), line=line, count=len(again))
        )
    if problems:
        raise Refusal(*problems)


def _record(folder: Path) -> Mapping[str, Any]:
    """The run.json of a month; empty where there is none of ours."""
    try:
        record = json.loads((folder / RUN_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) and isinstance(record.get("outputs"), dict) else {}


def _record_problems(
    paid: PaidMonths, records: Mapping[date, Mapping[str, Any]]
) -> Iterator[Problem]:
    for month, record in records.items():
        name = month_text(month)
        if not record:
            yield problem("paid-record-missing", Cell(f"{name}/{RUN_RECORD}"), month=name)
            continue
        for path, digest in paid.files.items():
            folder, _, file = path.partition("/")
            if folder == name and record["outputs"].get(file, digest) != digest:
                yield problem("paid-file-changed", Cell(path), month=name)


def _gaps(months: Sequence[date], as_of: date) -> Iterator[Problem]:
    """A warning for every month without results from the first to `as_of`, and for those of its
    year before the first."""
    first = min(months[0], as_of.replace(month=1))
    for month in months_between(first, as_of):
        if month not in months:
            name = month_text(month)
            yield problem("paid-month-missing", Cell(name), month=name)


def _strangers(paid: PaidMonths, programs: Sequence[Program]) -> Iterator[Problem]:
    """A warning for every program that no rate file knows, at the first month it was paid in."""
    ids, names = [program.id for program in programs], list(_ids_by_name(programs))
    known = pl.col("program_id").is_in(ids) | pl.col("program").is_in(names)
    strange = (
        paid.payments.filter(~known.fill_null(value=False))
        .group_by("program", maintain_order=True)
        .agg(pl.col("run_month").min())
    )
    for name, month in strange.iter_rows():
        where = Cell(f"{month_text(month)}/{LINES}")
        yield problem("paid-program-without-rates", where, program=name or "")


def _with_program_ids(payments: pl.DataFrame, programs: Sequence[Program]) -> pl.DataFrame:
    """`payments` with the id of every program that is known by its id or, in older files, name."""
    known = pl.col("program_id").is_in([program.id for program in programs])
    by_name = pl.col("program").replace_strict(
        _ids_by_name(programs), default=None, return_dtype=pl.String
    )
    return payments.with_columns(
        pl.col(_NEVER_NULL).fill_null(""),
        program_id=pl.when(known).then("program_id").otherwise(by_name),
    )


def _ids_by_name(programs: Sequence[Program]) -> dict[str, str]:
    """Ids by every name a program has or had."""
    aliases = {alias: program.id for program in programs for alias in program.aliases}
    return aliases | {program.name: program.id for program in programs}
