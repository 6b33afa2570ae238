"""Synthetic months for the tests of the outputs: people who never lived, real rate files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from payroll.entitlement import entitlement, split_months
from payroll.intake.reading import Reading
from payroll.output.month_payroll import MonthPayroll
from payroll.payments import payments, with_charges
from payroll.problems import Problem
from payroll.rates import RateBook, load_rates
from payroll.schema import CHARGES, ROSTER

RATES = Path(__file__).parents[2] / "rates"
MARCH = date(2026, 3, 1)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@cache
def rate_book() -> RateBook:
    return load_rates(RATES)


def synthetic_id(number: int) -> str:
    """A valid ID number that was never issued: sequence 000, a county code and birth date each."""
    county = (140581, 140521, 140522, 140524, 140525, 140502)[number % 6]
    born = date.fromordinal(date(1970, 1, 1).toordinal() + number // 6)
    digits = f"{county}{born:%Y%m%d}000"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]
    return digits + check


def person(number: int, program: str, unit: str = "北城街道办事处", **fields: object) -> dict:
    """A roster row; days in hundredths."""
    row = dict.fromkeys(ROSTER)
    row.update(
        name=f"试样{number}",
        id_number=synthetic_id(number),
        program_id=program,
        program_seen=program,
        unit=unit,
        service_month=MARCH,
        required_days_h=2200,
        attended_days_h=2200,
        card_number=f"62999900{number:011d}",
        bank="试样农商银行",
        file=f"{unit}.xlsx",
        sheet="3月",
        row=number + 2,
        layout=0,
    )
    row.update(fields)
    return row


def month_of(
    people: Sequence[dict],
    *,
    held: Sequence[dict] = (),
    problems: Sequence[Problem] = (),
    run_month: date = MARCH,
    over_from: int | None = None,
) -> MonthPayroll:
    """The month in which `people` are paid by the rates in the repository and `held` are not.

    Each line is charged to one project a program; from position `over_from` on as over.
    """
    book = rate_book()
    as_of = book.default_as_of(run_month)
    rates = book.in_force(as_of)
    rows = [{**row, "row_id": i} for i, row in enumerate([*people, *held])]
    roster = pl.DataFrame(rows, schema=ROSTER, orient="row")
    accepted, kept = roster.head(len(people)), roster.tail(len(held))
    lines = entitlement(accepted, rates, book.calendar)
    splits = split_months(accepted, rates, book.calendar)
    due = payments(lines, splits, accepted, rates, book.programs, run_month)
    charges = charges_of(due, over_from)
    return MonthPayroll(
        run_month=run_month,
        as_of=as_of,
        programs=book.programs,
        rates=rates,
        reading=Reading(roster=roster, problems=list(problems), layouts=[], sheets=[]),
        accepted=accepted,
        held=kept,
        problems=list(problems),
        payments=with_charges(due, charges),
        charges=charges,
        budget_fen={f"{p.name}2026年补贴保险": 2_200_000_000 for p in book.programs},
        inputs={"rates/x.toml": "0" * 64},
    )


def charges_of(due: pl.DataFrame, over_from: int | None = None) -> pl.DataFrame:
    position = pl.int_range(pl.len())
    over = pl.lit(over_from if over_from is not None else 1 << 40)
    return due.select(
        "line_id",
        project=pl.col("program") + pl.lit("2026年补贴保险"),
        fund=pl.lit("本年预算"),
        document=pl.lit(""),
        kind=pl.when(position >= over).then(pl.lit("over")).otherwise(pl.lit("within")),
        amount_fen=pl.when(pl.col("payee") == "deduction").then(0).otherwise("amount_fen"),
    ).cast(CHARGES)


def with_amount(month: MonthPayroll, line: int, fen: int) -> MonthPayroll:
    """The month with `fen` added to one of its payments (and to nothing else)."""
    changed = pl.col("amount_fen") + pl.when(pl.int_range(pl.len()) == line).then(fen).otherwise(0)
    return replace(month, payments=month.payments.with_columns(amount_fen=changed))


def small_month() -> MonthPayroll:
    """Seven people of four programs, one of them held back."""
    return month_of(
        [
            person(1, "public_welfare_post", attended_days_h=2050),
            person(2, "public_welfare_post", attended_days_h=2000),
            person(3, "public_welfare_post", "南城街道办事处", note="3月10日请假半天"),
            person(4, "village_officer", "寺庄镇人民政府"),
            person(5, "student_internship", "试样图书馆", attended_days_h=1750),
            person(6, "rural_operator", "试样文旅局", attended_days_h=0),
        ],
        held=[person(7, "village_officer", "寺庄镇人民政府", attended_days_h=None)],
    )
