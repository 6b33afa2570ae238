"""Adjustments and releases: what a project may spend on a day, and what charging makes of it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.budget import Budget, charge, load_budget
from payroll.budget.changes import Change
from payroll.budget.check import budget_findings
from payroll.budget.funding import find_overrun_problems
from payroll.money import parse_hundredths, yuan
from payroll.rates import load_rates
from payroll.rates.model import ChargedTo
from tests.budget.building import FIRST, LAST, budget, payments, program, project
from tests.budget.folder import BUDGET, write_folder

CASES = Path(__file__).with_name("调整和下达.csv")
JANUARY = date(2026, 1, 1)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 8
    assert all(row[column] for row in rows for column in ("情形", "算式", "依据"))
    return rows


def changes(text: str) -> tuple[Change, ...]:
    """`2026-05-12 +200.00；2026-09-01 -350.50`, each by a document of its own."""
    found = []
    for number, entry in enumerate(part for part in text.split("；") if part):
        day, amount = entry.split(" ")
        fen = parse_hundredths(amount.removeprefix("+"))
        document = f"某财预〔2026〕{number}号"
        found.append(Change(date.fromisoformat(day), "补贴", fen, document, "文件"))
    return tuple(found)


def changed(row: dict[str, str]) -> Budget:
    start = budget(project("补贴", parse_hundredths(row["年初预算"])))
    return Budget(
        **{
            **vars(start),
            "adjustments": changes(row["调整"]),
            "releases": changes(row["下达"]),
            "until": date.fromisoformat(row["截至"]),
        }
    )


@pytest.mark.parametrize("row", cases(), ids=lambda row: row["情形"])
def test_what_a_project_may_spend(row: dict[str, str]) -> None:
    known = changed(row)
    assert yuan(known.amounts_fen["补贴"], grouped=False) == row["全年预算"]
    assert yuan(known.available_fen["补贴"], grouped=False) == row["可用"]
    assert yuan(known.projects[0].amount_fen, grouped=False) == row["年初预算"]


@pytest.mark.parametrize("row", cases(), ids=lambda row: row["情形"])
def test_charging_spends_what_is_available_and_names_the_rest(row: dict[str, str]) -> None:
    """Payments of 0.50 until 1,500.00 are asked for: as many fit as are available."""
    known = changed(row)
    helpers = program("helpers", ChargedTo("补贴", FIRST, LAST))
    charges = charge(payments([("helpers", JANUARY, "person", 50)] * 3000), [helpers], known)
    within = charges.filter(charges["kind"] == "within")["amount_fen"].sum()
    assert yuan(within, grouped=False) == row["可用"]
    told = [item.found for item in find_overrun_problems(charges, known)]
    assert [f"可用 {yuan(known.available_fen['补贴'])} 元" in text for text in told] == [True]


DAYS = st.integers(0, 364).map(lambda day: JANUARY + timedelta(day))
CHANGES = st.lists(
    st.builds(
        Change,
        DAYS,
        st.sampled_from(["甲", "乙"]),
        st.integers(-500, 500),
        st.just("某财预〔2026〕1号"),
        st.just("文件"),
    ),
    max_size=6,
).map(tuple)


@settings(deadline=None)
@given(CHANGES, CHANGES, DAYS)
def test_later_changes_do_not_touch_an_earlier_day(
    adjustments: tuple[Change, ...], releases: tuple[Change, ...], day: date
) -> None:
    start = budget(project("甲", 100_00), project("乙", 200_00))
    every = Budget(**{**vars(start), "adjustments": adjustments, "releases": releases})
    known = every.known_on(day)
    by_then = Budget(
        **{
            **vars(start),
            "adjustments": tuple(a for a in adjustments if a.day <= day),
            "releases": releases,
            "until": day,
        }
    )
    assert known.amounts_fen == by_then.amounts_fen
    assert known.available_fen == by_then.available_fen
    for name, fen in known.available_fen.items():
        assert fen <= known.amounts_fen[name]


def test_changes_are_read_from_the_file(tmp_path: Path) -> None:
    text = BUDGET.replace(
        "[[holding]]\n",
        '[[adjustment]]\ndate = 2026-05-12\ndocument = "某财预〔2026〕8号"\n'
        'project = "协理员补贴"\namount = "-30000.5"\nsource = "批复文件"\n\n'
        '[[release]]\ndate = 2025-11-20\ndocument = "某财社〔2025〕1号"\n'
        'project = "上年协理员补贴"\namount = "5000"\nsource = "下达文件"\n\n[[holding]]\n',
        1,
    )
    book = load_rates(write_folder(tmp_path, text))
    found = load_budget(tmp_path, 2026, book.programs)
    assert found.known_on(date(2026, 5, 11)).amounts_fen["协理员补贴"] == 130_000_00
    assert found.known_on(date(2026, 5, 12)).amounts_fen["协理员补贴"] == 99_999_50
    assert found.available_fen["上年协理员补贴"] == 5_000_00


def test_a_project_added_during_the_year_is_not_looked_for_in_published_tables(
    tmp_path: Path,
) -> None:
    added = (
        '[[project]]\nname = "新增补贴"\nfund = "本年预算"\n'
        'code = { value = "2080705", source = "追加文件" }\n'
        'amount = { value = "0", source = "年初没有" }\nmonths = "2026-06..2026-12"\n\n'
        '[[projects_tie]]\nwhat = "项目与表五"\nby = "name"\ncolumns = ["表五｜合计"]\n\n'
    )
    text = BUDGET.replace("[[holding]]\n", added + "[[holding]]\n", 1)
    book = load_rates(write_folder(tmp_path, text))
    found = load_budget(tmp_path, 2026, book.programs)
    rates = book.in_force(date(2026, 12, 31))
    findings = budget_findings(found, book.programs, rates, book.calendar)
    assert "新增补贴" not in {item.subject for item in findings if item.kind == "tie"}
