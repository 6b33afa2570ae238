"""The steps of a month as they are taken: files checked, event appended, marks written.

Order of a posting: the mark is staged in the month's folder, one transaction takes run, lines,
charges, roster and people, the mark is renamed into place, the folder is flushed.  Whoever is
killed leaves a month that is posted or one that is not; the next step starts by finishing marks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from payroll import disk
from payroll.ledger import anchors
from payroll.ledger.freshness import check_fresh
from payroll.ledger.life import next_step, person_name, plain_reason
from payroll.ledger.packet import read_posting, read_run
from payroll.ledger.records import BankFile, Event, Kind, NewEvent, Posting
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.store import Ledger
from payroll.problems import Cell, Problem, Refusal, problem

LOOKS_AT_FILES = ("submit", "review", "approve", "post")
WAIT_SECONDS = 30
"""How long a step waits for another program that writes into the output folder."""
LEDGER_NAME = "ledger.db"


@dataclass(frozen=True)
class Books:
    """An open ledger, where it lies, and the outputs that belong to it."""

    ledger: Ledger
    path: Path
    out: Path


@dataclass(frozen=True)
class Taken:
    """A step that is now in the ledger."""

    event: Event
    problems: tuple[Problem, ...] = ()
    """Warnings: what could not be finished outside the ledger."""
    posting: Posting | None = None


def ledger_path(out: Path, named: Path | None = None) -> Path:
    """The ledger that belongs to an output folder: the one named, else `ledger.db` beside it."""
    return named or out.absolute().parent / LEDGER_NAME


@contextmanager
def open_books(out: Path, named: Path | None = None) -> Iterator[Books]:
    """The books of an output folder.  Raises `Refusal` when there is no ledger: none is made."""
    path = ledger_path(out, named)
    ledger = open_ledger(path)
    try:
        yield Books(ledger, path, out)
    finally:
        ledger.close()


@contextmanager
def books_if_any(out: Path, named: Path | None = None) -> Iterator[Ledger | None]:
    """The ledger that belongs to an output folder, to be read; None when there is none.

    Raises `Refusal` when the ledger that was named is missing.
    """
    if named is None and not ledger_path(out).exists():
        yield None
        return
    with open_books(out, named) as books:
        yield books.ledger


def take_step(
    books: Books, kind: Kind, subject: str, *, actor: str, at: str, reason: str = ""
) -> Taken:
    """Take one step in the life of `subject` and remember the new head.

    Raises `Refusal` for a step that cannot be taken; nothing has changed then.
    """
    with _alone(books):
        run = read_run(books.out, subject) if kind in LOOKS_AT_FILES else None
        posting = read_posting(run) if run and kind == "post" else None
        mark = books.out / subject / anchors.POSTED_MARK
        with books.ledger.writing():
            digest = run.digest if run else ""
            step = next_step(books.ledger, kind, subject, digest, actor=actor, at=at, reason=reason)
            if run is not None:
                check_fresh(books.ledger, run)
            if posting is None:
                event = books.ledger.append(step)
            else:
                step = replace(step, details=_totals(posting))
                event = books.ledger.append_posting(step, posting)
                disk.stage(mark, anchors.mark_of(event))
        return Taken(event, _remember(books, event, mark if posting else None), posting)


def set_mode(books: Books, *, single_person: bool, actor: str, at: str, reason: str) -> Taken:
    """Let one person take every step from here on, or no longer; the reason is kept."""
    details = json.dumps({"single_person": single_person})
    actor, reason = person_name(actor), plain_reason(reason, needed=True)
    event = NewEvent("mode", actor, at, reason=reason, details=details)
    with _alone(books):
        with books.ledger.writing():
            if books.ledger.single_person == single_person:
                raise Refusal(problem("mode-already", Cell(books.path.name)))
            added = books.ledger.append(event)
        return Taken(added, _remember(books, added))


def correct_person(books: Books, old: str, new: str, *, actor: str, at: str, reason: str) -> Taken:
    """Bind the ID number `new` to the person who was paid as `old`; the event names no number.

    Raises `Refusal` when `old` was never posted, both are one person already, or `new` was posted
    under another name.
    """
    actor, reason = person_name(actor), plain_reason(reason, needed=True)
    with _alone(books):
        with books.ledger.writing():
            people = books.ledger.people()
            person, other = people.get(old), people.get(new)
            if person is None:
                raise Refusal(problem("person-not-in-ledger", Cell(), tail=old[-4:]))
            if person == other:
                raise Refusal(problem("person-already-corrected", Cell(), tail=new[-4:]))
            if other is not None and not _same_name(books.ledger, person, other):
                raise Refusal(problem("person-of-another-name", Cell(), tail=new[-4:]))
            details = json.dumps({"person": person, "same_as": other}, sort_keys=True)
            event = NewEvent("correct", actor, at, reason=reason, details=details)
            added = books.ledger.append_correction(event, old, new)
        return Taken(added, _remember(books, added))


def take_bank_file(
    books: Books, settle_with: Callable[[Ledger], tuple[NewEvent, BankFile] | None]
) -> Taken | None:
    """Add what `settle_with` makes of a file of results; None when it finds nothing new.

    It is asked while nobody else can write, so what it reads cannot change before it is written.
    """
    with _alone(books):
        with books.ledger.writing():
            found = settle_with(books.ledger)
            if found is None:
                return None
            event = books.ledger.append_bank_file(*found)
        return Taken(event, _remember(books, event))


def settle(books: Books) -> None:
    """Finish what a kill interrupted.  Raises `Refusal` when the ledger is behind its marks."""
    anchors.settle(books.ledger, books.path, books.out)


@contextmanager
def _alone(books: Books) -> Iterator[None]:
    """The only program that writes into the output folder, its marks finished."""
    lock: AbstractContextManager[None] = nullcontext()
    if books.out.is_dir():
        lock = disk.locked(books.out, WAIT_SECONDS)
    with lock:
        settle(books)
        yield


def _remember(books: Books, event: Event, mark: Path | None = None) -> tuple[Problem, ...]:
    """Put the mark and the head in place.  The step is in the ledger by now, so what the disk
    refuses is a warning: the next step writes them."""
    try:
        if mark is not None:
            disk.put_in_place(mark)
        anchors.write_head(books.ledger, books.path)
    except (OSError, Refusal):
        return (problem("marks-not-written", Cell(event.subject)),)
    return ()


def _totals(posting: Posting) -> str:
    """What the event says of a posting: how many lines and people, and the sum of each payee."""
    sums = dict.fromkeys(("person_fen", "deduction_fen", "insurer_fen"), 0)
    for line in posting.lines:
        sums[f"{line.payee}_fen"] += line.amount_fen
    counts = {"lines": len(posting.lines), "people": len(set(posting.line_people))}
    return json.dumps({**sums, **counts}, sort_keys=True)


def _same_name(ledger: Ledger, person: int, other: int) -> bool:
    """Whether two people were called the same when they were posted last."""
    last = [ledger.identities(number)[number][-1].name for number in (person, other)]
    return last[0] == last[1]
