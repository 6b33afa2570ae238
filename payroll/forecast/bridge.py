"""A bridge: why a scenario costs more or less than the base, to 0.00.

One person of a program costs a monthly amount a and one-offs o; n people of whom k are due one-offs
cost n·a + k·o.  A scenario changes the standards (r), the shares of attendance (s), n and k.  Every
effect is computed from amounts of the one calculation at the standards and shares named:

=============  ====================================================================
standards      n₀·(a(r₁,s₀) − a(r₀,s₀)) + k₀·(o(r₁) − o(r₀))
people         (n₁ − n₀)·a(r₀,s₀)
one-offs       (k₁ − k₀)·o(r₀)
days           n₀·(a(r₀,s₁) − a(r₀,s₀))
together       (n₁ − n₀)·(a(r₁,s₁) − a(r₀,s₀)) + (k₁ − k₀)·(o(r₁) − o(r₀))
               + n₀·(a(r₁,s₁) − a(r₁,s₀) − a(r₀,s₁) + a(r₀,s₀))
=============  ====================================================================

The last line is what two changes do together (more people *at* the new standard); it is computed
like the others, not taken as what is left, so that closing to 0.00 proves something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from payroll.forecast.ground import Ground
from payroll.forecast.outlook import Forecast, one_person_fen
from payroll.forecast.plan import PlanRow

_Place = tuple[str, date]


@dataclass(frozen=True)
class Effects:
    """Why something costs more or less, in fen."""

    standards_fen: int = 0
    people_fen: int = 0
    one_offs_fen: int = 0
    days_fen: int = 0
    together_fen: int = 0

    @property
    def total_fen(self) -> int:
        """The whole difference."""
        return sum(getattr(self, each.name) for each in fields(self))

    def __add__(self, other: Effects) -> Effects:
        return Effects(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


@dataclass(frozen=True)
class BridgeStep:
    """The difference of one program and month."""

    program_id: str
    month: date
    base_fen: int
    effects: Effects
    scenario_fen: int


def bridge(base: Forecast, scenario: Forecast) -> tuple[BridgeStep, ...]:
    """Every program and month of either plan, with the effects between them.

    Raises `AssertionError` when an effect is missing: a mistake of ours.
    """
    before, after = _rows(base.plan), _rows(scenario.plan)
    places = list(dict.fromkeys([*before, *after]))
    old = [before.get(place) or _nobody(after[place]) for place in places]
    new = [after.get(place) or _nobody(before[place]) for place in places]
    costs = _Costs(base.ground, scenario.ground, old, new)
    order = {program.id: place for place, program in enumerate(base.ground.programs)}
    steps = [costs.step(*pair) for pair in zip(old, new, strict=True)]
    steps.sort(key=lambda step: (order[step.program_id], step.month))
    for step in steps:
        if step.base_fen + step.effects.total_fen != step.scenario_fen:
            raise AssertionError("a bridge does not close")
    for forecast, total in (
        (base, sum(step.base_fen for step in steps)),
        (scenario, sum(step.scenario_fen for step in steps)),
    ):
        if int(forecast.lines["amount_fen"].sum()) != total:
            raise AssertionError("a bridge leaves something out")
    return tuple(steps)


def total_effects(steps: Iterable[BridgeStep]) -> Effects:
    """Σ of the effects."""
    return sum((step.effects for step in steps), Effects())


def _rows(plan: Sequence[PlanRow]) -> dict[_Place, PlanRow]:
    return {(row.program_id, row.month): row for row in plan}


def _nobody(row: PlanRow) -> PlanRow:
    """The row with nobody in it: a month that the other plan leaves out has no share of its own."""
    return replace(row, people=0, new_people=0)


class _Costs:
    """What one person costs at the standards and shares of two forecasts."""

    def __init__(
        self, old: Ground, new: Ground, before: Sequence[PlanRow], after: Sequence[PlanRow]
    ) -> None:
        same_shares = [row.share_e4 for row in before] == [row.share_e4 for row in after]
        self._a00 = one_person_fen(before, old)
        self._a10 = one_person_fen(before, new)
        self._a01 = self._a00 if same_shares else one_person_fen(after, old)
        self._a11 = self._a10 if same_shares else one_person_fen(after, new)

    def step(self, before: PlanRow, after: PlanRow) -> BridgeStep:
        """The effects in the program and month of the two rows."""
        place = (before.program_id, before.month)
        a00, a10, a01, a11 = (
            _fen(costs, place, once=False) for costs in (self._a00, self._a10, self._a01, self._a11)
        )
        o0, o1 = (_fen(costs, place, once=True) for costs in (self._a00, self._a11))
        n0, n1 = before.people, after.people
        k0, k1 = before.new_people or 0, after.new_people or 0
        effects = Effects(
            standards_fen=n0 * (a10 - a00) + k0 * (o1 - o0),
            people_fen=(n1 - n0) * a00,
            one_offs_fen=(k1 - k0) * o0,
            days_fen=n0 * (a01 - a00),
            together_fen=(n1 - n0) * (a11 - a00)
            + (k1 - k0) * (o1 - o0)
            + n0 * (a11 - a10 - a01 + a00),
        )
        return BridgeStep(*place, n0 * a00 + k0 * o0, effects, n1 * a11 + k1 * o1)


def _fen(costs: Mapping[tuple[str, date, bool], int], place: _Place, *, once: bool) -> int:
    return costs.get((*place, once), 0)
