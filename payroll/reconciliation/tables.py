"""Tables of a workbook described by their columns: kind of cell, value, formula, total."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from payroll.money import divide_half_away
from payroll.output.book import Sheet
from payroll.output.page import ROW_HEIGHT, fit_row, write_headings
from payroll.terms import columns as words

T = TypeVar("T")
Kind = Literal["text", "centre", "id", "count", "yuan", "dash", "signed", "percent", "gap"]
"""`yuan`, `dash` and `signed` hold fen, `percent` and `gap` a `Fraction`, `count` a whole number,
the others text; None leaves a cell empty."""

_STYLES = {
    "dash": "yuan_or_dash",
    "signed": "signed_yuan",
    "gap": "signed_percent",
}
_STRONG = {
    "count": "strong_count",
    "yuan": "strong_yuan",
    "dash": "strong_yuan",
    "signed": "strong_yuan",
    "percent": "strong_percent",
    "gap": "strong_signed_percent",
}


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column of a table whose rows are `T`."""

    name: str
    """What other columns call it in their formulas."""
    heading: str
    width: int
    kind: Kind
    value: Callable[[T], Any]
    formula: str = ""
    """`{budget}-{spent}`: cells of the same row by the names of their columns."""
    summed: bool = False
    """Whether totals add it up; a column with a formula repeats the formula instead."""


def headings(sheet: Sheet, row: int, columns: Sequence[Column[Any]], *, widths: bool = True) -> int:
    """Write the heading row and, the first time, the widths; the row after it."""
    names = [column.heading for column in columns]
    write_headings(sheet, row, names, [column.width for column in columns] if widths else ())
    return row + 1


def body(sheet: Sheet, row: int, columns: Sequence[Column[T]], rows: Sequence[T]) -> int:
    """Write the rows from `row` on, each as tall as its texts need; the row after them."""
    for each in rows:
        for place, column in enumerate(columns):
            _write(sheet, row, place, column, columns, column.value(each))
        texts = [(c.value(each), c.width) for c in columns if c.kind == "text"]
        fit_row(sheet, row, texts)
        row += 1
    return row


def total(
    sheet: Sheet,
    row: int,
    columns: Sequence[Column[T]],
    rows: Sequence[T],
    first: int,
    *,
    label: str = words.TOTAL,
    ratios: Sequence[tuple[str, Fraction | None]] = (),
) -> int:
    """Write a total of the rows that stand from row `first` to the one above; the row after it.

    Sums pass over subtotals in between.  `ratios` are percentages of the total, by column.
    """
    shown = dict(ratios)
    for place, column in enumerate(columns):
        style = _STRONG.get(column.kind, "strong_label")
        sums = column.summed or bool(column.formula)
        value = sum(column.value(each) or 0 for each in rows) if sums else None
        if column.name in shown:
            sheet.percent(row, place, e4(shown[column.name]), style)
        elif not sums:
            sheet.text(row, place, label if place == 0 else "", "strong_label")
        elif column.formula:
            sheet.formula(row, place, _formula(column, columns, row), value or 0, style)
        elif row == first:
            _write_number(sheet, row, place, column.kind, value, style)
        else:
            letter = xl_col_to_name(place)
            formula = f"=SUBTOTAL(9,{letter}{first + 1}:{letter}{row})"
            if column.kind == "count":
                sheet.count_formula(row, place, formula, value or 0, style)
            else:
                sheet.formula(row, place, formula, value or 0, style)
    sheet.worksheet.set_row(row, ROW_HEIGHT)
    return row + 1


def e4(ratio: Fraction | None) -> int | None:
    """Hundredths of a percent, half away from zero.

    >>> e4(Fraction(18859500, 22000000)), e4(None)
    (8573, None)
    """
    if ratio is None:
        return None
    return divide_half_away(ratio.numerator * 10_000, ratio.denominator)


def fen(ratio: Fraction | None) -> int | None:
    """Whole fen of an average, half away from zero."""
    return None if ratio is None else divide_half_away(ratio.numerator, ratio.denominator)


def _write(
    sheet: Sheet,
    row: int,
    place: int,
    column: Column[T],
    columns: Sequence[Column[T]],
    value: Any,
) -> None:
    style = _STYLES.get(column.kind, column.kind)
    if column.formula and value is not None:
        sheet.formula(row, place, _formula(column, columns, row), value, style)
    elif column.kind in ("percent", "gap"):
        sheet.percent(row, place, e4(value), style)
    elif column.kind in ("text", "centre", "id"):
        sheet.text(row, place, value, style)
    else:
        _write_number(sheet, row, place, column.kind, value, style)


def _write_number(
    sheet: Sheet, row: int, place: int, kind: Kind, value: int | None, style: str
) -> None:
    if kind == "count" and value is not None:
        sheet.whole(row, place, value, style)
    else:
        sheet.hundredths(row, place, value, style)


def _formula(column: Column[T], columns: Sequence[Column[T]], row: int) -> str:
    cells = {other.name: xl_rowcol_to_cell(row, place) for place, other in enumerate(columns)}
    return f"={column.formula.format(**cells)}"
