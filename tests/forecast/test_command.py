"""`payroll forecast` and `payroll budget plan` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Payroll, payroll
from tests.forecast.building import RATES

__all__ = ["payroll"]
ARGUMENTS = ("--rates", str(RATES))
PLAN = "补贴项目,月份,人数\n公益性岗位,2026-01..2026-12,500\n"


def test_a_forecast_from_a_plan(payroll: Payroll, tmp_path: Path) -> None:
    (tmp_path / "计划.csv").write_text(PLAN, encoding="utf-8")
    outcome = payroll("forecast", "--plan", "计划.csv", "--from", "2026-01", *ARGUMENTS)
    assert outcome.status == 0
    line = next(each for each in outcome.said.splitlines() if "18,859,500.00" in each)
    assert line.split()[1:] == [
        *("22,000,000.00", "0.00", "18,859,500.00", "85.73", "%", "3,140,500.00", "年底有余"),
    ]
    assert "测算数，不是发放依据" in outcome.said
    assert (tmp_path / "out" / "测算.xlsx").is_file()
    assert "forecast-nothing-paid" in outcome.warned


def test_a_scenario_as_json(payroll: Payroll, tmp_path: Path) -> None:
    (tmp_path / "计划.csv").write_text(PLAN, encoding="utf-8")
    outcome = payroll(
        *("forecast", "--plan", "计划.csv", "--json", *ARGUMENTS),
        *("--what-if", "公益性岗位.岗位补贴=2250@2026-07", "--heads", "公益性岗位=512@2026-04"),
    )
    record = json.loads(outcome.said)
    assert record["reason"] == "forecast"
    assert record["base"]["total_yuan"] == "18859500.00"
    assert [each["total_yuan"] for each in record["scenarios"]] == ["19159500.00", "19198971.00"]
    assert record["scenarios"][0]["bridge_total"]["standards_yuan"] == "300000.00"
    (headcount,) = record["base"]["largest_headcounts"]
    assert headcount["people"] == 583
    assert {month["reason"] for month in record["base"]["months"]} == {"forecast"}


def test_a_plan_is_written_and_never_overwritten(payroll: Payroll, tmp_path: Path) -> None:
    first = payroll("forecast", "--write-plan", "计划.xlsx", *ARGUMENTS)
    assert first.status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["计划.xlsx"]
    before = (tmp_path / "计划.xlsx").read_bytes()
    again = payroll("forecast", "--write-plan", "计划.xlsx", *ARGUMENTS)
    assert (again.status, again.said) == (2, "")
    assert (tmp_path / "计划.xlsx").read_bytes() == before
    assert payroll("forecast", "--plan", "计划.xlsx", *ARGUMENTS).status == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--what-if", "公益性岗位.岗位补贴"),
        ("--heads", "公益性岗位=-1@2026-04"),
        ("--link", "公益性岗位.岗位补贴"),
        ("--plan", "没有.xlsx"),
        ("--from", "2026-13"),
        ("--from", "2031-01"),
    ],
)
def test_wrong_use_writes_nothing(payroll: Payroll, tmp_path: Path, wrong: tuple[str, str]) -> None:
    outcome = payroll("forecast", *wrong, *ARGUMENTS)
    assert (outcome.status, outcome.said) == (2, "")
    assert "请" in outcome.warned or "不是月份" in outcome.warned
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_next_year(payroll: Payroll, tmp_path: Path) -> None:
    outcome = payroll("budget", "plan", "2027", "--margin", "5%", *ARGUMENTS)
    assert outcome.status == 0
    assert "19,802,500.00" in outcome.said
    assert (tmp_path / "out" / "2027年预算草案.xlsx").is_file()
    refused = payroll("budget", "plan", "2029", *ARGUMENTS)
    assert (refused.status, refused.said) == (2, "")
