"""测算.xlsx: everything a planner needs to see, change and follow."""

from __future__ import annotations

import io
from pathlib import Path

from payroll.disk import write_whole
from payroll.forecast.bridge_sheet import write_bridge_sheet
from payroll.forecast.charts_sheet import write_charts_sheet
from payroll.forecast.comparison import Comparison
from payroll.forecast.funds_sheet import write_funds_sheet
from payroll.forecast.look import forecast_book
from payroll.forecast.method_sheet import write_method_sheet
from payroll.forecast.months_sheet import write_months_sheet, write_plan_sheet
from payroll.forecast.rates_sheet import write_rates_sheet
from payroll.forecast.scenarios_sheet import write_scenarios_sheet
from payroll.forecast.sentences import notes, variant_names
from payroll.forecast.summary_sheet import write_headcount_sheet, write_summary_sheet
from payroll.terms import forecast as words


def write_forecast_book(comparison: Comparison, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all; the same forecast gives the same bytes.

    Raises `OSError` when it cannot be written; an earlier file is then intact.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, forecast_bytes(comparison))


def forecast_bytes(comparison: Comparison) -> bytes:
    """The workbook as bytes."""
    base = comparison.base
    told = notes(comparison)
    title = words.BOOK_TITLE.format(year=base.ground.year)
    named = dict(zip(variant_names(comparison), comparison.variants, strict=True))
    forecasts = {words.BASE: base} | {name: each.forecast for name, each in named.items()}
    target = io.BytesIO()
    with forecast_book(target, base.ground.months[0], title) as book:
        write_summary_sheet(book, comparison, told)
        write_headcount_sheet(book, comparison)
        balances = None
        if comparison.variants:
            balances = write_scenarios_sheet(book, comparison)
            write_bridge_sheet(book, comparison)
        places = write_plan_sheet(book, base)
        write_months_sheet(book, base, places)
        blocks = write_funds_sheet(book, base)
        write_charts_sheet(book, base, blocks, balances)
        write_rates_sheet(book, forecasts)
        write_method_sheet(book, comparison, told)
    return target.getvalue()
