"""Problems: located, worded for the reader, with a stable code and a severity.

A problem is a value.  Stages collect them all and never stop at the first.  The words live in
`payroll.terms.messages`; this module only fills them in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from payroll.terms.messages import MESSAGES

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where something stands: a cell of a workbook, a line of a CSV file, a key of a TOML file.

    `file` is relative to the folder the user named.  `row` and `column` count from 1; a `str`
    column is a key of a TOML table, whose name then stands in `sheet`.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | str | None = None

    @property
    def address(self) -> str:
        """`F5`, `第5行`, a TOML key, or nothing.

        >>> Cell("a.xlsx", "3月", 5, 6).address, Cell("a.csv", "", 5).address
        ('F5', '第5行')
        """
        if isinstance(self.column, str):
            return self.column
        if self.row is None:
            return "" if self.column is None else f"{column_letters(self.column)}列"
        return (
            f"第{self.row}行" if self.column is None else f"{column_letters(self.column)}{self.row}"
        )

    def __str__(self) -> str:
        return "｜".join(part for part in (self.file, self.sheet, self.address) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.  An `error` holds its row back, a `warning` does not.

    `row_id` names the roster row concerned, or is None for a file, a sheet or a setting.
    """

    severity: Severity
    code: str
    cell: Cell
    name: str
    found: str
    remedy: str
    row_id: int | None = None

    def __str__(self) -> str:
        who = f"{self.name}：" if self.name else ""
        return f"{self.cell}\n  {who}{self.found}\n  {self.remedy}［{self.code}］"


class Refusal(Exception):
    """Wrong use or unreadable configuration: nothing is written, exit status 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def problem(
    code: str, cell: Cell, *, name: str = "", row_id: int | None = None, **facts: object
) -> Problem:
    """The problem `code` at `cell`, its words filled with `facts`.

    Raises `KeyError` for a code or a fact that the catalogue does not know: a mistake of ours.
    """
    message = MESSAGES[code]
    return Problem(
        message.severity,
        code,
        cell,
        name,
        message.found.format_map(facts),
        message.remedy.format_map(facts),
        row_id,
    )


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems as a reader walks through the files: file, sheet, row, column, code."""

    def place(item: Problem) -> tuple[str, str, int, int, str, str, str]:
        cell = item.cell
        column = cell.column
        number = column if isinstance(column, int) else 0
        key = column if isinstance(column, str) else ""
        return (cell.file, cell.sheet, cell.row or 0, number, key, item.code, item.found)

    return sorted(problems, key=place)


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
