"""Rows of the program's own CSV files as texts and exact values, by the csv module alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from payroll.amounts import parse_hundredths
from payroll.period import parse_month
from payroll.problems import Cell, Refusal, problem


class CsvRow(NamedTuple):
    """A row as texts by column; one leading apostrophe is how the writer kept text from being a
    formula, and is taken away."""

    values: dict[str, str]

    def text(self, column: str) -> str:
        """What stands there, possibly nothing."""
        return self.values[column].removeprefix("'")

    def optional(self, column: str) -> str | None:
        """What stands there, None for nothing."""
        return self.text(column) or None

    def fen(self, column: str) -> int:
        """Whole fen of an amount in yuan."""
        return parse_hundredths(self.values[column])

    def hundredths(self, column: str) -> int | None:
        """Fen or hundredths of a day, None for nothing."""
        return parse_hundredths(self.values[column]) if self.values[column] else None

    def number(self, column: str) -> int | None:
        """A whole number that is not negative, None for nothing."""
        text = self.values[column]
        if text and not (text.isascii() and text.isdigit()):
            raise ValueError("not a whole number")
        return int(text) if text else None

    def month(self, column: str) -> date:
        """First day of a month."""
        return parse_month(self.values[column])

    def day(self, column: str) -> date | None:
        """A day, None for nothing."""
        return date.fromisoformat(self.values[column]) if self.values[column] else None


def csv_rows(path: Path, columns: tuple[str, ...]) -> Iterator[CsvRow]:
    """The rows of a file that has at least these columns.

    Raises `Refusal` (`run-file-unreadable`) at the line that is not as this program writes it; what
    the caller finds wrong with a row is told by `unreadable`.
    """
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        try:
            if not set(columns) <= set(reader.fieldnames or ()):
                raise unreadable(path, 1)
            for row in reader:
                if None in row or None in row.values():
                    raise unreadable(path, reader.line_num)
                yield CsvRow(row)
        except (csv.Error, UnicodeDecodeError):
            raise unreadable(path, reader.line_num) from None


def unreadable(path: Path, row: int) -> Refusal:
    """The refusal of one row of a file of ours."""
    return Refusal(problem("run-file-unreadable", Cell(f"{path.parent.name}/{path.name}", row=row)))
