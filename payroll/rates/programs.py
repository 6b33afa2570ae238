"""One program's file turned into a `Program`, with a problem for everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from payroll.rates import policies
from payroll.rates.model import Base, ChargedTo, Component, Program, Rate, Setting
from payroll.rates.reader import Findings, Place
from payroll.rates.tables import (
    ChargedToTable,
    ComponentTable,
    PolicyTable,
    ProgramTable,
    RateTable,
    Raw,
)
from payroll.rates.timeline import find_timeline_problems
from payroll.terms.status import UNCONFIRMED

Bases = Mapping[str, Base]


def read_program(raw: Raw, file: str, bases: Bases, findings: Findings) -> Program | None:
    """The program that a file states; None when its top cannot be read.

    What comes back is whole only if no problem was added on the way.
    """
    place = Place(file)
    top = findings.table(ProgramTable, raw, place)
    policy = findings.table(PolicyTable, _tables(raw, "policy"), place.inside("policy"))
    policy = policy or PolicyTable()
    charged_to = _charged_to(_list(raw, "charged_to"), place, findings)
    tables = _components(_list(raw, "component"), place, findings)
    settings = policies.program_settings(policy, [table for table, _ in tables])
    components = tuple(_component(table, here, settings, bases, findings) for table, here in tables)
    if top is None:
        return None
    return Program(
        id=top.id,
        name=top.name,
        aliases=tuple(top.aliases),
        file=file,
        charged_to=charged_to,
        policy=settings,
        leave=_leave(policy, place.inside("policy"), findings),
        components=components,
        order=top.order,
    )


def _charged_to(raws: list[Raw], place: Place, findings: Findings) -> tuple[ChargedTo, ...]:
    windows: list[tuple[int, ChargedTo]] = []
    for number, raw in enumerate(raws, 1):
        here = place.nth("charged_to", number)
        table = findings.table(ChargedToTable, raw, here)
        if table is None:
            continue
        window = ChargedTo(table.project, *table.months)
        for other, earlier in windows:
            same = earlier.project == window.project
            if same and earlier.first <= window.last and window.first <= earlier.last:
                cell = here.cell("months")
                findings.add("charged-to-overlap", cell, project=window.project, other=other)
        windows.append((number, window))
    return tuple(window for _, window in windows)


def _leave(policy: PolicyTable, place: Place, findings: Findings) -> dict[str, Setting]:
    for kind, table in policy.leave.items():
        if table.value is None and table.status != UNCONFIRMED:
            findings.add("leave-ratio-unstated", place.cell(f"leave.{kind}"), kind=kind)
    return {
        kind: Setting(table.value or "", table.status, table.source)
        for kind, table in policy.leave.items()
    }


def _components(
    raws: list[Raw], place: Place, findings: Findings
) -> list[tuple[ComponentTable, Place]]:
    """The components whose head can be read; the rates of the others are looked at all the same."""
    components: list[tuple[ComponentTable, Place]] = []
    ids: set[str] = set()
    for number, raw in enumerate(raws, 1):
        name = raw.get("name")
        here = place.inside(f"component {name if isinstance(name, str) and name else number}")
        table = findings.table(ComponentTable, raw, here)
        if table is None:
            _rates(_list(raw, "rate"), here, findings)
            continue
        if table.id in ids:
            findings.add("component-id-twice", here.cell("id"), seen=table.id)
        ids.add(table.id)
        components.append((table, here))
    return components


def _component(
    table: ComponentTable,
    place: Place,
    settings: Mapping[str, Setting],
    bases: Bases,
    findings: Findings,
) -> Component:
    if table.per == "person" and table.proration and table.proration.value != "none":
        seen = table.proration.value
        findings.add("one-off-prorated", place.cell("proration.value"), seen=seen)
    places = [place.nth("rate", number) for number in range(1, len(table.rate) + 1)]
    rates = _rates(table.rate, place, findings)
    for rate, here in zip(rates, places, strict=True):
        if rate is not None:
            _check_rating(rate, table.per == "rating", here, findings)
            _check_base(rate, bases, here, findings)
    whole = [rate for rate in rates if rate is not None]
    if len(whole) == len(rates):
        findings.problems.extend(find_timeline_problems(whole, places))
    return Component(
        id=table.id,
        name=table.name,
        payee=table.payee,
        per=table.per,
        proration=policies.proration(table, settings),
        rounding=policies.rounding(table, settings),
        once_per=policies.once_per(table, settings),
        at_zero_attendance=policies.at_zero_attendance(table, settings),
        rates=tuple(whole),
        policy=policies.component_settings(table),
    )


def _rates(raws: Sequence[Raw], place: Place, findings: Findings) -> list[Rate | None]:
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


def _check_rating(rate: Rate, rated: bool, place: Place, findings: Findings) -> None:
    if rated and rate.rating is None:
        findings.add("rate-rating-missing", place.cell("rating"))
    if not rated and rate.rating is not None:
        findings.add("rate-rating-unexpected", place.cell("rating"), rating=rate.rating)


def _check_base(rate: Rate, bases: Bases, place: Place, findings: Findings) -> None:
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


def _list(raw: Raw, key: str) -> list[Raw]:
    """The tables under `key`; anything else there is a problem found when the top is read."""
    value = raw.get(key)
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, dict)]


def _tables(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}
