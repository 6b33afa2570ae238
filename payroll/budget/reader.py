"""Reading one budget file table by table, collecting a problem for every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from payroll.problems import Cell, Problem, problem
from payroll.rates.faults import fault
from payroll.rates.reader import Findings
from payroll.rates.tables import Raw, Table
from payroll.terms.messages.budget import MESSAGES

T = TypeVar("T", bound=Table)


class BudgetReader:
    """The problems of one budget file and its tables, each named as its reader finds it."""

    def __init__(self, path: Path, file: str) -> None:
        self.file = file
        findings = Findings()
        self.raw = findings.toml(path)
        self.digest = next(iter(findings.files.values()), "")
        self.problems: list[Problem] = [
            replace(item, cell=replace(item.cell, file=file)) for item in findings.problems
        ]

    def add(self, code: str, place: str, key: str = "", **facts: Any) -> None:
        """Note one problem at `key` of the table called `place`."""
        self.problems.append(problem(code, Cell(self.file, place, None, key or None), **facts))

    def table(self, model: type[T], raw: Raw, name: str) -> T | None:
        """`raw` as the table `model`, or None after a problem for every mistake in it."""
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                if item["type"] in MESSAGES:
                    self.add(item["type"], name, _key(item["loc"]), **item.get("ctx", {}))
                else:
                    self.problems.append(
                        fault(model, item, lambda key: Cell(self.file, name, None, key or None))
                    )
            return None

    def tables(self, model: type[T], raws: Sequence[Raw], kind: str) -> Iterator[tuple[str, T]]:
        """The readable ones of `raws`, each with the name of its table."""
        for number, raw in enumerate(raws, 1):
            name = table_name(kind, number, raw)
            table = self.table(model, raw, name)
            if table is not None:
                yield name, table


def table_name(kind: str, number: int, raw: Raw) -> str:
    """`第3条 project（…）`: where a table stands, with the words that name it."""
    keys = ("name", "id", "what", "document")
    words = next((raw[key] for key in keys if isinstance(raw.get(key), str)), "")
    return f"第{number}条 {kind}（{words}）" if words else f"第{number}条 {kind}"


def _key(path: tuple[int | str, ...]) -> str:
    return ".".join(f"第{part + 1}项" if isinstance(part, int) else part for part in path)
