"""手工调整.xlsx: a line with amount, reason and person, and nothing else by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from payroll.output import write_month
from tests.payable.county import LI, POST, ZHANG, County, codes, differences, new_county

HEADINGS = ["身份证号", "姓名", "补贴项目", "工资项目", "所属月份", "金额", "原因", "经办人"]


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = new_county(tmp_path)
    county.sheet("2026-04", [(ZHANG, POST, "21", "21"), (LI, POST, "21", "21")])
    return county


def adjust(county: County, *rows: tuple[object, ...], month: str = "2026-04") -> None:
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(county.root / "rosters" / month / "手工调整.xlsx")
    book.close()


def line(amount: str, **more: str) -> tuple[object, ...]:
    cells = dict(
        zip(
            HEADINGS,
            [LI, "李四", POST, "岗位补贴", "2026-04", amount, "主任会议纪要", "王审"],
            strict=True,
        )
    )
    return tuple((cells | more).values())


def test_an_adjustment_is_a_line_of_its_own_with_its_reason(county: County) -> None:
    adjust(county, line("120.50"))
    run = county.run("2026-04")
    assert differences(run) == {(LI, "2026-04", "post_subsidy", "manual", "manual", 12_050)}
    manual = run.payments.filter(run.payments["reason"] == "manual").row(0, named=True)
    assert manual["note"] == "手工调整：主任会议纪要（王审）"
    assert manual["project"]
    written = write_month(run, county.root / "out")
    assert "lines.csv" in written.files


def test_a_later_run_does_not_undo_it(county: County) -> None:
    adjust(county, line("120.50"))
    county.post("2026-04")
    county.sheet("2026-05", [(ZHANG, POST, "19", "19"), (LI, POST, "19", "19")])
    assert differences(county.run("2026-05")) == set()


def test_it_never_brings_pay_below_nothing(county: County) -> None:
    adjust(county, line("-2150.01"))
    run = county.run("2026-04")
    assert differences(run) == set()
    assert codes(run) == ["adjustment-below-nothing"]
    adjust(county, line("-2150.00"))
    assert codes(county.run("2026-04")) == []


def test_it_never_brings_pay_below_nothing_whatever_name_it_gives(county: County) -> None:
    adjust(county, line("-100.00", 姓名=""))
    assert {each[-1] for each in differences(county.run("2026-04"))} == {-10_000}


def test_a_person_on_hold_is_paid_nothing_by_hand_either(county: County) -> None:
    book = Workbook()
    book.active.append(["身份证号", "姓名", "起始月份", "结束月份", "原因", "经办人"])
    book.active.append([LI, "李四", "2026-04", "", "核查", "王审"])
    book.save(county.root / "rosters" / "暂缓发放.xlsx")
    book.close()
    adjust(county, line("120.50"))
    run = county.run("2026-04")
    assert differences(run) == set()
    assert "adjustment-of-person-on-hold" in codes(run)


def test_money_that_a_leaver_gave_back_is_offset_and_not_paid_out(county: County) -> None:
    """2150.00 too much in April, and no pay in May to take it from.  Once 2150.00 came back in
    cash, an entry by hand lets the recovery be posted: nothing is paid, nothing is left."""
    county.post("2026-04")
    county.sheet("2026-04", [(ZHANG, POST, "21", "21"), (LI, POST, "21", "0")])
    county.sheet("2026-05", [(ZHANG, POST, "19", "19")])
    assert codes(county.run("2026-05")) == ["recovery-from-leaver"]
    adjust(county, line("2150.00", 原因="已退回现金，收据3号"), month="2026-05")
    run = county.post("2026-05")
    assert {each[3:] for each in differences(run)} == {
        ("recovery", "roster", -215_000),
        ("manual", "manual", 215_000),
    }
    assert run.recoveries["closing_fen"].sum() == 0
    county.sheet("2026-06", [(ZHANG, POST, "21", "21")])
    later = county.run("2026-06")
    assert differences(later) == set()
    assert later.recoveries.is_empty()


def test_what_is_taken_by_hand_is_taken_before_a_recovery(county: County) -> None:
    """May pays 2150.00; 650.00 are taken by hand, so 1500.00 are left for the recovery."""
    county.post("2026-04")
    county.sheet("2026-04", [(ZHANG, POST, "21", "21"), (LI, POST, "21", "0")])
    county.sheet("2026-05", [(ZHANG, POST, "19", "19"), (LI, POST, "19", "19")])
    adjust(county, line("-650.00"), month="2026-05")
    run = county.run("2026-05")
    assert {each[-1] for each in differences(run)} == {-65_000, -150_000}
    assert run.recoveries["closing_fen"].to_list() == [65_000]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("原因", "", "adjustment-incomplete"),
        ("身份证号", ZHANG[:-1] + "1", "adjustment-id-wrong"),
        ("补贴项目", "不存在的项目", "adjustment-program-unknown"),
        ("工资项目", "交通补贴", "adjustment-component-unknown"),
        ("所属月份", "2026-05", "adjustment-month-wrong"),
        ("金额", "0", "adjustment-amount-wrong"),
        ("金额", "12.345", "adjustment-amount-wrong"),
        ("金额", "一百", "adjustment-amount-wrong"),
    ],
)
def test_a_line_that_cannot_be_made_is_located_and_not_made(
    county: County, column: str, value: str, code: str
) -> None:
    adjust(county, line("120.50", **{column: value}))
    run = county.run("2026-04")
    assert differences(run) == set()
    (found,) = [item for item in run.problems if item.code == code]
    assert found.cell.file == "手工调整.xlsx"
    assert found.cell.row == 2
    assert LI not in str(found)
