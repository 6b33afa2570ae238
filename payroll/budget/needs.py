"""What a project needs: a made-up person at full attendance, through the one calculation.

Lines of different people do not depend on each other, so so many equal people cost so many times
what one costs; how many people an amount carries is then one whole division.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll import schema
from payroll.entitlement import entitlement
from payroll.money import yuan
from payroll.period import month_end, months_between
from payroll.terms import budget_findings as words

_FULL_MONTH_H = 2_000
"""Required and attended days of the made-up person: at full attendance any number pays whole."""


@dataclass(frozen=True)
class PersonCost:
    """What one person of a program costs over some months at full attendance."""

    runs: tuple[tuple[tuple[tuple[str, int], ...], int], ...]
    """Months with the same items: ((name, fen), …) and how many months."""
    once: tuple[tuple[str, int], ...]
    """One-offs: (name, fen)."""

    @property
    def total_fen(self) -> int:
        """Cost of the person over all months."""
        monthly = sum(months * sum(fen for _, fen in items) for items, months in self.runs)
        return monthly + sum(fen for _, fen in self.once)

    def formula(self) -> str:
        """The cost as it would be written: `（岗位补贴 2,150.00 ＋ 社会保险 993.25）× 12 个月`."""
        terms = [
            words.MONTHS.format(amount=_items(items, bracketed=True), months=months)
            for items, months in self.runs
        ]
        if self.once:
            terms.append(_items(self.once, bracketed=False))
        text = words.PLUS.join(terms) or yuan(0)
        return text if len(terms) < 2 else words.IN_SQUARES.format(inside=text)


def _items(items: tuple[tuple[str, int], ...], *, bracketed: bool) -> str:
    text = words.PLUS.join(words.ITEM.format(name=name, amount=yuan(fen)) for name, fen in items)
    return words.IN_BRACKETS.format(inside=text) if bracketed and len(items) > 1 else text


def person_cost(
    program_id: str, first: date, last: date, rates: schema.Rates, calendar: pl.DataFrame
) -> PersonCost:
    """What one person of the program costs from the month `first` to the month `last`.

    Components paid to the person and to an insurer; a deduction costs nothing extra, and an amount
    that no source states is not in it (`unstated_components` names those).
    """
    roster = made_up_roster(program_id, months_between(first, last))
    lines = entitlement(roster, rates, calendar)
    costs = (
        lines.join(roster.select("row_id", "service_month"), on="row_id")
        .join(
            rates.steps.select("rate_id", "component_order", "component_name", "payee", "per"),
            on="rate_id",
        )
        .filter(pl.col("payee") != "deduction")
        .group_by("service_month", "component_order", "component_name", "per")
        .agg(pl.col("amount_fen").sum())
        .sort("service_month", "component_order")
    )
    monthly: dict[date, list[tuple[str, int]]] = {}
    once: list[tuple[str, int]] = []
    for month, _, name, per, amount_fen in costs.iter_rows():
        if per == "person":
            once.append((name, amount_fen))
        else:
            monthly.setdefault(month, []).append((name, amount_fen))
    runs: dict[tuple[tuple[str, int], ...], int] = {}
    for items in monthly.values():
        runs[tuple(items)] = runs.get(tuple(items), 0) + 1
    return PersonCost(tuple(runs.items()), tuple(once))


def unstated_components(
    program_id: str, first: date, last: date, rates: schema.Rates
) -> tuple[str, ...]:
    """Names of the components that are due in these months and whose amount no source states."""
    steps = rates.steps.filter(
        pl.col("program_id") == program_id,
        pl.col("rate_fen").is_null(),
        pl.col("valid_from") <= month_end(last),
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= first),
    )
    return tuple(steps["component_name"].unique(maintain_order=True))


def made_up_roster(program_id: str, months: list[date]) -> pl.DataFrame:
    """`schema.ROSTER` of one made-up person who is present on every day of every month."""
    count = len(months)
    columns: dict[str, object] = {
        "row_id": range(count),
        "id_number": [""] * count,
        "program_id": [program_id] * count,
        "service_month": months,
        "required_days_h": [_FULL_MONTH_H] * count,
        "attended_days_h": [_FULL_MONTH_H] * count,
    }
    empty = [None] * count
    return pl.DataFrame(
        {name: columns.get(name, empty) for name in schema.ROSTER}, schema=schema.ROSTER
    )
