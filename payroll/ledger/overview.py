"""Every month at a glance: how far it is, what it pays, whether its files are as signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from payroll.amounts import parse_hundredths
from payroll.ledger.life import Life, life_of
from payroll.ledger.packet import RUN_RECORD, find_changed_files
from payroll.ledger.records import OPENING, ProgramTotal
from payroll.ledger.steps import Books
from payroll.period import parse_month


@dataclass(frozen=True)
class Standing:
    """One month, or the opening entries."""

    life: Life
    void: bool
    """Whether what was signed is no longer what lies in the folder."""
    programs: tuple[ProgramTotal, ...]
    """As posted; before that, as the run says."""
    held: int
    """Rows held back by an error."""

    @property
    def signed_by(self) -> list[tuple[str, str, str]]:
        """(step, who, when in UTC) of the steps taken in this round."""
        return [(event.kind, event.actor, event.at) for event in self.life.steps.values()]


def overview(books: Books) -> Iterator[Standing]:
    """Opening entries, then every month that has a run or a step, in order."""
    runs = {run.subject: run for run in books.ledger.runs()}
    events = books.ledger.events()
    subjects = {event.subject for event in events} | set(_subjects_in(books.out))
    for subject in sorted(subjects - {""}, key=lambda each: (each[0] == "2", each)):
        life = life_of(subject, (event for event in events if event.subject == subject))
        record = _record(books.out / subject)
        if subject in runs:
            run = runs[subject]
            yield Standing(life, void=False, programs=run.programs, held=run.rows_held)
        else:
            void = life.state != "draft" and _is_void(books.out / subject, life)
            yield Standing(life, void, tuple(_drafted(record)), _held(record))


def _subjects_in(out: Path) -> Iterator[str]:
    for path in out.iterdir() if out.is_dir() else ():
        if (path / RUN_RECORD).is_file():
            if path.name.startswith(OPENING):
                yield path.name
                continue
            try:
                parse_month(path.name)
            except ValueError:
                continue
            yield path.name


def _record(folder: Path) -> dict[str, object]:
    """What run.json says; nothing when there is none or it cannot be read."""
    try:
        found = json.loads((folder / RUN_RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_void(folder: Path, life: Life) -> bool:
    try:
        content = (folder / RUN_RECORD).read_bytes()
    except OSError:
        return True
    if hashlib.sha256(content).hexdigest() != life.run_digest:
        return True
    return any(find_changed_files(folder, life.subject, json.loads(content)["outputs"]))


def _drafted(record: dict[str, object]) -> Iterator[ProgramTotal]:
    programs = record.get("programs")
    for name, figures in programs.items() if isinstance(programs, dict) else ():
        try:
            amounts = [
                parse_hundredths(figures[f"{payee}_yuan"])
                for payee in ("person", "deduction", "insurer")
            ]
            yield ProgramTotal("", name, int(figures["people"]), *amounts)
        except (KeyError, TypeError, ValueError):
            continue


def _held(record: dict[str, object]) -> int:
    rows = record.get("rows")
    held = rows.get("held") if isinstance(rows, dict) else None
    return held if isinstance(held, int) else 0
