"""Runs and ledgers made for the tests, with the standard library alone; people who never lived."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from payroll.amounts import yuan
from payroll.ledger.packet import CHARGES_COLUMNS, LINES_COLUMNS, ROSTER_COLUMNS
from payroll.ledger.records import Kind
from payroll.ledger.sqlite import start_ledger
from payroll.ledger.steps import Taken, open_books, take_step
from payroll.period import parse_month

AT = "2026-05-06T07:08:09Z"
MAKER, REVIEWER, APPROVER = "制表甲", "复核乙", "审批丙"
SUBSIDY, INSURANCE = 215_000, 99_325
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def synthetic_id(number: int) -> str:
    """A valid ID number that was never issued: sequence 000, another birthday for each number."""
    digits = f"140581{date.fromordinal(720_000 + number):%Y%m%d}000"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


@dataclass(frozen=True)
class Paid:
    """A person of a made-up run, and what is paid to the person and to the insurer."""

    number: int
    person_fen: int = SUBSIDY
    insurer_fen: int = INSURANCE
    name: str = ""
    program: str = "public_welfare_post"
    card: str = ""

    @property
    def called(self) -> str:
        return self.name or f"试样{self.number}"


def write_run(
    out: Path, subject: str, people: Sequence[Paid], *, reason: str = "regular", note: str = ""
) -> Path:
    """Write a run as `payroll run` does: lines, charges, roster, run.json; its folder."""
    folder = out / subject
    folder.mkdir(parents=True, exist_ok=True)
    month = subject if subject[0] == "2" else "2026-03"
    lines = list(_lines(month, people, reason))
    opening = reason == "opening"
    _write_csv(folder / "lines.csv", LINES_COLUMNS, lines)
    charges = [] if opening else [_charge(line) for line in lines]
    _write_csv(folder / "charges.csv", CHARGES_COLUMNS, charges)
    roster = [] if opening else [_row(i, month, paid) for i, paid in enumerate(people)]
    _write_csv(folder / "roster.csv", ROSTER_COLUMNS, roster)
    (folder / "工资表_试样.xlsx").write_bytes(f"a workbook {note}".encode())
    record = {
        "as_of": f"{month}-28",
        "conservation": {"checked": ["rows", "wage_books"], "holds": True},
        "inputs": {"rates/x.toml": "0" * 64},
        "ledger": None if opening else _ledger(out, subject),
        "outputs": {path.name: _digest(path) for path in sorted(folder.iterdir()) if _own(path)},
        "rows": {"accepted": len(roster), "held": 0, "read": len(roster)},
        "run_month": month,
        "software": {"name": "subsidy-payroll", "version": "0"},
        "subject": subject,
        "total": {
            "deduction_yuan": "0.00",
            "insurer_yuan": yuan(sum(p.insurer_fen for p in people), grouped=False),
            "person_yuan": yuan(sum(p.person_fen for p in people), grouped=False),
        },
    }
    text = json.dumps(record, sort_keys=True, ensure_ascii=False)
    (folder / "run.json").write_text(text, encoding="utf-8")
    return folder


def some_people(count: int) -> list[Paid]:
    """Different people, each with a card."""
    return [Paid(number, card=f"6299{number:012d}") for number in range(count)]


def start(folder: Path, starts: str = "2026-04", *, single_person: bool = False) -> Path:
    """A new ledger beside `folder/out`; its path."""
    path = folder / "ledger.db"
    (folder / "out").mkdir(parents=True, exist_ok=True)
    start_ledger(
        path,
        parse_month(starts),
        actor=MAKER,
        at=AT,
        ledger_id="00000000",
        single_person=single_person,
    )
    return path


def step(out: Path, kind: Kind, subject: str, actor: str, reason: str = "") -> Taken:
    """Take one step with the ledger beside `out`."""
    with open_books(out) as books:
        return take_step(books, kind, subject, actor=actor, at=AT, reason=reason)


def approve(out: Path, subject: str) -> None:
    """Submit, review and approve by three people."""
    step(out, "submit", subject, MAKER)
    step(out, "review", subject, REVIEWER)
    step(out, "approve", subject, APPROVER)


def post(out: Path, subject: str, people: Sequence[Paid], **run: str) -> Taken:
    """A whole month: run, approved and posted."""
    write_run(out, subject, people, **run)
    approve(out, subject)
    return step(out, "post", subject, MAKER)


def assert_golden(name: str, text: str) -> None:
    """Compare with a file of `goldens/`; PAYROLL_REWRITE_GOLDENS=1 writes it: read it as a clerk
    would before committing."""
    path = Path(__file__).parent / "goldens" / name
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text + "\n"


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table and the schema, read without the code under test."""
    with closing(sqlite3.connect(path)) as opened:
        master = opened.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
        tables = [row[1] for row in master if row[0] == "table"]
        return {"": master} | {
            table: opened.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall()
            for table in tables
        }


def _ledger(out: Path, subject: str) -> dict[str, object] | None:
    """What a run says of the ledger beside `out`; None when there is none."""
    if not (out.parent / "ledger.db").exists():
        return None
    with open_books(out) as books:
        head, single = books.ledger.head(subject).text, books.ledger.single_person
    return {"head": head, "single_person": single}


def _lines(month: str, people: Sequence[Paid], reason: str) -> Any:
    serial = 0
    for paid in people:
        for payee, component, fen in (
            ("person", "post_subsidy", paid.person_fen),
            ("insurer", "social_insurance", paid.insurer_fen),
        ):
            serial += 1
            yield dict.fromkeys(LINES_COLUMNS, "") | {
                "service_month": month,
                "program": "试样项目",
                "program_id": paid.program,
                "unit": "试样单位",
                "id_number": synthetic_id(paid.number),
                "name": paid.called,
                "component": component,
                "component_name": "试样工资",
                "payee": payee,
                "reason": reason,
                "amount_yuan": yuan(fen, grouped=False),
                "line_id": f"{month.replace('-', '')}-{serial:06d}",
                "rounding": "line",
                "source_file": "a.xlsx",
            }


def _charge(line: dict[str, str]) -> dict[str, str]:
    return {
        "line_id": line["line_id"],
        "project": "试样预算项目",
        "fund": "本年预算",
        "document": "",
        "kind": "within",
        "amount_yuan": line["amount_yuan"],
    }


def _row(row_id: int, month: str, paid: Paid) -> dict[str, str]:
    return dict.fromkeys(ROSTER_COLUMNS, "") | {
        "row_id": str(row_id),
        "name": paid.called,
        "id_number": synthetic_id(paid.number),
        "program_id": paid.program,
        "unit": "试样单位",
        "service_month": month,
        "required_days": "22",
        "attended_days": "21.5",
        "leave": "事假:0.5",
        "card_number": paid.card,
        "file": "a.xlsx",
        "row": str(row_id + 2),
    }


def _write_csv(path: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        writer.writerows(rows)


def _own(path: Path) -> bool:
    return path.name not in ("run.json", "posted.json") and not path.name.startswith(".")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
