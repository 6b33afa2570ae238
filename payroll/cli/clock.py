"""The only clock of the commands: what the ledger keeps, and how it is shown."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This second in UTC, as the ledger keeps it: `2026-05-06T07:08:09Z`."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def local(at: str) -> str:
    """A moment of the ledger in the time of this computer, to the minute."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
