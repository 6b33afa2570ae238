"""Next year's draft: cases by hand, what stays open, the forms of the published tables."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from payroll.amounts import yuan
from payroll.forecast.draft import Draft, draft_budget, parse_margin
from payroll.forecast.draft_book import write_draft_book
from payroll.forecast.draft_ground import draft_plan, read_draft_ground
from payroll.forecast.plan_file import read_plan
from payroll.forecast.target_sheet import indicator_value
from payroll.problems import Refusal
from payroll.terms.forecast import OPEN
from tests.forecast.building import RATES, ROOT, small_folder, write_paid_month

CASES = Path(__file__).parent / "测算草案.csv"


@cache
def drafted(margin: str = "0") -> Draft:
    ground = read_draft_ground(RATES, ROOT / "nothing-was-paid", 2027)
    return draft_budget(ground, draft_plan(ground), parse_margin(margin))


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['项目']} {case['预备比例']}")
def test_a_line_worked_by_hand(case: dict[str, str]) -> None:
    assert case["依据"].strip()
    assert case["核对"].strip()
    line = next(each for each in drafted(case["预备比例"]).lines if each.name == case["项目"])
    need = "" if line.need_fen is None else yuan(line.need_fen)
    amount = OPEN if line.amount_fen is None else yuan(line.amount_fen)
    assert (need, amount) == (case["按标准需要"], case["申请金额"])


def test_every_project_of_the_year_s_own_money_is_drafted_and_no_other() -> None:
    draft = drafted()
    assert len(draft.lines) == 15
    assert not [line for line in draft.lines if "2026" in line.name or line.project.document]


def test_what_no_source_states_is_named() -> None:
    unstated = {line.name: line.unstated for line in drafted().lines if line.unstated}
    assert unstated == {
        "落实人才政策专项资金": ("小微企业一次性吸纳就业补贴", "高层次人才补贴"),
        "高平市乡村运营师2027工资保险": ("绩效工资", "社会保险"),
    }
    codes = [found.code for found in drafted().problems]
    assert codes == ["draft-nobody", "draft-standard-not-stated", "draft-standard-not-stated"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("draft") / "草案.xlsx"
    write_draft_book(drafted("5%"), path)
    return openpyxl.load_workbook(path, data_only=True)


def test_the_table_has_the_form_of_the_published_one(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["项目支出预算表"]
    assert [sheet.cell(3, c).value for c in (1, 2, 3, 6, 7)] == [
        *("项目名称", "合计", "2027年财政拨款", "财政专户管理资金", "单位资金"),
    ]
    assert [sheet.cell(4, c).value for c in (3, 4, 5)] == [
        *("一般公共预算", "政府性基金预算", "国有资本经营预算"),
    ]
    assert [sheet.cell(5, c).value for c in range(1, 8)] == list("1234567")
    assert sheet["A6"].value == "高平市就业和人才服务中心"
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=7, max_row=21)]
    stated = [row for row in rows if row[1] != OPEN]
    assert len(rows) == 15
    assert all(row[1] == row[2] for row in rows)
    assert sum(Decimal(str(row[1])) for row in stated) == Decimal(str(sheet["B6"].value))
    assert ["三支一扶人员慰问金", 1, 1] in stated


def test_open_matters_and_settings_are_listed(workbook: openpyxl.Workbook) -> None:
    told = [row[1].value for row in workbook["未定事项"].iter_rows(min_row=4)]
    assert "预备比例 5.00%（待确认：没有依据规定）" in told
    assert "绩效工资、社会保险没有写明标准，金额不含这几项" in told
    assert told.count("没有人数和标准可以测算，金额空着") == 8


def test_a_target_table_repeats_the_draft(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["绩效目标表2"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"本级公益性岗位2027年补贴保险", "19,802,500.00", "2027年本级公益岗位在岗人数"} <= texts
    assert {"≥500人", "2150元/人/月", "按月发放", "（待填）"} <= texts
    assert "2026" not in "".join(text for text in texts if "概况" not in text)


def test_indicators_follow_the_plan_and_the_standards(tmp_path: Path) -> None:
    rates = small_folder(tmp_path)
    path = rates / "street_help.toml"
    text = path.read_text(encoding="utf-8")
    first = 'effective_from = 2026-01-01\namount = "1000.00"\nsource = "某办发〔2026〕1号"\n'
    raised = first.replace("2026-01-01", "2027-01-01").replace("1000.00", "1100.50")
    path.write_text(text.replace(first, f"{first}[[component.rate]]\n{raised}"), encoding="utf-8")
    ground = read_draft_ground(rates, tmp_path / "out")
    plan = tmp_path / "计划.csv"
    plan.write_text("补贴项目,月份,人数\n街道协理员,2027-01..2027-12,12\n", encoding="utf-8")
    draft = draft_budget(ground, read_plan(plan, ground, next_year=True)[0])
    line = draft.lines[0]
    assert yuan(line.need_fen or 0) == yuan(12 * 12 * (110_050 + 33_333))
    assert line.formula == "12 人 × （补贴 1,100.50＋保险 333.33） × 12 个月"
    values = [indicator_value(each, draft, line) for each in line.project.indicators]
    assert values == ["≥12人", "1100.5元/人/月", None]


def test_people_paid_last_take_the_place_of_the_published_ones(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_paid_month(out, date(2026, 9, 1), 7)
    ground = read_draft_ground(small_folder(tmp_path), out)
    (line,) = draft_budget(ground, draft_plan(ground)).lines
    assert line.people == 7
    assert line.sources == ("2026-09 发放 7 人，按人不变",)


def test_people_of_a_program_without_a_project_are_refused(tmp_path: Path) -> None:
    ground = read_draft_ground(RATES, tmp_path)
    plan = tmp_path / "计划.csv"
    plan.write_text("补贴项目,月份,人数\n就业见习,2027-01..2027-06,12\n", encoding="utf-8")
    rows, _ = read_plan(plan, ground, next_year=True)
    with pytest.raises(Refusal) as refusal:
        draft_budget(ground, rows)
    assert [found.code for found in refusal.value.problems] == ["plan-program-without-project"]
