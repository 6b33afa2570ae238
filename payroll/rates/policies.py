"""Policies in force: what the component states, else the program, else the default by payee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from payroll.rates.model import NO_CAP, AtZero, OncePer, Proration, Rounding, Setting
from payroll.rates.tables import ComponentTable, PolicyTable, SettingTable
from payroll.terms.settings import BY_DEFAULT
from payroll.terms.status import UNCONFIRMED

_DEFAULTS = {
    "proration": "attended",
    "rounding": "line",
    "once_per": "year",
    "insurance_at_zero_attendance": "whole",
}


def stated(tables: Mapping[str, SettingTable[Any] | None]) -> dict[str, Setting]:
    """The settings among `tables` that a file states."""
    return {
        name: Setting(table.value, table.status, table.source)
        for name, table in tables.items()
        if table is not None
    }


def program_settings(
    policy: PolicyTable, components: Iterable[ComponentTable]
) -> dict[str, Setting]:
    """Settings of a program by name: those it states and, marked 待确认, the defaults of those
    that its components need and nobody states."""
    settings = stated({name: getattr(policy, name) for name in _DEFAULTS})
    for component in components:
        for name in _needed(component):
            if name not in settings and getattr(component, name, None) is None:
                settings[name] = Setting(_DEFAULTS[name], UNCONFIRMED, BY_DEFAULT)
    return settings


def component_settings(component: ComponentTable) -> dict[str, Setting]:
    """Settings that a component states itself."""
    return stated(
        {
            "proration": component.proration,
            "rounding": component.rounding,
            "once_per": component.once_per,
        }
    )


def proration(component: ComponentTable, program: Mapping[str, Setting]) -> Proration:
    """How the component follows attendance.

    The program's method is for what people receive by the month.  Insurers and deductions are
    paid whole (social insurance goes by whole months), and a one-off whatever the days.
    """
    if component.proration is not None:
        return component.proration.value
    if component.payee != "person" or component.per == "person":
        return "none"
    return cast("Proration", program["proration"].value)


def rounding(component: ComponentTable, program: Mapping[str, Setting]) -> Rounding:
    """How the component's amounts are rounded."""
    if component.rounding is not None:
        return component.rounding.value
    return cast("Rounding", _value(program, "rounding"))


def once_per(component: ComponentTable, program: Mapping[str, Setting]) -> OncePer | None:
    """How often a one-off is due; None for everything else."""
    if component.per != "person":
        return None
    if component.once_per is not None:
        return component.once_per.value
    return cast("OncePer", _value(program, "once_per"))


def at_zero_attendance(component: ComponentTable, program: Mapping[str, Setting]) -> AtZero:
    """Whether an insurer is paid for a month without attendance; `whole` for everyone else."""
    if "insurance_at_zero_attendance" not in _needed(component):
        return "whole"
    return cast("AtZero", _value(program, "insurance_at_zero_attendance"))


def recovery_cap(policy: PolicyTable) -> Setting:
    """How much of a month's pay may be taken back; all of it where the file says nothing."""
    return stated({"cap": policy.recovery_cap}).get("cap", NO_CAP)


def _value(program: Mapping[str, Setting], name: str) -> str:
    return program[name].value if name in program else _DEFAULTS[name]


def _needed(component: ComponentTable) -> list[str]:
    """Names of the settings that the component's amounts depend on."""
    if component.per == "person":
        return ["once_per"]
    method = component.proration.value if component.proration is not None else None
    whole = component.payee != "person" if method is None else method == "none"
    if not whole:
        return ["proration", "rounding"]
    return ["insurance_at_zero_attendance"] if component.payee == "insurer" else []
