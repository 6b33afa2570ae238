"""Long plain sheets: XlsxWriter lays out one row, Polars repeats it.

XlsxWriter takes some 12 µs a cell, which is nothing on a sheet that is signed and long on one of a
hundred thousand rows.  So it writes everything but the rows (styles, widths, headings, totals,
print set-up) and a single pattern row; the rows are made as XML in its image by expressions over
whole columns, amounts digit by digit from whole fen, and put in its place.  Text is inline text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from payroll.money import days_text, yuan_text
from payroll.output.book import Book, Sheet, book_in
from payroll.output.page import finish_page, write_headings
from payroll.output.plain_text import plain
from payroll.terms import columns as words

_NEEDS_CARE = r"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|_x[0-9A-Fa-f]{4}_|^<r>"
_LONG = 10_000
_PATTERN_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+" s="([0-9]+)"/>')
_EPOCH = (1980, 1, 1, 0, 0, 0)
_AMOUNTS = ("yuan", "yuan_or_dash")
_DAYS = ("days",)
_COUNTS = ("count", "centre")


@dataclass(frozen=True)
class FlatColumn:
    """A column: heading, style (`book.STYLES`), width, and whether it is added up below.

    Columns of the styles `yuan` and `yuan_or_dash` hold Int64 fen, `days` hundredths of a day,
    `count` and `centre` whole numbers, every other one text.
    """

    heading: str
    style: str
    width: int
    summed: bool = False


@dataclass(frozen=True)
class FlatSheet:
    """A sheet of rows under one heading row, with a total row if a column is added up."""

    name: str
    columns: Sequence[FlatColumn]
    rows: pl.DataFrame
    """As many columns as `columns`, in their order."""


def write_flat_book(path: Path, created: date, title: str, sheets: Sequence[FlatSheet]) -> None:
    """Write the sheets as a workbook."""
    laid_out = io.BytesIO()
    with book_in(laid_out, created, title) as book:
        for flat in sheets:
            _lay_out(book, flat, title)
    _write_with_rows(
        laid_out, {f"xl/worksheets/sheet{i}.xml": s for i, s in enumerate(sheets, 1)}, path
    )


def _lay_out(book: Book, flat: FlatSheet, title: str) -> None:
    """Everything but the rows, and in the place of the last one the pattern row."""
    sheet = book.sheet(flat.name)
    headings = [column.heading for column in flat.columns]
    write_headings(sheet, 0, headings, [column.width for column in flat.columns])
    last = len(flat.rows)
    if last:
        for column, each in enumerate(flat.columns):
            sheet.hundredths(last, column, None, each.style)
        sheet.worksheet.autofilter(0, 0, last, len(headings) - 1)
    if any(column.summed for column in flat.columns):
        last += 1
        _write_totals(sheet, flat, last)
    finish_page(sheet, 0, last, len(headings), title)


def _write_totals(sheet: Sheet, flat: FlatSheet, row: int) -> None:
    for position, column in enumerate(flat.columns):
        if not column.summed:
            sheet.text(row, position, words.TOTAL if position == 0 else "", "strong_label")
            continue
        total = int(flat.rows.to_series(position).sum())
        letter = xl_col_to_name(position)
        if column.style in _COUNTS:
            formula = f"=SUM({letter}2:{letter}{row})"
            sheet.count_formula(row, position, formula, total, "strong_count")
        elif row > 1:
            formula = f"=SUM({letter}2:{letter}{row})"
            sheet.formula(row, position, formula, total, "strong_yuan")
        else:
            sheet.hundredths(row, position, total, "strong_yuan")


def _write_with_rows(laid_out: io.BytesIO, sheets: Mapping[str, FlatSheet], path: Path) -> None:
    """Copy the workbook to `path`, the pattern row of each sheet replaced by its rows."""
    with ZipFile(laid_out) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8")
            flat = sheets.get(name)
            if flat is not None and len(flat.rows):
                content = _with_rows(content, flat)
            entry = ZipInfo(name, _EPOCH)
            target.writestr(entry, content.encode("utf-8"), ZIP_DEFLATED, compresslevel=3)


def _with_rows(content: str, flat: FlatSheet) -> str:
    start = content.index(f'<row r="{len(flat.rows) + 1}"')
    end = content.index("</row>", start) + len("</row>")
    styles = [style for _, style in _PATTERN_CELL.findall(content[start:end])]
    return content[:start] + rows_xml(flat, styles) + content[end:]


def rows_xml(flat: FlatSheet, styles: Sequence[str]) -> str:
    """The rows of a sheet as XML, from row 2 on, in the styles of the pattern row."""
    number = pl.int_range(2, pl.len() + 2).cast(pl.String)
    rows = flat.rows.with_row_index("row").select(pl.all().exclude("row"), number.alias("row"))
    parts = [pl.lit('<row r="'), pl.col("row"), pl.lit('">')]
    for position, (column, style) in enumerate(zip(flat.columns, styles, strict=True)):
        name = flat.rows.columns[position]
        letter = xl_col_to_name(position)
        if column.style in (*_AMOUNTS, *_DAYS, *_COUNTS):
            before, after = f'" s="{style}"><v>', "</v></c>"
            value = _number_text(pl.col(name), column.style)
        else:
            before = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
            after = "</t></is></c>"
            value = pl.col(name)
            rows = rows.with_columns(_escaped(rows[name]))
        parts += [pl.lit(f'<c r="{letter}'), pl.col("row"), pl.lit(before), value, pl.lit(after)]
    parts.append(pl.lit("</row>"))
    return str(rows.select(pl.concat_str(parts).str.join("")).item())


def _number_text(column: pl.Expr, style: str) -> pl.Expr:
    if style in _AMOUNTS:
        return yuan_text(column).fill_null("")
    if style in _DAYS:
        return days_text(column).fill_null("")
    return column.cast(pl.String).fill_null("")


def _escaped(texts: pl.Series) -> pl.Series:
    """The texts fit for a cell (`plain`) and for XML; those that need care one by one."""
    texts = texts.fill_null("")
    careful = texts.str.contains(_NEEDS_CARE) | (texts.str.len_chars() > _LONG)
    if careful.any():
        odd = texts.filter(careful).unique()
        fit = pl.Series([plain(text) for text in odd], dtype=pl.String)
        texts = texts.replace_strict(odd, fit, default=texts)
    return (
        texts.to_frame("text")
        .select(pl.col("text").str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"]))["text"]
        .alias(texts.name)
    )
