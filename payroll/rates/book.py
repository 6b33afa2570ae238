"""Everything the rate files state, and the questions the other stages ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll import schema
from payroll.money import parse_hundredths, yuan
from payroll.period import month_end
from payroll.rates.model import Base, Component, PendingItem, Program, Rate
from payroll.rates.pending import pending_items
from payroll.rates.sweep import Step, steps


@dataclass(frozen=True)
class RateBook:
    """The rate files of one folder, understood as a whole."""

    programs: tuple[Program, ...]
    """In the order of every output: `order`, then id."""
    bases: Mapping[str, Base]
    calendar: pl.DataFrame
    """`schema.CALENDAR`."""
    calendar_sources: Mapping[int, str]
    """The notice that each year of the calendar follows."""
    files: dict[str, str]
    """SHA-256 of every file read, by path relative to the folder."""

    def in_force(self, as_of: date) -> schema.Rates:
        """The rates and leave ratios as they were known on `as_of`.

        Rates announced later do not count, nor do those withdrawn by then.  Per component and
        rating the intervals never overlap; `rate_fen` is null where no source states the amount.
        A kind of leave without a ratio has no row.
        """
        rows = [
            (*_component_columns(program, order, component), *_step_columns(step, self.bases))
            for program in self.programs
            for order, component in enumerate(program.components, 1)
            for step in component_steps(component, self.bases, as_of)
        ]
        names = [name for name in schema.RATES if name != "rate_id"]
        kinds = {name: schema.RATES[name] for name in names}
        found = pl.DataFrame(rows, schema=kinds, orient="row").with_row_index("rate_id")
        return schema.Rates(found.select(list(schema.RATES)), self._leave_ratios())

    def default_as_of(self, month: date) -> date:
        """The latest of the month's last day and every day the files announce or withdraw on.

        So that the same files give the same amounts on any day and in any time zone.
        """
        days = {month_end(month)}
        for rate in self._entries():
            days |= {day for day in (rate.announced, rate.withdrawn) if day is not None}
        return max(days)

    def pending(self) -> list[PendingItem]:
        """Everything marked 待确认 or 推定 that still holds, in the order of the programs."""
        return [
            item
            for program in self.programs
            for item in pending_items(
                program,
                [
                    (component, component_steps(component, self.bases, date.max))
                    for component in program.components
                ],
            )
        ]

    def _leave_ratios(self) -> pl.DataFrame:
        rows = [
            (program.id, kind, parse_hundredths(setting.value))
            for program in self.programs
            for kind, setting in program.leave.items()
            if setting.value
        ]
        return pl.DataFrame(rows, schema=schema.LEAVE_RATIOS, orient="row")

    def _entries(self) -> Iterator[Rate]:
        for program in self.programs:
            for component in program.components:
                yield from component.rates
        for base in self.bases.values():
            yield from base.values


def component_steps(component: Component, bases: Mapping[str, Base], as_of: date) -> list[Step]:
    """The steps of a component, rating by rating in the order of their first appearance."""
    ratings = dict.fromkeys(rate.rating for rate in component.rates)
    return [
        step
        for rating in ratings
        for step in steps([rate for rate in component.rates if rate.rating == rating], bases, as_of)
    ]


def _component_columns(program: Program, order: int, component: Component) -> tuple[object, ...]:
    return (
        program.id,
        component.id,
        order,
        component.name,
        component.payee,
        component.per,
        component.proration,
        component.rounding,
        component.once_per,
        component.at_zero_attendance,
    )


def _step_columns(step: Step, bases: Mapping[str, Base]) -> tuple[object, ...]:
    return (
        step.rate.rating,
        step.first,
        step.last,
        step.rate_fen,
        step.rate.effective_from,
        step_source(step, bases),
        step.status,
    )


def step_source(step: Step, bases: Mapping[str, Base]) -> str:
    """Source of a step; a share also names its base, the base's amount and source."""
    value = step.base_value
    if value is None or value.amount_fen is None or step.rate.base is None:
        return step.rate.source
    share = yuan((step.rate.share_e4 or 0), grouped=False)
    base = bases[step.rate.base].name
    return f"{step.rate.source}；{share}% × {base} {yuan(value.amount_fen)}（{value.source}）"
