"""The forecast against cases that a budget officer can check with a pencil."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from payroll.amounts import percent, yuan
from payroll.forecast.bridge import Effects, total_effects
from payroll.forecast.comparison import Comparison, compare
from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import Ground, read_ground
from payroll.forecast.outlook import Forecast, Fund, forecast
from payroll.forecast.plan_file import read_plan
from payroll.forecast.sentences import people_text
from payroll.forecast.suppositions import read_scenarios
from payroll.period import month_text, parse_month
from payroll.terms.forecast import EFFECTS, PLAN_COLUMNS
from tests.forecast.building import RATES, ROOT

CASES = Path(__file__).parent / "测算案例.csv"
MUST_SAY = ("算式", "依据", "核对")
FIELD_OF = {word: name for name, word in EFFECTS.items()}


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) > 30, "cases that are not read cannot fail"
    return found


def plan_text(plan: str) -> str:
    """The plan as a file: rows of program, months, people, share and new people."""
    rows = [row.split() for row in plan.split("；")]
    lines = [",".join((*row, *[""] * (5 - len(row)))) for row in rows]
    return "\n".join([",".join(PLAN_COLUMNS[:5]), *lines]) + "\n"


def computed(case: dict[str, str], folder: Path) -> Comparison:
    ground: Ground = read_ground(RATES, ROOT / "nothing-was-paid", parse_month(case["起月"]))
    path = folder / "计划.csv"
    path.write_text(plan_text(case["计划"]), encoding="utf-8")
    plan, _ = read_plan(path, ground)
    links = [case["联动"]] if case["联动"] else []
    asked = ([case["方案"]] if case["方案"] else [], [case["人数方案"]] if case["人数方案"] else [])
    return compare(forecast(ground, plan), read_scenarios(ground, *asked, links))


def answer(case: dict[str, str], comparison: Comparison) -> str:
    """What the forecast (of the scenario, where there is one) says to the question."""
    variants = comparison.variants
    outlook = variants[0].forecast if variants else comparison.base
    headcounts = variants[0].headcounts if variants else comparison.headcounts
    question, subject = case["问"], case["对象"]
    if question.startswith("差额·"):
        steps = [s for s in variants[0].steps if s.program_id == program_id(outlook, subject)]
        effects = total_effects(steps)
        others = replace(effects, **{FIELD_OF[question[3:]]: 0})
        if "全是" in case["情形"]:
            assert others == Effects()
        return yuan(getattr(effects, FIELD_OF[question[3:]]))
    if question == "全年费用":
        return yuan(outlook.cost_fen(program_id(outlook, subject)))
    if question in ("最多人数", "不计一次性"):
        wanted = program_id(outlook, subject)
        headcount = next(each for each in headcounts if each.program_id == wanted)
        return people_text(headcount, one_offs=question == "最多人数")
    return fund_answer(question, next(f for f in outlook.funds if f.project.name == subject))


def fund_answer(question: str, fund: Fund) -> str:
    needed = fund.within_fen + fund.over_fen
    runs_out = "" if fund.runs_out is None else month_text(fund.runs_out)
    return {
        "全年需要": yuan(needed),
        "占预算": percent(needed, fund.budget_fen),
        "列支": yuan(fund.within_fen),
        "列不下": yuan(fund.over_fen),
        "剩余": yuan(fund.left_fen),
        "结余": yuan(fund.gap_fen),
        "用完月份": runs_out,
    }[question]


def program_id(outlook: Forecast, name: str) -> str:
    return next(program.id for program in outlook.ground.programs if program.name == name)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["情形"])
def test_a_case_worked_by_hand(case: dict[str, str], tmp_path: Path) -> None:
    assert all(case[column].strip() for column in MUST_SAY)
    assert answer(case, computed(case, tmp_path)) == case["结果"]


def test_without_any_payment_the_budget_s_own_basis_is_forecast() -> None:
    ground = read_ground(RATES, ROOT / "nothing-was-paid")
    assert ground.months[0] == date(2026, 1, 1)
    plan, doubts = default_plan(ground)
    outlook = forecast(ground, plan)
    funds = {fund.project.name: fund for fund in outlook.funds}
    shown = {name: yuan(fund.within_fen + fund.over_fen) for name, fund in funds.items()}
    assert not doubts
    assert shown["本级公益性岗位2026年补贴保险"] == "18,859,500.00"
    assert shown["大学生专职村干部2026年工资保险"] == "3,953,925.00"
    assert shown["人才储备2026年工资保险"] == "11,164,824.00"
    assert shown["大学生实习实训补贴资金"] == "612,000.00"
    assert shown["三支一扶人员慰问金"] == "9,500.00"
    assert shown["落实人才政策专项资金"] == "150,000.00"
    assert shown["高平市乡村运营师2026工资保险"] == "330,000.00"
