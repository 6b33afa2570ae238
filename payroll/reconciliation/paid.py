"""What was paid up to a month: `payroll.paid`, held against the runs' own records.

A run writes the digests of its files into run.json.  Files that tie to each other and not to that
record were changed by somebody afterwards, both in step; that is refused too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payroll.ledger.store import Ledger
from payroll.output.own_files import RUN_RECORD
from payroll.paid import PaidMonths, months_paid, paid_months, unpaid_problems
from payroll.paid.frame import LINES
from payroll.paid.months import draft_months
from payroll.period import month_list, month_text, months_between, next_month
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates.model import Program


@dataclass(frozen=True)
class Paid:
    """The payments of the run months up to `as_of`."""

    payments: pl.DataFrame
    """`payroll.paid.PAID`; `program_id` null only for a program without a rate file."""
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


def read_paid(
    out: Path,
    programs: Sequence[Program],
    as_of: date | None = None,
    ledger: Ledger | None = None,
    year: int | None = None,
) -> Paid:
    """What was paid in the run months up to and including `as_of` and `year` (all for None).

    Raises `Refusal` for every file that is damaged, does not tie or was changed after its run, and
    when there is no month at all.
    """
    until = min(as_of or date.max, date(year, 12, 1) if year else date.max)
    months = [month for month in months_paid(out, ledger) if month <= until]
    if not months:
        raise Refusal(_nothing_paid(out, ledger))
    paid = paid_months(out, ledger, before=next_month(months[-1]))
    records = {m: _record(out / month_text(m), paid.posted.get(m)) for m in paid.months}
    last = as_of or paid.months[-1]
    problems = [
        *_record_problems(paid, records),
        *_gaps(paid.months, last, draft_months(out, ledger)),
        *unpaid_problems(out, ledger, last.year, as_of or date.max),
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


def _nothing_paid(out: Path, ledger: Ledger | None) -> Problem:
    if drafts := draft_months(out, ledger):
        return problem("paid-none-posted", Cell(out.name), months=month_list(drafts))
    return problem("paid-none", Cell(out.name))


def _record(folder: Path, posted: str | None) -> Mapping[str, Any]:
    """The run.json of a month; empty where there is none of ours, or not the one `posted`."""
    try:
        content = (folder / RUN_RECORD).read_bytes()
        record = json.loads(content)
    except (OSError, ValueError):
        return {}
    if posted not in (None, hashlib.sha256(content).hexdigest()):
        return {}
    return record if isinstance(record, dict) and isinstance(record.get("outputs"), dict) else {}


def _record_problems(
    paid: PaidMonths, records: Mapping[date, Mapping[str, Any]]
) -> Iterator[Problem]:
    """Files changed after their run, and months nothing is known of; a ledger knows better."""
    for month, record in records.items():
        if month in paid.posted:
            continue
        name = month_text(month)
        if not record:
            yield problem("paid-record-missing", Cell(f"{name}/{RUN_RECORD}"), month=name)
            continue
        for path, digest in paid.files.items():
            folder, _, file = path.partition("/")
            if folder == name and record["outputs"].get(file, digest) != digest:
                yield problem("paid-file-changed", Cell(path), month=name)


def _gaps(months: Sequence[date], as_of: date, drafts: Sequence[date]) -> Iterator[Problem]:
    """One warning for the months without results from the first to `as_of`, and for those of its
    year before the first; drafts are told of by themselves."""
    first = min(months[0], as_of.replace(month=1))
    missing = [m for m in months_between(first, as_of) if m not in months and m not in drafts]
    if missing:
        where, first_text = Cell(month_text(missing[0])), month_text(missing[0])
        yield problem("paid-month-missing", where, months=month_list(missing), month=first_text)


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
        program_id=pl.when(known).then("program_id").otherwise(by_name),
    )


def _ids_by_name(programs: Sequence[Program]) -> dict[str, str]:
    """Ids by every name a program has or had."""
    aliases = {alias: program.id for program in programs for alias in program.aliases}
    return aliases | {program.name: program.id for program in programs}
