"""The sum behind a need, as it would be written by hand."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from payroll.amounts import yuan
from payroll.terms import budget_findings as words

_Items = tuple[tuple[str, int], ...]


def cost_formula(lines: pl.DataFrame) -> str:
    """`500 人 × （岗位补贴 2,150.00＋社会保险 993.25） × 12 个月` of forecast lines (`HEAD_LINES`).

    Months with the same people and items stand together; one-offs are counted with the people
    who are due them.
    """
    monthly: dict[tuple[str, int, _Items], int] = {}
    once: dict[tuple[str, str, int], int] = {}
    for (program_id, *_), month in lines.group_by(
        "program_id", "service_month", maintain_order=True
    ):
        for per, part in month.group_by("per", maintain_order=True):
            rows = part.filter(pl.col("people") > 0, pl.col("payee") != "deduction")
            if per == ("person",):
                for name, fen, people in rows.select(*_ITEM, "people").iter_rows():
                    key = (str(program_id), name, fen)
                    once[key] = once.get(key, 0) + people
            elif not rows.is_empty():
                items = tuple(rows.select(*_ITEM).iter_rows())
                group = (str(program_id), int(rows["people"][0]), items)
                monthly[group] = monthly.get(group, 0) + 1
    terms = [
        words.PEOPLE_TIMES.format(
            people=f"{people:,}", each=words.MONTHS.format(amount=_sum(items), months=months)
        )
        for (_, people, items), months in monthly.items()
    ]
    terms += [
        words.PEOPLE_TIMES.format(people=f"{people:,}", each=_sum([(name, fen)]))
        for (_, name, fen), people in once.items()
    ]
    return words.PLUS.join(terms)


_ITEM = ("component_name", "head_fen")


def _sum(items: Sequence[tuple[str, int]]) -> str:
    text = words.PLUS.join(words.ITEM.format(name=name, amount=yuan(fen)) for name, fen in items)
    return words.IN_BRACKETS.format(inside=text) if len(items) > 1 else text
