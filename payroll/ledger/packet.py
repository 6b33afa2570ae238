"""The files of a run as the ledger takes them: whole, unchanged, and read without Polars."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from payroll.amounts import parse_hundredths
from payroll.disk import sha256
from payroll.ledger.csv_rows import CsvRow, csv_rows, unreadable
from payroll.ledger.records import OPENING, AcceptedRow, Charge, Identity, Line, Posting
from payroll.period import month_text, parse_month
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.terms.columns import WAGE_SHEET as SIGNED_BOOKS_NAME

RUN_RECORD = "run.json"
LINES, CHARGES, ROSTER = "lines.csv", "charges.csv", "roster.csv"
SIGNED_BOOKS = "wage_books"
"""What run.json calls the 工资表 among the files that were compared: they are what is signed."""
PAYEES = ("person", "deduction", "insurer")
LINES_COLUMNS = (
    *("service_month", "program", "unit", "id_number", "name", "component", "component_name"),
    *("payee", "reason", "rate_yuan", "effective_from", "paid_days", "required_days"),
    *("amount_yuan", "source_file", "source_sheet", "source_row", "cause", "line_id"),
    *("rounding", "segment_from", "program_id", "once_for", "document"),
)
CHARGES_COLUMNS = ("line_id", "project", "fund", "document", "kind", "amount_yuan")
ROSTER_COLUMNS = (
    *("row_id", "name", "id_number", "program_id", "program_seen", "unit", "service_month"),
    *("required_days", "attended_days", "leave", "marks", "card_number", "bank", "start_date"),
    *("end_date", "rating", "note", "file", "sheet", "row"),
    "withheld",
)

T = TypeVar("T", Line, Charge, AcceptedRow)


@dataclass(frozen=True)
class RunFiles:
    """The folder of a run whose files are all as its record says."""

    folder: Path
    subject: str
    digest: str
    """SHA-256 of run.json, which names the digest of every other file."""
    record: Mapping[str, Any]


def read_run(out: Path, subject: str) -> RunFiles:
    """The run of `subject` in `out`, every file compared with the digest in its record.

    Raises `Refusal` with everything found: no run, a record that cannot be read, parts that were
    not written, files that are missing or changed.
    """
    folder = out / subject
    try:
        content = (folder / RUN_RECORD).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Refusal(problem("run-missing", Cell(subject), subject=subject)) from None
    place = Cell(f"{subject}/{RUN_RECORD}")
    try:
        record = json.loads(content)
        outputs, written_for = dict(record["outputs"]), record.get("subject", record["run_month"])
        whole = record["conservation"]["holds"] is True
        checked = list(record["conservation"]["checked"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal(problem("run-record-unreadable", place)) from None
    if written_for != subject:
        raise Refusal(problem("run-of-another-month", place, found=written_for))
    missing = [name for name in (LINES, CHARGES, ROSTER) if name not in outputs]
    if not (subject.startswith(OPENING) or SIGNED_BOOKS in checked):
        missing.append(SIGNED_BOOKS_NAME)
    if missing or not whole:
        raise Refusal(problem("run-incomplete", place, missing="、".join(missing)))
    if changed := list(find_changed_files(folder, subject, outputs)):
        raise Refusal(*changed)
    return RunFiles(folder, subject, hashlib.sha256(content).hexdigest(), record)


def find_changed_files(folder: Path, subject: str, outputs: Mapping[str, str]) -> Iterator[Problem]:
    """Files that are not as `outputs` (SHA-256 by name) says."""
    for name, digest in sorted(outputs.items()):
        path, place = folder / name, Cell(f"{subject}/{name}")
        if not path.is_file():
            yield problem("run-file-missing", place)
        elif sha256(path) != digest:
            yield problem("run-file-changed", place)


def read_posting(run: RunFiles) -> Posting:
    """What a run posts: its lines, charges and accepted rows, read from its files.

    Raises `Refusal` for a row that is not as this program writes it.
    """
    lines, people = [], []
    for line, row in _rows(run.folder / LINES, LINES_COLUMNS, _line):
        lines.append(line)
        people.append((row.text("id_number"), row.text("name")))
    record = run.record
    try:
        counts = record["rows"]
        posting = Posting(
            subject=run.subject,
            run_month=parse_month(record["run_month"]),
            run_digest=run.digest,
            as_of=date.fromisoformat(record["as_of"]),
            software=record["software"]["version"],
            rows_accepted=int(counts["accepted"]),
            rows_held=int(counts["held"]),
            lines=tuple(lines),
            line_people=tuple(people),
            charges=tuple(c for c, _ in _rows(run.folder / CHARGES, CHARGES_COLUMNS, _charge)),
            roster=read_accepted(run.folder / ROSTER),
            inputs=dict(record["inputs"]),
            outputs=dict(record["outputs"]),
        )
        stated = {p: parse_hundredths(record["total"][f"{p}_yuan"]) for p in PAYEES}
    except (ValueError, KeyError, TypeError):
        place = Cell(f"{run.subject}/{RUN_RECORD}")
        raise Refusal(problem("run-record-unreadable", place)) from None
    _check_sums(posting, stated)
    return posting


def read_accepted(path: Path) -> tuple[AcceptedRow, ...]:
    """The accepted rows of a roster.csv, in its order.

    Raises `Refusal` for a row that is not as this program writes it.
    """
    return tuple(row for row, _ in _rows(path, ROSTER_COLUMNS, _accepted))


def _check_sums(posting: Posting, stated: Mapping[str, int]) -> None:
    """The files say the same: Σ lines by payee = run.json, Σ charges = what the lines cost."""
    sums = dict.fromkeys(PAYEES, 0)
    for line in posting.lines:
        sums[line.payee] = sums.get(line.payee, 0) + line.amount_fen
    ids = [line.line_id for line in posting.lines]
    charged = posting.subject.startswith(OPENING) or (
        [charge.line_id for charge in posting.charges] == ids
        and sum(charge.amount_fen for charge in posting.charges) == sums["person"] + sums["insurer"]
    )
    own = [row for row in posting.roster if row.service_month == posting.run_month]
    if sums != stated or not charged or len(own) != posting.rows_accepted:
        raise Refusal(problem("run-does-not-add-up", Cell(posting.subject)))


def _rows(
    path: Path, columns: tuple[str, ...], read: Callable[[CsvRow], T]
) -> Iterator[tuple[T, CsvRow]]:
    for number, row in enumerate(csv_rows(path, columns), start=2):
        try:
            yield read(row), row
        except ValueError:
            raise unreadable(path, number) from None


def _line(row: CsvRow) -> Line:
    month = row.month("service_month")
    return Line(
        line_id=row.text("line_id"),
        person=0,
        program_id=row.text("program_id"),
        program=row.text("program"),
        unit=row.text("unit"),
        service_month=month,
        period=row.text("once_for") or month_text(month),
        component=row.text("component"),
        component_name=row.text("component_name"),
        payee=row.text("payee"),
        reason=row.text("reason"),
        cause=row.text("cause"),
        rate_fen=row.hundredths("rate_yuan"),
        effective_from=row.day("effective_from"),
        paid_days_h=row.hundredths("paid_days"),
        required_days_h=row.hundredths("required_days"),
        amount_fen=row.fen("amount_yuan"),
        rounding=row.text("rounding"),
        segment_from=row.day("segment_from"),
        document=row.text("document"),
        source_file=row.text("source_file"),
        source_sheet=row.text("source_sheet"),
        source_row=row.number("source_row"),
    )


def _charge(row: CsvRow) -> Charge:
    return Charge(
        line_id=row.text("line_id"),
        project=row.text("project"),
        fund=row.text("fund"),
        document=row.text("document"),
        kind=row.text("kind"),
        amount_fen=row.fen("amount_yuan"),
    )


def _accepted(row: CsvRow) -> AcceptedRow:
    row_id = row.number("row_id")
    if row_id is None:
        raise ValueError("a row without a number")
    return AcceptedRow(
        row_id=row_id,
        identity=Identity(
            row.text("id_number"),
            row.text("name"),
            row.optional("card_number"),
            row.optional("bank"),
            row.optional("note"),
        ),
        program_id=row.text("program_id"),
        program_seen=row.optional("program_seen"),
        unit=row.optional("unit"),
        service_month=row.month("service_month"),
        required_days_h=row.hundredths("required_days"),
        attended_days_h=row.hundredths("attended_days"),
        leave=row.text("leave"),
        marks=row.text("marks"),
        start_date=row.day("start_date"),
        end_date=row.day("end_date"),
        rating=row.optional("rating"),
        file=row.optional("file"),
        sheet=row.text("sheet"),
        row=row.number("row"),
        withheld=row.text("withheld") == "1",
    )
