"""Finance's own template filled in by heading; formats and formulas stay."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import polars as pl
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from payroll.output.book import decimal
from payroll.output.plain_text import plain
from payroll.output.template_growth import Growth, grow
from payroll.output.template_layout import TemplateLayout, find_layout
from payroll.problems import Cell, Problem, Refusal, problem

_LOST_PARTS = re.compile(r"xl/(drawings|charts|media|vbaProject|ctrlProps|embeddings)")
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class FilledTemplate:
    """A template that was filled in."""

    layout: TemplateLayout
    problems: list[Problem]
    """What a reader should know of it: warnings."""


def fill_template(
    template: Path, rows: pl.DataFrame, created: date, target: Path
) -> FilledTemplate:
    """Write `template` with `rows` (`finance_rows`) under its headings to `target`.

    The first row under the headings is the pattern of all: its styles, and its formulas and text in
    columns that mean nothing we have, are repeated.  A formula in a column that we do have stays a
    formula.  What lies below the table moves down and its formulas follow.

    Raises `Refusal` when the template cannot be read or names no people and amount.
    """
    book, lost = _open(template)
    layout = find_layout(book, template.name)
    sheet = book[layout.sheet]
    by = len(rows) - (layout.footer_row - layout.first_row)
    grow(book, Growth(layout.sheet, layout.first_row, layout.footer_row, by))
    _fill(sheet, layout, rows)
    _save(book, created, target)
    found = [
        problem(
            "template-heading-unknown",
            Cell(template.name, layout.sheet, layout.first_row - 1, column),
            heading=plain(heading),
        )
        for column, heading in layout.unknown.items()
    ]
    if lost:
        found.append(problem("template-parts-lost", Cell(template.name)))
    return FilledTemplate(layout, found)


def _open(template: Path) -> tuple[Workbook, bool]:
    """The template, and whether opening it loses something."""
    try:
        with ZipFile(template) as archive:
            lost = any(_LOST_PARTS.match(name) for name in archive.namelist())
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            book = load_workbook(template)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Refusal(problem("template-unreadable", Cell(template.name))) from error
    return book, lost or bool(told)


def _fill(sheet: Worksheet, layout: TemplateLayout, rows: pl.DataFrame) -> None:
    """Write the rows in the image of the first; what sample rows are left over is emptied."""
    columns = range(1, sheet.max_column + 1)
    height = sheet.row_dimensions[layout.first_row].height
    pattern = {column: _Pattern.of(sheet, layout, column) for column in columns}
    for position, row in enumerate(rows.iter_rows(named=True)):
        number = layout.first_row + position
        sheet.row_dimensions[number].height = height
        for column, model in pattern.items():
            cell: Any = sheet.cell(number, column)
            if isinstance(cell, MergedCell):
                continue
            cell._style = copy(model.style)  # noqa: SLF001 - openpyxl has no other way
            if model.repeated:
                cell.value = model.value_at(cell.coordinate)
            elif column in layout.columns:
                _write(cell, layout.columns[column], row, position + 1)
    for number in range(layout.first_row + len(rows), layout.footer_row):
        for column in columns:
            left: Any = sheet.cell(number, column)
            if not isinstance(left, MergedCell):
                left.value = None


@dataclass(frozen=True)
class _Pattern:
    """A cell of the first row of the body, as all others below it are to be."""

    coordinate: str
    style: Any
    value: Any
    repeated: bool
    """It holds a formula, or something in a column that we have nothing for."""

    @classmethod
    def of(cls, sheet: Worksheet, layout: TemplateLayout, column: int) -> _Pattern:
        cell: Any = sheet.cell(layout.first_row, column)
        foreign = cell.value is not None and column not in layout.columns
        repeated = cell.data_type == "f" or foreign
        return cls(cell.coordinate, copy(cell._style), cell.value, repeated)  # noqa: SLF001

    def value_at(self, coordinate: str) -> Any:
        """The value of the pattern in another cell: formulas follow their row."""
        if isinstance(self.value, str) and self.value.startswith("="):
            return Translator(self.value, origin=self.coordinate).translate_formula(coordinate)
        return self.value


def _write(cell: Any, name: str, row: Mapping[str, Any], serial: int) -> None:
    """Amounts as numbers with two decimals, everything else as text that stays text."""
    if name == "serial":
        cell.value = serial
    elif name.endswith("_fen"):
        cell.value = decimal(row[name])
        if cell.number_format == "General":
            cell.number_format = "0.00"
    else:
        cell.value = plain(row[name])
        cell.data_type = "s"
        cell.number_format = "@"


def _save(book: Workbook, created: date, target: Path) -> None:
    """Save the workbook; it says that it was changed on `created`, whatever the clock says."""
    saved = io.BytesIO()
    book.save(saved)
    with ZipFile(saved) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                text = content.decode("utf-8")
                content = _MODIFIED.sub(rf"\g<1>{created.isoformat()}T00:00:00Z", text).encode()
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
