"""What a program's amounts rest on: settings and rates in force, and what else they could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from payroll.money import yuan
from payroll.output.month_payroll import Alternative, MonthPayroll
from payroll.period import month_end
from payroll.rates.model import Program, Setting
from payroll.terms import columns as words
from payroll.terms.settings import LEAVE_RATIO, NOT_STATED, PAYEES, RATED, SETTINGS, value_title


@dataclass(frozen=True)
class PolicyRow:
    """A setting in force, with the effects of deciding it otherwise."""

    place: str
    value: str
    status: str
    source: str
    others: tuple[Alternative, ...]


@dataclass(frozen=True)
class RateRow:
    """A rate that holds on some day of the month."""

    component: str
    payee: str
    rate: str
    """In yuan, or 未载明."""
    since: str
    status: str
    source: str
    stated: bool


def policy_rows(payroll: MonthPayroll, program: Program) -> list[PolicyRow]:
    """Settings of a program in the order of its file, its components' own after them; last what the
    alternatives name besides."""
    own = [other for other in payroll.alternatives if other.program_id == program.id]
    rows = [
        PolicyRow(place, value, setting.status, setting.source, _others(own, component, name))
        for component, name, place, value, setting in _settings(program)
    ]
    known = {(component, name) for component, name, *_ in _settings(program)}
    besides = dict.fromkeys(
        (other.component, other.setting)
        for other in own
        if (other.component, other.setting) not in known
    )
    rows += [
        PolicyRow(f"{component}{name}", "", words.UNCONFIRMED, "", _others(own, component, name))
        for component, name in besides
    ]
    return rows


def rate_rows(payroll: MonthPayroll, program: Program) -> list[RateRow]:
    """Rates of a program that hold on some day of the run month."""
    last = month_end(payroll.run_month)
    in_month = payroll.rates.steps.filter(
        pl.col("program_id").cast(pl.String) == program.id,
        pl.col("valid_from") <= last,
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= payroll.run_month),
    ).sort("component_order", "valid_from", "rating", nulls_last=True)
    return [
        RateRow(
            component=_component(step["component_name"], step["rating"]),
            payee=PAYEES[step["payee"]],
            rate=NOT_STATED if step["rate_fen"] is None else yuan(step["rate_fen"]),
            since=step["effective_from"].isoformat(),
            status=step["status"] or "",
            source=step["source"],
            stated=step["rate_fen"] is not None,
        )
        for step in in_month.iter_rows(named=True)
    ]


def remark(payroll: MonthPayroll, program: Program) -> str:
    """What stands under the 工资表: settings without a source, amounts that no source states."""
    open_policies = [
        f"{row.place}＝{row.value}" for row in policy_rows(payroll, program) if row.status
    ]
    rates = rate_rows(payroll, program)
    deduced = [f"{row.component}标准 {row.rate}" for row in rates if row.stated and row.status]
    missing = [row.component for row in rates if not row.stated]
    parts = []
    if open_policies or deduced:
        parts.append(words.REMARK_OPEN.format(policies="；".join([*open_policies, *deduced])))
    if missing:
        parts.append(words.REMARK_MISSING.format(components="、".join(missing)))
    return "".join(parts) or words.REMARK_NOTHING


def _settings(program: Program) -> Iterator[tuple[str, str, str, str, Setting]]:
    """(component, key, place in Chinese, value in Chinese, setting) of a program."""
    for name, setting in program.policy.items():
        yield "", name, SETTINGS.get(name, name), value_title(name, setting.value), setting
    for kind, setting in program.leave.items():
        value = setting.value or words.LEAVE_NOT_SET
        yield "", f"leave.{kind}", LEAVE_RATIO.format(kind=kind), value, setting
    for component in program.components:
        for name, setting in component.policy.items():
            place = f"{component.name}{SETTINGS.get(name, name)}"
            yield component.name, name, place, value_title(name, setting.value), setting


def _others(own: list[Alternative], component: str, name: str) -> tuple[Alternative, ...]:
    return tuple(other for other in own if (other.component, other.setting) == (component, name))


def _component(name: str, rating: str | None) -> str:
    return name if rating is None else RATED.format(component=name, rating=rating)
