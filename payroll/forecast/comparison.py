"""Scenarios side by side: each forecast like the base, and the bridge from the base to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from payroll.forecast.bridge import BridgeStep, bridge
from payroll.forecast.headcount import Headcount, largest_headcounts
from payroll.forecast.outlook import Forecast, forecast
from payroll.forecast.scenario import Scenario, supposed_ground, supposed_plan


@dataclass(frozen=True)
class Variant:
    """A scenario and what it comes to."""

    scenario: Scenario
    forecast: Forecast
    steps: tuple[BridgeStep, ...]
    """The bridge from the base."""

    @cached_property
    def headcounts(self) -> tuple[Headcount, ...]:
        """The largest constant headcounts under the scenario."""
        return largest_headcounts(self.forecast)


@dataclass(frozen=True)
class Comparison:
    """The base and every scenario."""

    base: Forecast
    variants: tuple[Variant, ...]

    @cached_property
    def headcounts(self) -> tuple[Headcount, ...]:
        """The largest constant headcounts of the base."""
        return largest_headcounts(self.base)


def compare(base: Forecast, scenarios: Sequence[Scenario]) -> Comparison:
    """Every scenario computed like the base and bridged from it, in the order given."""
    return Comparison(base, tuple(_variant(base, scenario) for scenario in scenarios))


def _variant(base: Forecast, scenario: Scenario) -> Variant:
    ground = supposed_ground(base.ground, scenario)
    # The plan as it was given: new people that follow from an increase follow anew.
    computed = forecast(ground, supposed_plan(base.asked, scenario, ground))
    return Variant(scenario, computed, bridge(base, computed))
