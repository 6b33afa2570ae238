"""Whether a change of the whole and of its largest part go the same way."""

from __future__ import annotations

from collections.abc import Iterator

from payroll.budget.finding import Finding, as_fen, figure
from payroll.budget.model import Budget
from payroll.budget.published import Growth
from payroll.terms import budget_findings as words


def growth_findings(budget: Budget) -> Iterator[Finding]:
    """A note for every part that shrank while the whole grew, or the other way round: the reasons
    given for the whole are then to be looked for in the rest."""
    changes = {growth.what: growth for growth in budget.ties.growths}
    for part in budget.ties.growths:
        whole = changes.get(part.part_of)
        if whole is not None and part.more_h * whole.more_h < 0:
            yield _opposite(part, whole, budget)


def _opposite(part: Growth, whole: Growth, budget: Budget) -> Finding:
    unit = budget.unit_of(whole.now)
    rest_now = (budget.cell_h(whole.now) or 0) - (budget.cell_h(part.now) or 0)
    rest = whole.more_h - part.more_h

    def shown(value_h: int) -> str:
        return figure(as_fen(value_h, unit), unit)

    return Finding(
        code="part-moves-against-whole",
        kind="claim",
        verdict="note",
        subject=whole.what,
        formula=f"{shown(whole.more_h)} － （{shown(part.more_h)}）",
        computed=as_fen(rest, unit),
        published=None,
        unit=unit,
        conclusion=words.GROWTH.format(
            whole=whole.what,
            more=_change(whole.more_h, unit),
            part=part.what,
            part_more=_change(part.more_h, unit),
            rest=_change(rest, unit),
            rest_last=shown(rest_now - rest),
            rest_now=shown(rest_now),
        ),
        source=f"{whole.source}；{part.source}",
    )


def _change(value_h: int, unit: str) -> str:
    """`增加 619.07` or `减少 38.65`."""
    words_for = words.MORE if value_h >= 0 else words.LESS
    return words_for.format(amount=figure(as_fen(abs(value_h), unit), unit))
