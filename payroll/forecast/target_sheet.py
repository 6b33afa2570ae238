"""The target table (绩效目标表) of a drafted project, laid out like the published ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from payroll.amounts import yuan
from payroll.budget.finding import figure
from payroll.budget.model import Indicator
from payroll.forecast.draft import Draft, DraftLine, renamed
from payroll.forecast.ground import Ground
from payroll.output.book import Book, Sheet
from payroll.output.page import LINE_HEIGHT, ROW_HEIGHT, finish_page
from payroll.output.widths import lines_needed
from payroll.terms import forecast as words
from payroll.terms.budget import WAN

_WIDTHS = (10, 14, 16, 26, 16, 16, 26, 16)
_LAST = len(_WIDTHS) - 1
_BESIDE = len(_WIDTHS)


def write_target_sheet(book: Book, draft: Draft, line: DraftLine, number: int) -> None:
    """One project on one page; what nobody has decided is left to be filled in."""
    sheet = book.sheet(words.TARGET_SHEET.format(number=number))
    for column, width in enumerate((*_WIDTHS, 18)):
        sheet.worksheet.set_column(column, column, width)
    sheet.merged_text(0, 0, _LAST, words.TARGET_TITLE, "title")
    sheet.worksheet.set_row(0, 32)
    sheet.merged_text(1, 0, _LAST, words.TARGET_YEAR.format(year=draft.year), "centre")
    project, budget = line.project, draft.ground.budget
    row = _labelled(sheet, 2, words.TARGET_NAME, line.name)
    department = project.department or budget.department
    row = _two(sheet, row, words.TARGET_DEPARTMENT, department, words.TARGET_UNIT, budget.unit)
    row = _two(sheet, row, words.TARGET_KIND, words.TO_FILL, words.TARGET_TERM, words.TO_FILL)
    row = _write_money(sheet, row, line)
    row = _labelled(sheet, row, words.TARGET_OUTLINE, _outline(line))
    for label in words.TARGET_TEXTS:
        row = _labelled(sheet, row, label, words.TO_FILL)
    row = _write_goals(sheet, row)
    row = _write_indicators(sheet, row, draft, line)
    for place, signer in enumerate(words.TARGET_SIGNERS):
        sheet.merged_text(row, 2 * place, 2 * place + 1, signer, "sign")
    sheet.worksheet.set_row(row, 34)
    finish_page(sheet, 1, row, len(_WIDTHS), words.DRAFT_TAG)
    sheet.worksheet.freeze_panes(0, 0)
    sheet.worksheet.fit_to_pages(1, 1)


def indicator_value(indicator: Indicator, draft: Draft, line: DraftLine) -> str | None:
    """The value of an indicator that repeats people, an amount or a standard, as it is now drafted;
    None where it repeats none of them or what it repeats is open."""
    sign = indicator.value[: len(indicator.value) - len(indicator.value.lstrip("≥≤><="))]
    if indicator.states == "people" and line.people is not None:
        return f"{sign}{line.people}{indicator.unit}"
    if indicator.states == "amount" and line.amount_fen is not None:
        return f"{sign}{_short(line.amount_fen, indicator.unit)}{indicator.unit}"
    if indicator.states == "rate" and line.people:
        fen = _rate_fen(draft.ground, line, indicator.component)
        return None if fen is None else f"{sign}{_short(fen, indicator.unit)}{indicator.unit}"
    return None


def _rate_fen(ground: Ground, line: DraftLine, component_id: str) -> int | None:
    """The component's rate on the first day of the year, of the programs the project rests on."""
    first: date = ground.months[0]
    programs = [basis.program_id for basis in line.project.bases]
    found = ground.rates.steps.filter(
        pl.col("program_id").is_in(programs),
        pl.col("component_id") == component_id,
        pl.col("valid_from") <= first,
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= first),
    )["rate_fen"].to_list()
    return found[0] if found else None


def _short(fen: int, unit: str) -> str:
    """An amount without needless decimals, in 万元 where the unit says so."""
    text = figure(fen, WAN, grouped=False) if unit == WAN else yuan(fen, grouped=False)
    return text.rstrip("0").rstrip(".")


def _outline(line: DraftLine) -> str:
    if line.need_fen is None or line.amount_fen is None:
        return words.OUTLINE_OPEN
    unstated = words.OUTLINE_UNSTATED.format(items="、".join(line.unstated))
    return words.OUTLINE.format(
        formula=line.formula,
        need=yuan(line.need_fen),
        margin=yuan(line.margin_fen),
        amount=yuan(line.amount_fen),
        unstated=unstated if line.unstated else "",
    )


def _labelled(sheet: Sheet, row: int, label: str, text: str) -> int:
    """A label over two columns and a text over the others; the next row."""
    sheet.merged_text(row, 0, 1, label, "strong_label")
    sheet.merged_text(row, 2, _LAST, text, "text")
    lines = max(1, lines_needed(text, sum(_WIDTHS[2:])))
    sheet.worksheet.set_row(row, max(ROW_HEIGHT + 3, lines * LINE_HEIGHT + 8))
    return row + 1


def _two(sheet: Sheet, row: int, label: str, text: str, other: str, other_text: str) -> int:
    sheet.merged_text(row, 0, 1, label, "strong_label")
    sheet.merged_text(row, 2, 3, text, "text")
    sheet.merged_text(row, 4, 5, other, "strong_label")
    sheet.merged_text(row, 6, _LAST, other_text, "text")
    lines = max(lines_needed(text, 42), lines_needed(other_text, 42))
    sheet.worksheet.set_row(row, max(ROW_HEIGHT + 3, lines * LINE_HEIGHT + 8))
    return row + 1


def _write_money(sheet: Sheet, row: int, line: DraftLine) -> int:
    """The amount and the levels of government; the whole is from the level it was from."""
    amount = words.OPEN if line.amount_fen is None else yuan(line.amount_fen)
    levels = line.project.levels_fen
    only = [level for level, fen in levels.items() if fen]
    rows = [(words.TARGET_WHOLE, words.TARGET_OF_YEAR, amount)]
    for level in (*levels, words.TARGET_OTHER):
        label = words.TARGET_OF_IT.format(level=level)
        value = amount if only == [level] else "" if len(only) == 1 else words.TO_FILL
        rows.append((label, label, value))
    last = row + len(rows) - 1
    sheet.worksheet.merge_range(row, 0, last, 1, "", sheet.book.style("strong_label"))
    sheet.text(row, 0, words.TARGET_MONEY, "strong_label")
    for label, other, value in rows:
        sheet.merged_text(row, 2, 3, label, "text")
        sheet.text(row, 4, value, "right")
        sheet.merged_text(row, 5, 6, other, "text")
        sheet.text(row, 7, value, "right")
        sheet.worksheet.set_row(row, ROW_HEIGHT)
        row += 1
    return row


def _write_goals(sheet: Sheet, row: int) -> int:
    for place, (first, last) in enumerate(((2, 4), (5, 7))):
        sheet.merged_text(row, first, last, words.TARGET_GOALS[place], "heading")
        sheet.merged_text(row + 1, first, last, words.TO_FILL, "text")
    sheet.merged_text(row, 0, 1, "", "heading")
    sheet.merged_text(row + 1, 0, 1, words.TARGET_GOAL, "strong_label")
    sheet.worksheet.set_row(row + 1, 2 * LINE_HEIGHT + 8)
    return row + 2


def _write_indicators(sheet: Sheet, row: int, draft: Draft, line: DraftLine) -> int:
    indicators = line.project.indicators
    last = row + len(indicators)
    if last > row:
        sheet.worksheet.merge_range(row, 0, last, 0, "", sheet.book.style("strong_label"))
    sheet.text(row, 0, words.TARGET_INDICATORS, "strong_label")
    for column, heading in enumerate(words.TARGET_HEADINGS, 1):
        sheet.text(row, column, heading, "heading")
    sheet.worksheet.set_row(row, ROW_HEIGHT + 3)
    first_level = ""
    for indicator in indicators:
        row += 1
        value = indicator_value(indicator, draft, line)
        shown = indicator.value if value is None else value
        third = renamed(indicator.third, draft.ground)
        texts = [indicator.second, third, shown]
        level = "" if indicator.first == first_level else indicator.first
        first_level = indicator.first
        _put(sheet, row, [level, *texts, *texts])
        told = words.AS_LAST_YEAR if value is None else words.RENEWED
        sheet.text(row, _BESIDE, told, "caption")
    return row + 1


def _put(sheet: Sheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        sheet.text(row, column, text, "text")
    lines = max(lines_needed(text, _WIDTHS[column]) for column, text in enumerate(texts, 1))
    sheet.worksheet.set_row(row, max(ROW_HEIGHT, lines * LINE_HEIGHT + 5))
