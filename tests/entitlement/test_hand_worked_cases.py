"""Cases that a budget officer can read, check with a calculator and add to (手算案例.csv)."""

from __future__ import annotations

import ast
import csv
import operator
import re
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from payroll.entitlement import entitlement
from payroll.money import parse_hundredths, yuan
from payroll.period import next_month, parse_month
from payroll.rates import load_rates
from payroll.terms.leave import LEAVE_KINDS
from tests.entitlement.builders import rates_of, roster_of

HERE = Path(__file__).parent
CASES = list(csv.DictReader((HERE / "手算案例.csv").read_text(encoding="utf-8").splitlines()))
RATIOS = dict.fromkeys(LEAVE_KINDS, 100) | {"事假": 0, "旷工": 0, "病假": 80}
PRORATION = {
    "按出勤": "attended",
    "按21.75扣": "deduct_21_75",
    "按日历": "calendar",
    "不折算": "none",
    "一次性": "attended",
}
ROUNDING = {"逐笔": "line", "日工资": "daily_rate"}


@pytest.fixture(scope="session")
def published_calendar() -> pl.DataFrame:
    return load_rates(HERE.parents[1] / "rates").calendar


def test_there_are_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=[f"{case['编号']}-{case['情形']}" for case in CASES])
def test_hand_worked(case: dict[str, str], published_calendar: pl.DataFrame) -> None:
    assert all(case[column] for column in ("算式", "依据", "核对"))
    expected_fen = parse_hundredths(case["应发合计"])
    assert _rounded_fen(_value(case["算式"])) == expected_fen, "算式与应发合计不一致"
    lines = entitlement(_roster(case), rates_of(_steps(case), RATIOS), published_calendar)
    assert yuan(lines["amount_fen"].sum()) == yuan(expected_fen)


def _roster(case: dict[str, str]) -> pl.DataFrame:
    months = [parse_month(case["所属月份"])]
    while len(months) < int(case["月数"]):
        months.append(next_month(months[-1]))
    row = {
        "required_days_h": _hundredths(case["应出勤"]),
        "attended_days_h": _hundredths(case["实出勤"]),
        "leave": [
            {"kind": kind, "days_h": parse_hundredths(days)}
            for kind, days in re.findall(r"(\D+?)([0-9.]+)\s*", case["请假"])
        ]
        or None,
        "start_date": _day(case["上岗"]),
        "end_date": _day(case["离岗"]),
    }
    return roster_of(
        row | {"service_month": month, "id_number": str(person)}
        for person in range(int(case["人数"]))
        for month in months
    )


def _steps(case: dict[str, str]) -> list[dict[str, object]]:
    rates = [(date(2025, 1, 1), case["月标准"])] if case["月标准"] else []
    rates += [
        (date.fromisoformat(day), amount)
        for day, amount in (change.split("=") for change in case["调整"].split())
    ]
    common = {
        "proration": PRORATION[case["折算办法"]],
        "rounding": ROUNDING[case["取整"]],
        "per": "person" if case["折算办法"] == "一次性" else "month",
        "once_per": "year",
    }
    ends = [start - timedelta(days=1) for start, _ in rates[1:]] + [None]
    return [
        common | {"valid_from": start, "valid_to": end, "rate_fen": parse_hundredths(amount)}
        for (start, amount), end in zip(rates, ends, strict=True)
    ]


def _hundredths(text: str) -> int | None:
    return parse_hundredths(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _value(formula: str) -> Fraction:
    """Exact value of a 算式; 入( ) rounds to the fen."""
    python = formula.translate(str.maketrans({"×": "*", "÷": "/", "−": "-", "入": "f"}))
    python = re.sub(r"[0-9][0-9.]*", lambda number: f"'{number[0]}'", python)
    return _evaluate(ast.parse(python, mode="eval").body)


def _evaluate(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.Call):
        return Fraction(_rounded_fen(_evaluate(node.args[0])), 100)
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


def _rounded_fen(value: Fraction) -> int:
    return (value * 200 + 1).__floor__() // 2
