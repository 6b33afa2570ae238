"""What is due and yet not paid, because the rates do not say enough: once a program, not a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from payroll.checks.due import DueRates
from payroll.checks.facts import is_blank
from payroll.checks.posts import PAYABLE
from payroll.intake.reading import Reading
from payroll.period import month_end
from payroll.problems import Cell, Problem, problem

_PAYS_SOMETHING = pl.col("states_fixed") | pl.col("rating_stated").fill_null(value=False)
"""A row of a program that states nothing at all is held back by a check of its own."""


def find_unstated_amounts(rows: pl.DataFrame, due: DueRates) -> Iterator[Problem]:
    """Components, and ratings of components, that people are due and no source puts a figure to."""
    unstated = due.steps.filter(pl.col("rate_fen").is_null()).unique(
        ["program_id", "component_id", "rating"], maintain_order=True, keep="first"
    )
    for step in unstated.iter_rows(named=True):
        people = rows.filter(
            (pl.col("program_id") == step["program_id"])
            & PAYABLE
            & _PAYS_SOMETHING
            & _of_rating(step["rating"])
        )
        if people.is_empty():
            continue
        code = "amount-not-stated" if step["rating"] is None else "rating-amount-not-stated"
        facts = {} if step["rating"] is None else {"rating": step["rating"]}
        program, file = people.select("program", "program_file").row(0)
        yield problem(
            code,
            Cell(file, step["component_name"], None, "amount"),
            program=program,
            component=step["component_name"],
            count=people.height,
            **facts,
        )


def _of_rating(rating: str | None) -> pl.Expr:
    return pl.lit(value=True) if rating is None else pl.col("rating") == rating


def find_partial_rates(rows: pl.DataFrame, due: DueRates, month: date) -> Iterator[Problem]:
    """Components without a rate on some day on which people are in post: such days pay nothing."""
    last = month_end(month)
    spans = (
        due.steps.group_by("program_id", "component_id", "rating", maintain_order=True)
        .agg(
            pl.col("component_name").first(),
            first=pl.max_horizontal(pl.col("valid_from").min(), pl.lit(month)),
            last=pl.min_horizontal(pl.col("valid_to").fill_null(last).max(), pl.lit(last)),
        )
        .filter((pl.col("first") > month) | (pl.col("last") < last))
    )
    for span in spans.iter_rows(named=True):
        outside = rows.filter(
            PAYABLE & _of_rating(span["rating"]) & (pl.col("program_id") == span["program_id"]),
            (pl.col("post_from") < span["first"]) | (pl.col("post_to") > span["last"]),
        )
        if outside.is_empty():
            continue
        program, file, title = outside.select("program", "program_file", "month_title").row(0)
        yield problem(
            "rate-covers-part",
            Cell(file, span["component_name"], None, "effective_from"),
            program=program,
            component=span["component_name"],
            month=title,
            first=f"{span['first']:%Y-%m-%d}",
            last=f"{span['last']:%Y-%m-%d}",
            count=outside.height,
            file=file,
        )


def find_unused_ratings(rows: pl.DataFrame, reading: Reading) -> Iterator[Problem]:
    """Ratings given for programs of which nothing depends on a rating, once a program and table."""
    unused = (
        rows.filter(PAYABLE & ~is_blank(pl.col("rating")) & pl.col("ratings").is_null())
        .group_by("layout", "program_id", maintain_order=True)
        .agg(pl.col("row", "program", "month_title").first(), count=pl.len())
    )
    for group in unused.iter_rows(named=True):
        yield problem(
            "rating-not-used",
            reading.layouts[group["layout"]].cell(group["row"], "rating"),
            program=group["program"],
            month=group["month_title"],
            count=group["count"],
        )
