"""A finding about the budget: what was computed, what is published, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from payroll.money import yuan
from payroll.terms import budget_findings as words
from payroll.terms.budget import WAN, YUAN

Verdict = Literal["holds", "left", "short", "open", "tail", "contradiction", "note"]
"""`holds` agrees; `left` and `short` of money; `open` cannot be settled because the source leaves
something out; `tail` differs by no more than rounding; `contradiction` differs by more; `note` is
worth a look."""

Kind = Literal["need", "claim", "tie"]


@dataclass(frozen=True)
class Finding:
    """One comparison.  Amounts are fen, other figures hundredths of `unit`."""

    code: str
    """Stable, kebab-case."""
    kind: Kind
    verdict: Verdict
    subject: str
    """The project or the published cell."""
    formula: str
    computed: int | None
    published: int | None
    unit: str
    conclusion: str
    source: str
    label: str = words.PRINTED
    """What the published figure is: the budget of the project, or a figure printed somewhere."""
    group: str = ""
    """The relation a tie belongs to."""
    listed: bool = False
    """Whether a tie is shown by itself even where it holds."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Further results by stable English names, as text; amounts without separators."""

    @property
    def difference(self) -> int | None:
        """`published − computed`, in the same unit; negative when money is short."""
        if self.computed is None or self.published is None:
            return None
        return self.published - self.computed

    @property
    def computed_text(self) -> str:
        """The computed figure with thousands separators; empty where there is none."""
        return "" if self.computed is None else figure(self.computed, self.unit)

    @property
    def published_text(self) -> str:
        """The published figure with thousands separators; empty where there is none."""
        return "" if self.published is None else figure(self.published, self.unit)


def figure(value: int, unit: str, *, grouped: bool = True) -> str:
    """A figure as text: fen as 元 or 万元, anything else from hundredths.

    >>> figure(1885950000, "元"), figure(658950000, "万元"), figure(1500, "个")
    ('18,859,500.00', '658.95', '15')
    >>> figure(658_952_345, "万元")
    '658.952345'
    """
    if unit == YUAN:
        return yuan(value, grouped=grouped)
    if unit == WAN:
        whole, part = divmod(abs(value), 1_000_000)
        decimals = f"{part:06d}".rstrip("0").ljust(2, "0")
        sign = "-" if value < 0 else ""
        return f"{sign}{whole:,}.{decimals}" if grouped else f"{sign}{whole}.{decimals}"
    text = yuan(value, grouped=grouped)
    return text if unit == "%" else text.rstrip("0").rstrip(".")


def as_fen(value_h: int, unit: str) -> int:
    """The value of a published cell in the measure of `Finding`: 万元 become fen.

    >>> as_fen(65895, "万元"), as_fen(1500, "个")
    (658950000, 1500)
    """
    return value_h * 10_000 if unit == WAN else value_h
