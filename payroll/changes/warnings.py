"""What somebody should look at before a month is approved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import polars as pl

from payroll.identity import tail
from payroll.money import yuan
from payroll.problems import Cell, Problem, problem

JUMP_PERCENT = 50
"""A stayer's regular pay that moved by more than this share is shown (待确认)."""


def find_change_problems(
    before: pl.DataFrame,
    after: pl.DataFrame,
    cards_before: pl.DataFrame,
    cards_after: pl.DataFrame,
) -> list[Problem]:
    """Changed cards, cards of several people, and jumps of regular pay between two months."""
    return list(
        chain(
            _changed_cards(cards_before, cards_after),
            _shared_cards(cards_after),
            _jumps(before, after),
        )
    )


def _changed_cards(before: pl.DataFrame, after: pl.DataFrame) -> Iterator[Problem]:
    both = before.join(after, on="id_number", suffix="_now").unique("id_number")
    changed = both.filter(pl.col("card_number") != pl.col("card_number_now")).sort("id_number")
    for row in changed.iter_rows(named=True):
        yield problem(
            "card-changed",
            Cell(),
            name=row["name_now"],
            tail=tail(row["id_number"]),
            before=tail(row["card_number"]),
            after=tail(row["card_number_now"]),
        )


def _shared_cards(cards: pl.DataFrame) -> Iterator[Problem]:
    people = (
        cards.drop_nulls("card_number")
        .filter(pl.col("card_number") != "")
        .unique(["id_number", "card_number"])
        .group_by("card_number")
        .agg(pl.col("name").sort(), pl.len().alias("people"))
        .filter(pl.col("people") > 1)
        .sort("card_number")
    )
    for card, names, count in people.iter_rows():
        yield problem(
            "card-of-several-people",
            Cell(),
            card=tail(card),
            people=count,
            names="、".join(names),
        )


def _jumps(before: pl.DataFrame, after: pl.DataFrame) -> Iterator[Problem]:
    was, now = _regular_pay(before, "was"), _regular_pay(after, "now")
    moved = was.join(now.drop("name"), on="id_number").with_columns(
        change=(pl.col("now") - pl.col("was")).abs()
    )
    jumped = moved.filter(pl.col("change") * 100 > pl.col("was") * JUMP_PERCENT).sort("id_number")
    for row in jumped.iter_rows(named=True):
        yield problem(
            "pay-jumped",
            Cell(),
            name=row["name"],
            tail=tail(row["id_number"]),
            before=yuan(row["was"]),
            after=yuan(row["now"]),
            percent=str(JUMP_PERCENT),
        )


def _regular_pay(payments: pl.DataFrame, name: str) -> pl.DataFrame:
    mine = payments.filter(pl.col("reason") == "regular", pl.col("payee") == "person")
    return mine.group_by("id_number").agg(
        pl.col("name").last(), pl.col("amount_fen").sum().alias(name)
    )
