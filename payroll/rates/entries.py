"""The dated entries of one component: what each must state and how its keys agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from payroll.rates.model import Base, Rate
from payroll.rates.reader import Findings, Place
from payroll.rates.tables import RateTable, Raw
from payroll.terms.status import UNCONFIRMED


def read_entries(raws: Sequence[Raw], place: Place, findings: Findings) -> list[Rate | None]:
    """The rates of one component, None for one that cannot be used."""
    rates: list[Rate | None] = []
    for number, raw in enumerate(raws, 1):
        here = place.nth("rate", number)
        table = findings.table(RateTable, raw, here)
        if table is None or not _sound(table, here, findings):
            rates.append(None)
            continue
        rates.append(
            Rate(
                effective_from=table.effective_from,
                effective_to=table.effective_to,
                announced=table.announced,
                withdrawn=table.withdrawn,
                amount_fen=table.amount,
                share_e4=table.share,
                base=table.of,
                rating=table.rating,
                source=table.source,
                status=table.status,
            )
        )
    return rates


def _sound(table: RateTable, place: Place, findings: Findings) -> bool:
    """Whether the keys of a rate agree with each other."""
    before = len(findings.problems)
    if table.effective_to is not None and table.effective_to < table.effective_from:
        findings.add(
            "rate-dates-reversed",
            place.cell("effective_to"),
            since=table.effective_from,
            until=table.effective_to,
        )
    if table.amount is not None and table.share is not None:
        findings.add("rate-amount-and-share", place.cell("share"))
    elif table.share is not None and table.of is None:
        findings.add("rate-share-without-base", place.cell("of"))
    if table.of is not None and table.share is None:
        findings.add("rate-base-without-share", place.cell("of"))
    unstated = table.amount is None and table.share is None and table.of is None
    if unstated and table.status != UNCONFIRMED:
        findings.add("rate-amount-missing", place.cell("amount"))
    return len(findings.problems) == before


def check_rating(rate: Rate, rated: bool, place: Place, findings: Findings) -> None:
    """Note a rating that is missing from a rated component, or given to one that is not rated."""
    if rated and rate.rating is None:
        findings.add("rate-rating-missing", place.cell("rating"))
    if not rated and rate.rating is not None:
        findings.add("rate-rating-unexpected", place.cell("rating"), rating=rate.rating)


def check_base(rate: Rate, bases: Mapping[str, Base], place: Place, findings: Findings) -> None:
    """Note a base that does not exist, or has no value on the rate's first day."""
    if rate.base is None:
        return
    base = bases.get(rate.base)
    if base is None:
        known = "、".join(bases) or "（空）"
        findings.add("rate-base-unknown", place.cell("of"), base=rate.base, known=known)
        return
    live = [value.effective_from for value in base.values if value.withdrawn is None]
    since = min(live, default=None)
    if rate.withdrawn is None and since is not None and since > rate.effective_from:
        findings.add(
            "rate-base-too-late",
            place.cell("of"),
            base=rate.base,
            since=rate.effective_from,
            base_since=since,
        )
