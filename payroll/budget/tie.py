"""One tie: a published figure and what it should agree with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payroll.budget.finding import Finding, Verdict, as_fen, figure
from payroll.budget.model import Budget
from payroll.terms import budget_findings as words
from payroll.terms.budget import WAN

_HALF_LAST_DIGIT_FEN = 5_000
"""A figure in 万元 with two decimals may be off by 0.005 万元 = 50 元."""


@dataclass(frozen=True)
class Tie:
    """Amounts are fen, other figures hundredths of `unit`."""

    what: str
    """The relation, in words; ties of one relation share it."""
    subject: str
    """The cell as a reader finds it."""
    cells: tuple[str, ...]
    """Every published cell that is compared, the total first."""
    formula: str
    computed: int
    published: int
    unit: str
    slack: int
    """By how much the figures may differ because each was rounded."""
    rounded: int
    """How many rounded figures meet in the tie."""
    source: str
    listed: bool = False
    """Whether readers want to see it even where it holds."""
    broken: str = words.TIE_BROKEN
    """What to say when they differ by more."""

    @property
    def verdict(self) -> Verdict:
        """Whether the figures agree, differ by rounding only, or contradict each other."""
        off = abs(self.published - self.computed)
        return "holds" if off == 0 else "tail" if off <= self.slack else "contradiction"


def rounding_slack(unit: str, parts: int) -> int:
    """By how much a rounded total may differ from the sum of so many rounded parts, in fen.

    Nothing for one part: that is the same figure printed twice; nothing for counts.

    >>> rounding_slack("万元", 2), rounding_slack("万元", 1), rounding_slack("个", 2)
    (15000, 0, 0)
    """
    return _HALF_LAST_DIGIT_FEN * (parts + 1) if unit == WAN and parts > 1 else 0


def exact_slack(unit: str) -> int:
    """By how much a rounded total may differ from a sum of exact amounts in yuan."""
    return _HALF_LAST_DIGIT_FEN if unit == WAN else 0


def sum_tie(
    what: str, total: str, parts: Sequence[str], budget: Budget, *, subject: str = ""
) -> Tie:
    """The tie of one cell to the sum of others; blank cells count as nothing."""
    unit = budget.unit_of(total)
    values = [(part, budget.cell_h(part)) for part in parts]
    shown = [(part, as_fen(value, unit)) for part, value in values if value is not None]
    return Tie(
        what=what,
        subject=subject or total,
        cells=(total, *(part for part, _ in shown)),
        formula=words.PLUS.join(figure(value, unit) for _, value in shown) or figure(0, unit),
        computed=sum(value for _, value in shown),
        published=as_fen(budget.cell_h(total) or 0, unit),
        unit=unit,
        slack=rounding_slack(unit, len(shown)),
        rounded=len(shown) + 1,
        source=words.PLUS.join(part for part, _ in shown),
    )


def tie_finding(tie: Tie, ties: Sequence[Tie]) -> Finding:
    """The tie as a finding.  A tail is said to sit in the parts when every other tie of the total
    holds: then it is the parts that were rounded apart."""
    verdict = tie.verdict
    difference = figure(abs(tie.published - tie.computed), tie.unit)
    facts: dict[str, str] = {}
    if verdict == "holds":
        conclusion = words.TIE_HOLDS
    elif verdict == "contradiction":
        conclusion = tie.broken.format(difference=difference, unit=tie.unit)
    else:
        conclusion = words.TIE_TAIL.format(difference=difference, unit=tie.unit, count=tie.rounded)
        others = [other for other in ties if other is not tie and tie.cells[0] in other.cells]
        if others and all(other.verdict == "holds" for other in others):
            conclusion += words.TIE_TAIL_AT.format(count=len(others))
            facts["total_agrees_elsewhere"] = str(len(others))
        conclusion += words.STOP
    return Finding(
        code={"holds": "tie-holds", "tail": "tie-tail"}.get(verdict, "tie-broken"),
        kind="tie",
        verdict=verdict,
        subject=tie.subject,
        formula=tie.formula,
        computed=tie.computed,
        published=tie.published,
        unit=tie.unit,
        conclusion=conclusion,
        source=tie.source,
        group=tie.what,
        listed=tie.listed,
        facts=facts,
    )
