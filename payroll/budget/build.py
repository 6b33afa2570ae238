"""Budget objects from the tables of a file."""

from __future__ import annotations

import re

from payroll.budget.changes import Change
from payroll.budget.model import (
    Basis,
    Deadline,
    EvaluationPolicy,
    Holding,
    Indicator,
    Part,
    Period,
    Product,
    Project,
    Stated,
)
from payroll.budget.published import (
    Growth,
    ProjectsTie,
    PublishedTable,
    Ratio,
    Row,
    Same,
    Sum,
)
from payroll.budget.published_tables import (
    GrowthTable,
    ProjectsTieTable,
    PublishedTableTable,
    RatioTable,
    RowsTieTable,
    SameTable,
    TieTable,
)
from payroll.budget.tables import (
    BasisTable,
    ChangeTable,
    EvaluationTable,
    HoldingTable,
    IndicatorTable,
    PartTable,
    ProjectTable,
    StatedTable,
)
from payroll.money import parse_hundredths, yuan
from payroll.rates.model import Setting
from payroll.terms.budget import FUNDS, INDICATOR_UNITS, OPERATORS, WAN

_VALUE = re.compile(
    f"(?P<operator>[≥≤><]?)(?P<number>[0-9]+(?:[.][0-9]{{1,2}})?)(?P<unit>{'|'.join(INDICATOR_UNITS)})"
)


def project_of(table: ProjectTable) -> Project:
    """The project that a `[[project]]` table states."""
    return Project(
        name=table.name,
        fund=table.fund,
        amount_fen=table.amount.value,
        amount=Stated(
            yuan(table.amount.value, grouped=False), table.amount.source, table.amount.status
        ),
        code=_stated(table.code),
        first=table.months[0],
        last=table.months[1],
        document=table.document or "",
        target_name=table.target_name or "",
        department=table.department or "",
        category=None if table.category is None else _stated(table.category),
        term_fen=table.term_amount,
        levels_fen=table.levels,
        filed=table.filed or "",
        deadlines=tuple(
            Deadline(item.what, item.source, item.by, item.every or "") for item in table.deadlines
        ),
        periods=tuple(Period(item.what, *item.months, item.source) for item in table.periods),
        indicators=tuple(_indicator(item) for item in table.indicators),
        products=tuple(Product(tuple(item.factors), item.source) for item in table.products),
        bases=tuple(_basis(item) for item in table.basis),
        parts=tuple(_part(item) for item in table.parts),
        parts_source=table.parts_source or "",
    )


def _stated(table: StatedTable) -> Stated:
    return Stated(table.value, table.source, table.status)


def _basis(table: BasisTable) -> Basis:
    assumed = {key: words for key, words in table.assumed if words is not None}
    return Basis(
        table.program, table.people, *table.months, table.source, assumed, tuple(table.unstated)
    )


def _part(table: PartTable) -> Part:
    return Part(table.name, table.amount, table.under or "", table.text or "", table.presumes or "")


def _indicator(table: IndicatorTable) -> Indicator:
    """The indicator with its value taken apart, where it is a number with a known unit."""
    match = _VALUE.fullmatch(table.value)
    return Indicator(
        table.first,
        table.second,
        table.third,
        table.value,
        OPERATORS[match["operator"]] if match else "",
        parse_hundredths(match["number"]) if match else None,
        match["unit"] if match else "",
        table.states,
        table.component or "",
        table.note or "",
        table.measure,
        table.deadline or "",
    )


def evaluation_of(table: EvaluationTable) -> EvaluationPolicy:
    """The settings that `[evaluation]` states, and the defaults of those it does not."""
    return EvaluationPolicy(
        **{
            name: Setting(setting.value, setting.status, setting.source)
            for name, setting in (("spread", table.spread), ("on_time", table.on_time))
            if setting is not None
        }
    )


def change_of(table: ChangeTable) -> Change:
    """The change that an `[[adjustment]]` or `[[release]]` table states."""
    document = table.document or ""
    return Change(table.date, table.project, table.amount, document, table.source or document)


def holding_of(table: HoldingTable) -> Holding:
    """The holding that a `[[holding]]` table states."""
    return Holding(table.name, table.value, table.unit, table.source)


def published_of(table: PublishedTableTable) -> PublishedTable:
    """The published table that a `[[table]]` table states."""
    return PublishedTable(
        table.id,
        table.title,
        tuple(table.columns),
        tuple(table.units or [WAN] * len(table.columns)),
        tuple(
            Row(row.name, tuple(row.cells), row.code or "", row.under or "") for row in table.rows
        ),
        tuple(Sum(item.total, tuple(item.parts)) for item in table.across),
    )


def projects_tie_of(table: ProjectsTieTable) -> ProjectsTie:
    """The tie that a `[[projects_tie]]` table states."""
    return ProjectsTie(
        table.what, table.by, tuple(table.columns), tuple(table.funds or FUNDS), tuple(table.counts)
    )


def sum_of(table: RowsTieTable | TieTable) -> Sum:
    """The sum that a `[[rows_tie]]` or `[[tie]]` table states."""
    return Sum(table.total, tuple(table.parts), table.what)


def same_of(table: SameTable) -> Same:
    """The cells that a `[[same]]` table names."""
    return Same(table.what, tuple(table.cells))


def ratio_of(table: RatioTable) -> Ratio:
    """The percentage that a `[[ratio]]` table states."""
    return Ratio(table.what, table.part, table.whole, table.printed, table.source)


def growth_of(table: GrowthTable) -> Growth:
    """The change that a `[[growth]]` table states."""
    return Growth(
        table.what, table.now, table.more, table.percent, table.source, table.part_of or ""
    )
