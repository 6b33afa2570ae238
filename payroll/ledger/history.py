"""Everything the ledger knows of one person: what was paid, when, for what, and who they were."""

from __future__ import annotations

import json
from dataclasses import dataclass

from payroll.ledger.records import Event, Identity, Line
from payroll.ledger.store import Ledger


@dataclass(frozen=True)
class History:
    """One person."""

    person: int
    identities: tuple[Identity, ...]
    """Oldest first; the last is what holds now."""
    lines: tuple[tuple[str, Line], ...]
    """Every line with the subject of its posting, oldest first."""
    corrections: tuple[Event, ...]

    @property
    def id_numbers(self) -> list[str]:
        """Every ID number the person was posted under, oldest first."""
        return list(dict.fromkeys(identity.id_number for identity in self.identities))

    def sum_of(self, payee: str) -> int:
        """Σ of the person's lines of one payee, in fen."""
        return sum(line.amount_fen for _, line in self.lines if line.payee == payee)


def histories(ledger: Ledger, who: str) -> list[History]:
    """The people whose ID number or name this is, those posted first in front."""
    wanted = "".join(who.split()).upper()
    by_number = ledger.people().get(wanted)
    identities = ledger.identities()
    if by_number is not None:
        people = [by_number]
    else:
        people = [
            person
            for person, known in identities.items()
            if any(identity.name.upper() == wanted for identity in known)
        ]
    corrections = [event for event in ledger.events() if event.kind == "correct"]
    return [
        History(
            person,
            tuple(identities[person]),
            tuple(ledger.lines_of(person)),
            tuple(event for event in corrections if _concerns(event, person)),
        )
        for person in sorted(people)
    ]


def _concerns(event: Event, person: int) -> bool:
    details = json.loads(event.details)
    return person in (details["person"], details["same_as"])
