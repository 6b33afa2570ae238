"""What the month would cost if a policy that no source states were decided otherwise.

Every choice is computed by the one calculation: the rows of a program are given to it once more
under a made-up program that differs in a single setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from payroll.entitlement import entitlement
from payroll.output.month_payroll import Alternative
from payroll.rates.model import Program
from payroll.schema import Rates
from payroll.terms.settings import PAYER, WITHHELD
from payroll.terms.status import UNCONFIRMED

_CALCULATED = [
    *("id_number", "program_id", "service_month", "required_days_h", "attended_days_h"),
    *("leave", "marks", "start_date", "end_date", "rating"),
]
"""Columns of the roster that the calculation looks at."""

_LONGEST_FOR_21_75_H = 2300
"""`deduct_21_75` does not fit posts that require more days."""


@dataclass(frozen=True)
class _Choice:
    """A setting of a program decided otherwise: the steps and ratios that follow from it."""

    program_id: str
    setting: str
    value: str
    steps: pl.DataFrame
    leave_ratios: pl.DataFrame
    fits: bool = True
    component: str = ""


class _Sums(NamedTuple):
    cost_fen: int
    net_fen: int


def find_alternatives(
    programs: Sequence[Program],
    accepted: pl.DataFrame,
    earlier: pl.DataFrame,
    rates: Rates,
    calendar: pl.DataFrame,
) -> tuple[Alternative, ...]:
    """The effect in fen on this month's cost and net pay of every other choice of a 待确认 setting.

    `accepted` are the rows of the run month, `earlier` those that one-offs look back at.  Programs
    without rows are passed over; a choice that some row does not admit has no effect stated.
    """
    present = set(accepted["program_id"].unique())
    pending = [program for program in programs if program.id in present]
    choices = [choice for program in pending for choice in _choices(program, accepted, rates)]
    if not choices:
        return ()
    rows = pl.concat(
        [
            accepted.select(*_CALCULATED).with_columns(now=True),
            earlier.select(*_CALCULATED).with_columns(now=False),
        ]
    )
    effects = []
    base = _Sums(0, 0)
    for choice, sums in zip(choices, _sums(choices, rows, calendar), strict=True):
        if not choice.setting:
            base = sums
            continue
        cost = sums.cost_fen - base.cost_fen if choice.fits else None
        net = sums.net_fen - base.net_fen if choice.fits else None
        effects.append(
            Alternative(
                choice.program_id, choice.setting, choice.value, cost, net, choice.component
            )
        )
    return tuple(effects)


def _choices(program: Program, accepted: pl.DataFrame, rates: Rates) -> Iterator[_Choice]:
    """The program as it is (no setting named), then with one setting at a time changed."""
    steps = rates.steps.filter(pl.col("program_id") == program.id)
    ratios = rates.leave_ratios.filter(pl.col("program_id") == program.id)
    yield _Choice(program.id, "", "", steps, ratios)
    rows = accepted.filter(pl.col("program_id") == program.id)
    too_long = (rows["required_days_h"] > _LONGEST_FOR_21_75_H).any()
    for setting, column, values, concerned in _SETTINGS:
        stated = program.policy.get(setting)
        if stated is None or stated.status != UNCONFIRMED:
            continue
        follows = concerned & (pl.col(column) == stated.value)
        for value in values:
            if value != stated.value and not steps.filter(follows).is_empty():
                changed = pl.when(follows).then(pl.lit(value)).otherwise(column).alias(column)
                fits = not (value == "deduct_21_75" and too_long)
                yield _Choice(program.id, setting, value, steps.with_columns(changed), ratios, fits)
    yield from _leave_choices(program, rows, steps, ratios)
    yield from _payee_choices(program, steps, ratios)


_MONTHLY_PERSON = (pl.col("payee") == "person") & (pl.col("per") != "person")
_SETTINGS = [
    ("proration", "proration", ("attended", "deduct_21_75", "calendar", "none"), _MONTHLY_PERSON),
    ("rounding", "rounding", ("line", "daily_rate"), pl.lit(True)),
    ("once_per", "once_per", ("year", "placement"), pl.col("per") == "person"),
    (
        "insurance_at_zero_attendance",
        "at_zero_attendance",
        ("whole", "none"),
        pl.col("payee") == "insurer",
    ),
]
"""Setting, the column of `schema.RATES` it decides, its values, the steps it concerns."""


def _leave_choices(
    program: Program, rows: pl.DataFrame, steps: pl.DataFrame, ratios: pl.DataFrame
) -> Iterator[_Choice]:
    """Kinds of leave that were taken this month: paid where they are not, and the reverse."""
    taken = set(rows["leave"].explode().struct.field("kind").drop_nulls())
    for kind, setting in program.leave.items():
        if setting.status != UNCONFIRMED or not setting.value or kind not in taken:
            continue
        for value, ratio_h in (("0", 0), ("1", 100)):
            other = pl.when(pl.col("kind") == kind).then(ratio_h).otherwise("ratio_h")
            changed = ratios.with_columns(ratio_h=other.cast(pl.Int64))
            if not changed.equals(ratios):
                yield _Choice(program.id, f"leave.{kind}", value, steps, changed)


def _payee_choices(
    program: Program, steps: pl.DataFrame, ratios: pl.DataFrame
) -> Iterator[_Choice]:
    """Insurance whose payer is only deduced: withheld from the person instead of paid on top."""
    stated = pl.col("rate_fen").is_not_null()
    deduced = (pl.col("payee") == "insurer") & (pl.col("status") != "") & stated
    for component in steps.filter(deduced)["component_name"].unique(maintain_order=True):
        mine = deduced & (pl.col("component_name") == component)
        payee = pl.when(mine).then(pl.lit("deduction")).otherwise("payee")
        changed = steps.with_columns(payee=payee)
        yield _Choice(program.id, PAYER, WITHHELD, changed, ratios, component=component)


def _sums(choices: Sequence[_Choice], rows: pl.DataFrame, calendar: pl.DataFrame) -> list[_Sums]:
    """Cost and net pay of the run month under each choice: one call for all of them."""
    rosters, steps, ratios = [], [], []
    for number, choice in enumerate(choices):
        made_up = pl.lit(f"{number}").alias("program_id")
        rosters.append(rows.filter(pl.col("program_id") == choice.program_id).with_columns(made_up))
        steps.append(choice.steps.with_columns(made_up))
        ratios.append(choice.leave_ratios.with_columns(made_up))
    roster = pl.concat(rosters).with_columns(row_id=pl.int_range(pl.len(), dtype=pl.UInt32))
    step = pl.concat(steps).with_columns(rate_id=pl.int_range(pl.len(), dtype=pl.UInt32))
    lines = entitlement(roster.drop("now"), Rates(step, pl.concat(ratios)), calendar)
    amounts = (
        lines.join(roster.filter("now").select("row_id", "program_id"), on="row_id")
        .join(step.select("rate_id", "payee"), on="rate_id")
        .group_by("program_id", "payee")
        .agg(pl.col("amount_fen").sum())
    )
    by_payee = {(program, payee): fen for program, payee, fen in amounts.iter_rows()}
    sums = []
    for number in range(len(choices)):
        person, insurer, deduction = (
            by_payee.get((f"{number}", payee), 0) for payee in ("person", "insurer", "deduction")
        )
        sums.append(_Sums(person + insurer, person - deduction))
    return sums
