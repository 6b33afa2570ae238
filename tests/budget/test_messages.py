"""Every mistake in a budget file is found alone, located, and worded as the golden files show."""

from __future__ import annotations

import os
from datetime import date
from itertools import groupby
from pathlib import Path

import polars as pl
import pytest

from payroll.budget import Budget, charge, latest_budget_year, load_budget
from payroll.budget.check import budget_findings
from payroll.budget.funding import find_overrun_problems, find_unfunded_problems
from payroll.intake.reading import Layout, Reading
from payroll.problems import Refusal
from payroll.rates import RateBook, load_rates
from payroll.rates.model import ChargedTo
from payroll.terms.messages.budget import MESSAGES
from tests.budget.building import budget, payments, program, project, roster
from tests.budget.folder import BUDGET, PROGRAM, write_folder
from tests.budget.mistakes import MISTAKES, NOT_ALONE, Mistake

GOLDENS = Path(__file__).parent / "goldens"
JANUARY = date(2026, 1, 1)
_BY_CODE = {
    code: list(mistakes)
    for code, mistakes in groupby(
        sorted(MISTAKES, key=lambda mistake: mistake.code), key=lambda mistake: mistake.code
    )
}
_WITHOUT_A_MISTAKE = {
    "budget-missing",
    "budget-none",
    "budget-calendar-missing",
    "charged-order-contradicts",
    "no-project-for-month",
    "budget-overrun",
}


def load(folder: Path, year: int = 2026) -> tuple[RateBook, Budget]:
    book = load_rates(folder)
    return book, load_budget(folder, year, book.programs)


def compare(code: str, seen: str) -> None:
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert golden.exists(), f"no golden file for {code}"
    assert seen == golden.read_text(encoding="utf-8")


def told(folder: Path, mistake: Mistake) -> str:
    """What was typed and what the reader is told."""
    text = PROGRAM if mistake.in_program else BUDGET
    assert text.count(mistake.right) >= 1
    changed = text.replace(mistake.right, mistake.wrong, 1)
    if mistake.in_program:
        write_folder(folder, program=changed)
    else:
        write_folder(folder, budget=changed)
    with pytest.raises(Refusal) as refusal:
        load(folder)
    problems = refusal.value.problems
    found = [item for item in problems if item.code == mistake.code]
    assert len(found) == 1
    if mistake.code not in NOT_ALONE:
        assert list(problems) == found
    assert found[0].cell.file == ("street_help.toml" if mistake.in_program else "budget/2026.toml")
    typed = "\n".join(f"> {line}" for line in mistake.wrong.splitlines()) or "> （删去）"
    return f"{typed}\n{found[0]}\n"


def test_the_folder_the_mistakes_are_made_in_is_sound(tmp_path: Path) -> None:
    _, found = load(write_folder(tmp_path))
    assert found.amounts_fen == {"协理员补贴": 13_000_000, "上年协理员补贴": 500_050}


@pytest.mark.parametrize("code", _BY_CODE)
def test_each_mistake_is_found_alone_and_worded_for_its_writer(code: str, tmp_path: Path) -> None:
    seen = "\n".join(told(tmp_path, mistake) for mistake in _BY_CODE[code])
    if code in MESSAGES:  # the words of the others are looked after where they are written
        compare(code, seen)


def test_mistakes_of_one_file_are_told_together(tmp_path: Path) -> None:
    text = BUDGET
    for right, wrong in (
        ('value = "130000"', 'value = "-130000"'),
        ("people = 10\n", "people = 0\n"),
        ('["", "", ""]', '["", ""]'),
        ('document = "某财社〔2025〕1号"\n', ""),
    ):
        text = text.replace(right, wrong, 1)
    with pytest.raises(Refusal) as refusal:
        load(write_folder(tmp_path, text))
    assert {item.code for item in refusal.value.problems} == {
        "budget-amount-negative",
        "budget-people-wrong",
        "budget-cells-count",
        "budget-document-missing",
    }


def test_no_budget_of_the_year(tmp_path: Path) -> None:
    write_folder(tmp_path)
    with pytest.raises(Refusal) as refusal:
        load(tmp_path, 2027)
    compare("budget-missing", f"{refusal.value}\n")


def test_no_budget_at_all(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        latest_budget_year(tmp_path)
    compare("budget-none", f"{refusal.value}\n")


def test_a_calendar_without_the_year_of_a_basis(tmp_path: Path) -> None:
    book, found = load(write_folder(tmp_path))
    rates = book.in_force(date(2026, 12, 31))
    with pytest.raises(Refusal) as refusal:
        budget_findings(found, book.programs, rates, book.calendar.clear())
    compare("budget-calendar-missing", f"{refusal.value}\n")


def test_orders_that_contradict_each_other(tmp_path: Path) -> None:
    text = BUDGET.replace("上年协理员补贴", "协理员补贴二").replace(
        "2025-07..2025-12", "2026-01..2026-12"
    )
    text = text.replace('fund = "上年结转"\ndocument = "某财社〔2025〕1号"', 'fund = "本年预算"')
    both = PROGRAM.replace("上年协理员补贴", "协理员补贴二").replace(
        "2025-07..2025-12", "2026-01..2026-12"
    )
    write_folder(tmp_path, text, both)
    lines = both.splitlines()
    lines[4], lines[5] = lines[5], lines[4]
    other = "\n".join(lines).replace("street_help", "park_help").replace("街道", "公园")
    (tmp_path / "park_help.toml").write_text(other, encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        load(tmp_path)
    compare("charged-order-contradicts", f"{refusal.value}\n")


def test_a_row_that_no_project_pays(tmp_path: Path) -> None:
    _, found = load(write_folder(tmp_path))
    helpers = program("helpers", ChargedTo("协理员补贴", date(2026, 2, 1), date(2026, 12, 1)))
    rows = roster(
        [
            ("张三", "helpers", JANUARY),
            ("李四", "helpers", date(2026, 2, 1)),
            ("王五", None, JANUARY),
        ]
    )
    reading = Reading(rows, [], [Layout("北城街道.xlsx", "1月", {"program_seen": 3})], [])
    problems = find_unfunded_problems(reading, [helpers], found)
    assert [(item.row_id, item.severity) for item in problems] == [(0, "error")]
    compare("no-project-for-month", f"{problems[0]}\n")


def test_a_project_that_cannot_carry_the_month() -> None:
    small = budget(project("补贴", 1_000_00))
    helpers = program("helpers", ChargedTo("补贴", JANUARY, date(2026, 12, 1)))
    due = payments([("helpers", JANUARY, "person", 600_00)] * 2)
    charged = pl.DataFrame({"project": ["补贴"], "amount_fen": [100_00]})
    problems = find_overrun_problems(charge(due, [helpers], small, charged), small, charged)
    assert [item.severity for item in problems] == ["warning"]
    compare("budget-overrun", f"{problems[0]}\n")


def test_no_warning_where_the_money_lasts() -> None:
    small = budget(project("补贴", 1_200_00))
    helpers = program("helpers", ChargedTo("补贴", JANUARY, date(2026, 12, 1)))
    due = payments([("helpers", JANUARY, "person", 600_00)] * 2)
    assert find_overrun_problems(charge(due, [helpers], small), small) == []


def test_every_message_has_a_golden_file() -> None:
    assert set(_BY_CODE) | _WITHOUT_A_MISTAKE >= set(MESSAGES)
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(MESSAGES)


def test_another_year_s_project_may_be_charged(tmp_path: Path) -> None:
    write_folder(tmp_path, BUDGET.replace("上年协理员补贴", "另一个"))
    with pytest.raises(Refusal):
        load(tmp_path)
    earlier = BUDGET.replace("2026-", "2025-").replace("year = 2026", "year = 2025")
    write_folder(tmp_path, earlier, year=2025)
    (tmp_path / "budget" / "2026.toml").write_text(
        BUDGET.replace("上年协理员补贴", "另一个"), encoding="utf-8"
    )
    assert load(tmp_path)[1].project("另一个") is not None
