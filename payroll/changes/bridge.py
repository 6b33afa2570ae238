"""The bridge between two months, closing to 0.00 in every program."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from payroll.money import divided_half_away

CAUSES = (
    *("joiners", "leavers", "holds", "rates", "days", "components"),
    *("one_offs", "corrections", "manual"),
)
"""In the order they are shown; every fen of the difference has one of them.

* joiners, leavers: people with regular lines in one of the months only;
* holds: those of them who were on hold in the other month, and are neither new nor gone;
* rates: the rate differs, measured at this month's days; days: the rest of such a line, and lines
  whose rate is the same;
* components: a regular component that a person had in one month only;
* one_offs, corrections (补发 and 追回), manual: lines of that kind now, less those of last month.
"""

_LINE = ["program_id", "id_number", "component", "payee"]
_SIGN = pl.when(pl.col("payee") == "deduction").then(-1).otherwise(1)


@dataclass(frozen=True)
class Bridge:
    """What moved the total of net pay and insurance from one month to the next."""

    programs: pl.DataFrame
    """`program_id`, `program`, `before_fen`, a column `<cause>_fen` for each of `CAUSES`,
    `after_fen`; before + Σ causes = after."""
    people: pl.DataFrame
    """`program_id`, `id_number`, `name`, `cause`, `effect_fen` (not 0): who is behind a cause."""


NOBODY = pl.DataFrame(schema={"program_id": pl.String, "id_number": pl.String})


def bridge(before: pl.DataFrame, after: pl.DataFrame, on_hold: pl.DataFrame = NOBODY) -> Bridge:
    """The bridge from the payments of one month to those of the next.

    `on_hold` has a row (`program_id`, `id_number`) for everybody on hold in one of them.

    Both hold `program_id`, `program`, `id_number`, `name`, `component`, `payee`, `reason`,
    `rate_fen`, `paid_days_h`, `required_days_h`, `amount_fen`; a deduction counts as less.
    """
    before = before.with_columns(amount_fen=pl.col("amount_fen") * _SIGN)
    after = after.with_columns(amount_fen=pl.col("amount_fen") * _SIGN)
    effects = pl.concat(
        [
            _regular_effects(_regular(before), _regular(after), on_hold),
            *(
                _reason_effects(before, after, reasons, cause)
                for reasons, cause in (
                    (["one_off"], "one_offs"),
                    (["arrears", "recovery", "opening"], "corrections"),
                    (["manual"], "manual"),
                )
            ),
        ]
    ).filter(pl.col("effect_fen") != 0)
    names = (
        pl.concat([before, after])
        .group_by("id_number")
        .agg(pl.col("name").last())
        .select("id_number", "name")
    )
    people = (
        effects.group_by("program_id", "id_number", "cause")
        .agg(pl.col("effect_fen").sum())
        .filter(pl.col("effect_fen") != 0)
        .join(names, on="id_number", how="left")
        .select("program_id", "id_number", "name", "cause", "effect_fen")
        .sort("program_id", "cause", "id_number")
    )
    return Bridge(_by_program(before, after, effects), people)


def _regular(payments: pl.DataFrame) -> pl.DataFrame:
    """Regular lines a person, component and payee; a split month's segments added up."""
    return (
        payments.filter(pl.col("reason") == "regular")
        .group_by(_LINE)
        .agg(
            pl.col("amount_fen").sum(),
            pl.col("rate_fen").last(),
            pl.col("rate_fen").n_unique().alias("rates"),
            pl.col("paid_days_h").sum(),
            pl.col("required_days_h").max(),
        )
    )


def _regular_effects(
    before: pl.DataFrame, after: pl.DataFrame, on_hold: pl.DataFrame
) -> pl.DataFrame:
    """Joiners, leavers, holds, components, rates and days."""
    person = ["program_id", "id_number"]
    both = (
        before.join(after, on=_LINE, how="full", suffix="_now", coalesce=True)
        .join(before.select(person).unique().with_columns(was=True), on=person, how="left")
        .join(after.select(person).unique().with_columns(is_now=True), on=person, how="left")
        .join(on_hold.select(person).unique().with_columns(held=True), on=person, how="left")
        .with_columns(
            effect_fen=pl.col("amount_fen_now").fill_null(0) - pl.col("amount_fen").fill_null(0)
        )
    )
    moved = pl.col("rate_fen_now") != pl.col("rate_fen")
    whole = pl.col("required_days_h_now").is_null() | (pl.col("required_days_h_now") == 0)
    at_these_days = divided_half_away(
        (pl.col("rate_fen_now") - pl.col("rate_fen")) * pl.col("paid_days_h_now"),
        pl.col("required_days_h_now"),
    )
    by_rate = (
        pl.when(~moved).then(0).when(whole).then("effect_fen").otherwise(at_these_days).fill_null(0)
    )
    shared = both.filter("was", "is_now", pl.col("amount_fen").is_not_null()).filter(
        pl.col("amount_fen_now").is_not_null()
    )
    rates = shared.with_columns(cause=pl.lit("rates"), effect_fen=by_rate)
    days = shared.with_columns(cause=pl.lit("days"), effect_fen=pl.col("effect_fen") - by_rate)
    single = both.join(shared.select(_LINE), on=_LINE, how="anti", nulls_equal=True)
    others = single.with_columns(
        cause=pl.when("held", pl.col("was").is_null() | pl.col("is_now").is_null())
        .then(pl.lit("holds"))
        .when(pl.col("was").is_null())
        .then(pl.lit("joiners"))
        .when(pl.col("is_now").is_null())
        .then(pl.lit("leavers"))
        .otherwise(pl.lit("components"))
    )
    columns = ["program_id", "id_number", "cause", "effect_fen"]
    return pl.concat([part.select(columns) for part in (rates, days, others)])


def _reason_effects(
    before: pl.DataFrame, after: pl.DataFrame, reasons: list[str], cause: str
) -> pl.DataFrame:
    """Lines of other kinds: those of this month, less those of last month."""
    mine = pl.col("reason").is_in(reasons)
    return pl.concat(
        [
            after.filter(mine).select("program_id", "id_number", effect_fen="amount_fen"),
            before.filter(mine).select("program_id", "id_number", effect_fen=-pl.col("amount_fen")),
        ]
    ).select("program_id", "id_number", pl.lit(cause).alias("cause"), "effect_fen")


def _by_program(before: pl.DataFrame, after: pl.DataFrame, effects: pl.DataFrame) -> pl.DataFrame:
    """Before, causes and after of every program; raises when they do not close."""
    programs = (
        pl.concat([before, after])
        .group_by("program_id")
        .agg(pl.col("program").last())
        .join(_sums(before, "before_fen"), on="program_id", how="left")
        .join(_sums(after, "after_fen"), on="program_id", how="left")
    )
    for cause in CAUSES:
        mine = effects.filter(pl.col("cause") == cause)
        sums = mine.group_by("program_id").agg(pl.col("effect_fen").sum().alias(f"{cause}_fen"))
        programs = programs.join(sums, on="program_id", how="left")
    amounts = ["before_fen", *(f"{cause}_fen" for cause in CAUSES), "after_fen"]
    programs = programs.with_columns(pl.col(amounts).fill_null(0)).sort("program_id")
    open_fen = programs["after_fen"] - programs.select(pl.sum_horizontal(amounts[:-1])).to_series()
    if (open_fen != 0).any():
        raise AssertionError("a bridge that does not close")
    return programs.select("program_id", "program", *amounts)


def _sums(payments: pl.DataFrame, name: str) -> pl.DataFrame:
    return payments.group_by("program_id").agg(pl.col("amount_fen").sum().alias(name))
