"""What the rates owe a program in one month, as far as the checks need to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll.period import month_end
from payroll.rates.model import Program, Setting
from payroll.schema import Rates
from payroll.terms.messages.checks import LIST_BETWEEN, SETTING_STATUS
from payroll.terms.status import UNCONFIRMED

TERM_YEARS = 3
"""Longest term in years where the settings of a program state no `term_years`: the national frame
of 人社部发〔2019〕124号; which programs it binds here no source states."""


@dataclass(frozen=True)
class DueRates:
    """The rates that hold on some day of a month, summed up by program and by rating."""

    steps: pl.DataFrame
    """`schema.RATES` rows that hold on at least one day of the month."""
    programs: pl.DataFrame
    """One row a program of the rate files."""
    ratings: pl.DataFrame
    """One row a program and rating that has a rate: whether an amount is stated for it."""


def due_rates(programs: Sequence[Program], rates: Rates, month: date) -> DueRates:
    """The rates of the month, whether or not they state an amount."""
    last = month_end(month)
    steps = rates.steps.filter(
        (pl.col("valid_from") <= last)
        & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= month))
    )
    rated = steps.filter(per="rating")
    ratings = rated.group_by("program_id", "rating", maintain_order=True).agg(
        rating_known=pl.lit(value=True), rating_stated=pl.col("rate_fen").is_not_null().any()
    )
    known_ratings = rated.group_by("program_id").agg(
        ratings=pl.col("rating").unique(maintain_order=True).str.join(LIST_BETWEEN)
    )
    return DueRates(
        steps,
        _program_names(programs)
        .join(_program_facts(steps, month), on="program_id", how="left")
        .join(known_ratings, on="program_id", how="left"),
        ratings,
    )


def _program_names(programs: Sequence[Program]) -> pl.DataFrame:
    rows = []
    for program in programs:
        insured = program.policy.get("insurance_at_zero_attendance")
        term = program.policy.get("term_years")
        rows.append(
            (
                program.id,
                program.name,
                program.file,
                _status_text(insured),
                _years(term.value) if term else TERM_YEARS,
                _status_text(term),
            )
        )
    columns = {
        "program_id": pl.String,
        "program": pl.String,
        "program_file": pl.String,
        "insured_status": pl.String,
        "term_years": pl.Int64,
        "term_status": pl.String,
    }
    return pl.DataFrame(rows, schema=columns, orient="row")


def _status_text(setting: Setting | None) -> str:
    status = setting.status if setting else UNCONFIRMED
    return SETTING_STATUS.format(status=status) if status else ""


def _years(value: str) -> int | None:
    """Years of a setting; an empty one says that there is no limit."""
    return int(value) if value.isascii() and value.isdigit() else None


def _program_facts(steps: pl.DataFrame, month: date) -> pl.DataFrame:
    monthly = pl.col("per") != "person"
    fixed = pl.col("per") != "rating"
    prorated = monthly & (pl.col("proration") != "none")
    # A component paid whole looks at the days only where nobody is paid whole for none.
    needs_days = prorated | (monthly & (pl.col("at_zero_attendance") == "none"))
    changes = (pl.col("valid_from") > month) | (pl.col("valid_to") < month_end(month))
    stated = pl.col("rate_fen").is_not_null()
    insured = (pl.col("payee") == "insurer") & monthly & ~prorated & stated
    return steps.group_by("program_id").agg(
        first_rate=pl.col("valid_from").min(),
        last_rate=pl.col("valid_to").fill_null(date.max).max(),
        needs_days=needs_days.any(),
        counts_leave=pl.col("proration").filter(monthly).is_in(["attended", "deduct_21_75"]).any(),
        deducts_21_75=(prorated & (pl.col("proration") == "deduct_21_75")).any(),
        splits=(prorated & changes.fill_null(value=False)).any(),
        has_fixed=fixed.any(),
        states_fixed=(fixed & stated).any(),
        insured_at_zero=(insured & (pl.col("at_zero_attendance") == "whole")).any(),
    )
