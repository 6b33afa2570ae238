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
from payroll.terms.settings import (
    CAP,
    LEAVE_RATIO,
    NOT_STATED,
    PAYEES,
    RATED,
    SETTINGS,
    value_title,
)


@dataclass(frozen=True)
class PolicyRow:
    """A setting in force, with the effects of deciding it otherwise."""

    place: str
    value: str
    status: str
    source: str
    others: tuple[Alternative, ...]
    unknown: str = words.NOT_COMPUTED
    """What to say where there is no other choice to show."""


@dataclass(frozen=True)
class RateRow:
    """A rate that holds on some day of the month."""

    component: str
    """With the 考核等次 it is for, if any."""
    component_name: str
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
    own: dict[tuple[str, str], list[Alternative]] = {}
    for other in payroll.alternatives:
        if other.program_id == program.id:
            own.setdefault((other.component, other.setting), []).append(other)
    paid = payroll.accepted.filter(pl.col("program_id").cast(pl.String) == program.id)
    taken = set(paid["leave"].explode().struct.field("kind"))
    rows = []
    for component, name, place, value, setting in _settings(
        program, with_cap=payroll.ledger is not None
    ):
        others = tuple(own.pop((component, name), ()))
        kind = name.removeprefix("leave.")
        idle = name.startswith("leave.") and kind not in taken and not others
        unknown = words.LEAVE_NOT_TAKEN if idle else words.NOT_COMPUTED
        rows.append(PolicyRow(place, value, setting.status, setting.source, others, unknown))
    for (component, name), found in own.items():
        rows.append(_reading(payroll, program, component, name, tuple(found)))
    return rows


def rate_rows(payroll: MonthPayroll, program: Program) -> list[RateRow]:
    """Rates of a program that hold on some day of the run month."""
    last = month_end(payroll.run_month)
    in_month = payroll.rates.steps.filter(
        pl.col("program_id").cast(pl.String) == program.id,
        pl.col("valid_from") <= last,
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= payroll.run_month),
    ).sort("component_order", "rate_id")
    return [
        RateRow(
            component=_component(step["component_name"], step["rating"]),
            component_name=step["component_name"],
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
    open_policies: dict[str, list[str]] = {}
    for row in policy_rows(payroll, program):
        if row.status:
            open_policies.setdefault(row.value, []).append(row.place)
    rates = rate_rows(payroll, program)
    told = [f"{'、'.join(places)}＝{value}" for value, places in open_policies.items()]
    told += [f"{row.component}标准＝{row.rate}" for row in rates if row.stated and row.status]
    missing = dict.fromkeys(row.component_name for row in rates if not row.stated)
    parts = []
    if told:
        parts.append(words.REMARK_OPEN.format(policies="；".join(told)))
    if missing:
        parts.append(words.REMARK_MISSING.format(components="、".join(missing)))
    withheld = payroll.withheld.filter(pl.col("program_id") == program.id)
    if not withheld.is_empty():
        people = withheld["id_number"].n_unique()
        owed = yuan(int(withheld["amount_fen"].sum()))
        parts.append(words.REMARK_WITHHELD.format(people=people, owed=owed))
    if not parts:
        parts.append(words.REMARK_NOTHING)
    if payroll.ledger is not None:
        parts.append(payroll.ledger.text)
    return "".join(parts)


def value_words(setting: str, value: str) -> str:
    """Chinese words for the value of a setting.

    >>> value_words("leave.事假", "0"), value_words("leave.病假", "0.8")
    ('不计薪', '按 0.8 天计薪')
    """
    if not setting.startswith("leave."):
        return value_title(setting, value)
    if not value:
        return words.LEAVE_NOT_SET
    return words.LEAVE_UNPAID if value == "0" else words.LEAVE_PAID.format(ratio=value)


def _settings(program: Program, *, with_cap: bool) -> Iterator[tuple[str, str, str, str, Setting]]:
    """(component, key, place in Chinese, value in Chinese, setting) of a program.

    The cap of recoveries is no setting of a run without a ledger: nothing is taken back there.
    """
    cap = {CAP: program.recovery_cap} if with_cap else {}
    for name, setting in {**program.policy, **cap}.items():
        yield "", name, SETTINGS.get(name, name), value_words(name, setting.value), setting
    for kind, setting in program.leave.items():
        name = f"leave.{kind}"
        yield "", name, LEAVE_RATIO.format(kind=kind), value_words(name, setting.value), setting
    for component in program.components:
        for name, setting in component.policy.items():
            place = f"{component.name}{SETTINGS.get(name, name)}"
            yield component.name, name, place, value_words(name, setting.value), setting


def _reading(
    payroll: MonthPayroll,
    program: Program,
    component: str,
    name: str,
    others: tuple[Alternative, ...],
) -> PolicyRow:
    """How a component is read, where its source can be read otherwise."""
    rates = [row for row in rate_rows(payroll, program) if row.component == component]
    payees = [c.payee for c in program.components if c.name == component]
    value = words.PAID_BY[payees[0]] if payees else ""
    status = rates[0].status if rates else words.UNCONFIRMED
    return PolicyRow(f"{component}{name}", value, status, rates[0].source if rates else "", others)


def _component(name: str, rating: str | None) -> str:
    return name if rating is None else RATED.format(component=name, rating=rating)
