"""What outside the ledger remembers its chain: the mark in a posted month, the head beside it.

A chain alone cannot show that its end was cut off, that everything was hashed anew, or that an
older copy was put back.  Whoever kept a link can: `posted.json` in the folder of a posted month,
`….head` beside the ledger, the head printed on signed paper.  The files follow from the ledger: one
that is missing after a kill is written again, one that the ledger does not know stops all writing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from payroll.disk import staged_name, write_whole
from payroll.ledger.records import Event, Head
from payroll.ledger.store import Ledger
from payroll.problems import Cell, Problem, Refusal, problem

POSTED_MARK = "posted.json"


class Anchor(NamedTuple):
    """A link of the chain as something outside the ledger remembers it."""

    place: str
    seq: int
    hash: str
    """In full, or as many first characters as the paper has."""


def mark_of(event: Event) -> bytes:
    """The mark that lies in the folder of a posted month."""
    content = {
        "event": event.seq,
        "hash": event.hash,
        "posted_at": event.at,
        "posted_by": event.actor,
        "run_digest": event.run_digest,
        "single_person": event.single_person,
        "subject": event.subject,
    }
    return (json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def head_file(ledger_path: Path) -> Path:
    """The file beside the ledger that repeats its head."""
    return ledger_path.with_name(f"{ledger_path.name}.head")


def write_head(ledger: Ledger, ledger_path: Path) -> None:
    """Repeat the head beside the ledger, one process after another: the last head is what stays."""
    with ledger.writing():
        if not _says(head_file(ledger_path), _head_text(ledger.head())):
            write_whole(head_file(ledger_path), _head_text(ledger.head()))


def read_anchors(ledger_path: Path, out: Path) -> Iterator[Anchor | Problem]:
    """Every link that is remembered outside, or the problem of a file that cannot be read."""
    head = head_file(ledger_path)
    if head.is_file():
        try:
            yield anchor_from_text(head.read_text("utf-8").strip(), head.name)
        except ValueError:
            yield problem("anchor-unreadable", Cell(head.name))
    for mark in sorted(out.glob(f"*/{POSTED_MARK}")):
        place = f"{mark.parent.name}/{mark.name}"
        try:
            content = json.loads(mark.read_bytes())
            yield Anchor(place, int(content["event"]), str(content["hash"]))
        except (ValueError, KeyError, TypeError):
            yield problem("anchor-unreadable", Cell(place))


def anchor_from_text(text: str, place: str) -> Anchor:
    """An anchor as it is printed: `17-3fa9c2d41b7e90aa`, the hash in full or its beginning.

    >>> anchor_from_text("17-3FA9 c2d4", "--head").hash
    '3fa9c2d4'

    Raises `ValueError` for anything else.
    """
    seq, _, start = "".join(text.split()).lower().partition("-")
    if len(start) < 8 or not seq.isdigit() or set(start) - set("0123456789abcdef"):
        raise ValueError("not a head")
    return Anchor(place, int(seq), start)


def find_unknown_anchors(
    events: Iterable[Event], anchors: Iterable[Anchor | Problem]
) -> Iterator[Problem]:
    """Anchors whose link is not in the chain: it was cut, replaced or made anew."""
    hashes = {event.seq: event.hash for event in events}
    for anchor in anchors:
        if isinstance(anchor, Problem):
            yield anchor
        elif not hashes.get(anchor.seq, "").startswith(anchor.hash) or not anchor.hash:
            last = max(hashes, default=0)
            yield problem("anchor-not-in-ledger", Cell(anchor.place), seq=anchor.seq, last=last)


def settle(ledger: Ledger, ledger_path: Path, out: Path) -> None:
    """Finish what a kill interrupted: marks and head follow the ledger.

    Raises `Refusal` when something outside remembers a link that the ledger does not have; nothing
    may be written into it then.
    """
    remembered = list(read_anchors(ledger_path, out))  # before the events, which only grow
    events = ledger.events()
    if unknown := list(find_unknown_anchors(events, remembered)):
        raise Refusal(*unknown)
    for event in events:
        mark = out / event.subject / POSTED_MARK
        if event.kind == "post" and mark.parent.is_dir() and not _says(mark, mark_of(event)):
            write_whole(mark, mark_of(event))
    for left in out.glob(f"*/{staged_name(Path(POSTED_MARK))}"):
        left.unlink()
    if not _says(head_file(ledger_path), _head_text(ledger.head())):
        write_head(ledger, ledger_path)


def _head_text(head: Head) -> bytes:
    return f"{head.seq}-{head.hash}\n".encode()


def _says(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
