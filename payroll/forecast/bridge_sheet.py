"""Sheet 差额: the bridge from the base to every scenario, month by month, closing to 0.00."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from xlsxwriter.utility import xl_rowcol_to_cell

from payroll.forecast.bridge import BridgeStep, Effects, total_effects
from payroll.forecast.comparison import Comparison
from payroll.forecast.look import FIRST_ROW, Fen, Value, begin_sheet, put_row
from payroll.forecast.sentences import span_remark, variant_names
from payroll.output.book import Book, Sheet
from payroll.output.page import finish_page, write_headings
from payroll.period import month_text
from payroll.terms import forecast as words

_EFFECTS = tuple(each.name for each in fields(Effects))
_WIDTHS = (10, 34, 12, 17, *[16] * len(_EFFECTS), 17, 16)
_FIRST_EFFECT, _RESULT = 4, 4 + len(_EFFECTS)
_STYLES = ("centre", "text", "centre", "yuan", *["signed_yuan"] * len(_EFFECTS), "yuan")
_TOTALS = (
    *("strong_label", "strong_label", "strong_label", "strong_yuan"),
    *("strong_signed_yuan",) * len(_EFFECTS),
    "strong_yuan",
)


def write_bridge_sheet(book: Book, comparison: Comparison) -> None:
    """Lay out every month that differs, the rest of the months in one row, and the total."""
    ground = comparison.base.ground
    names = variant_names(comparison)
    headings = [
        *words.BRIDGE_HEADINGS,
        *(words.EFFECTS[name] for name in _EFFECTS),
        words.SCENARIOS_SHEET,
        words.WHOLE_DIFFERENCE,
    ]
    title = words.BRIDGE_TITLE.format(year=ground.year)
    sheet = begin_sheet(book, words.BRIDGE_SHEET, title, len(_WIDTHS), span_remark(ground))
    write_headings(sheet, FIRST_ROW, headings, _WIDTHS)
    row = FIRST_ROW
    for name, variant in zip(names, comparison.variants, strict=True):
        row = _write_variant(sheet, row, name, variant.steps, comparison)
    finish_page(sheet, FIRST_ROW, row, len(_WIDTHS), words.TAG)


def _write_variant(
    sheet: Sheet, row: int, name: str, steps: Sequence[BridgeStep], comparison: Comparison
) -> int:
    """The rows of one scenario; the last row written."""
    differing = [step for step in steps if step.effects != Effects()]
    same = [step for step in steps if step.effects == Effects()]
    first = row + 1
    for step in differing:
        row += 1
        program = comparison.base.ground.program(step.program_id).name
        labels = [name, program, month_text(step.month)]
        _write_row(sheet, row, labels, step.base_fen, step.effects, _STYLES)
    if same:
        row += 1
        labels = [name, words.NO_DIFFERENCE, ""]
        _write_row(sheet, row, labels, _base(same), Effects(), _STYLES)
    row += 1
    _write_total(sheet, row, first, name, steps)
    return row


def _write_row(
    sheet: Sheet,
    row: int,
    labels: Sequence[str],
    base_fen: int,
    effects: Effects,
    styles: Sequence[str],
) -> None:
    parts = [xl_rowcol_to_cell(row, column) for column in range(3, _RESULT)]
    values: list[Value] = [
        *labels,
        Fen(base_fen),
        *(Fen(getattr(effects, each)) for each in _EFFECTS),
        Fen(base_fen + effects.total_fen, f"={'+'.join(parts)}"),
        Fen(effects.total_fen, _difference(row)),
    ]
    put_row(sheet, row, values, [*styles, "signed_yuan"], _WIDTHS)


def _write_total(
    sheet: Sheet, row: int, first: int, name: str, steps: Sequence[BridgeStep]
) -> None:
    effects = total_effects(steps)
    base = _base(steps)
    fens = [base, *(getattr(effects, each) for each in _EFFECTS), base + effects.total_fen]
    sums: list[Value] = []
    for column, fen in enumerate(fens, 3):
        top, bottom = (xl_rowcol_to_cell(place, column) for place in (first, row - 1))
        sums.append(Fen(fen, f"=SUM({top}:{bottom})"))
    difference = Fen(effects.total_fen, _difference(row))
    values: list[Value] = [name, words.TOTAL, "", *sums, difference]
    put_row(sheet, row, values, [*_TOTALS, "strong_signed_yuan"])


def _difference(row: int) -> str:
    return f"={xl_rowcol_to_cell(row, _RESULT)}-{xl_rowcol_to_cell(row, 3)}"


def _base(steps: Iterable[BridgeStep]) -> int:
    return sum(step.base_fen for step in steps)
