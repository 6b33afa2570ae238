"""Deductions may not exceed pay."""

from __future__ import annotations

import os

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.checks import find_line_problems
from payroll.schema import LINES
from payroll.terms.messages.calculation import MESSAGES
from tests.checks.building import HERE, rates_of, read_csv, reading_of

RATES = rates_of(
    {
        "补贴项目": "公益性岗位",
        "工资项目": payee,
        "收款方": payee,
        "发放方式": "每月",
        "折算办法": "不折算",
        "考核等次": "",
        "起": "2026-01-01",
        "止": "",
        "金额": "1.00",
        "零出勤": "照发",
    }
    for payee in ("个人", "保险", "扣款")
)
PERSON, INSURER, DEDUCTION = 0, 1, 2


def lines_of(*amounts: tuple[int, int, int]) -> pl.DataFrame:
    """`schema.LINES` from (row_id, rate_id, fen)."""
    names = ("row_id", "rate_id", "amount_fen")
    lines = [dict(zip(names, amount, strict=True)) for amount in amounts]
    return pl.DataFrame(lines, schema=LINES)


def test_deductions_beyond_the_pay_hold_the_row_whatever_the_insurer_gets() -> None:
    reading = reading_of(read_csv("cases.csv")[:2])
    lines = lines_of(
        (0, PERSON, 100_000), (0, DEDUCTION, 100_000), (0, INSURER, 99_325),
        (1, PERSON, 100_000), (1, DEDUCTION, 100_001), (1, INSURER, 99_325),
    )  # fmt: skip
    [found] = find_line_problems(reading, lines, RATES)
    assert (found.code, found.severity, found.row_id) == ("net-pay-negative", "error", 1)
    path = HERE / "goldens" / f"{found.code}.txt"
    text = f"[{found.severity}] {found}\n"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text
    assert set(MESSAGES) == {found.code}


def test_a_deduction_without_any_pay_holds_the_row() -> None:
    reading = reading_of(read_csv("cases.csv")[:1])
    assert len(find_line_problems(reading, lines_of((0, DEDUCTION, 1)), RATES)) == 1


def test_no_lines_no_problems() -> None:
    reading = reading_of(read_csv("cases.csv")[:1])
    assert find_line_problems(reading, pl.DataFrame(schema=LINES), RATES) == []


amounts = st.tuples(st.integers(0, 1), st.sampled_from([0, 1, 2]), st.integers(0, 3))


@given(st.lists(amounts, max_size=10))
@settings(deadline=None)
def test_exactly_the_rows_with_negative_net_pay_are_held(lines: list[tuple[int, int, int]]) -> None:
    reading = reading_of(read_csv("cases.csv")[:2])
    net = [0, 0]
    for row_id, rate_id, fen in lines:
        net[row_id] += {PERSON: fen, INSURER: 0, DEDUCTION: -fen}[rate_id]
    found = find_line_problems(reading, lines_of(*lines), RATES)
    assert [item.row_id for item in found] == [row_id for row_id in (0, 1) if net[row_id] < 0]
