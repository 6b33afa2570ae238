"""What a check is, and how the rows that fail it become problems."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from payroll.intake.reading import Reading
from payroll.problems import Problem, problem

PLACE = ("row_id", "layout", "row", "name")
"""Columns of a checked frame that say where a row stands and whom it is about."""


@dataclasses.dataclass(frozen=True)
class Check:
    """A named condition: the rows where `when` holds get the problem `code`.

    A null condition does not hold, so every check for something missing asks for it by name.
    `field` is the roster field whose cell is shown; it may hold places for `facts`, which fill
    the words of the message too.
    """

    code: str
    when: pl.Expr
    field: str
    facts: Mapping[str, pl.Expr] = dataclasses.field(default_factory=dict)


def problems_of(rows: pl.DataFrame, checks: Sequence[Check], reading: Reading) -> Iterator[Problem]:
    """The problems that the checks find in the rows, which carry `PLACE`.

    All conditions are evaluated in one pass; only failing rows leave the columns.
    """
    failing = rows.select(
        check.when.fill_null(value=False).alias(str(number)) for number, check in enumerate(checks)
    )
    for number, check in enumerate(checks):
        if failing[str(number)].any():
            yield from _located(rows.filter(failing[str(number)]), check, reading)


def _located(rows: pl.DataFrame, check: Check, reading: Reading) -> Iterator[Problem]:
    facts = {name: fact.alias(f"fact:{name}") for name, fact in check.facts.items()}
    for row_id, layout, row, name, *values in rows.select(*PLACE, *facts.values()).iter_rows():
        said = dict(zip(facts, values, strict=True))
        yield problem(
            check.code,
            reading.layouts[layout].cell(row, check.field.format_map(said)),
            name=name or "",
            row_id=row_id,
            **said,
        )


def without_repeats(problems: Iterable[Problem], reading: Reading) -> Iterator[Problem]:
    """The problems about cells that intake could read.

    A cell that intake refused has no value, so a second finding about it would send the clerk to
    the same cell twice.  A row without such a cell keeps its findings.
    """
    refused = {
        (found.row_id, found.cell)
        for found in reading.problems
        if found.severity == "error" and found.cell.column is not None
    }
    return (found for found in problems if (found.row_id, found.cell) not in refused)
