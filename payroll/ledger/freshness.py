"""Whether a run still says what the ledger says: nothing was posted that it does not know of.

A difference is no key of the ledger, so the database cannot tell arrears that are posted twice from
arrears that grew.  A run that was computed before another month was posted carries differences that
are settled by now; it is computed again, never posted.
"""

from __future__ import annotations

from payroll.ledger.anchors import anchor_from_text
from payroll.ledger.packet import RUN_RECORD, RunFiles
from payroll.ledger.records import OPENING, Event
from payroll.ledger.store import Ledger
from payroll.problems import Cell, Refusal, problem
from payroll.terms.ledger import STEPS

READ_BY_A_RUN = ("post", "correct", "mode")
"""Events that change what a run computes or prints; signatures and results of the bank do not."""


def check_fresh(ledger: Ledger, run: RunFiles) -> None:
    """Nothing when the run was computed with this ledger and would come out the same now.

    Opening entries are not computed.  Raises `Refusal` otherwise.
    """
    if run.subject.startswith(OPENING):
        return
    place = Cell(f"{run.subject}/{RUN_RECORD}")
    events = ledger.events()
    known = _event_known(run, events)
    if known is None:
        raise Refusal(problem("run-without-this-ledger", place, subject=run.subject))
    newer = [
        event
        for event in events
        if event.seq > known.seq and event.subject != run.subject and event.kind in READ_BY_A_RUN
    ]
    if newer:
        step = f"{newer[0].subject} {STEPS[newer[0].kind]}".strip()
        facts = {"subject": run.subject, "seq": newer[0].seq, "step": step}
        raise Refusal(problem("run-older-than-ledger", place, row_id=None, name="", **facts))


def _event_known(run: RunFiles, events: list[Event]) -> Event | None:
    """The event whose link the run printed as the head; None when it is none of this ledger.

    A run without a ledger knows as much as one with a ledger that was just started, unless every
    output has to say that one person may sign alone.
    """
    if run.record.get("ledger", run) is None and not events[0].single_person:
        return events[0]
    try:
        anchor = anchor_from_text(run.record["ledger"]["head"], RUN_RECORD)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    same = (each for each in events if (each.seq, each.hash[:16]) == (anchor.seq, anchor.hash))
    return next(same, None)
