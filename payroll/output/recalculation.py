"""The formulas of our own workbooks, computed again from what the file stores.

A spreadsheet shows the stored value until it recalculates; if the two differed, the sum that was
signed would change when the file is opened.  Only the forms that we write are known: SUM and
SUBTOTAL of a column, two cells added or subtracted, a cell of another sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from payroll.money import yuan
from payroll.output.reread import ReadSheet, column_number, fen_of
from payroll.problems import Cell

_SUM = re.compile(r"(SUM|SUBTOTAL)\((?:9,)?([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\)")
_TWO = re.compile(r"([A-Z]+)([0-9]+)([+-])([A-Z]+)([0-9]+)")
_ELSEWHERE = re.compile(r"'([^']+)'!([A-Z]+)([0-9]+)")


def find_formula_differences(file: str, sheets: Mapping[str, ReadSheet]) -> list[str]:
    """A Chinese sentence for every formula whose stored value is not what it gives."""
    found = []
    for sheet in sheets.values():
        for (row, column), formula in sheet.formulas.items():
            stored = fen_of(sheet.rows[row][column])
            given = value_of(formula, sheet, sheets)
            if stored != given:
                where = Cell(file, sheet.name, row, column)
                found.append(
                    f"{where}：公式算得 {yuan(given)} 元，文件中存的是 {yuan(stored)} 元，"
                    f"相差 {yuan(stored - given)} 元。"
                )
    return found


def value_of(formula: str, sheet: ReadSheet, sheets: Mapping[str, ReadSheet]) -> int:
    """Value of a formula in fen, from stored values.

    Raises `ValueError` for a form that we do not write.
    """
    if match := _SUM.fullmatch(formula):
        name, column, first, same, last = match.groups()
        if column == same:
            return _sum(sheet, column_number(column), range(int(first), int(last) + 1), name)
    if match := _TWO.fullmatch(formula):
        left, row, sign, right, other = match.groups()
        more = _fen(sheet, int(other), column_number(right))
        return _fen(sheet, int(row), column_number(left)) + (more if sign == "+" else -more)
    if match := _ELSEWHERE.fullmatch(formula):
        name, column, row = match.groups()
        return _fen(sheets[name], int(row), column_number(column))
    raise ValueError("not a formula of ours")


def _sum(sheet: ReadSheet, column: int, rows: range, name: str) -> int:
    """Sum of a column; SUBTOTAL passes over cells that are subtotals themselves."""
    return sum(
        _fen(sheet, row, column)
        for row in rows
        if name == "SUM" or not sheet.formulas.get((row, column), "").startswith("SUBTOTAL")
    )


def _fen(sheet: ReadSheet, row: int, column: int) -> int:
    return fen_of(sheet.rows.get(row, {}).get(column, ""))
