"""The chain: an event is hashed over its own text, the rows that came with it and its forerunner.

Whole numbers and text are written so that no two rows share a text: `i42;` a number, `t6:张三;` a
text with its length in bytes, `n;` nothing.  What a person is called stays out: a row of personal
data has a random salt, and the chain covers the SHA-256 of salt and row.  So names and numbers
could be taken out one day without breaking the chain, and nobody can guess them from it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence

from payroll.ledger.records import Event, NewEvent

TAG = "subsidy-payroll-ledger/1"
"""Begins every text that is hashed; another way of hashing gets another number."""

NO_EVENT = "0" * 64
"""What the first event has for the hash before it."""

Field = int | str | None


class NotCanonical(Exception):
    """A value that no ledger of ours ever wrote, such as a float: the row is damaged."""


def canonical(fields: Iterable[Field]) -> bytes:
    """The fields as one text that no other fields have.

    >>> canonical([42, "张三", None])
    b'i42;t6:\\xe5\\xbc\\xa0\\xe4\\xb8\\x89;n;'

    Raises `NotCanonical` for anything but whole numbers, text and None.
    """
    parts = []
    for field in fields:
        if field is None:
            parts.append(b"n;")
        elif type(field) is int:
            parts.append(b"i%d;" % field)
        elif type(field) is str:
            text = field.encode("utf-8")
            parts.append(b"t%d:%s;" % (len(text), text))
        else:
            raise NotCanonical
    return b"".join(parts)


class ContentDigest:
    """SHA-256 over the rows that come with one event, table by table."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256(canonical([TAG, "content"]))

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Field]]) -> int:
        """Take the rows of a table, in order; how many they were.  None leave no trace."""
        count = 0
        for row in rows:
            if count == 0:
                self._sha.update(canonical(["table", table, *columns]))
            self._sha.update(canonical(["row", *row]))
            count += 1
        return count

    @property
    def value(self) -> str:
        """The digest in hexadecimal."""
        return self._sha.hexdigest()


def new_salt() -> str:
    """A salt for one row of personal data."""
    return secrets.token_hex(16)


def commitment(table: str, salt: str, fields: Iterable[Field]) -> str:
    """What the chain knows of one row of personal data."""
    return hashlib.sha256(canonical([TAG, table, salt, *fields])).hexdigest()


def link(event: NewEvent, seq: int, previous: str, *, single_person: bool, content: str) -> Event:
    """The event at its place in the chain."""
    text = canonical(
        [
            *(TAG, "event", seq, event.kind, event.subject, event.round, event.actor, event.at),
            *(event.reason, event.details, event.run_digest, int(single_person)),
            *(content, previous),
        ]
    )
    return Event(
        seq=seq,
        kind=event.kind,
        subject=event.subject,
        round=event.round,
        actor=event.actor,
        at=event.at,
        reason=event.reason,
        details=event.details,
        run_digest=event.run_digest,
        single_person=single_person,
        content=content,
        previous=previous,
        hash=hashlib.sha256(text).hexdigest(),
    )
