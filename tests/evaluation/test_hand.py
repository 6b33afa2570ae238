"""What is filled in by hand: it counts, and every mistake in it is told with its place."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from payroll.evaluation import evaluate, write_evaluation
from payroll.problems import Refusal
from payroll.terms import evaluation as words
from payroll.terms.messages.evaluation import MESSAGES
from tests.reconciliation.county import write_out, write_rates

GOLDENS = Path(__file__).parent / "goldens"
SOUND = """\
year = 2026

[[spent]]
project = "会议费"
amount = "2400"
source = "财务账"

[[filled]]
project = "协理员补贴"
indicator = "促进就业"
actual = "新增就业3人"
share = "95"
source = "工作总结"

[[filled]]
project = "协理员补贴"
indicator = "人员满意度"
actual = "81%"
source = "2026年12月问卷"

[[filled]]
project = "会议费"
indicator = "会议次数"
actual = "3次"
source = "会议记录"

[[filled]]
project = "会议费"
indicator = "参会满意度"
inapplicable = true
source = "没有外部参会人员"
"""


class Mistake(NamedTuple):
    code: str
    right: str
    wrong: str


_SATISFACTION = 'indicator = "人员满意度"\nactual = "81%"'
_EMPLOYMENT = 'actual = "新增就业3人"\nshare = "95"'

MISTAKES = [
    Mistake("hand-year-differs", "year = 2026", "year = 2025"),
    Mistake("hand-project-unknown", 'project = "会议费"\namount', 'project = "会议"\namount'),
    Mistake("hand-indicator-unknown", 'indicator = "会议次数"', 'indicator = "开会次数"'),
    Mistake("hand-twice", 'indicator = "促进就业"', 'indicator = "人员满意度"'),
    Mistake(
        "hand-twice",
        "[[filled]]",
        '[[spent]]\nproject = "会议费"\namount = "1"\nsource = "账"\n\n[[filled]]',
    ),
    Mistake("hand-computed", _SATISFACTION, 'indicator = "发放完成率"\nactual = "100%"'),
    Mistake("hand-computed", _SATISFACTION, 'indicator = "发放标准"\nactual = "1000元/人/月"'),
    Mistake("hand-actual-missing", _EMPLOYMENT, 'share = "95"'),
    Mistake("hand-actual-unit", 'actual = "81%"', 'actual = "81分"'),
    Mistake("hand-actual-unit", 'actual = "3次"', 'actual = "三次"'),
    Mistake("hand-actual-unit", 'actual = "81%"', 'actual = "-81%"'),
    Mistake("hand-share-missing", _EMPLOYMENT, 'actual = "新增就业3人"'),
    Mistake("hand-share-wrong", 'share = "95"', 'share = "95%"'),
    Mistake("hand-share-wrong", 'share = "95"', 'share = "101"'),
    Mistake("hand-share-unexpected", 'actual = "81%"', 'actual = "81%"\nshare = "81"'),
    Mistake(
        "hand-inapplicable-with-actual",
        "inapplicable = true",
        'inapplicable = true\nactual = "90%"',
    ),
    Mistake("hand-spent-of-payroll", 'project = "会议费"\namount', 'project = "慰问金"\namount'),
    Mistake("rate-source-missing", 'source = "会议记录"\n', ""),
    Mistake("rate-key-unknown", "actual = ", "actul = "),
    Mistake("budget-figure-not-quoted", 'amount = "2400"', "amount = 2400"),
    Mistake("rates-file-not-toml", 'actual = "3次"', "actual = “3次”"),
]
NOT_ALONE = {"rate-key-unknown", "hand-twice"}


def county(folder: Path, hand: str | None = SOUND) -> tuple[Path, Path]:
    rates, out = write_rates(folder / "rates"), write_out(folder / "out")
    if hand is not None:
        (rates / "budget" / "2026-自评.toml").write_text(hand, encoding="utf-8")
    return rates, out


def compare(code: str, seen: str) -> None:
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert golden.exists(), f"no golden file for {code}"
    assert seen == golden.read_text(encoding="utf-8")


def test_what_is_filled_in_counts(tmp_path: Path) -> None:
    """协理员: 30 × 95 % ＝ 28.50, 81 ÷ 90 × 10 ＝ 9.00.  会议费: 10 × 2400 ÷ 3000 ＝ 8.00;
    3 ÷ 4 × 25 ＝ 18.75; cost 2,400 ≤ 3,000: 25.00; satisfaction and benefit dropped:
    51.75 × 100 ÷ 60 ＝ 86.25."""
    found = evaluate(*county(tmp_path))
    by_name = {project.project.name: project for project in found.projects}
    rows = {r.indicator.third: r for p in found.projects for r in p.rows}
    assert rows["促进就业"].score_h == 28_50
    assert rows["人员满意度"].score_h == 9_00
    assert rows["人员满意度"].note.startswith("2026年12月问卷")
    meetings = by_name["会议费"]
    assert meetings.execution_h == 8_00
    assert (rows["会议次数"].score_h, rows["会议成本"].score_h) == (18_75, 25_00)
    assert (rows["参会满意度"].standing, rows["参会满意度"].points_h) == ("inapplicable", None)
    assert (meetings.score_h, meetings.full_h, meetings.scaled_h) == (51_75, 60_00, 86_25)
    assert by_name["协理员补贴"].open == ()
    assert not [item for item in found.problems if item.code == "evaluation-open"]
    assert "rates/budget/2026-自评.toml" in found.files


def told(folder: Path, mistake: Mistake) -> str:
    assert SOUND.count(mistake.right) >= 1
    rates, out = county(folder, SOUND.replace(mistake.right, mistake.wrong, 1))
    with pytest.raises(Refusal) as refusal:
        evaluate(rates, out)
    found = [item for item in refusal.value.problems if item.code == mistake.code]
    assert len(found) == 1
    if mistake.code not in NOT_ALONE:
        assert list(refusal.value.problems) == found
    assert found[0].cell.file == "budget/2026-自评.toml"
    assert not list(out.glob("*自评*"))
    typed = "\n".join(f"> {line}" for line in mistake.wrong.splitlines()) or "> （删去）"
    return f"{typed}\n{found[0]}\n"


@pytest.mark.parametrize("code", sorted({mistake.code for mistake in MISTAKES}))
def test_each_mistake_is_worded_for_its_writer(code: str, tmp_path: Path) -> None:
    mine = [mistake for mistake in MISTAKES if mistake.code == code]
    seen = [told(tmp_path / f"{number}", mistake) for number, mistake in enumerate(mine)]
    if code in MESSAGES:
        compare(code, "\n".join(seen))


def test_open_indicators_are_named(tmp_path: Path) -> None:
    found = evaluate(*county(tmp_path, None))
    (problem,) = [item for item in found.problems if item.code == "evaluation-open"]
    compare("evaluation-open", f"{problem}\n")
    assert {p.project.name: p.open for p in found.projects} == {
        "协理员补贴": ("促进就业", "人员满意度"),
        "慰问金": (),
        "会议费": ("预算执行率", "会议次数", "会议成本", "参会满意度"),
    }


def test_a_year_without_results(tmp_path: Path) -> None:
    rates, out = county(tmp_path, None)
    with pytest.raises(Refusal) as refusal:
        evaluate(rates, out, 2027)
    compare("evaluation-nothing-paid", f"{refusal.value}\n")


def test_a_budget_without_indicators(tmp_path: Path) -> None:
    rates, out = county(tmp_path, None)
    path = rates / "budget" / "2026.toml"
    blocks = path.read_text(encoding="utf-8").split("indicators = [")
    kept = blocks[0] + "".join(block.split("\n]\n", 1)[1] for block in blocks[1:])
    path.write_text(kept, encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        evaluate(rates, out)
    compare("evaluation-no-projects", f"{refusal.value}\n")


def test_every_message_has_a_golden_file() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(MESSAGES)


def test_the_list_to_fill_in_can_be_put_in_place_as_it_is(tmp_path: Path) -> None:
    """Untouched it changes nothing; filled in it closes what was open."""
    rates, out = county(tmp_path, None)
    before = evaluate(rates, out)
    folder = write_evaluation(before, out).folder
    blank = (folder / words.TO_FILL).read_text(encoding="utf-8")
    names = {entry["indicator"] for entry in tomllib.loads(blank)["filled"]}
    assert names == {"促进就业", "人员满意度", "会议次数", "会议成本", "参会满意度"}
    place = rates / "budget" / "2026-自评.toml"
    place.write_text(blank, encoding="utf-8")
    assert [p.open for p in evaluate(rates, out).projects] == [p.open for p in before.projects]
    filled = blank.replace('amount = ""', 'amount = "1500"', 1).replace(
        'source = ""', 'source = "据"'
    )
    filled = filled.replace(
        'indicator = "人员满意度"\nactual = ""', 'indicator = "人员满意度"\nactual = "95%"'
    )
    place.write_text(filled, encoding="utf-8")
    after = {p.project.name: p for p in evaluate(rates, out).projects}
    assert after["会议费"].open == ("会议次数", "参会满意度")
    assert after["协理员补贴"].open == ("促进就业",)
