"""What earlier months say without a ledger: who already appeared, what is already charged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import polars as pl

from payroll.money import parse_hundredths
from payroll.period import month_text, parse_month
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.schema import ROSTER, Rates

CHARGED: dict[str, pl.DataType | type[pl.DataType]] = {
    "project": pl.String,
    "amount_fen": pl.Int64,
}
_PERSON = ["id_number", "program_id"]


class PastMonth(Protocol):
    """A month read and checked."""

    @property
    def accepted(self) -> pl.DataFrame:
        """Rows that are paid."""

    @property
    def held(self) -> pl.DataFrame:
        """Rows held back by an error."""


@dataclass(frozen=True)
class EarlierMonths:
    """Rows of earlier months of people who may be due a one-off now."""

    rows: pl.DataFrame
    """`schema.ROSTER`, row_id continuing after the rows of the run month."""
    held: tuple[tuple[date, int], ...]
    """Months with rows held back in the programs concerned, and how many."""


def read_earlier_months(
    folder: Path,
    month: date,
    accepted: pl.DataFrame,
    rates: Rates,
    judge: Callable[[date], PastMonth],
    skip: Collection[date] = (),
) -> EarlierMonths:
    """Earlier rows of the people of `accepted` whose program has a one-off, to find who already had
    it.  `judge` reads one month; months without a folder in `folder` are passed over, and nothing
    is read when no program of the month has a one-off.  Months to `skip` are known otherwise.
    """
    one_offs = rates.steps.filter(pl.col("per") == "person")
    people = accepted.join(one_offs.select("program_id").unique(), on="program_id", how="semi")
    rows, held = [pl.DataFrame(schema=ROSTER)], []
    if not people.is_empty():
        offset = int(accepted["row_id"].max()) + 1  # type: ignore[arg-type]
        by_placement = (one_offs["once_per"] == "placement").any()
        for past in _months_of(folder, month, any_year=bool(by_placement)):
            if past in skip:
                continue
            judged = judge(past)
            same = judged.accepted.join(people.select(_PERSON).unique(), on=_PERSON, how="semi")
            rows.append(same.with_columns(row_id=pl.int_range(pl.len(), dtype=pl.UInt32) + offset))
            offset += len(same)
            concerned = judged.held.join(people, on="program_id", how="semi")
            if not concerned.is_empty():
                held.append((past, len(concerned)))
    return EarlierMonths(pl.concat(rows, how="diagonal").select(*ROSTER), tuple(held))


def find_earlier_problems(
    earlier: EarlierMonths,
    accepted: pl.DataFrame,
    payments: pl.DataFrame,
    rates: Rates,
    cell_of: Callable[[int, str], Cell],
) -> list[Problem]:
    """What the reader should know of one-offs that are not paid because the person appeared before:
    one warning a program and component, and one for each person who is due nothing else."""
    found = [
        problem("earlier-month-unreadable", Cell(month_text(past)), month=month_text(past), rows=n)
        for past, n in earlier.held
    ]
    if earlier.rows.is_empty():
        return found
    firsts = earlier.rows.group_by(_PERSON).agg(first=pl.col("service_month").min())
    stated = rates.steps.filter(pl.col("per") == "person", pl.col("rate_fen").is_not_null())
    components = stated.select(
        "program_id", component="component_id", what="component_name"
    ).unique()
    paid = payments.filter(pl.col("reason") == "one_off").select("row_id", "component")
    seen = (
        accepted.join(firsts, on=_PERSON)
        .join(components, on="program_id")
        .join(paid, on=["row_id", "component"], how="anti")
        .sort("row_id", "component")
    )
    with_nothing = seen.join(payments, on="row_id", how="anti")
    for row in with_nothing.iter_rows(named=True):
        cell = cell_of(row["row_id"], "name")
        facts = {"component": row["what"], "first": month_text(row["first"])}
        found.append(
            problem("one-off-already-due", cell, name=row["name"], row_id=row["row_id"], **facts)
        )
    others = seen.join(payments, on="row_id", how="semi").group_by(
        "program_seen", "what", maintain_order=True
    )
    for (program, what), rows in others:
        months = "、".join(month_text(past) for past in rows["first"].unique().sort())
        facts = {"component": what, "people": len(rows), "months": months, "program": program}
        found.append(problem("one-offs-already-due", Cell(), **facts))
    return found


def charged_before(
    out: Path, month: date, until: date = date.max
) -> tuple[pl.DataFrame, dict[str, str]]:
    """What the earlier run months of the year charged within the projects (`CHARGED`, fen).

    Read from their `charges.csv` under `out`; the SHA-256 of each by `YYYY-MM/charges.csv`.  Months
    from `until` on are known otherwise.

    Raises `Refusal` for a file that is not as this program writes it.
    """
    totals, files = [pl.DataFrame(schema=CHARGED)], {}
    for past in _months_of(out, month, any_year=False):
        path = out / month_text(past) / "charges.csv"
        if past < until and path.is_file():
            content = path.read_bytes()
            files[f"{month_text(past)}/{path.name}"] = hashlib.sha256(content).hexdigest()
            totals.append(_charged_within(content, Cell(f"{month_text(past)}/{path.name}")))
    return pl.concat(totals).group_by("project").agg(pl.col("amount_fen").sum()), files


def _charged_within(content: bytes, cell: Cell) -> pl.DataFrame:
    try:
        charges = pl.read_csv(content, infer_schema=False)
        within = charges.filter(pl.col("kind") == "within")
        fen = [parse_hundredths(text) for text in within["amount_yuan"]]
        return pl.DataFrame({"project": within["project"], "amount_fen": fen}, schema=CHARGED)
    except (pl.exceptions.PolarsError, ValueError, TypeError):
        raise Refusal(problem("earlier-charges-unreadable", cell)) from None


def _months_of(folder: Path, before: date, *, any_year: bool) -> list[date]:
    """Months before `before` (of its year, or of any) that have a folder named YYYY-MM."""
    months = []
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            month = parse_month(path.name)
        except ValueError:
            continue
        if path.is_dir() and month < before and (any_year or month.year == before.year):
            months.append(month)
    return sorted(months)
