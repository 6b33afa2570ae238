"""holds.csv row by row; and a month in which somebody is on hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from payroll.holds import Holds, read_holds, with_hold_notes, with_holds
from payroll.month import Folders, compute_month
from payroll.output import write_month as write_outputs
from payroll.output.reread import read_sheets
from payroll.problems import Refusal
from payroll.terms.files import HOLDS
from tests.desk.building import (
    HEADINGS,
    IDS,
    ROWS,
    read_cases,
    reading,
    write_list,
    write_month,
)
from tests.intake.books import write_book
from tests.intake.people import MONTH
from tests.payable.county import LI, POST, ZHANG, differences, new_county
from tests.project.tree import ROOT

COLUMNS = ("身份证号", "姓名", "起始月份", "结束月份", "原因", "经办人")
CASES = {case["说明"]: case for case in read_cases("holds.csv")}
SHORT = IDS["甲"][:-1]


def holds_of(rosters: Path, *cases: dict[str, Any]) -> Holds:
    """The list of the cases, written and read."""
    ids = IDS | {"短": SHORT}
    lines = [{**case, "身份证号": ids[case["人"]], "姓名": case["写的姓名"]} for case in cases]
    write_list(rosters / HOLDS, COLUMNS, lines)
    return read_holds(rosters)


@pytest.mark.parametrize("title", CASES)
def test_a_hold_meets_the_month_or_stops_the_run(title: str, tmp_path: Path) -> None:
    case = CASES[title]
    if case["暂缓"] == "停":
        with pytest.raises(Refusal) as refused:
            holds_of(tmp_path, case)
        assert [each.code for each in refused.value.problems] == [case["期望代码"]]
        return
    month = reading(write_month(tmp_path / "2026-03"))
    withheld, problems = with_holds(month, holds_of(tmp_path, case), MONTH)
    assert [each.code for each in problems] == case["期望代码"].split()
    rows = month.roster.join(withheld, on="row_id", how="semi")
    wanted = month.roster.filter(pl.col("id_number") == IDS[case["人"]])
    assert rows.equals(wanted if case["暂缓"] == "是" else wanted.clear())
    notes = with_hold_notes(month.roster, withheld)["note"].drop_nulls()
    assert len(notes) == len(rows)
    for each in problems:
        assert not any(id_number in str(each) for id_number in IDS.values())


def test_without_a_list_nobody_is_on_hold(tmp_path: Path) -> None:
    assert read_holds(tmp_path) == Holds()


def test_an_id_stored_as_a_number_stops_the_run(tmp_path: Path) -> None:
    line: dict[str, Any] = {**CASES["从本月起没有结束月份"], "姓名": "赵甲"}
    write_list(tmp_path / HOLDS, COLUMNS, [{**line, "身份证号": int(IDS["乙"])}])
    with pytest.raises(Refusal, match="id-stored-as-number"):
        read_holds(tmp_path)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A month of two people who are paid in full."""
    people = [[*row[:5], 22, None, *row[7:]] for row in (ROWS[0], ROWS[1])]
    write_month(tmp_path / "rosters" / "2026-03", people)
    return Folders(ROOT / "rates", tmp_path / "rosters", tmp_path / "out")


def test_people_on_hold_are_on_the_sheet_with_nothing_and_owed_everything(
    folders: Folders,
) -> None:
    everybody = compute_month(folders, MONTH)
    holds_of(folders.rosters, CASES["从本月起没有结束月份"])
    month = compute_month(folders, MONTH)
    assert len(month.accepted) == 2
    mine = pl.col("id_number") == IDS["甲"]
    assert month.payments.filter(mine).is_empty()
    same = ["id_number", "component", "amount_fen", "paid_days_h"]
    expected = everybody.payments.filter(mine).select(same)
    assert month.withheld.select(same).equals(expected)
    assert month.withheld["line_id"].null_count() == len(month.withheld) == 2
    assert month.payments.select(same).equals(everybody.payments.filter(~mine).select(same))
    assert f"rosters/{HOLDS}" in month.inputs


def test_the_payroll_sheet_shows_the_hold(folders: Folders) -> None:
    holds_of(folders.rosters, CASES["从本月起没有结束月份"])
    written = write_outputs(compute_month(folders, MONTH), folders.out)
    sheet = read_sheets(written.folder / "工资表_公益性岗位.xlsx")["工资表"]
    rows = {row["姓名"]: row for row in sheet.table("序号") if row["姓名"]}
    assert rows["赵甲"]["备注"] == "暂缓发放：核查中"
    assert float(rows["赵甲"]["实发"]) == float(rows["赵甲"]["单位承担保险"]) == 0
    assert float(rows["钱乙"]["实发"]) == 2150


def test_a_one_off_that_was_withheld_is_paid_in_the_first_month_without_a_hold(
    folders: Folders,
) -> None:
    """The first month on a sheet would have had it; a hold puts it off, it does not lose it."""
    rows = [[*ROWS[0][:2], "大学生实习实训", *ROWS[0][3:5], 22, None, *ROWS[0][7:]]]
    for month in ("2026-02", "2026-03"):
        write_book(folders.rosters / month / "甲单位.xlsx", {"1": [HEADINGS, *rows]})

    def one_offs() -> pl.DataFrame:
        return compute_month(folders, date(2026, 3, 1)).payments.filter(
            pl.col("reason") == "one_off"
        )

    assert one_offs().is_empty()
    holds_of(
        folders.rosters,
        CASES["从本月起没有结束月份"] | {"起始月份": "2026-02", "结束月份": "2026-02"},
    )
    assert len(one_offs()) == 1


ZHANG_ON_HOLD = {"身份证号": ZHANG, "姓名": "张三", "原因": "核查", "经办人": "王五"}


def test_what_was_withheld_is_paid_as_arrears_once_the_hold_has_ended(tmp_path: Path) -> None:
    """A hold counts in months of paying: while it lasts no month is paid, afterwards all are."""
    county = new_county(tmp_path)
    hold = {**ZHANG_ON_HOLD, "起始月份": "2026-04"}
    write_list(county.folders.rosters / HOLDS, COLUMNS, [hold])
    for month, required in (("2026-04", "21"), ("2026-05", "18"), ("2026-06", "21")):
        people = [(ZHANG, POST, required, required), (LI, POST, required, required)]
        county.sheet(month, people)
    assert county.post("2026-04").payments["id_number"].unique().to_list() == [LI]
    assert county.post("2026-05").payments["id_number"].unique().to_list() == [LI]
    write_list(county.folders.rosters / HOLDS, COLUMNS, [{**hold, "结束月份": "2026-05"}])
    released = county.run("2026-06")
    owed = {each for each in differences(released) if each[0] == ZHANG}
    components = {"post_subsidy": 215_000, "social_insurance": 99_325}
    assert {each[1:4] + each[5:] for each in owed} == {
        (month, component, "arrears", fen)
        for month in ("2026-04", "2026-05")
        for component, fen in components.items()
    }
    assert released.withheld.is_empty()


def test_a_hold_takes_nothing_back_that_was_paid_before(tmp_path: Path) -> None:
    county = new_county(tmp_path)
    county.sheet("2026-04", [(ZHANG, POST, "21", "21")])
    county.sheet("2026-05", [(ZHANG, POST, "18", "18")])
    county.post("2026-04")
    county.sheet("2026-04", [(ZHANG, POST, "21", "11")])  # paid too much, as it turns out
    hold = {**ZHANG_ON_HOLD, "起始月份": "2026-05"}
    write_list(county.folders.rosters / HOLDS, COLUMNS, [hold])
    assert county.run("2026-05").payments.is_empty()
