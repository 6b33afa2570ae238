"""The shape of a catalogue entry."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Message(NamedTuple):
    """`found` and `remedy` are full Chinese sentences with `{fact}` places to fill.

    The remedy is an action (请核对…、请先登记…).  Never a whole ID or card number in a fact.
    """

    severity: Literal["error", "warning"]
    found: str
    remedy: str


def error(found: str, remedy: str) -> Message:
    """An entry whose row, file or configuration is held back."""
    return Message("error", found, remedy)


def warning(found: str, remedy: str) -> Message:
    """An entry that is shown while the row is paid."""
    return Message("warning", found, remedy)
