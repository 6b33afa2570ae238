"""An amount as a sentence, made of the columns it was paid by.

`岗位补贴：2150.00 × 20 天 ÷ 22 天 ＝ 1954.55 元（四舍五入到分）；依据：…`.  What stands before `＝`
gives what stands behind it: the sentence is the calculation, not a comment on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import gcd
from typing import Any

from payroll.money import days, divide_half_away, yuan
from payroll.period import month_title
from payroll.terms import columns
from payroll.terms import sentences as words

PAY_DAYS_A_MONTH_H = 2175

Payment = Mapping[str, Any]
"""A row of `schema.PAYMENTS`.  Lines of a split month also carry `weight`, `weight_total` (what the
segment and the whole month weigh) and `month_paid_days_h` (paid days of the whole month)."""


def sentences(payments: Iterable[Payment], *, with_source: bool = True) -> list[str]:
    """One sentence a payment, in their order; segments of one month are told together.

    `payments` are in the order of `schema.PAYMENTS`, so that segments of a month follow each other.
    """
    told = []
    for _, group in groupby(payments, key=_month_of_component):
        segments = list(group)
        for position, payment in enumerate(segments):
            told.append(_told(payment, segments[: position + 1], with_source=with_source))
    return told


def sentence(payment: Payment, *, with_source: bool = True) -> str:
    """The payment as a sentence.

    A payment of a split month is told by itself only roughly, because its amount depends on the
    segments before it; `sentences` tells it exactly.
    """
    return _told(payment, [payment], with_source=with_source)


def _month_of_component(payment: Payment) -> tuple[Any, ...]:
    key = ("program_id", "unit", "id_number", "service_month", "component", "payee", "reason")
    return tuple(payment[name] for name in key)


def _told(payment: Payment, until_here: Sequence[Payment], *, with_source: bool) -> str:
    name = payment["component_name"]
    if payment["segment_from"] is not None:
        since = payment["segment_from"]
        name += f"（{words.SEGMENT_FROM.format(month=since.month, day=since.day)}）"
    told = f"{name}：{_calculation(payment, until_here)}{words.PAYEES[payment['payee']]}"
    if with_source and payment["rate_source"]:
        told += words.SOURCE.format(source=payment["rate_source"])
    if payment["rate_status"]:
        told += words.STATUS.format(status=payment["rate_status"])
    return told


def _calculation(payment: Payment, until_here: Sequence[Payment]) -> str:
    amount = yuan(payment["amount_fen"], grouped=False)
    reason = payment["reason"]
    if reason == "one_off":
        return words.ONE_OFF.format(amount=amount)
    if reason != "regular":
        month = month_title(payment["service_month"])
        return words.DIFFERENCE.format(kind=columns.KINDS[reason], amount=amount, month=month)
    if payment["proration"] == "none":
        at_zero = payment["amount_fen"] == 0 and payment["rate_fen"] != 0
        return (words.NOT_AT_ZERO if at_zero else words.WHOLE).format(amount=amount)
    if payment["segment_from"] is not None:
        return _segment(payment, until_here)
    if payment["rounding"] == "daily_rate":
        return _by_daily_rate(payment, amount)
    return _by_share(payment, amount)


def _by_share(payment: Payment, amount: str) -> str:
    if payment["paid_days_h"] == 0:
        return words.NO_DAYS.format(amount=amount)
    counted, full = counted_and_full_h(payment)
    if counted == 0:
        return words.ABSENT_TOO_LONG.format(absent=_absent(payment), amount=amount)
    formula = words.PRORATED.format(
        rate=yuan(payment["rate_fen"], grouped=False),
        counted=_counted(payment),
        full=_full(payment),
    )
    formula = formula.replace(" （", "（").replace("） ", "）")
    told = words.EQUALS.format(formula=formula, amount=amount)
    exact = payment["rate_fen"] * counted % full == 0
    return told if exact else told + words.ROUNDED


def _by_daily_rate(payment: Payment, amount: str) -> str:
    counted, full = counted_and_full_h(payment)
    if counted == full:
        return words.FULL_MONTH.format(amount=amount)
    if counted == 0:
        return words.NO_DAYS.format(amount=amount)
    daily_fen = divide_half_away(payment["rate_fen"] * 100, full)
    by_days = divide_half_away(daily_fen * counted, 100)
    capped = by_days > payment["rate_fen"]
    told = (words.AT_MOST if capped else words.DAILY_RATE).format(
        rate=yuan(payment["rate_fen"], grouped=False),
        full=_full(payment),
        daily=yuan(daily_fen, grouped=False),
        counted=words.DAYS.format(days=days(counted)),
        amount=amount,
    )
    return told if daily_fen * counted % 100 == 0 or capped else told + words.ROUNDED


def _segment(payment: Payment, until_here: Sequence[Payment]) -> str:
    """A segment: the cumulative amount up to its end, less what the segments before it got."""
    amount = yuan(payment["amount_fen"], grouped=False)
    if payment.get("weight_total") is None or payment.get("month_paid_days_h") is None:
        return words.SEGMENT_ALONE.format(
            rate=yuan(payment["rate_fen"], grouped=False),
            counted=days(payment["paid_days_h"]),
            amount=amount,
        )
    month = {**payment, "paid_days_h": payment["month_paid_days_h"]}
    if counted_and_full_h(month)[0] == 0:
        return words.NO_DAYS.format(amount=amount)
    daily = payment["rounding"] == "daily_rate"
    unit = _common_unit(until_here)
    parts = " ＋ ".join(
        words.SEGMENT_PART.format(
            rate=yuan(_month_fen(segment) if daily else segment["rate_fen"], grouped=False),
            weight=segment["weight"] // unit,
            total=segment["weight_total"] // unit,
        )
        for segment in until_here
    )
    shape = words.SEGMENTS_OF_MONTHS if daily else words.SEGMENTS
    formula = shape.format(parts=parts, counted=_counted(month), full=_full(month))
    before = sum(segment["amount_fen"] for segment in until_here[:-1])
    cumulative = yuan(before + payment["amount_fen"], grouped=False)
    told = words.EQUALS.format(formula=formula, amount=cumulative) + words.ROUNDED
    if len(until_here) == 1:
        return told
    return told + words.BEFORE.format(before=yuan(before, grouped=False), amount=amount)


def _month_fen(segment: Payment) -> int:
    """What the whole month would pay at the daily rate of a segment."""
    counted, full = counted_and_full_h({**segment, "paid_days_h": segment["month_paid_days_h"]})
    rate = int(segment["rate_fen"])
    if counted == full:
        return rate
    return min(rate, divide_half_away(divide_half_away(rate * 100, full) * counted, 100))


def counted_and_full_h(payment: Payment) -> tuple[int, int]:
    """Numerator and denominator of the share that is paid, in hundredths of a day."""
    paid, required = payment["paid_days_h"], payment["required_days_h"]
    if payment["proration"] != "deduct_21_75":
        return paid, required
    left = max(0, PAY_DAYS_A_MONTH_H - (required - paid))
    return (left if paid else 0), PAY_DAYS_A_MONTH_H


def _counted(payment: Payment) -> str:
    shape = words.COUNTED[payment["proration"]]
    return shape.format(counted=days(payment["paid_days_h"]), absent=_absent(payment))


def _full(payment: Payment) -> str:
    return words.FULL[payment["proration"]].format(full=days(payment["required_days_h"]))


def _absent(payment: Payment) -> str:
    return days(payment["required_days_h"] - payment["paid_days_h"])


def _common_unit(segments: Sequence[Payment]) -> int:
    """What the weights of a day grid (ten-thousandths of a day) can be divided by to read well."""
    weights = [segments[0]["weight_total"], *(segment["weight"] for segment in segments)]
    return gcd(*weights) if weights[0] > 100 else 1
