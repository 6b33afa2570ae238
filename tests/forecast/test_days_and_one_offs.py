"""Where the number of days matters, and who is due a one-off when a forecast begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from payroll.forecast.ground import read_ground
from payroll.forecast.headcount import Limit
from payroll.forecast.heads import head_lines
from payroll.forecast.outlook import forecast
from payroll.forecast.plan import PlanRow
from tests.budget.folder import PROGRAM
from tests.forecast.building import (
    GIFT,
    HELPER,
    INSURED,
    JANUARY,
    constant,
    small_folder,
    small_ground,
    write_paid_month,
)

APRIL = date(2026, 4, 1)
ONCE_A_PLACEMENT = PROGRAM.replace(
    "[policy]\n", '[policy]\nonce_per = { value = "placement", source = "某办发〔2026〕2号" }\n'
)


def subsidy_fen(folder: Path, right: str, wrong: str, share_e4: int) -> tuple[int, int, int]:
    """Fen of the subsidy of one person in April under another policy, with the days behind it."""
    ground = small_ground(folder, program=PROGRAM.replace(right, wrong))
    row = PlanRow(HELPER, APRIL, 1, share_e4, new_people=1)
    line = head_lines([row], ground.rates, ground.book.calendar).row(0, named=True)
    return line["paid_days_h"], line["required_days_h"], line["head_fen"]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        # April of the made-up calendar has 22 working days; 95 % of them are 20.90 days.
        ('value = "attended"', (9500, 10_000, 95_000)),
        # 1000.00 × (21.75 − 1.10) ÷ 21.75 = 949.425…
        ('value = "deduct_21_75"', (2090, 2200, 94_943)),
    ],
)
def test_absence_is_counted_in_real_days_where_days_matter(
    tmp_path: Path, wrong: str, expected: tuple[int, int, int]
) -> None:
    assert subsidy_fen(tmp_path, 'value = "attended"', wrong, 9_500) == expected


def test_a_rounded_rate_of_a_day_is_that_of_real_days(tmp_path: Path) -> None:
    """round(1000.00 ÷ 22) = 45.45; 45.45 × 20.90 = 949.905."""
    days = subsidy_fen(tmp_path, 'value = "line"', 'value = "daily_rate"', 9_500)
    assert days == (2090, 2200, 94_991)


@pytest.mark.parametrize(
    ("program", "due"), [(PROGRAM, 5), (ONCE_A_PLACEMENT, 0)], ids=["a year", "a placement"]
)
def test_in_january_the_one_off_of_a_year_is_due_again(
    tmp_path: Path, program: str, due: int
) -> None:
    out = tmp_path / "out"
    write_paid_month(out, date(2025, 12, 1), 5)
    rates = small_folder(tmp_path, program + INSURED + GIFT)
    outlook = forecast(read_ground(rates, out), constant(HELPER, 5))
    assert outlook.ground.months[0] == JANUARY
    assert [row.new_people for row in outlook.plan] == [due, *[0] * 11]


def test_people_paid_this_year_have_had_theirs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_paid_month(out, JANUARY, 5)
    rates = small_folder(tmp_path, PROGRAM + INSURED + GIFT)
    plan = [PlanRow(HELPER, date(2026, month, 1), 5 + month) for month in range(2, 13)]
    outlook = forecast(read_ground(rates, out), plan)
    assert [row.new_people for row in outlook.plan] == [2, *[1] * 10]
    assert outlook.cost_fen(HELPER, JANUARY) == 5 * 100_000


def test_what_is_left_of_last_year_s_money_stays_where_it_is(tmp_path: Path) -> None:
    """4000.00 of 5000.50 were paid from it; the months to come are not its months."""
    out = tmp_path / "out"
    for month in (JANUARY, date(2026, 2, 1)):
        write_paid_month(out, month, 2, project="上年协理员补贴")
    outlook = forecast(read_ground(small_folder(tmp_path), out), constant(HELPER, 3, APRIL))
    last_year = next(fund for fund in outlook.funds if fund.project.document)
    assert (last_year.paid_fen, last_year.left_fen) == (400_000, 100_050)
    assert last_year.runs_out is None
    assert last_year.carry_over_fen == 100_050


def test_people_who_have_had_their_one_off_leave_room_for_more() -> None:
    """82 × 1000 ＋ 72 × 240 ＝ 99,280 fits into 100,000; another one would need 100,520."""
    limit = Limit("甲", 100_000_00, 1_000_00, 240_00, 0)
    assert limit.people(10, one_offs=True) == 82
    assert limit.people(0, one_offs=True) == 80
    assert limit.people(10, one_offs=False) == 100
