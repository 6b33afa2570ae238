"""cases.csv row by row, and the words of every message against its golden file."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from itertools import chain, groupby

import pytest

from payroll.problems import Problem
from payroll.terms.messages.calculation import MESSAGES as CALCULATION
from payroll.terms.messages.checks import MESSAGES
from tests.checks.building import HERE, problems_of, read_csv

GOLDENS = HERE / "goldens"
CASES = {
    number: list(tables)
    for number, tables in groupby(read_csv("cases.csv"), key=lambda table: table["案例"])
}


@cache
def found_in(number: str) -> list[Problem]:
    return problems_of(CASES[number])


def test_every_case_stands_in_one_piece() -> None:
    numbers = [table["案例"] for table in read_csv("cases.csv")]
    assert len(CASES) == len(set(numbers)) >= 80
    assert all(tables[0]["说明"] for tables in CASES.values())


@pytest.mark.parametrize("number", CASES)
def test_a_case_finds_what_it_expects_and_nothing_else(number: str) -> None:
    tables = CASES[number]
    found = found_in(number)
    expected = [table["期望代码"].split() for table in tables]
    assert Counter(item.code for item in found) == Counter(chain.from_iterable(expected))
    for item in found:
        if item.row_id is not None:
            assert item.code in expected[item.row_id]


@pytest.mark.parametrize("code", MESSAGES)
def test_the_message_reads_as_in_its_golden_file(code: str) -> None:
    """Rewritten with PAYROLL_REWRITE_GOLDENS=1; read it as a clerk would before committing."""
    text = _golden(code)
    assert text, f"no case of cases.csv shows {code}"
    path = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == {*MESSAGES, *CALCULATION}


def _golden(code: str) -> str:
    parts = []
    for number, tables in CASES.items():
        found = [item for item in found_in(number) if item.code == code]
        if found:
            parts.append(f"案例 {number}：{tables[0]['说明']}\n")
            parts += [f"{_shown(item)}\n" for item in found]
            parts.append("\n")
    return "".join(parts).removesuffix("\n")


def _shown(item: Problem) -> str:
    return f"[{item.severity}] {item}"
