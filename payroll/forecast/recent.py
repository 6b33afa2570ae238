"""What the paid months say of a program: its people now, how much they were present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from payroll.amounts import divide_half_away
from payroll.forecast.ground import Ground
from payroll.forecast.plan import FULL_SHARE_E4

SHARE_MONTHS = 3
"""The share of attendance is that of the last so many paid months."""

_OWN_MONTH = ("regular", "one_off")
"""Reasons of payments that are for the run month itself."""


@dataclass(frozen=True)
class Recent:
    """A program as it was paid last."""

    last_month: date
    """The last run month of the ground, whether the program was in it or not."""
    people: int
    """Paid in that month for that month."""
    paid_days_h: int
    required_days_h: int
    """Σ over the last `SHARE_MONTHS` run months; 0 where days do not count."""
    days_first: date
    months: int
    """Run months of the year in which the program was paid."""

    @property
    def share_e4(self) -> int:
        """Paid ÷ required days in ten-thousandths, half away from zero; full without days."""
        if not self.required_days_h:
            return FULL_SHARE_E4
        share = divide_half_away(self.paid_days_h * FULL_SHARE_E4, self.required_days_h)
        return min(share, FULL_SHARE_E4)


def recent_of(ground: Ground) -> dict[str, Recent]:
    """What the paid months say, by program id; programs paid neither this year nor last are not in
    it."""
    last = ground.last_run
    if last is None:
        return {}
    paid = _for_their_own_month(ground.paid if ground.paid_in else ground.before)
    days_of = ground.paid_in[-SHARE_MONTHS:] or (last,)
    days = _days(paid.filter(pl.col("run_month") >= days_of[0]))
    people = _counts(paid.filter(pl.col("run_month") == last), "id_number")
    months = _counts(paid.filter(pl.col("run_month").dt.year() == ground.year), "run_month")
    return {
        program_id: Recent(
            last_month=last,
            people=people.get(program_id, 0),
            paid_days_h=days.get(program_id, (0, 0))[0],
            required_days_h=days.get(program_id, (0, 0))[1],
            days_first=days_of[0],
            months=months.get(program_id, 0),
        )
        for program_id in paid["program_id"].unique().sort()
    }


def people_with_one_offs(ground: Ground, recent: Mapping[str, Recent]) -> dict[str, int]:
    """How many people of each program have had its one-offs when the forecast begins: those paid
    last, and in January only where a one-off is due once a placement."""
    placed = ground.rates.steps.filter(once_per="placement")["program_id"].unique().to_list()
    return {
        program_id: seen.people
        for program_id, seen in recent.items()
        if seen.last_month.year == ground.year or program_id in placed
    }


def _for_their_own_month(paid: pl.DataFrame) -> pl.DataFrame:
    own = pl.col("reason").is_in(_OWN_MONTH) & (pl.col("run_month") == pl.col("service_month"))
    return paid.filter(own)


def _counts(paid: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(paid.group_by("program_id").agg(pl.col(column).n_unique()).iter_rows())


def _days(paid: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Σ paid and Σ required days by program: of each person-month the first component with days."""
    person_month = ["program_id", "run_month", "id_number"]
    sums = (
        paid.filter(pl.col("required_days_h").is_not_null())
        .group_by(*person_month, "component", maintain_order=True)
        .agg(pl.col("paid_days_h").sum(), pl.col("required_days_h").first())
        .unique(person_month, keep="first", maintain_order=True)
        .group_by("program_id")
        .agg(pl.col("paid_days_h").sum(), pl.col("required_days_h").sum())
    )
    return {program_id: (paid_h, required_h) for program_id, paid_h, required_h in sums.iter_rows()}
