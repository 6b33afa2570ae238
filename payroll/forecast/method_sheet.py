"""Sheet 算法: how everything was computed, what has no source, which files were used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from payroll.forecast.comparison import Comparison
from payroll.forecast.look import FIRST_ROW, begin_sheet, put_row
from payroll.forecast.outlook import Forecast
from payroll.forecast.sentences import span_remark
from payroll.output.book import Book
from payroll.output.page import finish_page, write_headings, write_remark
from payroll.terms import forecast as words
from payroll.terms.settings import SETTINGS, value_title

_WIDTHS = (26, 24, 24, 10, 90)
_STYLES = ("text", "text", "text", "attention", "text")


def write_method_sheet(book: Book, comparison: Comparison, notes: Sequence[str]) -> None:
    """Lay out the notes, the open settings of the programs, and the digests of the files."""
    base = comparison.base
    title = words.METHOD_TITLE
    columns = len(_WIDTHS)
    sheet = begin_sheet(book, words.METHOD_SHEET, title, columns, span_remark(base.ground))
    for column, width in enumerate(_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    row = FIRST_ROW - 1
    for number, note in enumerate((*words.METHOD, *notes), 1):
        row += 1
        text = words.NUMBERED.format(number=number, text=note)
        write_remark(sheet, row, text, _WIDTHS)
    row += 2
    sheet.merged_text(row, 0, columns - 1, words.SETTINGS_TITLE, "section")
    row += 1
    write_headings(sheet, row, words.SETTING_HEADINGS)
    for values in _open_settings(base):
        row += 1
        put_row(sheet, row, values, _STYLES, _WIDTHS)
    row += 2
    sheet.merged_text(row, 0, columns - 1, words.FILES_TITLE, "section")
    for name, digest in sorted(base.ground.files.items()):
        row += 1
        sheet.merged_text(row, 0, 3, name, "text")
        sheet.text(row, 4, digest, "text")
    finish_page(sheet, FIRST_ROW - 1, row, columns, words.TAG)
    sheet.worksheet.freeze_panes(0, 0)


def _open_settings(base: Forecast) -> Iterator[tuple[str, ...]]:
    """Settings of the programs that no source states; open rates stand on the sheet 单价."""
    for program in base.programs:
        for name, setting in program.policy.items():
            if setting.status:
                yield (
                    program.name,
                    SETTINGS.get(name, name),
                    value_title(name, setting.value),
                    setting.status,
                    setting.source,
                )
