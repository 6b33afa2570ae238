"""Results against dues, row by row: what the ledger should take, or why the file is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from payroll.amounts import yuan
from payroll.bank.dues import Due, Part
from payroll.bank.reading import ResultRow, plain_name
from payroll.bank.template import OUTCOMES
from payroll.identity import tail
from payroll.intake.values.read import shown
from payroll.ledger.records import Identity, NewPayment, NewResult
from payroll.problems import Problem, problem
from payroll.terms.bank import SAID

BOUNCED = ("failed", "returned")
OPEN = (*BOUNCED, "awaiting", "no_card")
"""What can be sent, for the first time or again."""


class Register(NamedTuple):
    """By what the ledger knows each person."""

    cards: dict[int, set[str]]
    id_numbers: dict[int, set[str]]


Slot = tuple[int, int | None]
"""One transfer: number of the due and of the payment known last, None for the first."""


@dataclass
class Matched:
    """What the rows of a file come to."""

    payments: list[NewPayment] = field(default_factory=list)
    results: list[NewResult] = field(default_factory=list)
    known: int = 0
    """Rows that say what the ledger knows."""
    told: list[tuple[ResultRow, Due]] = field(default_factory=list)
    """The rows that say something new, each with what it answers."""
    problems: list[Problem] = field(default_factory=list)


class _Refused(Exception):
    """A row that cannot be taken."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def matched(
    rows: Iterable[ResultRow],
    due: list[Due],
    register: Register,
    *,
    repeats: bool = False,
) -> Matched:
    """What `rows` say of `due`, one problem for every row that does not fit.

    Money that bounced, or had no card to go to, may go to any card that `register` has of the
    person.  With `repeats`, rows that say what is known are passed over.
    """
    return _Matching(due, register, repeats=repeats).of(rows)


class _Matching:
    def __init__(self, due: list[Due], register: Register, *, repeats: bool) -> None:
        self._due = due
        self._repeats = repeats
        self._by_card: dict[str, list[int]] = defaultdict(list)
        self._by_id: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(due):
            for card in _cards(each, register.cards):
                self._by_card[card].append(number)
            for id_number in register.id_numbers[each.person]:
                self._by_id[id_number].append(number)
        self._taken: dict[Slot, ResultRow] = {}
        self._matched = Matched()

    def of(self, rows: Iterable[ResultRow]) -> Matched:
        for row in rows:
            try:
                self._take(row)
            except _Refused as refusal:
                found = problem(refusal.code, row.cell, name=shown(row.name), **refusal.facts)
                self._matched.problems.append(found)
        return self._matched

    def _take(self, row: ResultRow) -> None:
        numbers = self._named(row)
        places = [(number, part) for number in numbers for part in self._due[number].parts]
        fitting = [(n, part) for n, part in places if part.amount_fen == row.amount_fen]
        if not fitting:
            due = "、".join(dict.fromkeys(yuan(part.amount_fen) for _, part in places))
            raise _Refused("bank-result-amount-differs", found=yuan(row.amount_fen), due=due)
        people = {self._due[number].person for number, _ in fitting}
        if len(people) > 1:
            raise _Refused("bank-result-ambiguous", tail=tail(row.account), count=len(people))
        fresh = [(n, part) for n, part in fitting if _slot(n, part) not in self._taken]
        if not fresh:
            first = self._taken[_slot(*fitting[0])].cell.address
            raise _Refused("bank-result-twice", first=first)
        if self._repeats and (same := [p for p in fresh if p[1].standing == row.answer]):
            self._taken[_slot(*same[0])] = row
            self._matched.known += 1
            return
        self._settle(row, fresh)

    def _named(self, row: ResultRow) -> list[int]:
        """The dues of the person a row is about: by ID number if the bank gives it, else by card;
        the name must agree."""
        found = self._by_id[row.id_number] if row.id_number else self._by_card[row.account]
        if not found:
            raise _Refused("bank-result-unknown", tail=tail(row.account))
        named = [n for n in found if not row.name or _same_name(self._due[n], row.name)]
        if not named:
            names = "、".join(dict.fromkeys(self._due[n].identity.name for n in found))
            raise _Refused("bank-result-name-differs", tail=tail(row.account), names=names)
        exact = [n for n in named if self._due[n].card == row.account]
        return exact or named

    def _settle(self, row: ResultRow, places: list[tuple[int, Part]]) -> None:
        """Take the row for the first of its places that it can be about."""
        order = ("paid", "sent", *OPEN) if row.answer == "returned" else ("sent", *OPEN)
        possible = [(n, part) for stage in order for n, part in places if part.standing == stage]
        if not possible:
            seq = max(part.payment.results[-1].seq for _, part in places if part.payment)
            raise _Refused("bank-result-paid-before", seq=seq, said=SAID[row.answer])
        number, part = possible[0]
        self._taken[_slot(number, part)] = row
        due, outcome = self._due[number], OUTCOMES[row.answer]
        if part.payment is None or part.standing in BOUNCED:
            reissue_of = part.payment.payment if part.payment else None
            paid_to = self._paid_to(row, due)
            new = (due.identity, paid_to, part.amount_fen, reissue_of, outcome, row.reason)
            self._matched.payments.append(NewPayment(*new))
        elif outcome is None:  # on its way, as is known
            self._matched.known += 1
            return
        else:
            self._matched.results.append(NewResult(part.payment.payment, outcome, row.reason))
        self._matched.told.append((row, due))

    def _paid_to(self, row: ResultRow, due: Due) -> Identity:
        if due.card == row.account:
            return due.identity
        tails: dict[str, Any] = {"before": tail(due.card) or "—", "after": tail(row.account)}
        found = problem("bank-result-other-card", row.cell, name=due.identity.name, **tails)
        self._matched.problems.append(found)
        return replace(due.identity, card_number=row.account, bank=None)


def _cards(due: Due, other_cards: dict[int, set[str]]) -> set[str]:
    """The cards by which a result can be about this due."""
    cards = {due.card} | {payment.paid_to.card_number or "" for payment in due.payments}
    if any(part.standing in (*BOUNCED, "no_card") for part in due.parts):
        cards |= other_cards.get(due.person, set())
    return cards - {""}


def _same_name(due: Due, name: str) -> bool:
    return plain_name(due.identity.name) == name


def _slot(number: int, part: Part) -> Slot:
    return number, part.payment.payment if part.payment else None
