"""Which rate holds on which days, as far as it was known on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from payroll.money import divide_half_away
from payroll.rates.model import Base, Rate
from payroll.terms.status import UNCONFIRMED

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """A rate and the days it holds, the last one included (None while open)."""

    rate: Rate
    first: date
    last: date | None
    rate_fen: int | None
    """The amount; None where no source states it."""
    base_value: Rate | None = None
    """The value of the base that the amount is a share of."""

    @property
    def status(self) -> str:
        """The entry's status; 待确认 where a share's base was not known yet."""
        return UNCONFIRMED if self.rate_fen is None else self.rate.status


def steps(rates: Sequence[Rate], bases: Mapping[str, Base], as_of: date) -> list[Step]:
    """The intervals of `rates` in ascending order, never overlapping, as known on `as_of`.

    A day takes the rate with the greatest `effective_from` that covers it, then the latest
    announced.  Neither a rate announced later than `as_of` nor one withdrawn by then counts.
    Days before the first rate have no step; a share is split where its base changes.
    """
    known = [rate for rate in rates if _known(rate, as_of)]
    found: list[Step] = []
    for first, last in _intervals(_turning_days(known, bases, as_of)):
        rate = _holding(known, first)
        if rate is None:
            continue
        step = _step(rate, first, last, bases, as_of)
        if found and _continues(found[-1], step):
            step = _step(rate, found.pop().first, last, bases, as_of)
        found.append(step)
    return found


def _known(rate: Rate, as_of: date) -> bool:
    announced = rate.announced is None or rate.announced <= as_of
    return announced and (rate.withdrawn is None or rate.withdrawn > as_of)


def _turning_days(known: Sequence[Rate], bases: Mapping[str, Base], as_of: date) -> list[date]:
    """Days on which the rate or its amount may change, ascending."""
    days = {rate.effective_from for rate in known}
    days |= {rate.effective_to + _DAY for rate in known if rate.effective_to is not None}
    for base in {rate.base for rate in known if rate.base is not None}:
        days |= {value.effective_from for value in bases[base].values if _known(value, as_of)}
    return sorted(days)


def _intervals(days: Sequence[date]) -> Iterator[tuple[date, date | None]]:
    for first, following in pairwise(days):
        yield first, following - _DAY
    if days:
        yield days[-1], None


def _holding(known: Sequence[Rate], day: date) -> Rate | None:
    """The rate that holds on `day`.

    Of two entries for one day an entry withdrawn later holds until its withdrawal: that is what
    the file said at the time.  Of two such entries the one written later in the file holds.
    """
    covering = [
        (rate.effective_from, rate.announced or date.min, rate.withdrawn is not None, number)
        for number, rate in enumerate(known)
        if rate.effective_from <= day and (rate.effective_to is None or day <= rate.effective_to)
    ]
    return known[max(covering)[-1]] if covering else None


def _step(
    rate: Rate, first: date, last: date | None, bases: Mapping[str, Base], as_of: date
) -> Step:
    if rate.base is None or rate.share_e4 is None:
        return Step(rate, first, last, rate.amount_fen)
    values = [value for value in bases[rate.base].values if _known(value, as_of)]
    value = _holding(values, first)
    if value is None or value.amount_fen is None:
        return Step(rate, first, last, None)
    return Step(rate, first, last, share_fen(rate.share_e4, value.amount_fen), value)


def share_fen(share_e4: int, base_fen: int) -> int:
    """Fen of a share in ten-thousandths, half away from zero.

    >>> share_fen(6000, 215_000)
    129000
    """
    return divide_half_away(share_e4 * base_fen, 10_000)


def _continues(before: Step, after: Step) -> bool:
    """Whether `after` is `before` going on: same entry, same base value, no day between."""
    return (
        before.rate is after.rate
        and before.base_value is after.base_value
        and before.last is not None
        and before.last + _DAY == after.first
    )
