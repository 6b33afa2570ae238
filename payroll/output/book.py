"""A workbook we lay out: opened so that text stays text and the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payroll.output.plain_text import plain

YUAN = "#,##0.00_ "
YUAN_OR_DASH = '#,##0.00_ ;-#,##0.00_ ;"–"_ '
SIGNED_YUAN = "+#,##0.00_ ;-#,##0.00_ ;0.00_ "
DAYS = "0.##"
PERCENT = "0.00%"
SIGNED_PERCENT = "+0.00%;-0.00%;0.00%"

_BODY: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_GRID: dict[str, Any] = {**_BODY, "border": 1, "border_color": "#808080"}
_STRONG: dict[str, Any] = {"bold": True, "bg_color": "#F2F2F2"}

STYLES: Mapping[str, dict[str, Any]] = {
    "title": {**_BODY, "font_name": "黑体", "font_size": 18, "align": "center"},
    "caption": {**_BODY},
    "caption_right": {**_BODY, "align": "right"},
    "caption_centre": {**_BODY, "align": "center"},
    "remark": {**_BODY, "font_size": 9, "text_wrap": True, "valign": "top"},
    "section": {**_BODY, "font_name": "黑体", "font_size": 12},
    "heading": {
        **_GRID,
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#DDEBF7",
    },
    "text": {**_GRID, "text_wrap": True, "indent": 1},
    "centre": {**_GRID, "align": "center"},
    "attention": {**_GRID, "align": "center", "bg_color": "#FFF2CC"},
    "id": {**_GRID, "align": "center", "num_format": "@"},
    "days": {**_GRID, "align": "center", "num_format": DAYS},
    "count": {**_GRID, "align": "center", "num_format": "#,##0"},
    "yuan": {**_GRID, "num_format": YUAN},
    "yuan_or_dash": {**_GRID, "num_format": YUAN_OR_DASH, "align": "right"},
    "signed_yuan": {**_GRID, "num_format": SIGNED_YUAN},
    "percent": {**_GRID, "align": "center", "num_format": PERCENT},
    "signed_percent": {**_GRID, "align": "center", "num_format": SIGNED_PERCENT},
    "strong_label": {**_GRID, **_STRONG, "indent": 1, "text_wrap": True},
    "strong_count": {**_GRID, **_STRONG, "align": "center", "num_format": "#,##0"},
    "strong_days": {**_GRID, **_STRONG, "align": "center", "num_format": DAYS},
    "strong_yuan": {**_GRID, **_STRONG, "num_format": YUAN},
    "strong_percent": {**_GRID, **_STRONG, "align": "center", "num_format": PERCENT},
    "strong_signed_percent": {**_GRID, **_STRONG, "align": "center", "num_format": SIGNED_PERCENT},
    "sign": {**_BODY, "font_size": 11},
}
"""Every look of the workbooks, in one place."""


class Book:
    """A workbook being laid out: sheets, styles, and the only ways a cell gets its content."""

    def __init__(self, workbook: xlsxwriter.Workbook, maker: str = "") -> None:
        self.workbook = workbook
        self.maker = maker
        """The office whose workbook it is, empty where it is not known."""
        self._formats: dict[str, Format] = {}

    def style(self, name: str) -> Format:
        """The format of that name, made once a workbook."""
        if name not in self._formats:
            self._formats[name] = self.workbook.add_format(STYLES[name])
        return self._formats[name]

    def sheet(self, name: str) -> Sheet:
        """A new sheet of that name."""
        worksheet: Any = self.workbook.add_worksheet(name, _Worksheet)
        return Sheet(self, worksheet)


class _Worksheet(Worksheet):
    """A worksheet that knows how high its rows and how wide its columns are, and does not search
    formulas for functions newer than SUM."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: dict[int, float] = {}
        self.widths: dict[int, float] = {}

    def set_row(self, row: int, height: float | None = None, *more: Any, **options: Any) -> Any:
        """As XlsxWriter's."""
        if height is not None:
            self.heights[row] = height
        return super().set_row(row, height, *more, **options)

    def set_column(self, *place: Any, **options: Any) -> Any:
        """As XlsxWriter's, for columns by number: first, last, width."""
        first, last, width = place[:3]
        if width is not None:
            self.widths |= dict.fromkeys(range(first, last + 1), width)
        return super().set_column(*place, **options)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


class Sheet:
    """A sheet whose cells are addressed by row and column from 0, as XlsxWriter does."""

    def __init__(self, book: Book, worksheet: _Worksheet) -> None:
        self.book = book
        self.worksheet = worksheet
        self.tail: int | None = None
        """First row of the end that is printed on one page: the total and the signatures."""

    def text(self, row: int, column: int, text: str | None, style: str) -> None:
        """Write text, never a formula, a link or a number."""
        self.worksheet.write_string(row, column, plain(text), self.book.style(style))

    def paragraphs(self, row: int, column: int, texts: Iterable[str], style: str) -> None:
        """Write texts under each other in one cell."""
        whole = "\n".join(plain(text) for text in texts)
        self.worksheet.write_string(row, column, whole, self.book.style(style))

    def merged_text(self, row: int, first: int, last: int, text: str, style: str) -> None:
        """Write text over the columns from `first` to `last`."""
        if last > first:
            self.worksheet.merge_range(row, first, row, last, "", self.book.style(style))
        self.text(row, first, text, style)

    def hundredths(self, row: int, column: int, value: int | None, style: str) -> None:
        """Write fen as yuan, or hundredths of a day as days; nothing for None."""
        if value is None:
            self.worksheet.write_blank(row, column, None, self.book.style(style))
        else:
            exact: Any = decimal(value)  # written digit by digit; the stubs know float only
            self.worksheet.write_number(row, column, exact, self.book.style(style))

    def percent(self, row: int, column: int, value_e4: int | None, style: str) -> None:
        """Write hundredths of a percent as a percentage; nothing for None."""
        if value_e4 is None:
            self.worksheet.write_blank(row, column, None, self.book.style(style))
        else:
            exact: Any = Decimal(value_e4).scaleb(-4)
            self.worksheet.write_number(row, column, exact, self.book.style(style))

    def whole(self, row: int, column: int, value: int, style: str) -> None:
        """Write a whole number."""
        self.worksheet.write_number(row, column, value, self.book.style(style))

    def formula(self, row: int, column: int, formula: str, fen: int, style: str) -> None:
        """Write a formula that gives yuan, with the value it gives stored beside it."""
        self.worksheet.write_formula(row, column, formula, self.book.style(style), decimal(fen))

    def count_formula(self, row: int, column: int, formula: str, count: int, style: str) -> None:
        """Write a formula that gives a whole number, with its value stored beside it."""
        self.worksheet.write_formula(row, column, formula, self.book.style(style), count)


@contextmanager
def book_in(target: Path | IO[bytes], created: date, title: str, maker: str = "") -> Iterator[Book]:
    """A new workbook of the office `maker`, written to `target` at the end; `created` is the only
    date in it."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    place: Any = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(place, options) as workbook:
        moment = datetime(created.year, created.month, created.day)  # noqa: DTZ001 - not a moment
        workbook.set_properties({"created": moment, "title": plain(title)})
        yield Book(workbook, maker)


@lru_cache(maxsize=65_536)
def decimal(hundredths: int) -> Decimal:
    """Yuan of fen, days of hundredths of a day: exact.

    >>> decimal(195455), decimal(-5)
    (Decimal('1954.55'), Decimal('-0.05'))
    """
    return Decimal(hundredths).scaleb(-2)
