"""The life of a month: draft → submitted → reviewed → approved → posted → closed.

A state is never stored, it follows from the events.  Each submission binds to the digest of one
run.json, which names the digest of every file: the steps after it are refused when the files are no
longer those, and the month is submitted again.  The whole month goes through together, not program
by program: one sheet of the bank, one approval, one posting.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payroll.ledger.records import OPENING, Event, Kind, NewEvent, State
from payroll.ledger.store import Ledger
from payroll.period import month_text, next_month, parse_month
from payroll.problems import Cell, Refusal, problem
from payroll.terms.ledger import BY, STATES, STEPS

BEFORE: dict[str, tuple[State, ...]] = {
    "submit": ("draft",),
    "review": ("submitted",),
    "approve": ("reviewed",),
    "return": ("submitted", "reviewed", "approved"),
    "post": ("approved",),
    "close": ("posted",),
}
"""The states in which each step can be taken."""
AFTER: dict[str, State] = {
    "submit": "submitted",
    "review": "reviewed",
    "approve": "approved",
    "return": "draft",
    "post": "posted",
    "close": "closed",
}
LONGEST_NAME = 30
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Life:
    """Where a subject stands."""

    subject: str
    state: State
    round: int
    """How often it was submitted."""
    run_digest: str
    """Of the run that was submitted last; empty before."""
    steps: dict[str, Event]
    """The steps of this round by kind, in order; none after a return."""
    last: Event | None


def life_of(subject: str, events: Iterable[Event]) -> Life:
    """The life that the events of one subject tell."""
    state: State = "draft"
    rounds, run_digest, last = 0, "", None
    steps: dict[str, Event] = {}
    for event in events:
        if event.kind not in AFTER:  # results of the bank come in whatever the state
            continue
        last, state = event, AFTER[event.kind]
        if event.kind == "submit":
            rounds, run_digest = event.round, event.run_digest
        if event.kind in ("submit", "return"):
            steps = {}
        if event.kind != "return":
            steps[event.kind] = event
    return Life(subject, state, rounds, run_digest, steps, last)


def next_step(
    ledger: Ledger, kind: Kind, subject: str, run_digest: str, *, actor: str, at: str, reason: str
) -> NewEvent:
    """The step as an event to append, inside `ledger.writing()`.

    `run_digest` is that of the run.json as it lies there now, empty when the step does not look at
    it.  Raises `Refusal` when the step is out of order, the files changed since they were
    submitted, the same person has signed before, or an earlier month is not posted.
    """
    actor, reason = person_name(actor), plain_reason(reason, needed=kind == "return")
    life = life_of(subject, ledger.events(subject))
    again = kind == "submit" and run_digest != life.run_digest and life.state in BEFORE["return"]
    if life.state not in BEFORE[kind] and not again:
        raise _refused("step-out-of-order", life, step=STEPS[kind], hint=_hint(life))
    if kind in ("submit", "post") and not subject.startswith(OPENING):
        _check_order(ledger, parse_month(subject), life)
    if run_digest and kind != "submit" and run_digest != life.run_digest:
        raise _refused("approval-void", life, by=life.steps["submit"].actor)
    if kind in ("review", "approve") and not ledger.single_person:
        _check_signers(life, actor)
    rounds = life.round + 1 if kind == "submit" else life.round
    bound = run_digest if kind == "submit" else life.run_digest
    return NewEvent(kind, actor, at, subject, rounds, reason, run_digest=bound)


def person_name(text: str) -> str:
    """A name as it is kept and compared: without spaces, full-width forms folded.

    >>> person_name(" 张　三 ")
    '张三'

    Raises `Refusal` (`actor-not-a-name`) when nothing is left or it cannot be a name.
    """
    name = "".join(unicodedata.normalize("NFKC", text).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or _has_number(name):
        raise Refusal(problem("actor-not-a-name", Cell("--by")))
    return name


def plain_reason(text: str, *, needed: bool) -> str:
    """A reason as it is kept: one line, without anybody's number.  Raises `Refusal`."""
    reason = " ".join(text.split())
    if needed and not reason:
        raise Refusal(problem("reason-missing", Cell("--reason")))
    if len(reason) > LONGEST_REASON or not reason.isprintable() or _has_number(reason):
        raise Refusal(problem("reason-not-plain", Cell("--reason"), longest=LONGEST_REASON))
    return reason


def first_open_month(ledger: Ledger) -> date:
    """The month that is posted next: months follow one another without a gap."""
    posted = [run.run_month for run in ledger.runs() if not run.subject.startswith(OPENING)]
    return next_month(max(posted)) if posted else ledger.starts


def _check_order(ledger: Ledger, month: date, life: Life) -> None:
    due = first_open_month(ledger)
    if month < ledger.starts:
        raise _refused("month-before-start", life, starts=month_text(ledger.starts))
    if month != due:
        raise _refused("month-out-of-order", life, due=month_text(due))


def _check_signers(life: Life, actor: str) -> None:
    for event in life.steps.values():
        if event.actor == actor:
            raise _refused("same-person-again", life, who=actor, step=STEPS[event.kind])


def _hint(life: Life) -> str:
    """Which step can be taken now, in Chinese."""
    steps = [STEPS[kind] for kind, states in BEFORE.items() if life.state in states]
    return "、".join(steps)


def _refused(code: str, life: Life, **facts: object) -> Refusal:
    by = BY.format(who=life.last.actor) if life.last else ""
    facts = {"subject": life.subject, "state": STATES[life.state], "last": by} | facts
    return Refusal(problem(code, Cell(life.subject), row_id=None, name="", **facts))


def _has_number(text: str) -> bool:
    """Whether the text holds as many digits in a row as an ID or card number."""
    run = 0
    for character in text:
        run = run + 1 if character.isdigit() else 0
        if run > 10:
            return True
    return False
