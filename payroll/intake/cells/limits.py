"""How much a file from a stranger may ask of us, and the exception that says it asked too much."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from typing import Any, Self

from payroll.terms.messages.files import COUNTED


@dataclass(frozen=True)
class Limits:
    """Ceilings that are checked before, not after, the work they bound."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 300_000_000
    ratio: int = 200
    """Unpacked to packed bytes of one part, looked at above `ratio_from_bytes`."""
    ratio_from_bytes: int = 1_000_000
    picture_bytes: int = 20_000_000
    """The same for parts that are not markup."""
    entries: int = 2_000
    """Parts of a workbook's container."""
    sheets: int = 300
    rows: int = 200_000
    columns: int = 512
    cells: int = 3_000_000
    strings: int = 1_000_000
    """Different texts of a workbook."""
    merges: int = 50_000
    text_length: int = 32_767
    """Characters of one cell: Excel's own ceiling."""
    text_total: int = 30_000_000
    """Characters of all different texts of a workbook."""
    elements: int = 12_000_000
    """Elements of one part, those passed over included."""
    references: int = 100_000
    """Styles, number formats, comments or references to other parts."""
    depth: int = 64
    """Nesting of elements in one part."""
    legacy_seconds: int = 20
    legacy_bytes: int = 256_000_000
    """Memory of the child process that reads a legacy format."""

    def too_many(self, what: str) -> Unreadable:
        """The refusal of more `what`, a field of these limits, than its ceiling."""
        limit = getattr(self, what)
        return Unreadable("workbook-too-many", what=COUNTED[what], limit=limit)


SETTING = "PAYROLL_LIMITS"
"""Environment variable that raises or lowers ceilings, such as `rows=400000,file_bytes=40000000`:
children of a run inherit it, so every process reads by the same ones."""


def limits_in_force() -> Limits:
    """The ceilings as shipped, with those that the environment states.

    Raises `ValueError` with the entry that is no ceiling.
    """
    stated: dict[str, int] = {}
    for entry in filter(None, (each.strip() for each in os.environ.get(SETTING, "").split(","))):
        name, _, value = (each.strip() for each in entry.partition("="))
        is_count = value.isascii() and value.isdecimal() and len(value) < 16
        if name not in NAMES or not is_count or int(value) == 0:
            raise ValueError(entry)
        stated[name] = int(value)
    return Limits(**stated)


NAMES = tuple(each.name for each in fields(Limits))


class Unreadable(Exception):
    """A file is refused; raised and caught inside this package only.

    Carries the code and the facts of a problem, and the place as far as it is known.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.sheet = ""
        self.row: int | None = None
        self.column: int | None = None

    def at(self, row: int | None, column: int | None = None) -> Self:
        """The same refusal with the row and column it is about."""
        self.row, self.column = row or None, column or None
        return self

    def on(self, sheet: str) -> Self:
        """The same refusal with the sheet it is about."""
        self.sheet = sheet
        return self


def shown(text: str) -> str:
    """What a stranger wrote, fit for a message: short, printable, long numbers masked.

    >>> shown("r\\n110101199001010007"), shown("xl/workbook.xml")
    ('r?…0007', 'xl/workbook.xml')
    """
    safe = "".join(letter if letter.isprintable() else "?" for letter in text[:200])
    safe = _LONG_NUMBER.sub(lambda match: "…" + match[0][-4:], safe)
    return safe if len(safe) <= _SHOWN else safe[: _SHOWN - 1] + "…"


_LONG_NUMBER = re.compile(r"\d{8,}")
_SHOWN = 60
