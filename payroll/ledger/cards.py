"""What people were called when they were posted last: the card of somebody on no sheet now."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from payroll.ledger.records import AcceptedRow, Identity
from payroll.ledger.store import Ledger


def last_identities(
    ledger: Ledger, people: Collection[int], before: str | None = None
) -> dict[int, Identity]:
    """What each of `people` was called in the last posting that has a row of theirs.

    Only postings before the subject `before` count, by default all.  The newest are read first, so
    that somebody who left lately is found without reading years.
    """
    subjects = [run.subject for run in ledger.runs()]
    if before is not None:
        subjects = subjects[: subjects.index(before)]
    found: dict[int, Identity] = {}
    for subject in reversed(subjects):
        if not (wanted := set(people) - found.keys()):
            break
        rows = preferred(ledger.roster_of(subject))
        found |= {row.person: row.identity for row in rows if row.person in wanted}
    return found


def preferred(rows: Iterable[AcceptedRow]) -> list[AcceptedRow]:
    """Rows so that the last of several is the one to take: with a card, of the latest month."""
    return sorted(rows, key=lambda row: (bool(row.identity.card_number), row.service_month))
