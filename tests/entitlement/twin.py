"""The formulas once more, person by person in exact fractions: an oracle that shares no code."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]


def rounded(value: Fraction) -> int:
    """Half away from zero."""
    magnitude = math.floor(abs(value) + Fraction(1, 2))
    return magnitude if value >= 0 else -magnitude


def expected_lines(
    rows: Sequence[Row],
    steps: Sequence[Row],
    ratios: Mapping[tuple[str, str], int],
    working: Mapping[date, bool],
) -> set[tuple[Any, ...]]:
    """(row_id, rate_id, segment_from, paid_days_h, required_days_h, amount_fen) of every line."""
    lines: set[tuple[Any, ...]] = set()
    months_of: dict[tuple[Any, Any], list[Row]] = {}
    for row in rows:
        months_of.setdefault((row["id_number"], row["program_id"]), []).append(row)
    for row in rows:
        own_months = months_of[row["id_number"], row["program_id"]]
        mine = [step for step in steps if step["program_id"] == row["program_id"]]
        for component in sorted({step["component_id"] for step in mine}):
            of_component = [step for step in mine if step["component_id"] == component]
            lines |= set(_component_lines(row, of_component, own_months, ratios, working))
    return lines


def _component_lines(row, steps, own_months, ratios, working):
    per = steps[0]["per"]
    if per == "rating":
        steps = [step for step in steps if step["rating"] == row["rating"]]
        if row["rating"] is None or not steps:
            return
    if per == "person":
        step = _step_on(steps, _post(row)[0])
        if (
            step is not None
            and step["rate_fen"] is not None
            and _is_first(row, step, own_months, steps)
        ):
            yield (row["row_id"], step["rate_id"], None, None, None, step["rate_fen"])
        return
    if steps[0]["proration"] == "none":
        step = _step_on(steps, _post(row)[0])
        if step is not None and step["rate_fen"] is not None:
            nothing = step["at_zero_attendance"] == "none" and _paid_days(row, ratios) == 0
            amount = 0 if nothing else step["rate_fen"]
            yield (row["row_id"], step["rate_id"], None, None, None, amount)
        return
    yield from _prorated(row, steps, ratios, working)


def _prorated(row, steps, ratios, working):  # noqa: C901 -- the formulas in one piece, as the design states them
    month = row["service_month"]
    month_days = monthrange(month.year, month.month)[1]
    days = [month + timedelta(days=n) for n in range(month_days)]
    paid = _paid_days(row, ratios)
    required = row["required_days_h"]
    if required is None:
        required = 100 * sum(working[day] for day in days)
    post_from, post_to = _post(row)
    in_post = [day for day in days if post_from <= day <= post_to]
    proration, rounding = steps[0]["proration"], steps[0]["rounding"]
    if proration == "attended":
        counted, full, shown = paid, required, (paid, required)
    elif proration == "deduct_21_75":
        counted = max(0, 2175 - (required - paid)) if paid else 0
        full, shown = 2175, (paid, required)
    else:
        counted = 100 * len(in_post) if paid else 0
        full = 100 * month_days
        shown = (counted, full)

    def whole_month(rate: int) -> Fraction:
        if rounding == "line":
            return Fraction(rate * counted, full)
        if counted == full:
            return Fraction(rate)
        daily = rounded(Fraction(rate * 100, full))
        return Fraction(min(rate, rounded(Fraction(daily * counted, 100))))

    holders = {day: _step_on(steps, day) for day in days}
    segments: list[tuple[date, Any, list[date]]] = []
    for day in days:
        holder = holders[day]
        if holder is None:
            continue
        if segments and segments[-1][1] is holder:
            segments[-1][2].append(day)
        else:
            segments.append((day, holder, [day]))
    if len(segments) == 1 and len(segments[0][2]) == month_days:
        step = segments[0][1]
        if step["rate_fen"] is not None:
            amount = rounded(whole_month(step["rate_fen"]))
            yield (row["row_id"], step["rate_id"], None, *shown, amount)
        return

    weight_of = _weights(row, in_post, paid, ratios, working)
    total = sum(weight_of.values())
    amount_before = days_before = 0
    exact_amount, weight_so_far = Fraction(0), Fraction(0)
    for first, step, segment_days in segments:
        if not any(post_from <= day <= post_to for day in segment_days):
            continue
        weight = sum((weight_of.get(day, Fraction(0)) for day in segment_days), Fraction(0))
        weight_so_far += weight
        exact_amount += whole_month(step["rate_fen"] or 0) * weight / total
        amount_until = rounded(exact_amount)
        days_until = rounded(shown[0] * weight_so_far / total)
        if step["rate_fen"] is not None:
            yield (
                row["row_id"],
                step["rate_id"],
                first,
                days_until - days_before,
                shown[1],
                amount_until - amount_before,
            )
        amount_before, days_before = amount_until, days_until


def _weights(row, in_post, paid, ratios, working) -> dict[date, Fraction]:
    marks = row["marks"]
    if marks:
        by_day: dict[date, Fraction] = {}
        for mark in marks:
            ratio = (
                100 if mark["kind"] == "出勤" else ratios.get((row["program_id"], mark["kind"]), 0)
            )
            day = row["service_month"] + timedelta(days=mark["day"] - 1)
            by_day[day] = by_day.get(day, Fraction(0)) + Fraction(mark["days_h"] * ratio, 100)
        total = sum(by_day.values(), Fraction(0))
        if total > 0 and rounded(total) == paid:
            return by_day
    weights = {day: Fraction(int(working[day])) for day in in_post}
    if not sum(weights.values()):
        weights = {day: Fraction(1) for day in in_post}
    return weights


def _paid_days(row, ratios) -> int | None:
    if row["attended_days_h"] is None:
        return None
    leave = sum(
        (
            Fraction(item["days_h"] * ratios[row["program_id"], item["kind"]], 100)
            for item in row["leave"] or []
        ),
        Fraction(0),
    )
    return row["attended_days_h"] + rounded(leave)


def _post(row) -> tuple[date, date]:
    month = row["service_month"]
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return max(month, row["start_date"] or month), min(last, row["end_date"] or last)


def _step_on(steps, day):
    for step in steps:
        if step["valid_from"] <= day and (step["valid_to"] is None or day <= step["valid_to"]):
            return step
    return None


def _is_first(row, step, own_months, steps) -> bool:
    def occasion(other):
        if step["once_per"] == "placement":
            return other["start_date"]
        return other["service_month"].year

    return not any(
        occasion(other) == occasion(row)
        and other["service_month"] < row["service_month"]
        and _step_on(steps, _post(other)[0]) is not None
        for other in own_months
    )
