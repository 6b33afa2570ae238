"""Lines with everything a reader needs beside the amount: who, where, for what, by which rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

from payroll.ledger.records import Identity
from payroll.rates.model import Program
from payroll.schema import PAYMENTS, SPLITS, Rates


def payments(
    lines: pl.DataFrame,
    splits: pl.DataFrame,
    roster: pl.DataFrame,
    rates: Rates,
    programs: Sequence[Program],
    run_month: date,
) -> pl.DataFrame:
    """`schema.PAYMENTS` of the lines due in `run_month`, numbered and not yet charged.

    `lines` (`schema.LINES`, those of split months with their `splits`, `schema.SPLITS`) name rows
    of `roster` and steps of `rates`.  `project` and `fund` are null until `with_charges`.
    """
    steps = rates.steps.rename(
        {"component_id": "component", "source": "rate_source", "status": "rate_status"}
    ).drop("program_id", "rating")
    people = _people(roster, programs)
    ordered = _in_their_order(lines, people, rates.steps)
    # Rows are taken by their number: a hash join of two million lines costs five times as much.
    who = people.drop("row_id", "position").select(pl.all().gather(ordered["at"]))
    which = steps.drop("rate_id").select(pl.all().gather(ordered["rate_id"]))
    described = (
        pl.concat([ordered, who, which], how="horizontal")
        .lazy()
        .pipe(_with_splits, splits)
        .with_columns(
            line_id=_line_ids(run_month),
            run_month=pl.lit(run_month, pl.Date),
            reason=pl.when(pl.col("per") == "person")
            .then(pl.lit("one_off"))
            .otherwise(pl.lit("regular")),
            cause=pl.lit(""),
            once_for=_once_for(),
            project=pl.lit(None, pl.String),
            fund=pl.lit(None, pl.String),
        )
        .select(*PAYMENTS)
        .collect()
    )
    if len(described) != len(lines):
        raise AssertionError("a line without its row, rate or program")
    return described


def _in_their_order(lines: pl.DataFrame, people: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """The lines in the order of payments; `at` is the place of their person among `people`.

    One number says it all (position, component, segment): sorting by it takes half the time of
    sorting by three columns.
    """
    by_id = people.with_row_index("at").select("row_id", "at").sort("row_id")
    found = by_id["row_id"].search_sorted(lines["row_id"])
    at = by_id["at"].gather(found.clip(upper_bound=max(len(by_id) - 1, 0)))
    if not people["row_id"].gather(at).equals(lines["row_id"]):
        raise AssertionError("a line without its row")
    segment = pl.col("segment_from").dt.day().fill_null(0).cast(pl.Int64)
    component = pl.lit(steps["component_order"]).gather(pl.col("rate_id")).cast(pl.Int64)
    position = pl.lit(people["position"]).gather(pl.col("at")).cast(pl.Int64)
    return (
        lines.with_columns(at=at)
        .with_columns(_key=(position * 256 + component) * 32 + segment)
        .sort("_key")
        .drop("_key")
    )


def numbered(payments: pl.DataFrame, run_month: date) -> pl.DataFrame:
    """`payments` with `line_id` by their order."""
    return payments.with_columns(line_id=_line_ids(run_month))


def _line_ids(run_month: date) -> pl.Expr:
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(6)
    return pl.lit(f"{run_month:%Y%m}-") + number


def _once_for() -> pl.Expr:
    """What a one-off is paid once for: the program-year, or the placement by its first day."""
    by_placement = pl.lit("placement-") + pl.col("start_date").cast(pl.String).fill_null("")
    by_year = pl.col("service_month").dt.year().cast(pl.String)
    placement = pl.col("once_per") == "placement"
    return pl.when(pl.col("per") == "person").then(
        pl.when(placement).then(by_placement).otherwise(by_year)
    )


def _with_splits(payments: pl.LazyFrame, splits: pl.DataFrame) -> pl.LazyFrame:
    """`payments` with what the lines of split months were weighed by, null for all others."""
    if splits.is_empty():
        names = [name for name in SPLITS if name not in ("row_id", "rate_id")]
        return payments.with_columns(pl.lit(None, SPLITS[name]).alias(name) for name in names)
    return payments.join(splits.lazy(), on=["row_id", "rate_id"], how="left", maintain_order="left")


def _people(roster: pl.DataFrame, programs: Sequence[Program]) -> pl.DataFrame:
    """The roster as payments show it, with the `position` of each row in their order: program,
    unit, person, month.  Lines are sorted by that number, not by texts once a line."""
    known = pl.DataFrame(
        [(program.id, program.name, order) for order, program in enumerate(programs)],
        schema={"program_id": pl.String, "program": pl.String, "program_order": pl.Int64},
        orient="row",
    )
    people = (
        roster.rename({"file": "source_file", "sheet": "source_sheet", "row": "source_row"})
        .drop("required_days_h", "leave", "marks", "rating", "program_seen", "layout")
        .with_columns(pl.col("program_id").cast(pl.String))
        .join(known, on="program_id", maintain_order="left")
    )
    units = pl.len() + 1  # a unit's number is below it; rows without a unit come first
    unit = pl.col("unit").rank("dense").cast(pl.Int64).fill_null(0)
    order = people.select(
        "id_number", "service_month", place=pl.col("program_order") * units + unit
    ).select(pl.arg_sort_by("place", "id_number", "service_month"))
    return people.drop("program_order").with_columns(position=order.to_series().arg_sort())


def with_charges(payments: pl.DataFrame, charges: pl.DataFrame) -> pl.DataFrame:
    """`payments` with the `project` and `fund` each line is charged to.

    `charges` (`schema.CHARGES`) has a row a payment, in their order.
    """
    if not payments["line_id"].equals(charges["line_id"]):
        raise AssertionError("charges of other lines")
    return payments.with_columns(charges["project"], charges["fund"])


def with_cards(
    lines: pl.DataFrame, roster: pl.DataFrame, known: Callable[[list[str]], Mapping[str, Identity]]
) -> pl.DataFrame:
    """`lines` (`schema.PAYMENTS`) with one card a person, so that what is taken back is taken out
    of what is paid.

    `roster` are the accepted rows of the run month: who stands there is paid as that row says,
    whatever cards older sheets name; lines by hand get their unit and name from it too.  Everybody
    else is paid by the latest row behind their lines, else as `known` says of an ID number.
    """
    own, others = lines.filter(_OWN), lines.filter(~_OWN)
    if others.is_empty():
        return lines
    here = roster.select("id_number", "name", "unit", "card_number", "bank").unique(
        "id_number", keep="first", maintain_order=True
    )
    absent = others.join(here, on="id_number", how="anti").sort("service_month")
    latest = absent.filter(pl.col("card_number").fill_null("") != "").unique(
        "id_number", keep="last", maintain_order=True
    )
    nowhere = absent.join(latest, on="id_number", how="anti")["id_number"].unique().sort()
    told = known(nowhere.to_list()) if len(nowhere) else {}
    columns = ["id_number", "name", "card_number", "bank"]
    last = pl.DataFrame(
        [(number, who.name, who.card_number, who.bank) for number, who in told.items()],
        schema={name: PAYMENTS[name] for name in columns},
        orient="row",
    )
    called = pl.concat([here, latest.select(columns), last], how="diagonal_relaxed")
    stated = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in ("name", "unit")]
    paid = others.join(
        called, on="id_number", how="left", suffix="_there", maintain_order="left"
    ).with_columns(
        name=pl.coalesce(stated[0], "name_there", "name"),
        unit=pl.coalesce(stated[1], "unit_there", "unit"),
        card_number="card_number_there",
        bank="bank_there",
    )
    return pl.concat([own, paid.select(lines.columns)])


_OWN = pl.col("row_id").is_not_null()
"""Whether a line comes from a row of the run month."""
