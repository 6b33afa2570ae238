"""What no run can know, filled in by hand: satisfaction, targets in words, money spent elsewhere.

`budget/<year>-自评.toml` beside the budget; without it everything in it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from payroll.amounts import parse_hundredths
from payroll.budget import Budget
from payroll.budget.fields import Fen
from payroll.budget.model import Indicator, Project
from payroll.budget.reader import BudgetReader, table_name
from payroll.evaluation.measures import measure_of
from payroll.problems import Refusal, in_file_order
from payroll.rates.tables import Raw, Table
from payroll.rates.values import Text
from payroll.terms import evaluation as words

_FOLDER = "budget"
T = TypeVar("T", bound=Table)


class SpentTable(Table):
    """`[[spent]]`: what a project whose money this program does not pay has spent."""

    project: Text
    amount: Fen
    source: Text


class FilledTable(Table):
    """`[[filled]]`: one indicator; `actual` and `share` are left blank where they do not apply."""

    project: Text
    indicator: Text
    actual: str = ""
    share: str = ""
    inapplicable: bool = False
    source: Text


class HandTable(Table):
    """The top of the file."""

    year: int
    spent: list[Raw] = Field(default_factory=list)
    filled: list[Raw] = Field(default_factory=list)


@dataclass(frozen=True)
class Filled:
    """What somebody states about an indicator."""

    actual: str
    value: Fraction | None
    """In the indicator's unit (a share for %, fen for money); None for words."""
    share: Fraction | None
    """How far a target in words was met, from 0 to 1."""
    inapplicable: bool
    source: str


@dataclass(frozen=True)
class Hand:
    """Everything filled in by hand."""

    filled: Mapping[tuple[str, str], Filled] = field(default_factory=dict)
    """By project and third level."""
    spent_fen: Mapping[str, int] = field(default_factory=dict)
    """By project."""
    spent_source: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the file by its path in the rates folder; empty without one."""


def hand_file(year: int) -> str:
    """Path of a year's hand-filled values relative to the rates folder."""
    return f"{_FOLDER}/{words.HAND_FILE.format(year=year)}"


def load_hand(folder: Path, budget: Budget, payroll: Sequence[str]) -> Hand:
    """What the file beside the budget states; nothing without one.

    `payroll` names the projects whose spending the runs know.  Raises `Refusal` with every mistake.
    """
    name = hand_file(budget.year)
    path = folder / name
    if not path.is_file():
        return Hand()
    reader = BudgetReader(path, name)
    top = None if reader.raw is None else reader.table(HandTable, reader.raw, "")
    if top is None:
        raise Refusal(*reader.problems)
    if top.year != budget.year:
        reader.add("hand-year-differs", "", "year", seen=top.year, year=budget.year)
    spent, sources = _spent(top, budget, payroll, reader)
    filled = _filled(top, budget, payroll, reader)
    if reader.problems:
        raise Refusal(*in_file_order(reader.problems))
    return Hand(filled, spent, sources, {name: reader.digest})


def _written(
    model: type[T], raws: Sequence[Raw], kind: str, keys: Sequence[str], reader: BudgetReader
) -> Iterator[tuple[str, T]]:
    """The tables in which somebody wrote something: those with all `keys` blank are as the program
    hands them out, and what they name stays open."""
    for number, raw in enumerate(raws, 1):
        if any(raw.get(key) for key in keys):
            name = table_name(kind, number, raw)
            table = reader.table(model, raw, name)
            if table is not None:
                yield name, table


def _spent(
    top: HandTable, budget: Budget, payroll: Sequence[str], reader: BudgetReader
) -> tuple[dict[str, int], dict[str, str]]:
    amounts: dict[str, int] = {}
    sources: dict[str, str] = {}
    for name, table in _written(SpentTable, top.spent, "spent", ("amount",), reader):
        if budget.project(table.project) is None:
            _unknown_project(table.project, name, budget, reader)
        elif table.project in payroll:
            reader.add("hand-spent-of-payroll", name, "project", project=table.project)
        elif table.project in amounts:
            reader.add("hand-twice", name, "project", project=table.project, what=words.EXECUTED)
        amounts[table.project] = table.amount
        sources[table.project] = table.source
    return amounts, sources


def _filled(
    top: HandTable, budget: Budget, payroll: Sequence[str], reader: BudgetReader
) -> dict[tuple[str, str], Filled]:
    found: dict[tuple[str, str], Filled] = {}
    keys = ("actual", "share", "inapplicable")
    for name, table in _written(FilledTable, top.filled, "filled", keys, reader):
        project = budget.project(table.project)
        if project is None:
            _unknown_project(table.project, name, budget, reader)
            continue
        indicator = next((i for i in project.indicators if i.third == table.indicator), None)
        if indicator is None:
            known = "、".join(item.third for item in project.indicators)
            facts = {"project": project.name, "indicator": table.indicator, "known": known}
            reader.add("hand-indicator-unknown", name, "indicator", **facts)
            continue
        key = (table.project, table.indicator)
        if key in found:
            facts = {"project": project.name, "what": table.indicator}
            reader.add("hand-twice", name, "indicator", **facts)
        found[key] = _filled_of(table, indicator, project, payroll, name, reader)
    return found


def _unknown_project(project: str, name: str, budget: Budget, reader: BudgetReader) -> None:
    reader.add("hand-project-unknown", name, "project", project=project, year=budget.year)


def _filled_of(
    table: FilledTable,
    indicator: Indicator,
    project: Project,
    payroll: Sequence[str],
    name: str,
    reader: BudgetReader,
) -> Filled:
    """The entry, after a problem for everything wrong with it."""
    facts = {"indicator": indicator.third, "target": indicator.value}
    computed = project.name in payroll and (measure_of(indicator) or indicator.states == "amount")
    if table.inapplicable:
        if table.actual or table.share:
            reader.add("hand-inapplicable-with-actual", name, "inapplicable", **facts)
    elif computed:
        reader.add("hand-computed", name, "indicator", **facts)
    elif not table.actual:
        reader.add("hand-actual-missing", name, "actual", **facts)
    elif indicator.number_h is None and not table.share:
        reader.add("hand-share-missing", name, "share", **facts)
    elif indicator.number_h is not None and table.share:
        reader.add("hand-share-unexpected", name, "share", **facts)
    value = _value(table, indicator, name, reader)
    return Filled(
        table.actual,
        value,
        _share(table, name, reader),
        table.inapplicable,
        table.source,
    )


def _value(
    table: FilledTable, indicator: Indicator, name: str, reader: BudgetReader
) -> Fraction | None:
    if not table.actual or indicator.number_h is None:
        return None
    unit = re.escape(indicator.unit)
    match = re.fullmatch(rf"([0-9]{{1,12}}(?:\.[0-9]{{1,2}})?){unit}", table.actual)
    if match is None:
        reader.add(
            "hand-actual-unit",
            name,
            "actual",
            indicator=indicator.third,
            target=indicator.value,
            seen=table.actual,
            unit=indicator.unit,
            example=indicator.value.lstrip("≥≤><"),
        )
        return None
    return in_measure(parse_hundredths(match[1]), indicator)


def in_measure(number_h: int, indicator: Indicator) -> Fraction:
    """Hundredths of the indicator's printed unit in the measure that scores compare: people and
    other counts as they are, money in fen, percentages as shares."""
    if indicator.unit == "%":
        return Fraction(number_h, 10_000)
    if indicator.unit == "万元":
        return Fraction(number_h * 10_000)
    if indicator.unit.startswith("元"):
        return Fraction(number_h)
    return Fraction(number_h, 100)


def _share(table: FilledTable, name: str, reader: BudgetReader) -> Fraction | None:
    if not table.share:
        return None
    try:
        share_h = parse_hundredths(table.share)
    except ValueError:
        share_h = -1
    if not 0 <= share_h <= 10_000:
        reader.add("hand-share-wrong", name, "share", seen=table.share)
        return None
    return Fraction(share_h, 10_000)
