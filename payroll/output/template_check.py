"""A filled template read back by the strict reader of attendance sheets."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from payroll.intake.cells import Kind, Sheet, read_cells
from payroll.output.differences import find_differences
from payroll.output.reread import fen_of
from payroll.output.template_layout import TemplateLayout
from payroll.terms import columns as words
from payroll.terms.template import TEMPLATE_HEADINGS

TEXT_COLUMNS = ("id_number", "card_number")


def find_template_differences(path: Path, layout: TemplateLayout, rows: pl.DataFrame) -> list[str]:
    """A Chinese sentence for every amount column of the filled template whose sum is not that of
    `rows`, and for every number that is not text.  Columns of formulas are the template's own."""
    book = read_cells(path, shown_as=path.name)
    sheet = next((each for each in book.sheets if each.name == layout.sheet), None)
    if sheet is None:
        told = "".join(problem.found for problem in book.problems)
        return [f"{path.name} 读不回来：{told}"]
    due: dict[tuple[str, ...], int] = {}
    stated: dict[tuple[str, ...], int] = {}
    found = []
    for column, name in layout.columns.items():
        heading = TEMPLATE_HEADINGS[name][0]
        if name in TEXT_COLUMNS:
            found += _text_differences(path, layout, sheet, column, rows[name])
        elif name.endswith("_fen") and not _is_formula(sheet, layout.first_row, column):
            due[words.TOTAL, heading] = int(rows[name].sum())
            stated[words.TOTAL, heading] = sum(
                fen_of(value.text)
                for number in _body(layout, rows)
                if (value := sheet.cell(number, column)) and value.kind is Kind.NUMBER
            )
    return [*find_differences(path.name, due, stated), *found]


def _text_differences(
    path: Path, layout: TemplateLayout, sheet: Sheet, column: int, texts: pl.Series
) -> list[str]:
    wrong = 0
    for number, text in zip(
        range(layout.first_row, layout.first_row + len(texts)), texts, strict=True
    ):
        value = sheet.cell(number, column)
        held = value.text if value and value.kind is Kind.TEXT else ""
        wrong += held != (text or "")
    return [f"{path.name}：第 {column} 列有 {wrong} 个号码与核算的不一致。"] if wrong else []


def _is_formula(sheet: Sheet, row: int, column: int) -> bool:
    value = sheet.cell(row, column)
    return value is not None and value.is_formula


def _body(layout: TemplateLayout, rows: pl.DataFrame) -> range:
    return range(layout.first_row, layout.first_row + len(rows))
