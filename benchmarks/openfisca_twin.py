"""The same rule written as an OpenFisca-core model, the way its country packages are written:
an Enum of programs, dated parameters looked up by it, formulas over vectors, float32."""

from __future__ import annotations

import statistics
import time

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]


def model(
    programs: list[str], rates: list[float], methods: list[str], daily: list[bool]
) -> TaxBenefitSystem:
    """A system with the variables pay and insurance of a person and month."""
    person = build_entity(key="person", plural="persons", label="", is_person=True)
    program_enum = Enum("ProgramEnum", {name: name for name in programs})  # type: ignore[misc]

    def dated(values: list[float]) -> dict[str, object]:
        return {
            name: {"values": {"2025-01-01": {"value": value}}}
            for name, value in zip(programs, values, strict=True)
        }

    codes = {"attended": 0.0, "deduct_21_75": 1.0, "calendar": 2.0}
    tree = {
        "rate": dated(rates),
        "method": dated([codes[name] for name in methods]),
        "daily": dated([float(flag) for flag in daily]),
        "insurance": {"values": {"2025-01-01": {"value": 993.25}}},
    }

    def monthly(name: str, **more: object) -> type[Variable]:
        kind = {"value_type": float, "entity": person, "definition_period": DateUnit.MONTH}
        return type(name, (Variable,), kind | more)

    def paid_days(people, period, parameters):  # noqa: ARG001
        return people("attended_days", period) + people("personal_leave", period) * 0

    def pay(people, period, parameters):
        program = people("program", period)
        dated_now = parameters(period)
        rate, method = dated_now.rate[program], dated_now.method[program]
        required, paid = people("required_days", period), people("paid_days", period)
        left = np.where(paid > 0, np.maximum(0, 21.75 - (required - paid)), 0)
        days_in_month = period.days
        in_post = np.where(paid > 0, days_in_month, 0)
        counted = np.select([method == 0, method == 1], [paid, left], in_post)
        full = np.select([method == 0, method == 1], [required, 21.75], days_in_month)
        by_line = np.round(rate * counted / full, 2)
        by_day = np.minimum(rate, np.round(np.round(rate / full, 2) * counted, 2))
        by_day = np.where(counted == full, rate, by_day)
        return np.where(dated_now.daily[program] == 1, by_day, by_line)

    def insurance(people, period, parameters):
        return np.full(people.count, parameters(period).insurance)

    system = TaxBenefitSystem([person])
    system.parameters = ParameterNode("", data=tree)
    for variable in (
        monthly(
            "program",
            value_type=Enum,
            possible_values=program_enum,
            default_value=next(iter(program_enum)),
        ),
        monthly("required_days"),
        monthly("attended_days"),
        monthly("personal_leave"),
        monthly("paid_days", formula=paid_days),
        monthly("pay", formula=pay),
        monthly("insurance", formula=insurance),
    ):
        system.add_variable(variable)
    return system


def compute_seconds(system: TaxBenefitSystem, roster: pl.DataFrame, runs: int = 3) -> float:
    """Median seconds to compute pay and insurance of every person-month, inputs given before."""
    by_month = [
        rows
        for (_,), rows in roster.sort("service_month").group_by(
            "service_month", maintain_order=True
        )
    ]
    people = max(len(rows) for rows in by_month)
    taken = []
    for _ in range(runs):
        simulation = SimulationBuilder().build_default_simulation(system, count=people)
        for month, rows in zip(MONTHS, by_month, strict=True):
            for name, column in (
                ("program", rows["program_id"].to_physical().cast(pl.Int16)),
                ("required_days", rows["required_days_h"].cast(pl.Float32) / 100),
                ("attended_days", rows["attended_days_h"].cast(pl.Float32) / 100),
            ):
                values = np.ones(people, dtype=column.to_numpy().dtype)  # spare places: any days
                values[: len(rows)] = column.to_numpy()
                simulation.set_input(name, month, values)
        began = time.perf_counter()
        for month in MONTHS:
            simulation.calculate("pay", month)
            simulation.calculate("insurance", month)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
