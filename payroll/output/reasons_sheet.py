"""Sheet 计算说明: how each person's amounts come about, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from payroll.output.book import Book
from payroll.output.page import (
    LINE_HEIGHT,
    ROW_HEIGHT,
    finish_page,
    write_headings,
    write_title,
)
from payroll.output.payslips import KEY
from payroll.output.sentences import sentences
from payroll.output.widths import lines_needed
from payroll.period import month_text
from payroll.rates.model import Program
from payroll.terms import columns as words

HEADING_ROW = 2
_HEADINGS = (words.SERIAL, words.NAME, words.UNIT, words.SERVICE_MONTH, words.REASON, words.NET)
_WIDTHS = (5, 11, 22, 9, 83, 12)
_REASON_WIDTH = 83
_TALLEST = 400


def write_reasons_sheet(
    book: Book,
    program: Program,
    run_month: date,
    slips: pl.DataFrame,
    payments: pl.DataFrame,
    withheld: pl.DataFrame,
) -> None:
    """A row a payslip: its payments as sentences under each other, and what is `withheld`."""
    sheet = book.sheet(words.REASONS_SHEET)
    title = words.REASONS_TITLE.format(program=program.name)
    write_title(sheet, len(_HEADINGS), title, run_month)
    write_headings(sheet, HEADING_ROW, _HEADINGS, _WIDTHS)
    told = _told_by_slip(payments.iter_rows(named=True))
    for slip_key, texts in _told_by_slip(withheld.iter_rows(named=True)).items():
        told[slip_key] = [words.WITHHELD.format(told=text) for text in texts]
    row = HEADING_ROW
    for serial, slip in enumerate(slips.iter_rows(named=True), 1):
        row += 1
        texts = told.get(tuple(slip[name] for name in KEY), [words.NOTHING_DUE])
        sheet.whole(row, 0, serial, "centre")
        sheet.text(row, 1, slip["name"], "text")
        sheet.text(row, 2, slip["unit"], "text")
        sheet.text(row, 3, month_text(slip["service_month"]), "centre")
        sheet.paragraphs(row, 4, texts, "text")
        sheet.hundredths(row, 5, slip["net_fen"], "yuan")
        lines = max(
            sum(lines_needed(text, _REASON_WIDTH) for text in texts),
            lines_needed(slip["unit"], _WIDTHS[2]),
            lines_needed(slip["name"], _WIDTHS[1]),
        )
        sheet.worksheet.set_row(row, min(_TALLEST, max(ROW_HEIGHT, lines * LINE_HEIGHT + 5)))
    if row == HEADING_ROW:
        row += 1
        sheet.merged_text(row, 0, len(_HEADINGS) - 1, words.NOBODY, "centre")
    finish_page(sheet, HEADING_ROW, row, len(_HEADINGS), program.name)


def _told_by_slip(payments: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, ...], list[str]]:
    """Sentences of every payslip, by its key."""
    rows = list(payments)
    told: dict[tuple[Any, ...], list[str]] = {}
    for payment, text in zip(rows, sentences(rows, with_source=False), strict=True):
        told.setdefault(tuple(payment[name] for name in KEY), []).append(text)
    return told
