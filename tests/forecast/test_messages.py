"""Every mistake around the forecast is told alone, located, and worded as the golden files show.

The goldens are rewritten when PAYROLL_REWRITE_GOLDENS=1 is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from payroll.forecast.default_plan import default_plan
from payroll.forecast.draft import draft_budget, parse_margin
from payroll.forecast.draft_ground import draft_plan, read_draft_ground
from payroll.forecast.ground import Ground, read_ground
from payroll.forecast.outlook import forecast
from payroll.forecast.plan_file import read_plan
from payroll.forecast.plan_writing import write_plan
from payroll.forecast.sentences import unstated_problems
from payroll.forecast.suppositions import read_scenarios
from payroll.output.guard import require_payments
from payroll.problems import Problem, Refusal
from payroll.terms.messages.forecast import MESSAGES
from tests.budget.folder import BUDGET, PROGRAM
from tests.forecast.building import (
    GIFT,
    HELPER,
    INSURED,
    constant,
    small_folder,
    write_paid_month,
)

GOLDENS = Path(__file__).parent / "goldens"
BASES = """\
[[base]]
id = "minimum_wage"
name = "月最低工资标准"
[[base.value]]
effective_from = 2026-03-01
amount = "2000.00"
source = "某政发〔2025〕9号"
[[base]]
id = "average_wage"
name = "社会平均工资"
[[base.value]]
effective_from = 2026-01-01
amount = "6000.00"
source = "某人社发〔2025〕8号"
"""
UNSTATED = """
[[component]]
id = "bonus"
name = "奖金"
payee = "person"
per = "month"
[[component.rate]]
effective_from = 2026-01-01
status = "待确认"
source = "某办发〔2026〕4号"
"""
RATED = """
[[component]]
id = "rated"
name = "绩效"
payee = "person"
per = "rating"
[[component.rate]]
effective_from = 2026-01-01
rating = "合格"
amount = "10.00"
source = "某办发〔2026〕5号"
"""
HEADINGS = "补贴项目,月份,人数,出勤率,新增人数\n"


@dataclass(frozen=True)
class Trial:
    """A folder in which a mistake is made."""

    folder: Path

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def ground(self, program: str = "", first: date | None = None) -> Ground:
        rates = small_folder(self.folder, (program or PROGRAM) + INSURED)
        (rates / "bases.toml").write_text(BASES, encoding="utf-8")
        return read_ground(rates, self.out, first)

    def plan(self, rows: str, program: str = "") -> list[Problem]:
        path = self.folder / "计划.csv"
        path.write_text(HEADINGS + rows, encoding="utf-8")
        return read_plan(path, self.ground(program))[1]

    def suppose(
        self, *what_ifs: str, heads: tuple[str, ...] = (), links: tuple[str, ...] = (), program=""
    ) -> None:
        read_scenarios(self.ground(program), what_ifs, heads, links)

    def paid(self, month: int = 1, people: int = 2, **facts: str) -> Path:
        return write_paid_month(self.out, date(2026, month, 1), people, **facts)

    def edited(self, name: str, right: str, wrong: str) -> None:
        path = self.paid() / name
        text = path.read_text(encoding="utf-8-sig")
        assert right in text
        path.write_text(text.replace(right, wrong), encoding="utf-8-sig")
        self.ground()


def without_charges(trial: Trial) -> None:
    (trial.paid() / "charges.csv").unlink()
    trial.ground()


def charged_elsewhere(trial: Trial) -> None:
    trial.paid(project="别的项目")
    trial.ground()


def unknown_program(trial: Trial) -> None:
    trial.paid(name="公园管理员", program_id="park")
    trial.ground()


def from_march(trial: Trial) -> list[Problem]:
    trial.paid(1)
    return list(trial.ground(first=date(2026, 3, 1)).problems)


def from_january_again(trial: Trial) -> list[Problem]:
    trial.paid(1)
    trial.paid(2)
    ground = trial.ground(first=date(2026, 1, 1))
    return [found for found in ground.problems if found.code != "forecast-nothing-paid"]


def stays_too_long(trial: Trial) -> list[Problem]:
    trial.paid(1)
    budget = BUDGET.replace(
        'people = 10\nmonths = "2026-01..2026-12"', 'people = 10\nmonths = "2026-01..2026-01"'
    )
    small_folder(trial.folder, budget=budget)
    return default_plan(read_ground(trial.folder / "rates", trial.out))[1]


def homeless_later(trial: Trial) -> list[Problem]:
    trial.paid(1)
    program = PROGRAM.replace('months = "2026-01..2026-12"', 'months = "2026-01..2026-06"')
    small_folder(trial.folder, program)
    return default_plan(read_ground(trial.folder / "rates", trial.out))[1]


def paused(trial: Trial) -> list[Problem]:
    trial.paid(1)
    folder = trial.paid(2)
    for name in ("lines.csv", "charges.csv"):
        text = (folder / name).read_text(encoding="utf-8-sig")
        (folder / name).write_text(text.splitlines()[0] + "\n", encoding="utf-8-sig")
    return default_plan(trial.ground())[1]


def not_begun(trial: Trial) -> list[Problem]:
    folder = trial.paid(1)
    for name in ("lines.csv", "charges.csv"):
        text = (folder / name).read_text(encoding="utf-8-sig")
        (folder / name).write_text(text.splitlines()[0] + "\n", encoding="utf-8-sig")
    return default_plan(trial.ground())[1]


def not_stated(trial: Trial) -> list[Problem]:
    ground = trial.ground(PROGRAM + UNSTATED)
    return unstated_problems(forecast(ground, constant(HELPER, 3)))


def left_out(trial: Trial) -> list[Problem]:
    trial.paid(1)
    return trial.plan("", PROGRAM)


def program_left_out(trial: Trial) -> list[Problem]:
    trial.paid(1)
    other = PROGRAM.replace("street_help", "park_help").replace("街道", "公园")
    rates = small_folder(trial.folder)
    (rates / "park_help.toml").write_text(other, encoding="utf-8")
    path = trial.folder / "计划.csv"
    path.write_text(HEADINGS + "公园协理员,2026-02..2026-12,3,,\n", encoding="utf-8")
    return read_plan(path, read_ground(rates, trial.out))[1]


def write_again(trial: Trial) -> None:
    path = trial.folder / "计划.xlsx"
    ground = trial.ground()
    write_plan(path, (), ground)
    write_plan(path, (), ground)


def draft_without_people(trial: Trial) -> list[Problem]:
    budget = BUDGET.replace(
        BUDGET[BUDGET.index("[[project.basis]]") : BUDGET.index("[[project.indicators]]")], ""
    )
    indicators = budget.index("[[project.indicators]]")
    budget = budget[:indicators] + budget[budget.index('[[project]]\nname = "上年') :]
    budget = budget.replace(
        'products = [\n  { factors = ["在岗人数", "补贴标准"], source = "绩效目标表" },\n]\n', ""
    )
    rates = small_folder(trial.folder, budget=budget)
    ground = read_draft_ground(rates, trial.out)
    return list(draft_budget(ground, draft_plan(ground)).problems)


def draft_not_stated(trial: Trial) -> list[Problem]:
    rates = small_folder(trial.folder, PROGRAM + INSURED + UNSTATED)
    ground = read_draft_ground(rates, trial.out)
    return list(draft_budget(ground, draft_plan(ground)).problems)


MISTAKES: dict[str, list[Callable[[Trial], list[Problem] | None]]] = {
    "paid-file-missing": [without_charges],
    "paid-file-unreadable": [
        lambda t: t.edited("lines.csv", "amount_yuan", "金额"),
        lambda t: t.edited("lines.csv", "北城街道", '"北城街道'),
    ],
    "paid-value-unreadable": [
        lambda t: t.edited("lines.csv", "1000.00,协理员补贴", "1000,协理员补贴"),
        lambda t: t.edited("lines.csv", ",22,22,", ",全勤,22,"),
        lambda t: t.edited("lines.csv", "2026-01,2026-01,", "2026-01,1月,"),
    ],
    "paid-charges-differ": [
        lambda t: t.edited("lines.csv", "1000.00,协理员补贴", "1000.01,协理员补贴"),
        lambda t: t.edited("lines.csv", "202601-000001", "202601-000007"),
        lambda t: t.edited("charges.csv", "202601-000001", "202601-000000"),
    ],
    "paid-project-unknown": [charged_elsewhere],
    "paid-program-unknown": [unknown_program],
    "forecast-nothing-paid": [lambda t: list(t.ground().problems)],
    "forecast-month-not-paid": [from_march],
    "forecast-paid-months-replaced": [from_january_again],
    "forecast-months-without-project": [homeless_later],
    "forecast-program-paused": [paused],
    "forecast-ends-with-budget": [stays_too_long],
    "forecast-program-not-started": [not_begun],
    "forecast-standard-not-stated": [not_stated],
    "plan-file-missing": [
        lambda t: read_plan(t.folder / "没有.xlsx", t.ground())[1],
    ],
    "plan-file-kind": [lambda t: write_plan(t.folder / "计划.txt", (), t.ground())],
    "plan-file-exists": [write_again],
    "plan-empty": [lambda t: t.plan("")],
    "plan-program-unknown": [lambda t: t.plan("街道办,2026-01..2026-12,3,,\n")],
    "plan-program-blank": [lambda t: t.plan(",2026-01..2026-12,3,,\n")],
    "plan-program-without-project": [
        lambda t: t.plan(
            "街道协理员,2026-01..2026-12,3,,\n",
            PROGRAM.replace('"2026-01..2026-12" }', '"2026-03..2026-10" }'),
        ),
        lambda t: t.suppose(
            heads=("街道协理员=3@2026-09",),
            program=PROGRAM.replace('"2026-01..2026-12" }', '"2026-03..2026-10" }'),
        ),
    ],
    "plan-month-unreadable": [
        lambda t: t.plan("街道协理员,3月,3,,\n"),
        lambda t: t.plan("街道协理员,2026.10,3,,\n"),
        lambda t: t.plan("街道协理员,2026-12..2026-03,3,,\n"),
    ],
    "plan-month-outside": [
        lambda t: t.plan("街道协理员,2025-12..2026-12,3,,\n"),
        lambda t: t.plan("街道协理员,2027-01,3,,\n"),
    ],
    "plan-month-twice": [
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,,\n街道协理员,2026年5月,4,,\n")
    ],
    "plan-people-wrong": [
        lambda t: t.plan("街道协理员,2026-01..2026-12,-3,,\n"),
        lambda t: t.plan("街道协理员,2026-01..2026-12,2.5,,\n"),
        lambda t: t.plan("街道协理员,2026-01..2026-12,,,\n"),
        lambda t: t.plan("街道协理员,2026-01..2026-12,三人,,\n"),
    ],
    "plan-people-too-many": [lambda t: t.plan("街道协理员,2026-01..2026-12,18859500,,\n")],
    "plan-share-wrong": [
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,98.5,\n"),
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,100.01%,\n"),
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,-0.1,\n"),
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,全勤,\n"),
    ],
    "plan-share-too-fine": [lambda t: t.plan("街道协理员,2026-01..2026-12,3,0.98765,\n")],
    "plan-new-people-wrong": [
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,,-1\n", PROGRAM + GIFT)
    ],
    "plan-new-more-than-people": [
        lambda t: t.plan("街道协理员,2026-01..2026-12,3,,4\n", PROGRAM + GIFT)
    ],
    "plan-new-people-unused": [lambda t: t.plan("街道协理员,2026-01..2026-12,3,,1\n")],
    "plan-months-missing": [
        lambda t: t.plan("街道协理员,2026-01..2026-03,3,,\n街道协理员,2026-05,3,,\n")
    ],
    "plan-program-missing": [program_left_out],
    "what-if-malformed": [
        lambda t: t.suppose("街道协理员.补贴=1100"),
        lambda t: t.suppose("涨到1100元"),
        lambda t: t.suppose(""),
    ],
    "what-if-name-unknown": [lambda t: t.suppose("街道办.补贴=1100@2026-07")],
    "what-if-component-unknown": [lambda t: t.suppose("街道协理员.工资=1100@2026-07")],
    "what-if-component-needed": [lambda t: t.suppose("街道协理员=1100@2026-07")],
    "what-if-amount-wrong": [
        lambda t: t.suppose("街道协理员.补贴=1,100@2026-07"),
        lambda t: t.suppose("街道协理员.补贴=-1100@2026-07"),
        lambda t: t.suppose("街道协理员.补贴=1100.005@2026-07"),
    ],
    "what-if-people-wrong": [
        lambda t: t.suppose("街道协理员=-3人@2026-07"),
        lambda t: t.suppose(heads=("街道协理员=2.5@2026-07",)),
    ],
    "what-if-share-wrong": [lambda t: t.suppose("街道协理员.出勤率=95@2026-07")],
    "what-if-date-wrong": [
        lambda t: t.suppose("街道协理员.补贴=1100@7月"),
        lambda t: t.suppose("街道协理员.补贴=1100@2026-13"),
        lambda t: t.suppose("街道协理员.补贴=1100@2026-02-30"),
    ],
    "what-if-date-outside": [
        lambda t: t.suppose("街道协理员.补贴=1100@2027-01"),
        lambda t: t.suppose(heads=("街道协理员=3@2026-11..2027-02",)),
    ],
    "what-if-rated": [lambda t: t.suppose("街道协理员.绩效=20@2026-07", program=PROGRAM + RATED)],
    "what-if-twice": [
        lambda t: t.suppose("街道协理员.补贴=1100@2026-07；街道协理员.补贴=1200@2026-07")
    ],
    "what-if-only-heads": [lambda t: t.suppose(heads=("街道协理员.补贴=1100@2026-07",))],
    "what-if-base-unlinked": [lambda t: t.suppose("minimum_wage=2100@2026-07")],
    "what-if-base-unknown-then": [
        lambda t: t.suppose("minimum_wage=2100@2026-01", links=("街道协理员.补贴",))
    ],
    "what-if-link-not-stated": [
        lambda t: t.suppose(
            "minimum_wage=2100@2026-07", links=("街道协理员.奖金",), program=PROGRAM + UNSTATED
        )
    ],
    "what-if-link-unknown": [
        lambda t: t.suppose("minimum_wage=2100@2026-07", links=("街道协理员",))
    ],
    "what-if-link-unused": [
        lambda t: t.suppose("街道协理员.补贴=1100@2026-07", links=("街道协理员.补贴",))
    ],
    "what-if-bases-several": [
        lambda t: t.suppose(
            "minimum_wage=2100@2026-07", "average_wage=6100@2026-07", links=("街道协理员.补贴",)
        )
    ],
    "draft-year-wrong": [
        lambda t: read_draft_ground(small_folder(t.folder), t.out, 2028) and None,
    ],
    "draft-margin-wrong": [
        lambda _: parse_margin("60%") and None,
        lambda _: parse_margin("五") and None,
    ],
    "draft-nobody": [draft_without_people],
    "draft-standard-not-stated": [draft_not_stated],
    "draft-calendar-missing": [
        lambda t: list(read_draft_ground(small_folder(t.folder), t.out).problems),
    ],
    "forecast-is-not-payroll": [
        lambda _: require_payments(pl.DataFrame({"reason": ["regular", "forecast"]}))
    ],
}


def told(trial: Trial, mistake: Callable[[Trial], list[Problem] | None]) -> list[Problem]:
    try:
        return mistake(trial) or []
    except Refusal as refusal:
        return list(refusal.problems)


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_is_told_alone_and_worded(code: str, tmp_path: Path) -> None:
    texts = []
    for number, mistake in enumerate(MISTAKES[code]):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = told(Trial(folder), mistake)
        assert [each.code for each in found] == [code], found
        texts.append(f"{found[0]}\n")
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text("\n".join(texts), encoding="utf-8", newline="\n")
    assert golden.exists(), f"no golden file for {code}"
    assert "\n".join(texts) == golden.read_text(encoding="utf-8")


def test_every_message_is_tried() -> None:
    assert set(MISTAKES) == set(MESSAGES)
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(MISTAKES)


def test_all_mistakes_of_a_plan_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        Trial(tmp_path).plan(
            "街道办,2026-01,-3,2,\n街道协理员,2025-01,3,,\n街道协理员,2026-05,x,,\n"
        )
    codes = [found.code for found in refusal.value.problems]
    assert codes == [
        "plan-program-unknown",
        "plan-people-wrong",
        "plan-share-wrong",
        "plan-month-outside",
        "plan-people-wrong",
    ]


def test_a_plan_that_is_right_is_told_nothing(tmp_path: Path) -> None:
    assert Trial(tmp_path).plan("街道协理员,2026-01..2026-12,3,98.5%,\n") == []
    assert replace(Trial(tmp_path)).plan("街道 协理员,2026年1月至2026年12月,3人,１,\n") == []
