"""The marks of the sheets we hand out: few, explaining themselves, the same for every unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from payroll.terms import desk as words
from payroll.terms.leave import ATTENDED, LEAVE_KINDS
from payroll.terms.marks import MEANINGS, REST, TICKS

WORKED = TICKS[0]
RESTED = next(word for word in MEANINGS[REST] if len(word) == 1)
LEAVE_MARKS: Mapping[str, str] = {
    kind: next(word for word in MEANINGS[kind] if len(word) == 1) for kind in LEAVE_KINDS
}
"""Kind of leave → its mark, one of those that the default set explains."""

MARKS: Mapping[str, str] = {
    WORKED: ATTENDED,
    RESTED: REST,
    **{mark: kind for kind, mark in LEAVE_MARKS.items()},
}
"""Mark → what it means, in the order of the legend."""

CHOICES = (
    *MARKS,
    *(words.HALVES.format(one=WORKED, other=mark) for mark in LEAVE_MARKS.values()),
    *(words.HALVES.format(one=mark, other=WORKED) for mark in LEAVE_MARKS.values()),
)
"""Everything the drop-down offers."""

_HALF = Decimal("0.5")


def counted(marks: Sequence[str], mark: str) -> Decimal:
    """Days of a mark, a half of a day counting half.

    >>> counted(["√", "√/事", "事"], "事")
    Decimal('1.5')
    """
    count = Decimal(sum(1 for each in marks if each == mark))
    for each in marks:
        one, stroke, other = each.partition("/")
        if stroke:
            count += _HALF * ((one == mark) + (other == mark))
    return count


def count_formula(area: str, mark: str) -> str:
    """The formula that counts a mark as `counted` does."""
    halves = "+".join(
        f'COUNTIF({area},"{words.HALVES.format(one=one, other=other)}")'
        for one, other in ((mark, "*"), ("*", mark))
    )
    return f'COUNTIF({area},"{mark}")+({halves})*0.5'
