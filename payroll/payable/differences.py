"""Entitlement now minus what was posted, for every key that a sheet still speaks of.

The key is (person, program, period, component, payee); the period is the service month, or what a
one-off is paid once for.  Unit, project, name and rate are not in it: a move between units or a
renamed program changes nothing that was paid.

* A difference needs an accepted row of the person in that month now.  A row of another program
  will do: the person is on the sheets, only not there any more.
* Posted without any row is reported and nothing is taken back: a lost sheet is no proof of absence.
* A row that is held back, and a person on hold, freeze that period of the person in every program:
  what is wrong with the row may be its program.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

KEY = ["person", "program_id", "period", "component", "payee"]
_PERIOD = ["person", "period"]


@dataclass(frozen=True)
class Differences:
    """What the months before still have to put right."""

    owed: pl.DataFrame
    """`KEY`, `difference_fen` (never 0), `cause`, one row a key."""
    unseen: pl.DataFrame
    """`KEY` and `posted_fen` of what was posted and stands on no sheet now, or is in doubt."""


def payable(entitled: pl.DataFrame, posted: pl.DataFrame, seen: pl.DataFrame) -> Differences:
    """The signed difference of every key.

    `entitled`: `KEY`, `amount_fen`, `id_number`, `paid_days_h`, `required_days_h`; any
    number of rows a key (segments).  `posted`: the same columns, of the periods that are looked at
    again.  `seen`: a row a roster row of these periods: `person`, `period` and `frozen`.

    The cause is `person` when the posted ID number was another, `roster` when the days differ or
    one side has no line, otherwise `rate`.
    """
    sums = _sums(entitled, "entitled").join(
        _sums(posted, "posted"), on=KEY, how="full", coalesce=True, nulls_equal=True
    )
    frozen = seen.filter("frozen").select(_PERIOD).unique()
    in_force = sums.join(frozen, on=_PERIOD, how="anti")
    present = seen.select(_PERIOD).unique().with_columns(present=True)
    judged = in_force.join(present, on=_PERIOD, how="left").with_columns(
        difference_fen=pl.col("entitled_fen").fill_null(0) - pl.col("posted_fen").fill_null(0),
    )
    known = pl.col("entitled_fen").is_not_null() | pl.col("present").fill_null(value=False)
    owed = judged.filter(known, pl.col("difference_fen") != 0).with_columns(cause=_cause())
    unseen = judged.filter(~known, pl.col("posted_fen") != 0)
    return Differences(
        owed.select(*KEY, "difference_fen", "cause").sort(KEY),
        unseen.select(*KEY, "posted_fen").sort(KEY),
    )


def _sums(lines: pl.DataFrame, side: str) -> pl.DataFrame:
    """Σ by key with what the lines say of rates, days and ID number."""
    return lines.group_by(KEY).agg(
        pl.col("amount_fen").sum().alias(f"{side}_fen"),
        pl.col("paid_days_h").sum().alias(f"{side}_paid_h"),
        pl.col("required_days_h").max().fill_null(0).alias(f"{side}_required_h"),
        pl.col("id_number").last().alias(f"{side}_id"),
    )


def _cause() -> pl.Expr:
    one_sided = pl.col("entitled_fen").is_null() | pl.col("posted_fen").is_null()
    days_differ = (pl.col("entitled_paid_h") != pl.col("posted_paid_h")) | (
        pl.col("entitled_required_h") != pl.col("posted_required_h")
    )
    return (
        pl.when(pl.col("entitled_id") != pl.col("posted_id"))
        .then(pl.lit("person"))
        .when(one_sided | days_differ)
        .then(pl.lit("roster"))
        .otherwise(pl.lit("rate"))
    )
