"""What a clerk is told of posted months: who is lost from the sheets, what is left to take back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from payroll.identity import tail
from payroll.money import yuan
from payroll.payable.people import People
from payroll.payable.recoveries import BALANCES
from payroll.period import month_text
from payroll.problems import Cell, Problem, problem

ONE_OFF = pl.col("period").str.len_chars() != len("2026-03")
"""Whether the period of a key is what a one-off is paid once for, not a service month."""


def find_nothing_due_problems(
    rows: pl.DataFrame, own: pl.DataFrame, posted: pl.DataFrame, people: People
) -> Iterator[Problem]:
    """One problem a row that is due nothing because its one-off was posted before."""
    once = posted.filter(ONE_OFF).unique(["person", "program_id"], keep="last")
    alone = (
        rows.with_columns(people.numbers(rows), pl.col("program_id").cast(pl.String))
        .join(own.select("row_id"), on="row_id", how="anti")
        .join(
            once.select("person", "program_id", "component_name", "period"),
            on=["person", "program_id"],
        )
        .sort("row_id")
    )
    for row in alone.iter_rows(named=True):
        yield problem(
            "one-off-already-posted",
            Cell(row["file"], row["sheet"] or "", row["row"]),
            name=row["name"],
            row_id=row["row_id"],
            component=row["component_name"],
            period=row["period"],
        )


def find_unseen_problems(unseen: pl.DataFrame, people: People) -> Iterable[Problem]:
    """One problem a person, program and period that was posted and stands on no sheet now."""
    sums = unseen.group_by("person", "program_id", "period", maintain_order=True).agg(
        pl.col("posted_fen").sum()
    )
    for person, _, period, posted_fen in sums.iter_rows():
        id_number, name = people.called(person)
        facts = {"period": period, "posted": yuan(posted_fen), "tail": tail(id_number)}
        yield problem("posted-but-not-on-any-sheet", Cell(period), name=name, **facts)


def find_balance_problems(balances: pl.DataFrame, paid: set[int]) -> Iterable[Problem]:
    """One problem a purse from which more is to be taken back than the month pays."""
    assert set(BALANCES) <= set(balances.columns)  # noqa: S101  (a mistake of ours)
    for row in balances.filter(pl.col("closing_fen") > 0).iter_rows(named=True):
        code = "recovery-left" if row["person"] in paid else "recovery-from-leaver"
        yield problem(
            code,
            Cell(),
            name=row["name"],
            tail=tail(row["id_number"]),
            project=row["project"],
            opening=yuan(row["opening_fen"]),
            offset=yuan(row["offset_fen"]),
            closing=yuan(row["closing_fen"]),
        )


def find_posted_errors(problems: Mapping[date, Sequence[Problem]]) -> Iterator[Problem]:
    """The errors among the problems of each posted month as its sheets stand now: who is held back
    there is neither paid late nor taken back from, and nobody else would say so."""
    for past, found in problems.items():
        for each in found:
            if each.severity == "error":
                cell = replace(each.cell, file=f"../{month_text(past)}/{each.cell.file}")
                yield replace(each, cell=cell, row_id=None)
