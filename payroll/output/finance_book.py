"""财务导入表.xlsx: the rows finance imports, a row a card to pay, sums by project."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from payroll.output.finance import card_rows, finance_rows, project_rows
from payroll.output.flat_book import FlatColumn, FlatSheet, write_flat_book
from payroll.output.month_payroll import MonthPayroll
from payroll.output.widths import column_width
from payroll.terms import columns as words


def write_finance_book(payroll: MonthPayroll, path: Path) -> None:
    """Write the three sheets; ID and card numbers are text, months `YYYY-MM`.

    The first sheet has no title and no total row: it is read by a program.
    """
    rows = finance_rows(payroll)
    sheets = [_import_sheet(rows), _card_sheet(card_rows(rows)), _project_sheet(project_rows(rows))]
    write_flat_book(path, payroll.run_month, words.FINANCE_TITLE, sheets)


def _import_sheet(rows: pl.DataFrame) -> FlatSheet:
    return FlatSheet(
        words.FINANCE_SHEET,
        [
            FlatColumn(words.SERVICE_MONTH, "id", 10),
            FlatColumn(words.RUN_MONTH, "id", 10),
            _wrapping(words.PROJECT, rows["project"], 40),
            FlatColumn(words.FUNCTION_CODE, "id", 14),
            _wrapping(words.FUND, rows["fund"], 22),
            FlatColumn(words.NAME, "text", 10),
            FlatColumn(words.ID_NUMBER, "id", 21),
            _wrapping(words.BANK, rows["bank"], 24),
            FlatColumn(words.CARD_NUMBER, "id", 23),
            FlatColumn(words.GROSS, "yuan", 12),
            FlatColumn(words.DEDUCTION, "yuan", 11),
            FlatColumn(words.NET, "yuan", 12),
            FlatColumn(words.INSURER, "yuan", 12),
            _wrapping(words.PROGRAM, rows["program"], 20),
            FlatColumn(words.KIND, "id", 8),
            _wrapping(words.UNIT, rows["unit"], 24),
        ],
        rows,
    )


def _card_sheet(rows: pl.DataFrame) -> FlatSheet:
    return FlatSheet(
        words.CARD_SHEET,
        [
            FlatColumn(words.NAME, "text", 12),
            FlatColumn(words.ID_NUMBER, "id", 21),
            _wrapping(words.BANK, rows["bank"], 28),
            FlatColumn(words.CARD_NUMBER, "id", 23),
            FlatColumn(words.TO_PAY, "yuan", 14, summed=True),
            FlatColumn(words.ROWS_ADDED, "count", 8, summed=True),
            _wrapping(words.NOTE, rows["remark"], 30),
        ],
        rows,
    )


def _project_sheet(rows: pl.DataFrame) -> FlatSheet:
    return FlatSheet(
        words.PROJECT_SHEET,
        [
            _wrapping(words.PROJECT, rows["project"], 44),
            FlatColumn(words.FUNCTION_CODE, "id", 14),
            _wrapping(words.FUND, rows["fund"], 24),
            _wrapping(words.PROGRAM, rows["program"], 20),
            FlatColumn(words.PEOPLE, "count", 8),
            FlatColumn(words.GROSS, "yuan", 15, summed=True),
            FlatColumn(words.DEDUCTION, "yuan", 13, summed=True),
            FlatColumn(words.NET, "yuan", 15, summed=True),
            FlatColumn(words.INSURER, "yuan", 15, summed=True),
            FlatColumn(words.COST, "yuan", 15, summed=True),
        ],
        rows,
    )


def _wrapping(heading: str, texts: pl.Series, most: int) -> FlatColumn:
    """A column of text as wide as it needs, up to a bound."""
    return FlatColumn(heading, "text", column_width(texts.unique(), least=10, most=most))
