"""Scores, points and measures against what a clerk works out with a pencil."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.amounts import parse_hundredths, yuan
from payroll.budget.build import _indicator
from payroll.budget.model import Indicator
from payroll.budget.tables import IndicatorTable
from payroll.evaluation import Evaluation, evaluate, scoring
from payroll.evaluation.hand import in_measure
from payroll.period import parse_month
from tests.reconciliation.county import write_out, write_rates

HERE = Path(__file__).parent
HELD = {"2026-02 街道协理员": 1}
SECONDS = {
    "数量": "数量指标",
    "质量": "质量指标",
    "时效": "时效指标",
    "成本": "成本指标",
    "社会": "社会效益",
    "满意": "服务对象满意度",
}


def cases(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 5
    assert all(row[column] for row in rows for column in ("算式", "依据", "核对"))
    return rows


def indicator(second: str, value: str = "促进", first: str = "产出指标") -> Indicator:
    return _indicator(IndicatorTable(first=first, second=second, third="某", value=value))


@pytest.mark.parametrize("case", cases("评分.csv"), ids=lambda case: case["情形"])
def test_what_a_value_earns(case: dict[str, str]) -> None:
    target = indicator(case["二级指标"], case["目标"])
    assert target.number_h is not None
    match = re.fullmatch(r"([0-9.]+)(.*)", case["完成值"])
    assert match is not None
    assert match[2] == target.unit
    actual = in_measure(parse_hundredths(match[1]), target)
    share = scoring.earned(scoring.operator_of(target), actual, in_measure(target.number_h, target))
    score = scoring.score_h(parse_hundredths(case["分值"]), share)
    assert yuan(score, grouped=False) == case["得分"]


@pytest.mark.parametrize("case", cases("分值.csv"), ids=lambda case: case["情形"])
def test_how_points_are_spread(case: dict[str, str]) -> None:
    indicators = [indicator(SECONDS[name]) for name in case["指标"].split()]
    points = scoring.spread_points(indicators, case["办法"])  # type: ignore[arg-type]
    assert " ".join(yuan(each) for each in points) == case["分值"]


@given(
    st.lists(st.sampled_from(list(SECONDS.values())), max_size=14),
    st.sampled_from(["each", "level"]),
)
def test_a_part_with_indicators_always_gives_its_whole_points(
    seconds: list[str], spread: str
) -> None:
    indicators = [indicator(second) for second in seconds]
    points = scoring.spread_points(indicators, spread)  # type: ignore[arg-type]
    for section, whole in scoring.SECTIONS_H.items():
        mine = [
            p for p, i in zip(points, indicators, strict=True) if scoring.section_of(i) == section
        ]
        assert sum(mine) == (whole if mine else 0)
        assert all(p > 0 for p in mine)
    if spread == "each":
        assert all(
            max(group) - min(group) <= 1
            for section in scoring.SECTIONS_H
            if (
                group := [
                    p
                    for p, i in zip(points, indicators, strict=True)
                    if scoring.section_of(i) == section
                ]
            )
        )


@given(st.fractions(0, 1000), st.fractions(0, 1000), st.sampled_from(["≥", "≤"]))
def test_a_share_is_between_nothing_and_everything(
    actual: Fraction, target: Fraction, operator: str
) -> None:
    share = scoring.earned(operator, actual, target)
    assert 0 <= share <= 1
    met = actual >= target if operator == "≥" else actual <= target
    assert (share == 1) == met


@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_execution_gives_at_most_ten_points(spent_fen: int, budget_fen: int) -> None:
    score = scoring.execution_score_h(spent_fen, budget_fen)
    if budget_fen == 0:
        assert score is None
    else:
        assert score is not None
        assert 0 <= score <= 10_00
        assert (score == 10_00) or spent_fen < budget_fen


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Evaluation]:
    folder = tmp_path_factory.mktemp("county")
    rates, out = write_rates(folder / "rates"), write_out(folder / "out", held=HELD)
    return {
        month: evaluate(rates, out, as_of=parse_month(month)) for month in ("2026-01", "2026-03")
    }


@pytest.mark.parametrize(
    "case", cases("自评.csv"), ids=lambda case: f"{case['截至']} {case['项目']} {case['指标']}"
)
def test_every_indicator_of_the_county(case: dict[str, str], found: dict[str, Evaluation]) -> None:
    (project,) = [p for p in found[case["截至"]].projects if p.project.name == case["项目"]]
    (row,) = [row for row in project.rows if row.indicator.third == case["指标"]]
    assert row.actual == case["完成值"]
    assert yuan(row.points_h or 0) == case["分值"]
    assert ("" if row.score_h is None else yuan(row.score_h)) == case["得分"]
    assert row.standing == case["状态"]


def test_execution_of_the_county(found: dict[str, Evaluation]) -> None:
    """8,904.55 ÷ 29,999.50 × 10 ＝ 2.97; 慰问金 is spent whole: 10; 会议费 is spent elsewhere."""
    scores = {p.project.name: p.execution_h for p in found["2026-03"].projects}
    assert scores == {"协理员补贴": 2_97, "慰问金": 10_00, "会议费": None}


def test_a_total_stays_open_until_everything_is_filled_in(found: dict[str, Evaluation]) -> None:
    totals = {p.project.name: p.scaled_h for p in found["2026-03"].projects}
    assert totals["协理员补贴"] is None
    assert totals["会议费"] is None


def test_parts_without_indicators_are_dropped_and_the_rest_scaled(
    found: dict[str, Evaluation],
) -> None:
    """慰问金 has neither benefit nor satisfaction: (10 ＋ 25 ＋ 16.67) × 100 ÷ 60 ＝ 86.12."""
    (gift,) = [p for p in found["2026-03"].projects if p.project.name == "慰问金"]
    assert (gift.score_h, gift.full_h, gift.scaled_h) == (51_67, 60_00, 86_12)


def test_lists_stand_behind_every_computed_figure(found: dict[str, Evaluation]) -> None:
    for project in found["2026-03"].projects:
        for row in project.rows:
            assert bool(row.evidence) == (row.standing == "computed"), row.indicator.third
    (help_,) = [p for p in found["2026-03"].projects if p.project.name == "协理员补贴"]
    lists = {item.title: item for row in help_.rows for item in row.evidence}
    assert [row[0] for row in lists["发放时间：没有按时领到的人"].rows] == ["2026-02"]
    assert [row[2] for row in lists["发放时间：没有按时领到的人"].rows] == ["赵六"]
    assert [(row[0], row[1], row[4]) for row in lists["发放达标率：没有按标准发放的人次"].rows] == [
        ("2026-02", "张三", 1000_00)
    ]
    people = lists["在岗人数：人员名单"].rows
    assert sum(row[-1] for row in people) == 8_904_55
    assert len(people) == 4


def test_next_month_may_be_called_in_time(tmp_path: Path) -> None:
    text = '[evaluation]\non_time = { value = "next_month", source = "某办发〔2026〕3号" }\n\n'
    rates = write_rates(tmp_path / "rates", budget=("[[adjustment]]", text + "[[adjustment]]"))
    found = evaluate(rates, write_out(tmp_path / "out"))
    (row,) = [r for p in found.projects for r in p.rows if r.indicator.third == "发放时间"]
    assert row.actual == "100.00%"


def test_a_month_without_a_record_leaves_completion_open(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    (out / "2026-02" / "run.json").unlink()
    found = evaluate(rates, out)
    (row,) = [r for p in found.projects for r in p.rows if r.indicator.third == "发放完成率"]
    assert (row.standing, row.score_h) == ("open", None)
    assert "2026-02" in row.note


def test_a_month_without_a_payment_is_not_in_time(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    for path in (out / "2026-02").iterdir():
        path.unlink()
    found = evaluate(rates, out)
    (row,) = [r for p in found.projects for r in p.rows if r.indicator.third == "发放时间"]
    assert row.actual == "66.67%"  # 1月1、2月0（赵六3月才补发）、3月1
