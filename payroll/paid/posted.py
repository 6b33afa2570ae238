"""What a ledger says was paid, in the frame that files are read into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from payroll.ledger.records import Charge, Identity, Line
from payroll.ledger.store import Ledger
from payroll.paid.frame import CHARGES, LINES, PAID, PaidMonths
from payroll.period import month_text

_BLANK = Identity("", "")


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
    called = {person: known[-1] for person, known in ledger.identities().items()}
    digests = {run.subject: run.run_digest for run in ledger.runs()}
    payments, files = [pl.DataFrame(schema=PAID)], dict[str, str]()
    for month in months:
        subject = month_text(month)
        _, outputs = ledger.files(subject)
        files |= {f"{subject}/{name}": outputs[name] for name in (LINES, CHARGES)}
        payments.append(_frame(month, ledger.lines(subject), ledger.charges(subject), called))
    posted = {month: digests[month_text(month)] for month in months}
    return PaidMonths(pl.concat(payments, rechunk=False), files, tuple(months), posted)


def _frame(
    month: date,
    lines: Sequence[Line],
    charges: Sequence[Charge],
    called: Mapping[int, Identity],
) -> pl.DataFrame:
    """`PAID` of one posting."""
    rows = [
        (
            *(line.line_id, month, line.service_month, line.program_id, line.program, line.unit),
            *(called.get(line.person, _BLANK).id_number, called.get(line.person, _BLANK).name),
            *(line.component, line.component_name, line.payee, line.reason, line.rate_fen),
            *(line.paid_days_h, line.required_days_h, line.amount_fen),
            *(charge.project, charge.fund, charge.document, charge.kind, charge.amount_fen),
        )
        for line, charge in zip(lines, charges, strict=True)  # a posting charges every line
    ]
    return pl.DataFrame(rows, schema=PAID, orient="row")
