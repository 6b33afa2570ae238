"""Opening entries: what was paid before the ledger starts, from a list, made ready for approval.

The list is read here, outside the posting path, and written as lines like a month's; three people
sign for its totals and `post` takes it like any other run.  Nothing of it is computed or charged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from payroll import __version__
from payroll.amounts import parse_hundredths, yuan
from payroll.identity import check_digit
from payroll.intake.lists import ListRow, read_list
from payroll.intake.programs import ProgramNames
from payroll.intake.values.dates import read_month
from payroll.intake.values.numbers import read_id, read_name
from payroll.intake.words import compact, key
from payroll.ledger.records import OPENING
from payroll.ledger.store import Ledger
from payroll.output import csv_files, staging
from payroll.output.own_files import RUN_RECORD
from payroll.period import month_text
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.rates.model import Component, Program
from payroll.schema import CHARGES, PAYMENTS, ROSTER
from payroll.terms.ledger import OPENING_HEADINGS as HEADINGS

_ID = re.compile(r"[0-9]{17}[0-9X]")
_ONE_YEAR, _ANOTHER = date(2001, 1, 1), date(2002, 1, 1)


@dataclass(frozen=True)
class Opening:
    """Opening entries as they lie ready."""

    subject: str
    folder: Path
    entries: pl.DataFrame
    """`schema.PAYMENTS` with `document`."""
    sha256: str
    """Of the list."""


@dataclass(frozen=True)
class _Entry:
    """One row of the list, understood."""

    row: ListRow
    id_number: str
    name: str
    program: Program
    component: Component
    service_month: date
    amount_fen: int
    document: str

    @property
    def once_for(self) -> str | None:
        if self.component.per != "person":
            return None
        by_year = self.component.once_per != "placement"
        return str(self.service_month.year) if by_year else "placement-"

    @property
    def key(self) -> tuple[str, ...]:
        period = self.once_for or month_text(self.service_month)
        return (self.id_number, self.program.id, period, self.component.id)


def prepare_opening(
    path: Path, programs: tuple[Program, ...], ledger: Ledger, out: Path
) -> Opening:
    """Read the list at `path` and write it as `out/opening`, ready to be submitted.

    Raises `Refusal` with everything that is wrong with the list; nothing is written then.
    """
    listed = read_list(path, HEADINGS, HEADINGS)
    entries, problems = _entries(listed.rows, programs, ledger)
    found = [*listed.problems, *problems]
    if not found and not entries:
        found = [problem("opening-empty", Cell(path.name))]
    if any(each.severity == "error" for each in found):
        raise Refusal(*in_file_order(found))
    subject = _next_subject(ledger)
    payments = _payments(entries, subject, ledger.starts, path.name)
    opening = Opening(subject, out / subject, payments, listed.sha256)
    _write(opening, path.name, out, ledger.starts)
    return opening


def _entries(
    rows: tuple[ListRow, ...], programs: tuple[Program, ...], ledger: Ledger
) -> tuple[list[_Entry], list[Problem]]:
    names = ProgramNames(programs)
    by_id = {program.id: program for program in programs}
    posted = _posted_before(ledger)
    entries, problems = [], []
    seen: dict[tuple[str, ...], ListRow] = {}
    for row in rows:
        flaws = list(_flaws(row, names, by_id, ledger.starts))
        problems += flaws
        if flaws or row.unreadable:
            continue
        entry = _entry(row, names, by_id)
        if first := seen.get(entry.key):
            place = row.cell("amount")
            problems.append(problem("opening-twice", place, name=entry.name, first=first.row))
        elif entry.key in posted:
            problems.append(problem("opening-posted-before", row.cell("amount"), name=entry.name))
        seen.setdefault(entry.key, row)
        entries.append(entry)
    return entries, problems


def _flaws(
    row: ListRow, names: ProgramNames, programs: dict[str, Program], starts: date
) -> Iterator[Problem]:
    """What is wrong with one row, each at its cell."""
    texts = row.texts
    for field, headings in HEADINGS.items():
        if field not in texts and field not in row.unreadable:
            yield problem("opening-cell-empty", row.cell(field), label=headings[0])
    if "id_number" in texts and not _is_id(read_id(texts["id_number"]).value or ""):
        yield problem("opening-id-unreadable", row.cell("id_number"))
    program_id = names.read(texts.get("program", "")).value
    if "program" in texts and program_id is None:
        yield problem("opening-program-unknown", row.cell("program"), known=names.known)
    if program_id is not None and "component" in texts:
        components = programs[program_id].components
        if _component(components, texts["component"]) is None:
            known = "、".join(component.name for component in components)
            yield problem("opening-component-unknown", row.cell("component"), known=known)
    month = _month(texts.get("service_month", ""))
    if "service_month" in texts and month is None:
        yield problem("opening-month-unreadable", row.cell("service_month"))
    if month is not None and month >= starts:
        place, first = row.cell("service_month"), month_text(starts)
        yield problem("opening-month-too-late", place, starts=first)
    if "amount" in texts and _fen(texts["amount"]) is None:
        yield problem("opening-amount-unreadable", row.cell("amount"))


def _entry(row: ListRow, names: ProgramNames, programs: dict[str, Program]) -> _Entry:
    texts = row.texts
    program = programs[names.read(texts["program"]).value or ""]
    component = _component(program.components, texts["component"])
    id_number, month = read_id(texts["id_number"]).value, _month(texts["service_month"])
    fen = _fen(texts["amount"])
    if component is None or id_number is None or month is None or fen is None:
        raise AssertionError("an entry with a flaw")
    name = read_name(texts["name"]).value or texts["name"]
    return _Entry(row, id_number, name, program, component, month, fen, texts["document"].strip())


def _is_id(text: str) -> bool:
    """Whether it is an ID number of 18 characters whose check digit is right."""
    return bool(_ID.fullmatch(text)) and check_digit(text[:-1]) == text[-1]


def _component(components: tuple[Component, ...], text: str) -> Component | None:
    for component in components:
        if key(text) in (key(component.name), key(component.id)):
            return component
    return None


def _month(text: str) -> date | None:
    """The month of a text, None unless it states its year."""
    read, again = (read_month(text, expected).value for expected in (_ONE_YEAR, _ANOTHER))
    return read if read == again else None


def _fen(text: str) -> int | None:
    """A positive amount in whole fen; thousands separators are taken away."""
    try:
        fen = parse_hundredths(compact(text).replace(",", "").removeprefix("¥"))
    except ValueError:
        return None
    return fen if fen > 0 else None


def _posted_before(ledger: Ledger) -> set[tuple[str, ...]]:
    numbers: dict[int, list[str]] = {}
    for id_number, person in ledger.people().items():
        numbers.setdefault(person, []).append(id_number)
    return {
        (id_number, *item[1:4])
        for item in ledger.posted()
        for id_number in numbers.get(item.person, ())
    }


def _next_subject(ledger: Ledger) -> str:
    """`opening`, or the first of `opening-2`, `opening-3` … that is not posted."""
    posted = {run.subject for run in ledger.runs()}
    number = 1
    while (subject := OPENING if number == 1 else f"{OPENING}-{number}") in posted:
        number += 1
    return subject


def _payments(entries: list[_Entry], subject: str, starts: date, file: str) -> pl.DataFrame:
    """`schema.PAYMENTS` with `document`, one row an entry in the order of the list."""
    run_month = _run_month(starts)
    rows = [
        dict.fromkeys(PAYMENTS)
        | {
            "line_id": f"{subject}-{number:06d}",
            "service_month": entry.service_month,
            "run_month": run_month,
            "program_id": entry.program.id,
            "program": entry.program.name,
            "unit": "",
            "id_number": entry.id_number,
            "name": entry.name,
            "component": entry.component.id,
            "component_name": entry.component.name,
            "payee": entry.component.payee,
            "reason": "opening",
            "cause": "",
            "once_for": entry.once_for,
            "amount_fen": entry.amount_fen,
            "rounding": "line",
            "source_file": file,
            "source_sheet": entry.row.place.sheet,
            "source_row": entry.row.row,
            "document": entry.document,
        }
        for number, entry in enumerate(entries, 1)
    ]
    return pl.DataFrame(rows, schema={**PAYMENTS, "document": pl.String}, orient="row")


def _run_month(starts: date) -> date:
    """The month before the first: opening entries belong to no run month of the ledger."""
    return (starts - timedelta(days=1)).replace(day=1)


def _write(opening: Opening, file: str, out: Path, starts: date) -> None:
    with staging.staged(out, opening.subject) as place:
        folder = place.folder
        csv_files.write_lines(opening.entries, folder / "lines.csv")
        csv_files.write_charges(pl.DataFrame(schema=CHARGES), folder / "charges.csv")
        csv_files.write_roster(pl.DataFrame(schema=ROSTER), folder / "roster.csv")
        record = _record(opening, file, folder, starts)
        text = json.dumps(record, sort_keys=True, ensure_ascii=False, indent=1)
        (folder / RUN_RECORD).write_text(text + "\n", encoding="utf-8", newline="\n")


def _record(opening: Opening, file: str, folder: Path, starts: date) -> dict[str, object]:
    outputs = {path.name: staging.sha256(path) for path in sorted(folder.iterdir())}
    run_month = _run_month(starts)
    by_program = opening.entries.group_by("program", maintain_order=True)
    return {
        "as_of": run_month.isoformat(),
        "conservation": {"checked": ["rows"], "holds": True},
        "inputs": {file: opening.sha256},
        "lines": len(opening.entries),
        "outputs": outputs,
        "programs": {str(program): figures(rows) for (program,), rows in by_program},
        "rows": {"accepted": 0, "held": 0, "read": len(opening.entries)},
        "run_month": month_text(run_month),
        "software": {"name": "subsidy-payroll", "version": __version__},
        "subject": opening.subject,
        "total": figures(opening.entries),
    }


def figures(entries: pl.DataFrame) -> dict[str, object]:
    """People, and Σ by payee as text in yuan."""
    by_payee = dict(entries.group_by("payee").agg(pl.col("amount_fen").sum()).iter_rows())
    amounts = {
        f"{payee}_yuan": yuan(by_payee.get(payee, 0), grouped=False)
        for payee in ("person", "deduction", "insurer")
    }
    return {**amounts, "people": entries["id_number"].n_unique()}
