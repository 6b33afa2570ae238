"""1,000,000 random person-months over every policy against exact fractions: 0 may differ.

    python -m benchmarks.random_person_months [--rows 1000000] [--seed 1]

Each batch draws its own components (method, rounding, rates that change inside months, one-offs,
rated components, unstated amounts) and rows (half days, leave, dates inside the month, day grids,
zero and full attendance, ties at half a fen).  Ends with status 1 when any line differs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from typing import Any

from payroll.entitlement import entitlement
from tests.entitlement.builders import rates_of, roster_of, weekday_calendar
from tests.entitlement.draws import CHANGE_DAYS, MONTHS, PAID_LEAVE, PRORATIONS
from tests.entitlement.twin import expected_lines

BATCH = 5_000
RATIOS = {("post", kind): ratio for kind, ratio in PAID_LEAVE.items()}


def random_row(draw: random.Random, person: int) -> dict[str, Any]:
    """A row whose days add up; every fourth has dates, leave or a grid."""
    month = draw.choice(MONTHS)
    required = draw.choice([None, 2000, 2100, 2175, 2200, 2300, 2600, 3000, 3100])
    top = 2000 if required is None else required
    attended = draw.choice([0, top, top // 2, draw.randrange(0, top + 1, 50), draw.randint(0, top)])
    leave = None
    if attended < top and draw.random() < 0.3:
        days_h = draw.choice([25, 50, 100, 300])
        if attended + days_h <= top:
            leave = [{"kind": draw.choice(list(PAID_LEAVE)), "days_h": days_h}]
    start = draw.choice([None, None, month + timedelta(days=draw.randint(-40, 27))])
    end = draw.choice([None, None, (start or month) + timedelta(days=draw.randint(0, 60))])
    if end is not None and end < month:
        end = month
    return {
        "id_number": str(person if draw.random() < 0.9 else person // 2),
        "service_month": month,
        "required_days_h": required,
        "attended_days_h": attended,
        "leave": leave,
        "marks": _grid(draw, attended, leave) if draw.random() < 0.2 else None,
        "start_date": start,
        "end_date": end,
        "rating": draw.choice([None, "优秀", "合格"]),
    }


def _grid(draw: random.Random, attended: int, leave: Any) -> list[dict[str, Any]]:
    days = draw.sample(range(1, 29), 28)
    marks = []
    for kind, total in [
        ("出勤", attended),
        *((item["kind"], item["days_h"]) for item in leave or []),
    ]:
        parts = range(0, total, 100)[: len(days)]
        marks += [
            {"day": days.pop(), "kind": kind, "days_h": min(100, total - done)} for done in parts
        ]
    return marks


def random_steps(draw: random.Random) -> list[dict[str, Any]]:
    """Steps of four components."""
    steps: list[dict[str, Any]] = []
    for name, per in [("a", "month"), ("b", "month"), ("c", "person"), ("d", "rating")]:
        first = draw.choice([date(2025, 1, 1), date(2026, 1, 10)])
        later = draw.sample(CHANGE_DAYS, draw.choice([0, 0, 1, 2]))
        starts = sorted({first, *(day for day in later if day > first)})
        ends = [start - timedelta(days=1) for start in starts[1:]]
        ends.append(draw.choice([None, None, max(date(2026, 7, 20), starts[-1])]))
        common = {
            "component_id": name,
            "per": per,
            "proration": draw.choice(PRORATIONS),
            "rounding": draw.choice(["line", "daily_rate"]),
            "at_zero_attendance": draw.choice(["whole", "none"]),
            "once_per": draw.choice(["year", "placement"]),
        }
        for rating in ["优秀", "合格"] if per == "rating" else [None]:
            for start, end in zip(starts, ends, strict=True):
                rate = draw.choice([215_000, 1, 0, draw.randint(0, 500_000), None])
                step = {"rating": rating, "valid_from": start, "valid_to": end, "rate_fen": rate}
                steps.append(common | step)
    return steps


def differences(seed: int) -> tuple[int, int]:
    """(lines computed, lines that differ from the fractions) of one batch."""
    draw = random.Random(seed)
    rows = {
        (row["id_number"], row["service_month"]): row
        for row in (random_row(draw, person) for person in range(BATCH))
    }
    calendar = weekday_calendar()
    roster = roster_of(rows.values())
    rates = rates_of(random_steps(draw), PAID_LEAVE)
    computed = set(entitlement(roster, rates, calendar).rows())
    expected = expected_lines(
        roster.rows(named=True), rates.steps.rows(named=True), RATIOS, dict(calendar.rows())
    )
    return len(computed), len(computed ^ expected)


def main() -> None:
    """Run the batches on two processes and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    batches = max(1, arguments.rows // BATCH)
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        seeds = range(arguments.seed, arguments.seed + batches)
        results = list(pool.map(differences, seeds))
    lines = sum(computed for computed, _ in results)
    different = sum(wrong for _, wrong in results)
    print(f"{batches * BATCH:,} person-months, {lines:,} lines, {different} different")
    print(f"{time.perf_counter() - began:.0f} s")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
