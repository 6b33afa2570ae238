"""What the ledger keeps, as plain values: whole numbers, text, dates.

Money is whole fen (`*_fen`), days are hundredths of a day (`*_days_h`), a service month is the date
of its first day.  A person is a number that means nothing outside the ledger (`person`); ID
numbers, names and cards hang on it and are in no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Step = Literal["submit", "review", "approve", "return", "post", "close"]
Kind = Literal[Step, "init", "mode", "correct", "upgrade", "bank"]
State = Literal["draft", "submitted", "reviewed", "approved", "posted", "closed"]
Outcome = Literal["paid", "failed", "returned"]
Reason = Literal["regular", "one_off", "arrears", "recovery", "manual", "opening"]

OPENING = "opening"
"""Subject of the entries that were paid before the ledger starts; a second file of them is
`opening-2`, and so on.  Every other subject is a run month, `2026-04`."""


class Head(NamedTuple):
    """The last link of the chain: whoever knows it can tell whether anything before it changed."""

    seq: int
    hash: str
    """SHA-256 in hexadecimal."""

    @property
    def text(self) -> str:
        """Short form for paper: `17-3fa9c2d41b7e90aa`."""
        return f"{self.seq}-{self.hash[:16]}"


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain: a step in the life of a month, or of the ledger itself."""

    seq: int
    kind: Kind
    subject: str
    """Run month, opening, or empty for the ledger as a whole."""
    round: int
    """How often the subject had been submitted, this time included."""
    actor: str
    at: str
    """UTC, `2026-05-06T07:08:09Z`."""
    reason: str
    details: str
    """JSON with sorted keys; what it holds depends on the kind."""
    run_digest: str
    """SHA-256 of the run.json concerned, else empty."""
    single_person: bool
    """Whether one person was allowed to take every step."""
    content: str
    """SHA-256 over every row that came with the event."""
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event before the ledger gives it its place in the chain."""

    kind: Kind
    actor: str
    at: str
    subject: str = ""
    round: int = 0
    reason: str = ""
    details: str = "{}"
    run_digest: str = ""


class PostedAmount(NamedTuple):
    """Σ of everything posted under one key: what `payable` subtracts from the entitlement."""

    person: int
    program_id: str
    period: str
    """Service month `2026-03`; for a one-off the program-year `2026`, or `placement-` and the day
    the placement started."""
    component: str
    payee: str
    amount_fen: int
    """Without manual lines: an adjustment by hand is not undone by the next run."""
    manual_fen: int


@dataclass(frozen=True, slots=True)
class Line:
    """One posted amount, as lines.csv states it."""

    line_id: str
    person: int
    program_id: str
    program: str
    unit: str
    service_month: date
    period: str
    component: str
    component_name: str
    payee: str
    reason: str
    cause: str
    rate_fen: int | None
    effective_from: date | None
    paid_days_h: int | None
    required_days_h: int | None
    amount_fen: int
    rounding: str
    segment_from: date | None
    document: str
    source_file: str
    source_sheet: str
    source_row: int | None


@dataclass(frozen=True, slots=True)
class Charge:
    """The project and fund that one line is charged to."""

    line_id: str
    project: str
    fund: str
    document: str
    kind: str
    amount_fen: int


class PaidLine(NamedTuple):
    """One posted line with its charge: what was paid for whom, and which project it was charged to.

    Ten years of them are read at once, so months stay texts as they are kept: `2026-03`.
    """

    run_month: str
    line_id: str
    person: int
    service_month: str
    program_id: str
    program: str
    unit: str
    component: str
    component_name: str
    payee: str
    reason: str
    rate_fen: int | None
    paid_days_h: int | None
    required_days_h: int | None
    amount_fen: int
    project: str
    fund: str
    document: str
    kind: str
    charged_fen: int


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person was called in one posting: never part of a key or of the chain's text."""

    id_number: str
    name: str
    card_number: str | None = None
    bank: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A roster row that was paid, with what is needed to compute it again."""

    row_id: int
    identity: Identity
    program_id: str
    program_seen: str | None
    unit: str | None
    service_month: date
    required_days_h: int | None
    attended_days_h: int | None
    leave: str
    """`事假:0.5;病假:1` as roster.csv writes it; empty when there is none."""
    marks: str
    """`3:出勤:1;4:事假:0.5`; empty when the sheet has no day grid."""
    start_date: date | None
    end_date: date | None
    rating: str | None
    file: str | None
    sheet: str
    row: int | None
    withheld: bool = False
    """Whether the person was on hold: the row counts, its money was owed and not paid."""
    person: int = 0
    """0 until the ledger knows the person."""


@dataclass(frozen=True, slots=True)
class ProgramTotal:
    """What a posting paid in one program, in fen."""

    program_id: str
    program: str
    people: int
    person_fen: int
    deduction_fen: int
    insurer_fen: int

    @property
    def net_fen(self) -> int:
        """What people receive."""
        return self.person_fen - self.deduction_fen


@dataclass(frozen=True, slots=True)
class PostedRun:
    """One posting: a month or opening entries."""

    seq: int
    """Number of its event."""
    subject: str
    run_month: date
    run_digest: str
    as_of: date
    software: str
    rows_accepted: int
    rows_held: int
    single_person: bool
    programs: tuple[ProgramTotal, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """Everything that one posting writes, before people have their numbers.

    `lines` still carry person 0; `line_people` gives the (ID number, name) of each, in order.
    """

    subject: str
    run_month: date
    run_digest: str
    as_of: date
    software: str
    rows_accepted: int
    rows_held: int
    lines: tuple[Line, ...]
    line_people: tuple[tuple[str, str], ...]
    charges: tuple[Charge, ...]
    roster: tuple[AcceptedRow, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of every file the run read, by name."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of every file the run wrote, by name."""


class Result(NamedTuple):
    """What the bank said of a payment."""

    outcome: Outcome
    reason: str
    """In the bank's words; may name people."""
    seq: int
    """Number of the event that brought it."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer to one card, with all that the bank said of it."""

    payment: int
    subject: str
    """The run month whose posting it pays."""
    person: int
    due: Identity
    """The person and card of the posting."""
    paid_to: Identity
    """The person and card the money went to: another card after a change of card."""
    amount_fen: int
    reissue_of: int | None
    """The payment that bounced and is made good by this one."""
    seq: int
    """Number of the event that brought it."""
    results: tuple[Result, ...] = ()

    @property
    def state(self) -> Literal["sent", "paid", "failed", "returned"]:
        """Where the money is: on its way, with the person, or back with us."""
        return self.results[-1].outcome if self.results else "sent"


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A transfer that a file of results tells of for the first time."""

    due: Identity
    paid_to: Identity
    amount_fen: int
    reissue_of: int | None
    outcome: Outcome | None
    """None while it is on its way."""
    reason: str


@dataclass(frozen=True, slots=True)
class NewResult:
    """What a file of results says of a transfer that is known."""

    payment: int
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file of results as the ledger takes it."""

    subject: str
    name: str
    """Without anybody's number."""
    sha256: str
    template: str
    rows: int
    payments: tuple[NewPayment, ...] = ()
    results: tuple[NewResult, ...] = ()
