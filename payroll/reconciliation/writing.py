"""`write_reconciliation`: the workbook, the charts and the record, put in place as a whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from payroll.output import staging
from payroll.output.book import book_in
from payroll.output.own_files import RUN_RECORD
from payroll.period import month_text, month_title
from payroll.reconciliation.chart_sheets import write_chart_sheets
from payroll.reconciliation.curves import curves
from payroll.reconciliation.detail_sheets import write_detail_sheets
from payroll.reconciliation.notes_sheets import write_notes_sheet, write_ties_sheet
from payroll.reconciliation.overview_sheet import write_overview_sheet
from payroll.reconciliation.reconcile import Reconciliation
from payroll.reconciliation.record import reconciliation_record
from payroll.reconciliation.svg import Bar, bar_chart, line_chart
from payroll.terms import reconciliation as words


@dataclass(frozen=True)
class Written:
    """What was put in place."""

    folder: Path
    files: tuple[str, ...]
    """Files of this reconciliation, by name, sorted."""
    kept: tuple[str, ...]
    """Files of other people that stayed in the folder, by where they are now."""


def write_reconciliation(found: Reconciliation, out: Path) -> Written:
    """Write everything into `out/YYYY-MM-对账`; a rerun replaces what an earlier one wrote.

    Raises `Refusal` when the folder cannot be replaced, `OSError` when the disk cannot take it; the
    earlier output is then intact.
    """
    name = words.FOLDER.format(month=month_text(found.as_of))
    with staging.staged(out, name) as place:
        files = _write_files(found, place.folder)
    return Written(out / name, tuple(files), tuple(place.kept))


def _write_files(found: Reconciliation, folder: Path) -> list[str]:
    lines = curves(found.rows, found.budget, found.outlook, found.as_of)
    bars = [
        Bar(row.project, row.rate, row.progress or Fraction(0))
        for row in found.rows
        if row.standing == "payroll" and row.rate is not None
    ]
    with book_in(folder / words.BOOK, found.as_of, words.TITLE, found.budget.unit) as book:
        write_overview_sheet(book, found)
        write_chart_sheets(book, found, lines, bars)
        write_detail_sheets(book, found)
        write_ties_sheet(book, found)
        write_notes_sheet(book, found)
    month = month_title(found.as_of)
    title = words.LINES_TITLE.format(month=month, what=lines[0].title)
    _text(folder / words.LINES_CHART, line_chart(lines[0], title))
    _text(folder / words.BARS_CHART, bar_chart(bars, words.BARS_TITLE.format(month=month)))
    outputs = {path.name: staging.sha256(path) for path in sorted(folder.iterdir())}
    record = reconciliation_record(found, outputs)
    text = json.dumps(record, sort_keys=True, ensure_ascii=False, indent=1)
    _text(folder / RUN_RECORD, text + "\n")
    return sorted([*outputs, RUN_RECORD])


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
