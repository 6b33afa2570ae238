"""What a posted month pays each person by card, and how much of it is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from payroll.amounts import yuan
from payroll.ledger.records import OPENING, AcceptedRow, Identity, Line, Payment
from payroll.ledger.store import Ledger
from payroll.problems import Cell, Problem, problem
from payroll.terms.bank import STATES

SIGNS = {"person": 1, "deduction": -1, "insurer": 0}

Standing = Literal["awaiting", "no_card", "sent", "failed", "returned", "paid"]


class Part(NamedTuple):
    """A share of what is due that stands in one way."""

    standing: Standing
    amount_fen: int
    payment: Payment | None
    """The last transfer; None while the bank has said nothing."""


@dataclass(frozen=True)
class Due:
    """Net pay of one posting to one person and card: Σ person − Σ deduction, above 0.00."""

    subject: str
    person: int
    identity: Identity
    """What the posting called the person; the card may be missing."""
    amount_fen: int
    payments: tuple[Payment, ...]

    @property
    def card(self) -> str:
        """The card of the posting, empty when there was none."""
        return self.identity.card_number or ""

    @property
    def parts(self) -> list[Part]:
        """The amount, apart by where it stands; the sum is always `amount_fen`."""
        replaced = {payment.reissue_of for payment in self.payments}
        last = [payment for payment in self.payments if payment.payment not in replaced]
        parts = [Part(payment.state, payment.amount_fen, payment) for payment in last]
        if rest := self.amount_fen - sum(part.amount_fen for part in parts):
            parts.append(Part("awaiting" if self.card else "no_card", rest, None))
        return parts

    @property
    def paid_fen(self) -> int:
        """What has arrived."""
        return sum(part.amount_fen for part in self.parts if part.standing == "paid")

    @property
    def unpaid_fen(self) -> int:
        """What has not."""
        return self.amount_fen - self.paid_fen

    @property
    def unpaid_parts(self) -> list[Part]:
        """The shares that have not arrived."""
        return [part for part in self.parts if part.standing != "paid"]

    def times_sent(self) -> int:
        """How many transfers there were."""
        return len(self.payments)


def posted_months(ledger: Ledger) -> list[str]:
    """The months whose pay goes through the bank; opening entries were paid before."""
    return [run.subject for run in ledger.runs() if not run.subject.startswith(OPENING)]


def dues(ledger: Ledger, subject: str) -> list[Due]:
    """What the posting of `subject` pays, by card and person, in the order of its lines.

    As the sheet by person says that finance pays from: a card with nothing or less is not paid.
    """
    cards = _Cards(ledger, subject)
    sums: dict[tuple[int, str], int] = defaultdict(int)
    called: dict[tuple[int, str], Identity] = {}
    for line in ledger.lines(subject):
        identity = cards.of(line)
        place = (line.person, identity.card_number or "")
        called.setdefault(place, identity)
        sums[place] += SIGNS[line.payee] * line.amount_fen
    sent: dict[tuple[int, str], list[Payment]] = defaultdict(list)
    for payment in ledger.payments(subject):
        sent[payment.person, payment.due.card_number or ""].append(payment)
    return [
        Due(subject, place[0], called[place], fen, tuple(sent[place]))
        for place, fen in sums.items()
        if fen > 0
    ]


def find_unpaid_problems(ledger: Ledger, subject: str) -> Iterator[Problem]:
    """One problem when money of the posting of `subject` has not arrived; closing a month says so.

    It is a warning: results are taken after the closing too, so no money gets out of reach.
    """
    owed = dues(ledger, subject)
    unpaid = [due for due in owed if due.unpaid_fen]
    if unpaid:
        parts = dict.fromkeys(STATES[part.standing] for due in unpaid for part in due.unpaid_parts)
        facts: dict[str, Any] = {
            "count": len(unpaid),
            "standing": "；".join(parts),
            "subject": subject,
        }
        amount = yuan(sum(due.unpaid_fen for due in unpaid))
        yield problem("closed-with-unpaid", Cell(subject), amount=amount, **facts)


class _Cards:
    """What the posting called each person, and by which card the pay of a line goes."""

    def __init__(self, ledger: Ledger, subject: str) -> None:
        self._ledger = ledger
        self._subject = subject
        self._rows = list(ledger.roster_of(subject))
        self._exact = {(r.person, r.program_id, r.service_month): r for r in _preferred(self._rows)}
        self._program = {(r.person, r.program_id): r for r in _preferred(self._rows)}
        self._person = {r.person: r for r in _preferred(self._rows)}
        self._before: dict[int, Identity] | None = None

    def of(self, line: Line) -> Identity:
        """The row of the line; without a card, another row of the person in the posting."""
        found = (
            self._exact.get((line.person, line.program_id, line.service_month)),
            self._program.get((line.person, line.program_id)),
            self._person.get(line.person),
        )
        known = [row.identity for row in found if row is not None]
        with_card = [identity for identity in known if identity.card_number]
        return next(iter(with_card or known), None) or self._earlier(line.person)

    def _earlier(self, person: int) -> Identity:
        """Somebody on no row of this posting: as an earlier posting called the person."""
        if self._before is None:
            self._before = {}
            for subject in self._subjects_before():
                rows = _preferred(self._ledger.roster_of(subject))
                self._before |= {row.person: row.identity for row in rows}
        return self._before.get(person) or self._ledger.identities(person)[person][0]

    def _subjects_before(self) -> Iterator[str]:
        for run in self._ledger.runs():
            if run.subject == self._subject:
                return
            yield run.subject


def _preferred(rows: Iterable[AcceptedRow]) -> list[AcceptedRow]:
    """Rows so that the last of several is the one to take: with a card, of the latest month."""
    return sorted(rows, key=lambda row: (bool(row.identity.card_number), row.service_month))
