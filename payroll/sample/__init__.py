"""The sample county: synthetic people for trying, showing, testing and measuring.

Nobody here exists: every ID has the sequence number 000, which is never issued, and every card a
prefix that belongs to no country.  The plan is `county.toml`, the words are `words.toml`; the same
seed gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from payroll.period import month_text
from payroll.sample.folders import write_file, write_folders
from payroll.sample.irregular import with_irregular_rows
from payroll.sample.months import SampleCounty, sample_county
from payroll.sample.plan import county, vocabulary
from payroll.sample.sheets import flat_text, sheet_files

__all__ = ["DEFAULT_SEED", "Written", "county_of", "month_rows", "write_flat", "write_months"]


DEFAULT_SEED = 20260101
"""The checked-in months are drawn from it."""


@dataclass(frozen=True)
class Written:
    """What was written for one month."""

    month: date
    files: int
    people: int
    """Rows with a person."""


def county_of(
    calendar: pl.DataFrame,
    months: Sequence[date],
    *,
    people: int | None = None,
    seed: int = DEFAULT_SEED,
) -> SampleCounty:
    """The packaged county (see `sample_county`), of the planned size or with `people` in all."""
    return sample_county(county(), vocabulary(), calendar, months, people=people, seed=seed)


def month_rows(sample: SampleCounty, month: date) -> pl.DataFrame:
    """Rows of a month as its sheets show them, mistakes included."""
    rows = sample.rows(month)
    return with_irregular_rows(rows, sample.plan.irregulars, month, sample.draws)


def write_months(
    sample: SampleCounty, months: Sequence[date], out: Path, *, force: bool = False
) -> list[Written]:
    """Write a folder of attendance sheets for every month below `out`: all of them or none.

    Raises `Refusal` for a folder that the sample did not write, unless `force` sets it aside.
    """
    rows = {month_text(month): month_rows(sample, month) for month in months}
    files = {
        month_text(month): sheet_files(rows[month_text(month)], month, sample.plan.sheet)
        for month in months
    }
    counts = write_folders(out, files, force=force)
    return [
        Written(month, counts[month_text(month)], rows[month_text(month)].height)
        for month in months
    ]


def write_flat(
    sample: SampleCounty, months: Sequence[date], path: Path, *, force: bool = False
) -> list[Written]:
    """Write all person-months into one CSV file (UTF-8 with BOM), without any mistakes.

    Raises `Refusal` if the file exists, unless `force` says that it may be replaced.
    """
    parts = [flat_text(sample.rows(month), month) for month in months]
    content = io.BytesIO()
    pl.concat(parts).write_csv(content, include_bom=True)
    write_file(path, content.getvalue(), force=force)
    return [Written(month, 1, part.height) for month, part in zip(months, parts, strict=True)]
