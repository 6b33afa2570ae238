"""Hypothesis strategies that draw the hard cases of pay on purpose."""

from __future__ import annotations

import itertools
from calendar import monthrange
from datetime import date, timedelta
from math import gcd
from typing import Any

from hypothesis import strategies as st

MONTHS = [date(2026, month, 1) for month in (1, 2, 3, 7, 12)] + [
    date(2025, 2, 1),
    date(2025, 12, 1),
]
CHANGE_DAYS = [
    date(2025, 12, 6),
    date(2026, 1, 1),
    date(2026, 2, 28),
    date(2026, 3, 15),
    date(2026, 3, 16),
    date(2026, 3, 31),
    date(2026, 7, 1),
    date(2026, 7, 31),
]
PRORATIONS = ["attended", "deduct_21_75", "calendar", "none"]
PAID_LEAVE = {"年休假": 100, "事假": 0, "病假": 80, "工伤": 33, "婚假": 50}

plain_rates = st.sampled_from(
    [0, 1, 3, 17, 20, 50_000, 129_000, 215_000, 215_001, 340_000, 100_000_000]
)


@st.composite
def day_counts(draw: st.DrawFn) -> tuple[int | None, int]:
    """(required, attended) hundredths: none, all, nearly all, half days, anything."""
    required = draw(st.sampled_from([None, 100, 2000, 2100, 2175, 2200, 2300, 2600, 3000, 3100]))
    top = 2000 if required is None else required
    attended = draw(
        st.one_of(
            st.sampled_from([0, 50, top, top - 50, max(0, top - 1)]),
            st.integers(0, top // 50).map(lambda halves: halves * 50),
            st.integers(0, top),
        )
    )
    return required, attended


@st.composite
def tied_rates(draw: st.DrawFn, paid: int, required: int) -> int:
    """A rate whose share p ÷ q ends in exactly half a fen, where there is one."""
    common = gcd(paid, required)
    if paid == 0 or required % 2 or (required // 2) % common:
        return draw(plain_rates)
    step = required // common
    residue = (required // 2 // common) * pow(paid // common, -1, step) % step
    return residue + step * draw(st.integers(0, 400_000 // step))


@st.composite
def person_months(draw: st.DrawFn) -> dict[str, Any]:
    """A roster row with days that add up, perhaps dates inside the month, a grid, a rating."""
    month = draw(st.sampled_from(MONTHS))
    length = monthrange(month.year, month.month)[1]
    required, attended = draw(day_counts())
    left = (2000 if required is None else required) - attended
    leave = draw(
        st.none()
        | st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(sorted(PAID_LEAVE)),
                    "days_h": st.sampled_from([25, 50, 100, 300]),
                }
            ),
            max_size=2,
            unique_by=lambda item: item["kind"],
        )
    )
    if leave and sum(item["days_h"] for item in leave) > left:
        leave = None
    start = draw(st.none() | st.integers(-40, length - 1))
    end = draw(st.none() | st.integers(max(start or 0, 0), length + 40))
    return {
        "id_number": draw(st.sampled_from(["A", "B"])),
        "service_month": month,
        "required_days_h": required,
        "attended_days_h": attended,
        "leave": leave,
        "marks": draw(st.none() | _grid(attended, leave, length)),
        "start_date": None if start is None else month + timedelta(days=start),
        "end_date": None if end is None else month + timedelta(days=end),
        "rating": draw(st.sampled_from([None, "优秀", "合格"])),
    }


@st.composite
def _grid(draw: st.DrawFn, attended: int, leave: Any, length: int) -> list[dict[str, Any]]:
    """Marks that add up to the days of the row (or, now and then, do not)."""
    order = draw(st.permutations(range(1, length + 1)))
    marks, days = [], iter(order)
    wanted = [("出勤", attended), *((item["kind"], item["days_h"]) for item in leave or [])]
    for kind, days_h in wanted:
        halves = range(0, days_h, 100)
        marks += [
            {"day": day, "kind": kind, "days_h": min(100, days_h - done)}
            for done, day in zip(halves, itertools.islice(days, len(halves)), strict=False)
        ]
    if marks and draw(st.integers(0, 9)) == 0:
        marks.pop()
    return marks


@st.composite
def components(draw: st.DrawFn, name: str, per: str) -> list[dict[str, Any]]:
    """Rate steps of one component: one or several, changing at month ends or inside months."""
    changes = draw(
        st.lists(
            st.sampled_from(CHANGE_DAYS),
            max_size=3,
            unique=True,
        )
    )
    starts = sorted([draw(st.sampled_from([date(2025, 1, 1), date(2026, 1, 10)])), *changes])
    starts = sorted(set(starts))
    closed = draw(st.none() | st.sampled_from([date(2026, 7, 20), date(2026, 12, 31)]))
    closed = closed if closed is None or closed >= starts[-1] else None
    common = {
        "component_id": name,
        "per": per,
        "proration": draw(st.sampled_from(PRORATIONS)),
        "rounding": draw(st.sampled_from(["line", "daily_rate"])),
        "at_zero_attendance": draw(st.sampled_from(["whole", "none"])),
        "once_per": draw(st.sampled_from(["year", "placement"])),
    }
    ends = [start - timedelta(days=1) for start in starts[1:]] + [closed]
    steady = draw(plain_rates)
    return [
        {
            **common,
            "rating": rating,
            "valid_from": start,
            "valid_to": end,
            "rate_fen": draw(st.one_of(st.just(steady), plain_rates, st.none())),
        }
        for rating in (["优秀", "合格"] if per == "rating" else [None])
        for start, end in zip(starts, ends, strict=True)
    ]
