"""How the workbooks of the forecast look: their styles, kinds of cell values, titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from xlsxwriter.format import Format

from payroll.output.book import STYLES, Book, Sheet, book_in
from payroll.output.page import ROW_HEIGHT, finish_page, fit_row, write_headings
from payroll.terms import forecast as words

_RED_BELOW_ZERO = "#,##0.00_ ;[Red]-#,##0.00_ "
_INPUT, _PAID = {"bg_color": "#FFF9E5"}, {"bg_color": "#EDEDED"}
_MORE: Mapping[str, dict[str, Any]] = {
    "input_text": {**STYLES["centre"], **_INPUT, "num_format": "@"},
    "input_count": {**STYLES["count"], **_INPUT},
    "input_percent": {**STYLES["percent"], **_INPUT},
    "paid_yuan": {**STYLES["yuan"], **_PAID},
    "paid_count": {**STYLES["count"], **_PAID},
    "paid_heading": {**STYLES["heading"], "bg_color": "#D9D9D9"},
    "balance": {**STYLES["yuan"], "num_format": _RED_BELOW_ZERO},
    "strong_balance": {**STYLES["strong_yuan"], "num_format": _RED_BELOW_ZERO},
    "strong_signed_yuan": {
        **STYLES["strong_yuan"],
        "num_format": STYLES["signed_yuan"]["num_format"],
    },
    "strong_text": {**STYLES["text"], "bold": True, "bg_color": "#F2F2F2"},
    "right": {**STYLES["text"], "align": "right"},
    "tag": {**STYLES["caption"], "bold": True, "font_color": "#C00000"},
}
"""Looks that only a forecast needs: what may be typed, what was paid, what falls short."""


@dataclass(frozen=True)
class Fen:
    """An amount, shown in yuan; with the formula that gives it, where one does."""

    fen: int
    formula: str = ""


@dataclass(frozen=True)
class Count:
    """A whole number; with the formula that gives it, where one does."""

    number: int
    formula: str = ""


@dataclass(frozen=True)
class Share:
    """A share in ten-thousandths, shown as a percentage."""

    e4: int


Value = str | Fen | Count | Share | None


class _Book(Book):
    """A book that knows the looks of a forecast besides."""

    def style(self, name: str) -> Format:
        if name in _MORE and name not in self._formats:
            self._formats[name] = self.workbook.add_format(_MORE[name])
        return super().style(name)


@contextmanager
def forecast_book(target: Path | IO[bytes], created: date, title: str) -> Iterator[Book]:
    """A new workbook, written to `target` at the end."""
    with book_in(target, created, title) as book:
        yield _Book(book.workbook)


def put(sheet: Sheet, row: int, column: int, value: Value, style: str) -> None:
    """Write one value; text is only ever text, a formula has its value stored beside it."""
    match value:
        case None:
            sheet.worksheet.write_blank(row, column, None, sheet.book.style(style))
        case str():
            sheet.text(row, column, value, style)
        case Fen(fen, formula) if formula:
            sheet.formula(row, column, formula, fen, style)
        case Fen(fen):
            sheet.hundredths(row, column, fen, style)
        case Count(number, formula) if formula:
            sheet.count_formula(row, column, formula, number, style)
        case Count(number):
            sheet.whole(row, column, number, style)
        case Share(e4):
            exact: Any = Decimal(e4).scaleb(-4)  # written digit by digit; the stubs know float only
            sheet.worksheet.write_number(row, column, exact, sheet.book.style(style))


def put_row(
    sheet: Sheet,
    row: int,
    values: Sequence[Value],
    styles: Sequence[str],
    widths: Sequence[int] = (),
) -> None:
    """Write a row from the first column on, as tall as its texts need."""
    for column, (value, style) in enumerate(zip(values, styles, strict=True)):
        put(sheet, row, column, value, style)
    texts = [value if isinstance(value, str) else None for value in values]
    if widths:
        fit_row(sheet, row, list(zip(texts, widths, strict=False)))
    else:
        sheet.worksheet.set_row(row, ROW_HEIGHT)


def begin_sheet(book: Book, name: str, title: str, columns: int, remark: str) -> Sheet:
    """A new sheet with its title, and the words that nothing on it is a payment."""
    sheet = book.sheet(name)
    last = max(columns - 1, 2)
    sheet.merged_text(0, 0, last, title, "title")
    sheet.worksheet.set_row(0, 32)
    middle = (last + 1) // 2
    sheet.merged_text(1, 0, middle - 1, words.TAG, "tag")
    sheet.merged_text(1, middle, last, remark, "caption_right")
    sheet.worksheet.set_row(1, ROW_HEIGHT)
    return sheet


FIRST_ROW = 2
"""The row after the title, for headings."""

__all__ = [
    "FIRST_ROW",
    "Count",
    "Fen",
    "Share",
    "Value",
    "begin_sheet",
    "finish_page",
    "fit_row",
    "forecast_book",
    "put",
    "put_row",
    "write_headings",
]
