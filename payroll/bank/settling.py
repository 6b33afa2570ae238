"""Taking a file of results into the ledger, and listing who is not paid."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payroll.bank.dues import Due, Part, dues, posted_months
from payroll.bank.matching import Matched, Register, matched
from payroll.bank.reading import ResultFile, read_result
from payroll.bank.template import Template
from payroll.identity import masked
from payroll.ledger.life import person_name
from payroll.ledger.records import BankFile, Event, NewEvent
from payroll.ledger.steps import Books, take_bank_file
from payroll.ledger.store import Ledger
from payroll.period import month_text
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.terms.bank import COUNTED
from payroll.terms.ledger import NOT_SIGNED

_NUMBER = re.compile(r"[0-9*xX]{9,}")


@dataclass(frozen=True)
class Settled:
    """What came of a file of results."""

    subject: str
    file: ResultFile
    event: Event | None
    """None when the file says nothing new."""
    taken_before: int | None
    """Number of the event that took the same file before."""
    matched: Matched
    problems: tuple[Problem, ...]
    dues: tuple[Due, ...]
    """As they stand now."""

    def counts(self) -> Iterator[tuple[str, int, int]]:
        """(answer, rows, fen) of what is new."""
        for answer in COUNTED:
            rows = [row for row, _ in self.matched.told if row.answer == answer]
            yield answer, len(rows), sum(row.amount_fen for row in rows)


def settle_results(
    books: Books,
    path: Path,
    month: date,
    template: Template,
    *,
    actor: str,
    at: str,
    repeats: bool = False,
) -> Settled:
    """Take the file of results at `path` for the posted `month`, whole or not at all.

    A file that was taken before changes nothing.  Raises `Refusal` with every row that is unknown,
    there twice, of another amount or paid before; the ledger is then as it was.
    """
    subject = month_text(month)
    by = person_name(actor) if actor else NOT_SIGNED
    file = read_result(path, template)
    before: list[int] = []
    found = Matched()

    def settle_with(ledger: Ledger) -> tuple[NewEvent, BankFile] | None:
        nonlocal found
        if subject not in posted_months(ledger):
            raise Refusal(problem("bank-month-not-posted", Cell("--month"), subject=subject))
        if file.sha256 in (taken := ledger.bank_files(subject)):
            before.append(taken[file.sha256])
            return None
        found = matched(file.rows, dues(ledger, subject), _register(ledger), repeats=repeats)
        if any(each.severity == "error" for each in found.problems):
            raise Refusal(*in_file_order(found.problems))
        if not found.told:
            return None
        return _event(subject, file, template, found, by=by, at=at)

    taken = take_bank_file(books, settle_with)
    problems = (*found.problems, *(taken.problems if taken else ()))
    now = tuple(dues(books.ledger, subject))
    event, seq = taken.event if taken else None, before[0] if before else None
    return Settled(subject, file, event, seq, found, problems, now)


def reason_of(part: Part) -> str:
    """Why the last transfer bounced, in the bank's words, long numbers masked."""
    if part.payment is None or not part.payment.results:
        return ""
    return _NUMBER.sub(lambda found: masked(found[0]), part.payment.results[-1].reason)


def _event(
    subject: str, file: ResultFile, template: Template, found: Matched, *, by: str, at: str
) -> tuple[NewEvent, BankFile]:
    said = dict.fromkeys(COUNTED, 0)
    for row, _ in found.told:
        said[row.answer] += row.amount_fen
    counts = {"rows": len(file.rows), "footers": file.footers, "known": found.known}
    details = counts | {f"{answer}_fen": fen for answer, fen in said.items()}
    event = NewEvent("bank", by, at, subject, details=json.dumps(details, sort_keys=True))
    name = _NUMBER.sub(lambda match: masked(match[0]), file.name)
    kept = (tuple(found.payments), tuple(found.results))
    return event, BankFile(subject, name, file.sha256, template.name, len(file.rows), *kept)


def _register(ledger: Ledger) -> Register:
    cards = {
        person: {identity.card_number for identity in called if identity.card_number}
        for person, called in ledger.identities().items()
    }
    id_numbers: defaultdict[int, set[str]] = defaultdict(set)
    for id_number, person in ledger.people().items():
        id_numbers[person].add(id_number)
    return Register(cards, id_numbers)
