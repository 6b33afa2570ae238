"""What a ledger says was paid, in the frame that files are read into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from payroll.ledger.records import Identity, PaidLine
from payroll.ledger.store import Ledger
from payroll.paid.frame import CHARGES, LINES, PAID, PaidMonths
from payroll.period import month_text


def posted_months(ledger: Ledger) -> list[date]:
    """The run months that are posted, ascending; opening entries are no month."""
    runs = ledger.runs()
    return sorted(run.run_month for run in runs if run.subject == month_text(run.run_month))


def posted_payments(ledger: Ledger, months: Sequence[date]) -> PaidMonths:
    """The payments of `months`, all of them posted, as their lines.csv and charges.csv have them.

    People are called what they are called now: somebody whose ID number was corrected is one person
    throughout.  `files` are the digests of the two files that were posted, whatever lies in the
    folder today.
    """
    digests = {run.subject: run.run_digest for run in ledger.runs()}
    files = dict[str, str]()
    for month in months:
        subject = month_text(month)
        _, outputs = ledger.files(subject)
        files |= {f"{subject}/{name}": outputs[name] for name in (LINES, CHARGES)}
    lines = ledger.paid(months[0], months[-1]) if months else []
    posted = {month: digests[month_text(month)] for month in months}
    return PaidMonths(_frame(lines, ledger.identities()), files, tuple(months), posted)


def _frame(lines: Sequence[PaidLine], identities: Mapping[int, Sequence[Identity]]) -> pl.DataFrame:
    """`PAID` of posted lines; `identities` are what their people were called, oldest first."""
    kinds = {name: PAID.get(name, pl.Int64) for name in PaidLine._fields}
    columns = list(zip(*lines, strict=True)) or [()] * len(kinds)
    called = pl.DataFrame(
        [(person, known[-1].id_number, known[-1].name) for person, known in identities.items()],
        schema={"person": pl.Int64, "id_number": pl.String, "name": pl.String},
        orient="row",
    )
    return (
        pl.DataFrame(
            [
                pl.Series(name, values, dtype=pl.String if kinds[name] == pl.Date else kinds[name])
                for name, values in zip(PaidLine._fields, columns, strict=True)
            ]
        )
        .with_columns(pl.col("run_month", "service_month").str.to_date("%Y-%m"))
        .join(called, on="person", how="left", maintain_order="left")
        .select(*PAID)
    )
