"""追回台账.xlsx: opening, offset and closing of everything that is to be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from payroll.output.book import book_in
from payroll.output.month_payroll import MonthPayroll
from payroll.output.page import finish_page, write_headings, write_remark, write_title
from payroll.rates.model import Program
from payroll.terms import recoveries as words
from payroll.terms.settings import CAP, PAYEES, value_title

_WIDTHS = (6, 14, 22, 12, 44, 16, 16, 16)
_AMOUNTS = ("opening_fen", "offset_fen", "closing_fen")
_HEADING_ROW = 2


def write_recovery_book(payroll: MonthPayroll, path: Path) -> None:
    """Write a row a person, payee and project, and the sums."""
    rows = payroll.recoveries.sort("project", "id_number", "payee").rows(named=True)
    with book_in(path, payroll.run_month, words.TITLE, payroll.office) as book:
        sheet = book.sheet(words.SHEET)
        write_title(sheet, len(words.HEADINGS), words.TITLE, payroll.run_month)
        write_headings(sheet, _HEADING_ROW, words.HEADINGS, _WIDTHS)
        first = _HEADING_ROW + 1
        for number, row in enumerate(rows, start=first):
            sheet.whole(number, 0, number - _HEADING_ROW, "centre")
            sheet.text(number, 1, row["name"], "text")
            sheet.text(number, 2, row["id_number"], "id")
            sheet.text(number, 3, PAYEES[row["payee"]], "text")
            sheet.text(number, 4, row["project"], "text")
            for column, name in enumerate(_AMOUNTS, start=5):
                sheet.hundredths(number, column, row[name], "yuan")
        last = first + len(rows)
        sheet.merged_text(last, 0, 4, words.TOTAL, "strong_label")
        for column, name in enumerate(_AMOUNTS, start=5):
            letter = "FGH"[column - 5]
            total = sum(row[name] for row in rows)
            formula = f"=SUM({letter}{first + 1}:{letter}{last})"
            sheet.formula(last, column, formula, total, "strong_yuan")
        write_remark(sheet, last + 1, words.REMARK.format(caps=_caps(payroll.programs)), _WIDTHS)
        finish_page(sheet, _HEADING_ROW, last + 1, len(words.HEADINGS), words.TITLE)


def _caps(programs: Iterable[Program]) -> str:
    """How much of a month's pay may be taken back, by program, with its status."""
    groups: dict[str, list[str]] = {}
    for program in programs:
        cap = program.recovery_cap
        status = words.CAP_STATUS.format(status=cap.status) if cap.status else ""
        groups.setdefault(value_title(CAP, cap.value) + status, []).append(program.name)
    if len(groups) == 1:
        return words.CAP.format(programs=words.EVERYBODY, value=next(iter(groups)))
    return words.BETWEEN_CAPS.join(
        words.CAP.format(programs=words.BETWEEN_NAMES.join(names), value=value)
        for value, names in groups.items()
    )
