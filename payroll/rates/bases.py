"""bases.toml: dated amounts that rates may be a share of."""

from __future__ import annotations

from payroll.rates.model import Base, Rate
from payroll.rates.reader import Findings, Place
from payroll.rates.tables import BasesTable, BaseTable, BaseValueTable, Raw
from payroll.rates.timeline import find_timeline_problems


def read_bases(raw: Raw, place: Place, findings: Findings) -> dict[str, Base]:
    """The bases by id; every mistake becomes a problem."""
    top = findings.table(BasesTable, raw, place)
    bases: dict[str, Base] = {}
    for number, raw_base in enumerate(top.base if top else [], 1):
        here = place.nth("base", number)
        table = findings.table(BaseTable, raw_base, here)
        if table is None:
            continue
        if table.id in bases:
            findings.add("base-id-twice", here.cell("id"), seen=table.id)
        bases[table.id] = Base(table.id, table.name, _values(table, here, findings))
    return bases


def _values(base: BaseTable, place: Place, findings: Findings) -> tuple[Rate, ...]:
    places = [place.nth("value", number) for number in range(1, len(base.value) + 1)]
    tables = findings.tables(BaseValueTable, base.value, places)
    values = tuple(_value(table) for table in tables)
    if len(values) == len(base.value):
        findings.problems.extend(find_timeline_problems(values, places))
        if all(value.withdrawn is not None for value in values):
            findings.add("base-without-value", place.cell("value"), base=base.id)
    return values


def _value(table: BaseValueTable) -> Rate:
    return Rate(
        effective_from=table.effective_from,
        effective_to=None,
        announced=table.announced,
        withdrawn=table.withdrawn,
        amount_fen=table.amount,
        share_e4=None,
        base=None,
        rating=None,
        source=table.source,
        status="",
    )
