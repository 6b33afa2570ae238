"""What a posted month pays each person by card, and how much of it is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from payroll.amounts import yuan
from payroll.ledger.cards import last_identities, preferred
from payroll.ledger.records import OPENING, Identity, Payment
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
    """What the posting of `subject` pays, by person, in the order of its lines.

    As the sheet by person says that finance pays from: who gets nothing or less is not paid.
    """
    sums: dict[int, int] = defaultdict(int)
    for line in ledger.lines(subject):
        sums[line.person] += SIGNS[line.payee] * line.amount_fen
    called = _called(ledger, subject, sums)
    sent: dict[int, list[Payment]] = defaultdict(list)
    for payment in ledger.payments(subject):
        sent[payment.person].append(payment)
    return [
        Due(subject, person, called[person], fen, tuple(sent[person]))
        for person, fen in sums.items()
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


def _called(ledger: Ledger, subject: str, people: Iterable[int]) -> dict[int, Identity]:
    """What the posting called each person, with the one card that all their lines go to.

    Who stands on a sheet of the run month is paid as that row says, whatever cards older sheets
    name; otherwise by the latest row behind the arrears, else as an earlier posting did.
    """
    [run] = [each for each in ledger.runs() if each.subject == subject]
    rows = ledger.roster_of(subject)
    own = {row.person: row.identity for row in rows if row.service_month == run.run_month}
    called = {row.person: row.identity for row in preferred(rows)} | own
    missing = set(people) - called.keys()
    called |= last_identities(ledger, missing, before=subject)
    for person in missing - called.keys():
        called[person] = ledger.identities(person)[person][0]
    return called
