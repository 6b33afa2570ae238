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
