"""Sheet 方案: the base and every scenario side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.forecast.comparison import Comparison
from payroll.forecast.look import FIRST_ROW, Fen, Value, begin_sheet, put_row
from payroll.forecast.outlook import Forecast
from payroll.forecast.scenario import BaseChange, Change
from payroll.forecast.sentences import fund_state, people_text, span_remark, variant_names
from payroll.output.book import Book, Sheet
from payroll.output.page import finish_page, fit_row, write_headings
from payroll.terms import forecast as words

_LABEL, _AMOUNT = 40, 19
_LEAST_COLUMNS = 5
_NORMAL = ("text", "yuan", "signed_yuan")
_BALANCES = ("text", "balance", "signed_yuan")
_TOTALS = ("strong_label", "strong_yuan", "strong_signed_yuan")


class Area(NamedTuple):
    """Where the balances stand, for a chart: rows, and how many columns from the second on."""

    first: int
    last: int
    columns: int


@dataclass
class _Page:
    """The sheet being written, from the top down."""

    sheet: Sheet
    names: list[str]
    forecasts: list[Forecast]
    columns: int
    row: int

    def section(self, title: str, headings: Sequence[str]) -> None:
        """A title and headings under it."""
        self.sheet.merged_text(self.row + 1, 0, self.columns - 1, title, "section")
        write_headings(self.sheet, self.row + 2, headings)
        self.row += 2

    def amounts(self, label: str, fens: Sequence[int], styles: tuple[str, str, str]) -> None:
        """A row of amounts, and the difference of each from the first."""
        self.row += 1
        first, *others = (xl_rowcol_to_cell(self.row, 1 + place) for place in range(len(fens)))
        differences: list[Value] = [
            Fen(fen - fens[0], f"={cell}-{first}")
            for fen, cell in zip(fens[1:], others, strict=True)
        ]
        values = [label, *(Fen(fen) for fen in fens), *differences]
        text, amount, signed = styles
        looks = [text, *[amount] * len(fens), *[signed] * len(differences)]
        put_row(self.sheet, self.row, values, looks, [_LABEL])

    def texts(self, label: str, texts: Sequence[str]) -> None:
        """A row of words."""
        self.row += 1
        widths = [_LABEL, *[_AMOUNT] * len(texts)]
        put_row(self.sheet, self.row, [label, *texts], ["text"] * len(widths), widths)


def write_scenarios_sheet(book: Book, comparison: Comparison) -> Area:
    """Lay out what was supposed, then costs, balances, months that fall short and headcounts;
    where the balances stand."""
    base, names = comparison.base, variant_names(comparison)
    columns = max(_LEAST_COLUMNS, 2 + 2 * len(names))
    title = words.SCENARIOS_TITLE.format(year=base.ground.year)
    sheet = begin_sheet(book, words.SCENARIOS_SHEET, title, columns, span_remark(base.ground))
    sheet.worksheet.set_column(0, 0, _LABEL)
    sheet.worksheet.set_column(1, columns - 1, _AMOUNT)
    forecasts = [base, *(variant.forecast for variant in comparison.variants)]
    page = _Page(sheet, names, forecasts, columns, FIRST_ROW - 1)
    _write_supposed(page, comparison)
    _write_costs(page)
    first = page.row + 3
    used = _write_balances(page)
    last = page.row
    page.section(words.STATES_TITLE, [words.PROJECT, words.BASE, *names])
    for place in used:
        states = [fund_state(forecast.funds[place]) for forecast in forecasts]
        page.texts(base.funds[place].project.name, states)
    _write_headcounts(page, comparison)
    finish_page(sheet, FIRST_ROW, page.row, columns, words.TAG)
    sheet.worksheet.freeze_panes(0, 0)
    return Area(first, last, len(forecasts))


def told(change: Change) -> list[str]:
    """What a change supposes, and what is supposed to move with it."""
    linked = change.linked if isinstance(change, BaseChange) else ()
    return [change.source, *(link.source for link in linked)]


def _write_supposed(page: _Page, comparison: Comparison) -> None:
    page.row += 1
    page.sheet.merged_text(page.row, 0, page.columns - 1, words.SUPPOSED_TITLE, "section")
    for name, variant in zip(page.names, comparison.variants, strict=True):
        page.row += 1
        text = words.SEMICOLON.join(
            each for change in variant.scenario.changes for each in told(change)
        )
        page.sheet.text(page.row, 0, name, "strong_label")
        page.sheet.merged_text(page.row, 1, page.columns - 1, text, "text")
        fit_row(page.sheet, page.row, [(text, (page.columns - 1) * _AMOUNT)])
    page.row += 1


def _with_differences(names: Sequence[str]) -> list[str]:
    return [words.BASE, *names, *(words.DIFFERENCE.format(name=name) for name in names)]


def _write_costs(page: _Page) -> None:
    page.section(words.COSTS_TITLE, [words.PROGRAM, *_with_differences(page.names)])
    seen = {program.id for forecast in page.forecasts for program in forecast.programs}
    for program in page.forecasts[0].ground.programs:
        if program.id in seen:
            fens = [forecast.cost_fen(program.id) for forecast in page.forecasts]
            page.amounts(program.name, fens, _NORMAL)
    page.amounts(words.TOTAL, [forecast.cost_fen() for forecast in page.forecasts], _TOTALS)
    page.row += 1


def _write_balances(page: _Page) -> list[int]:
    """The balance of every project that some forecast uses; their places among the funds."""
    page.section(words.BALANCES_TITLE, [words.PROJECT, *_with_differences(page.names)])
    used = [
        place
        for place in range(len(page.forecasts[0].funds))
        if any(forecast.funds[place].months for forecast in page.forecasts)
    ]
    for place in used:
        fens = [forecast.funds[place].gap_fen for forecast in page.forecasts]
        page.amounts(page.forecasts[0].funds[place].project.name, fens, _BALANCES)
    page.row += 1
    return used


def _write_headcounts(page: _Page, comparison: Comparison) -> None:
    page.row += 1
    page.section(words.PEOPLE_CARRIED_TITLE, [words.PROGRAM, words.BASE, *page.names])
    answers = [
        {each.program_id: people_text(each) for each in headcounts}
        for headcounts in (
            comparison.headcounts,
            *(variant.headcounts for variant in comparison.variants),
        )
    ]
    for program in comparison.base.ground.programs:
        if any(program.id in answer for answer in answers):
            page.texts(program.name, [answer.get(program.id, "") for answer in answers])
