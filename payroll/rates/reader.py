"""Reading one TOML file table by table, collecting a problem for every mistake."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from payroll.problems import Cell, Problem, problem
from payroll.rates.faults import fault, syntax_facts
from payroll.rates.tables import Raw, Table

T = TypeVar("T", bound=Table)


@dataclass(frozen=True)
class Place:
    """A table of a rate file, named as its reader finds it."""

    file: str
    table: str = ""

    def cell(self, key: str = "") -> Cell:
        """The cell of a key of this table."""
        return Cell(self.file, self.table, None, key or None)

    def nth(self, table: str, number: int) -> Place:
        """The `number`-th (from 1) table called `table` inside this one."""
        inner = f"第{number}条 {table}"
        return Place(self.file, f"{self.table} · {inner}" if self.table else inner)

    def inside(self, table: str) -> Place:
        """The table called `table` at the top of this file."""
        return Place(self.file, table)


@dataclass
class Findings:
    """The problems found so far and the digests of the files read."""

    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, cell: Cell, **facts: Any) -> None:
        """Note one problem."""
        self.problems.append(problem(code, cell, **facts))

    def table(self, model: type[T], raw: Raw, place: Place) -> T | None:
        """`raw` as the table `model`, or None after a problem for every mistake in it."""
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            self.problems.extend(
                fault(model, item, place.cell) for item in error.errors(include_url=False)
            )
            return None

    def tables(self, model: type[T], raws: Sequence[Raw], places: Sequence[Place]) -> list[T]:
        """The readable ones of `raws`."""
        read = [self.table(model, raw, place) for raw, place in zip(raws, places, strict=True)]
        return [table for table in read if table is not None]

    def toml(self, path: Path) -> Raw | None:
        """Content of the file, or None after a problem that says why it cannot be read.

        Numbers with a decimal point arrive as `Decimal`: an amount without quotes is a problem,
        but its words show what the file says.
        """
        cell = Cell(path.name)
        try:
            content = path.read_bytes()
        except OSError:
            self.add("rates-file-unreadable", cell)
            return None
        self.files[path.name] = hashlib.sha256(content).hexdigest()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add("rates-file-not-utf8", cell)
            return None
        try:
            return tomllib.loads(text, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            row, facts = syntax_facts(text, error)
            self.add("rates-file-not-toml", Cell(path.name, "", row), **facts)
            return None
