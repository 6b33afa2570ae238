"""Where things stand in finance's own template: the heading row, the body, what lies below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from payroll.intake.words import heading_key
from payroll.problems import Cell, Refusal, problem
from payroll.terms import columns as words
from payroll.terms.template import FOOTER_WORDS, TEMPLATE_HEADINGS

SEARCHED_ROWS = 30
_AMOUNTS = frozenset(name for name in TEMPLATE_HEADINGS if name.endswith("_fen"))
_COLUMN_OF = {heading_key(word): name for name, all_ in TEMPLATE_HEADINGS.items() for word in all_}


def column_of(text: str) -> str | None:
    """The column of the finance import that a heading names, or None.

    >>> column_of("实发 金额（元）"), column_of("摘要")
    ('net_fen', None)
    """
    return _COLUMN_OF.get(heading_key(text).removesuffix("(元)"))


@dataclass(frozen=True)
class TemplateLayout:
    """The table of a template; rows and columns count from 1."""

    sheet: str
    first_row: int
    """First row of the body: the pattern for all others."""
    footer_row: int
    """First row below the body."""
    columns: Mapping[int, str]
    """Column of the finance import by column of the template."""
    unknown: Mapping[int, str]
    """Headings that mean nothing we have, by column."""


def find_layout(book: Workbook, file: str) -> TemplateLayout:
    """The table under the row with most headings that we know, on any sheet.

    Raises `Refusal` (`template-without-headings`) when no row names people and an amount.
    """
    best: tuple[int, Worksheet, int] | None = None
    for sheet in book.worksheets:
        for row in range(1, min(SEARCHED_ROWS, sheet.max_row) + 1):
            known = {column_of(text) for text in _texts(sheet, row).values()}
            if "name" in known and known & _AMOUNTS and (best is None or len(known) > best[0]):
                best = (len(known), sheet, row)
    if best is None:
        examples = f"“{words.NAME}”“{words.CARD_NUMBER}”“{words.NET}”"
        raise Refusal(
            problem("template-without-headings", Cell(file), rows=SEARCHED_ROWS, examples=examples)
        )
    return _layout(best[1], best[2])


def _layout(sheet: Worksheet, row: int) -> TemplateLayout:
    last = max(
        (area.max_row for area in sheet.merged_cells.ranges if area.min_row == row), default=row
    )
    headings: dict[int, str] = {}
    for heading_row in range(row, last + 1):
        headings.update(_texts(sheet, heading_row))
    columns, unknown = {}, {}
    for column, text in sorted(headings.items()):
        name = column_of(text)
        if name is None:
            unknown[column] = text
        else:
            columns[column] = name
    footer = next(
        (below for below in range(last + 1, sheet.max_row + 1) if _is_footer(sheet, below)),
        sheet.max_row + 1,
    )
    return TemplateLayout(sheet.title, last + 1, max(footer, last + 1), columns, unknown)


def _texts(sheet: Worksheet, row: int) -> dict[int, str]:
    return {
        cell.column: cell.value
        for cell in sheet[row]
        if isinstance(cell.value, str) and cell.value.strip()
    }


def _is_footer(sheet: Worksheet, row: int) -> bool:
    """Whether a row is a total, a signature or a remark."""
    texts = _texts(sheet, row)
    if any(text.upper().startswith(("=SUM", "=SUBTOTAL")) for text in texts.values()):
        return not any(f"{row}:" in text for text in texts.values())
    first = texts[min(texts)] if texts else ""
    return heading_key(first).startswith(FOOTER_WORDS)
