"""Sheet 单价: what one person costs by component, with the sum and the source of the rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from payroll.amounts import days, yuan
from payroll.forecast.heads import HUNDRED_DAYS_H
from payroll.forecast.look import FIRST_ROW, Fen, Value, begin_sheet, put_row
from payroll.forecast.outlook import Forecast
from payroll.forecast.plan import share_text
from payroll.forecast.sentences import span_remark
from payroll.output.book import Book
from payroll.output.page import finish_page, write_headings
from payroll.period import month_list
from payroll.terms import forecast as words
from payroll.terms.settings import PAYEES

_WIDTHS = (22, 22, 20, 10, 13, 12, 14, 40, 74, 9)
_STYLES = (
    *("text", "centre", "text", "centre", "yuan", "centre"),
    *("yuan", "text", "text", "centre"),
)
_SAME = (
    *("component_id", "payee", "per", "rate_fen", "effective_from", "head_fen", "source", "status"),
    *("paid_days_h", "required_days_h", "segment_from"),
)
"""What rows of several months must have in common to be shown as one."""


def write_rates_sheet(book: Book, forecasts: Mapping[str, Forecast]) -> None:
    """Lay out every rate used; those of a scenario only where the base (the first) has none like
    them, under the scenario's name."""
    first = next(iter(forecasts.values()))
    title = words.RATES_TITLE.format(year=first.ground.year)
    columns = len(_WIDTHS)
    sheet = begin_sheet(book, words.RATES_SHEET, title, columns, span_remark(first.ground))
    write_headings(sheet, FIRST_ROW, words.RATE_HEADINGS, _WIDTHS)
    row, shown = FIRST_ROW, set[tuple[object, ...]]()
    for name, forecast in forecasts.items():
        for key, months, line in _runs(forecast):
            seen = (*key, *months)
            if seen in shown:
                continue
            shown.add(seen)
            row += 1
            put_row(sheet, row, _values(forecast, name, months, line), _STYLES, _WIDTHS)
    finish_page(sheet, FIRST_ROW, max(row, FIRST_ROW + 1), columns, words.TAG)


def rate_sentence(line: Mapping[str, Any]) -> str:
    """The sum behind what one person costs of one component, as a row of `HEAD_LINES` says it."""
    rate, amount = yuan(line["rate_fen"]), yuan(line["head_fen"])
    if line["required_days_h"] is None:
        whole = words.WHOLE_ONCE if line["per"] == "person" else words.WHOLE
        return whole.format(amount=amount)
    if line["segment_from"] is None and line["required_days_h"] == HUNDRED_DAYS_H:
        share = share_text(line["paid_days_h"])
        text = words.TIMES_SHARE.format(rate=rate, share=share, amount=amount)
    else:
        paid, required = days(line["paid_days_h"]), days(line["required_days_h"])
        text = words.TIMES_DAYS.format(rate=rate, paid=paid, required=required, amount=amount)
    return text + words.ROUNDED


def _values(
    forecast: Forecast, name: str, months: tuple[date, ...], line: Mapping[str, Any]
) -> list[Value]:
    program = forecast.ground.program(line["program_id"]).name
    since: date = line["effective_from"]
    return [
        program if name == words.BASE else words.VARIANT_PROGRAM.format(name=name, program=program),
        month_list(months),
        line["component_name"],
        PAYEES[line["payee"]],
        Fen(line["rate_fen"]),
        since.isoformat(),
        Fen(line["head_fen"]),
        rate_sentence(line),
        line["source"],
        line["status"],
    ]


def _runs(
    forecast: Forecast,
) -> Iterator[tuple[tuple[object, ...], tuple[date, ...], Mapping[str, Any]]]:
    """Lines that are the same in several months, with those months; one-offs only where due."""
    runs: dict[tuple[object, ...], list[Mapping[str, Any]]] = {}
    for line in forecast.lines.iter_rows(named=True):
        if line["people"]:
            key = (line["program_id"], *(line[name] for name in _SAME))
            runs.setdefault(key, []).append(line)
    for key, lines in runs.items():
        yield key, tuple(line["service_month"] for line in lines), lines[0]
