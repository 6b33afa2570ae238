"""The reconciliation of a small county against what a clerk works out with a pencil."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from payroll.money import yuan
from payroll.period import parse_month
from payroll.reconciliation import Reconciliation, reconcile
from payroll.reconciliation.execution import Execution
from payroll.reconciliation.person_months import PersonMonths
from payroll.reconciliation.tables import e4, fen
from tests.reconciliation.county import write_out, write_rates

HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 4
    assert all(row[column] for row in rows for column in ("算式", "依据", "核对"))
    return rows


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reconciliation]:
    folder = tmp_path_factory.mktemp("county")
    rates, out = write_rates(folder / "rates"), write_out(folder / "out")
    return {
        month: reconcile(rates, out, parse_month(month))
        for month in ("2026-01", "2026-02", "2026-03")
    }


def text(value: int | None) -> str:
    return "" if value is None else yuan(value, grouped=False)


def percent(ratio: Fraction | None) -> str:
    return text(e4(ratio))


def shown(row: Execution) -> dict[str, str]:
    return {
        "年初预算": text(row.opening_fen),
        "调整": text(row.adjusted_fen),
        "全年预算": text(row.budget_fen),
        "可用": text(row.available_fen),
        "本月": text(row.month_fen),
        "累计": text(row.spent_fen),
        "超出": text(row.over_fen),
        "结余": text(row.left_fen),
        "执行率": percent(row.rate),
        "序时进度": percent(row.progress),
        "与序时差": percent(row.gap),
    }


@pytest.mark.parametrize(
    "case", cases("对账.csv"), ids=lambda case: f"{case['截至']} {case['项目']}{case['文号']}"
)
def test_every_figure_of_a_project(case: dict[str, str], found: dict[str, Reconciliation]) -> None:
    key = (case["项目"], case["资金来源"], case["文号"])
    (row,) = [row for row in found[case["截至"]].rows if row.key == key]
    figures = shown(row)
    assert figures == {name: case[name] for name in figures}


@pytest.mark.parametrize("month", ["2026-01", "2026-02", "2026-03"])
def test_the_cases_name_every_row(month: str, found: dict[str, Reconciliation]) -> None:
    expected = {
        (case["项目"], case["资金来源"], case["文号"])
        for case in cases("对账.csv")
        if case["截至"] == month
    }
    assert [row.key for row in found[month].rows if row.key in expected] == [
        row.key for row in found[month].rows
    ]
    assert len(found[month].rows) == len(expected)


def shown_months(row: PersonMonths) -> dict[str, str]:
    def count(value: int | None) -> str:
        return "" if value is None else f"{value}"

    return {
        "计划人数": count(row.planned_people),
        "全年计划人月": count(row.planned_year),
        "截至计划人月": count(row.planned_so_far),
        "实际人月": count(row.real),
        "按月支出": text(row.cost_fen),
        "平均每人月": text(fen(row.average_fen)),
        "标准每人月": text(fen(row.standard_average_fen)),
        "一次性人数": count(row.one_off_people),
        "一次性支出": text(row.one_off_fen),
        "一次性应支": text(row.one_off_standard_fen),
    }


@pytest.mark.parametrize(
    "case",
    cases("人月.csv"),
    ids=lambda case: f"{case['截至']} {case['项目']} {case['资金来源']}",
)
def test_person_months_and_average_cost(
    case: dict[str, str], found: dict[str, Reconciliation]
) -> None:
    (row,) = [
        row
        for row in found[case["截至"]].person_months
        if row.key[:2] == (case["项目"], case["资金来源"]) and row.program == case["补贴项目"]
    ]
    figures = shown_months(row)
    assert figures == {name: case[name] for name in figures}


def test_units_of_a_project(found: dict[str, Reconciliation]) -> None:
    """张三 moved from 北街道 to 东街道 in March: what was spent stays where it was spent."""
    units = found["2026-03"].units
    mine = units.filter(project="协理员补贴").select("unit", "people", "person_months", "spent_fen")
    assert mine.rows() == [
        ("南街道", 3, 5, 5_204_55),
        ("北街道", 1, 2, 2_400_00),
        ("东街道", 1, 1, 1_300_00),
    ]


def test_a_person_has_one_row_a_project_with_the_last_unit(
    found: dict[str, Reconciliation],
) -> None:
    people = found["2026-03"].people
    mine = people.filter(project="协理员补贴", name="张三").select(
        "unit", "id_number", "person_months", "month_fen", "spent_fen"
    )
    assert mine.rows() == [("东街道", "140581199001010006", 3, 1_300_00, 3_700_00)]


def test_codes_add_up_their_projects(found: dict[str, Reconciliation]) -> None:
    codes = {row.code: row for row in found["2026-03"].codes}
    assert list(codes) == ["2080111", "2080705", "2080799", ""]
    assert codes["2080705"].name == "公益性岗位补贴"
    assert codes["2080705"].budget_fen == 31_499_50
    assert codes["2080705"].spent_fen == 10_404_55
    assert codes[""].left_fen == -500_00


def test_published_totals_are_tied_out(found: dict[str, Reconciliation]) -> None:
    ties = [tie for tie in found["2026-03"].ties if tie.group == "本年项目按功能科目相加与表五"]
    assert [(tie.subject, tie.computed_text, tie.verdict) for tie in ties] == [
        ("表五｜合计｜项目支出", "2.85", "holds"),
        ("表五｜2080111 公共就业服务｜项目支出", "0.30", "holds"),
        ("表五｜2080705 公益性岗位补贴｜项目支出", "2.55", "holds"),
    ]


def test_what_a_reader_is_warned_of(found: dict[str, Reconciliation]) -> None:
    codes = [
        item.code for item in found["2026-03"].problems if not item.code.startswith("forecast")
    ]
    assert sorted(codes) == ["budget-spent-before-release", "paid-without-budget"]
    assert {item.severity for item in found["2026-03"].problems} == {"warning"}


def test_the_year_is_that_of_the_month(found: dict[str, Reconciliation]) -> None:
    assert found["2026-02"].as_of == date(2026, 2, 1)
    assert found["2026-02"].months == (date(2026, 1, 1), date(2026, 2, 1))
    assert found["2026-02"].budget.until == date(2026, 2, 28)
