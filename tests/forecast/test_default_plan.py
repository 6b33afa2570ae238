"""The plan nobody wrote: today's people stay for as many months as the budget provides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import read_ground
from payroll.forecast.outlook import forecast
from payroll.problems import Refusal
from payroll.reconciliation import reconcile
from tests.budget.folder import BUDGET, PROGRAM
from tests.forecast.building import GIFT, small_folder, write_paid_month


def budget_of(months: str) -> str:
    """The small budget, its people provided for in these months."""
    text = BUDGET.replace(
        'people = 10\nmonths = "2026-01..2026-12"', f'people = 10\nmonths = "{months}"'
    )
    assert months == "2026-01..2026-12" or text != BUDGET
    return text


@pytest.mark.parametrize(
    ("months", "paid", "people"),
    [
        ("2026-01..2026-12", 1, [2] * 11),
        ("2026-01..2026-01", 1, [0] * 11),
        ("2026-01..2026-01", 3, [0] * 9),
        ("2026-01..2026-06", 2, [2] * 4 + [0] * 6),
        ("2026-01..2026-11", 1, [2] * 10 + [0]),
        ("2026-01..2026-12", 11, [2]),
    ],
)
def test_people_stay_for_the_months_of_the_budget(
    months: str, paid: int, people: list[int], tmp_path: Path
) -> None:
    small_folder(tmp_path, budget=budget_of(months))
    for month in range(1, paid + 1):
        write_paid_month(tmp_path / "out", date(2026, month, 1), 2)
    ground = read_ground(tmp_path / "rates", tmp_path / "out")
    plan, doubts = default_plan(ground)
    assert [row.people for row in plan] == people
    assert [row.month.month for row in plan] == list(range(paid + 1, 13))
    ends = [found for found in doubts if found.code == "forecast-ends-with-budget"]
    assert len(ends) == (0 in people)
    if 0 in people:
        first = paid + 1 + people.index(0)
        assert f"从 2026-{first:02} 起" in ends[0].found
        assert all("以后不再列" in row.note for row in plan if not row.people)
    costs = [each.cost_fen for each in forecast(ground, plan).months if each.row is not None]
    assert [fen > 0 for fen in costs] == [count > 0 for count in people]


def test_months_named_by_two_projects_count_once(tmp_path: Path) -> None:
    again = '[[project.basis]]\nprogram = "street_help"\npeople = 3\nmonths = "2026-01..2026-06"\n'
    budget = budget_of("2026-01..2026-06")
    start = budget.index("[[project.basis]]")
    text = f'{budget[:start]}{again}source = "又一批"\n{budget[start:]}'
    small_folder(tmp_path, budget=text)
    write_paid_month(tmp_path / "out", date(2026, 1, 1), 2)
    plan, _ = default_plan(read_ground(tmp_path / "rates", tmp_path / "out"))
    assert [row.people for row in plan] == [2] * 5 + [0] * 6


def test_a_program_of_one_offs_does_not_go_on(tmp_path: Path) -> None:
    """Its people have had what they are due: nobody is shown staying for nothing."""
    monthly = PROGRAM.index("[[component]]")
    budget = BUDGET.replace('component = "subsidy"', 'component = "gift"')
    small_folder(tmp_path, PROGRAM[:monthly] + GIFT, budget)
    write_paid_month(
        tmp_path / "out", date(2026, 1, 1), 2, component="gift", reason="one_off", days=("", "")
    )
    plan, doubts = default_plan(read_ground(tmp_path / "rates", tmp_path / "out"))
    assert plan == ()
    assert not doubts


def test_people_whom_no_project_may_pay_are_refused_not_left_out(tmp_path: Path) -> None:
    """Leaving them out would call the money enough."""
    start, end = PROGRAM.index("charged_to = ["), PROGRAM.index("[policy]")
    program = f"{PROGRAM[:start]}charged_to = []\n\n{PROGRAM[end:]}"
    small_folder(tmp_path, program)
    write_paid_month(tmp_path / "out", date(2026, 1, 1), 2)
    ground = read_ground(tmp_path / "rates", tmp_path / "out")
    with pytest.raises(Refusal) as refusal:
        default_plan(ground)
    [found] = refusal.value.problems
    assert (found.code, found.cell.file) == ("plan-program-without-project", "street_help.toml")
    outlook = reconcile(tmp_path / "rates", tmp_path / "out").outlook
    assert outlook.months == ()
    assert "没有可以列支的预算项目" in outlook.remark
