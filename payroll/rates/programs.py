"""One program's file turned into a `Program`, with a problem for everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping

from payroll.rates import policies
from payroll.rates.entries import check_base, check_rating, read_entries
from payroll.rates.model import Base, ChargedTo, Component, Program, Setting
from payroll.rates.reader import Findings, Place
from payroll.rates.tables import (
    ChargedToTable,
    ComponentTable,
    PolicyTable,
    ProgramTable,
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
        recovery_cap=policies.recovery_cap(policy),
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
    names: set[str] = set()
    for number, raw in enumerate(raws, 1):
        name = raw.get("name")
        here = place.inside(f"component {name if isinstance(name, str) and name else number}")
        table = findings.table(ComponentTable, raw, here)
        if table is None:
            read_entries(_list(raw, "rate"), here, findings)
            continue
        if table.id in ids:
            findings.add("component-id-twice", here.cell("id"), seen=table.id)
        if table.name in names:
            findings.add("component-name-twice", here.cell("name"), seen=table.name)
        ids.add(table.id)
        names.add(table.name)
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
    rates = read_entries(table.rate, place, findings)
    for rate, here in zip(rates, places, strict=True):
        if rate is not None:
            check_rating(rate, table.per == "rating", here, findings)
            check_base(rate, bases, here, findings)
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


def _list(raw: Raw, key: str) -> list[Raw]:
    """The tables under `key`; anything else there is a problem found when the top is read."""
    value = raw.get(key)
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, dict)]


def _tables(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}
