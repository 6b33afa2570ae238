"""`payroll reconcile` as a planner uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from payroll.cli import group
from tests.reconciliation.county import write_out, write_rates


@pytest.fixture
def county(tmp_path: Path) -> Path:
    write_rates(tmp_path / "rates")
    write_out(tmp_path / "out")
    return tmp_path


def run(county: Path, *words: str) -> Result:
    folders = ["--rates", str(county / "rates"), "--out", str(county / "out")]
    return CliRunner().invoke(group, ["reconcile", *words, *folders])


def test_the_table_and_where_the_files_are(county: Path) -> None:
    done = run(county)
    assert done.exit_code == 0
    (shown,) = [line for line in done.stdout.splitlines() if line.startswith("协理员补贴 ")]
    figures = (
        "24,000.00 5,999.50 29,999.50 — 29,999.50 3,850.00 8,904.55 21,094.95"
        " 29.68 % 25.00 % +4.68 %"
    )
    assert " ".join(shown.split()[1:]) == figures
    assert "另有 1 个项目（预算 3,000.00 元）" in done.stdout
    assert "各表合计一致：12,104.55 元。" in done.stdout
    assert "预计到 12 月底不够：" in done.stdout or "都够用" in done.stdout
    assert "［paid-without-budget］" in done.stderr
    assert "2026-03-对账" in done.stdout
    assert "14058" not in done.output


def test_what_no_document_changed_is_not_shown_twice(county: Path) -> None:
    """Before the first adjustment and release: the year's amount and no more."""
    budget = county / "rates" / "budget" / "2026.toml"
    text = budget.read_text(encoding="utf-8")
    kept = [part for part in text.split("\n[[") if not part.startswith(("adjustment", "release"))]
    budget.write_text("\n[[".join(kept), encoding="utf-8")
    table = run(county).stdout
    assert "全年预算（元）" in table
    assert "可用（元）" not in table


def test_json_is_the_record(county: Path) -> None:
    done = run(county, "--json", "--as-of", "2026-01")
    assert done.exit_code == 0
    record = json.loads(done.stdout)
    assert record["as_of"] == "2026-01"
    stored = (county / "out" / "2026-01-对账" / "run.json").read_text(encoding="utf-8")
    assert json.loads(stored) == record


def test_a_plan_changes_the_forecast_and_nothing_else(county: Path) -> None:
    plan = county / "计划.csv"
    plan.write_text("补贴项目,月份,人数\n街道协理员,2026-04..2026-12,1\n", encoding="utf-8-sig")
    with_plan = json.loads(run(county, "--json", "--plan", str(plan)).stdout)
    without = json.loads(run(county, "--json").stdout)
    (rest,) = [
        row["expected_rest_yuan"]
        for row in with_plan["executions"]
        if row["project"] == "协理员补贴"
    ]
    assert rest == "11700.00"  # 9 × (1100 ＋ 200)
    for record in (with_plan, without):
        for row in record["executions"]:
            row.pop("expected_rest_yuan"), row.pop("runs_out")
    assert with_plan["executions"] == without["executions"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--as-of", "2026-13"], "2026-13 不是月份"),
        (["--as-of", "2027-01"], "没有 2027 年度的预算文件"),
        (["--plan", "没有.csv"], "没有.csv"),
    ],
)
def test_wrong_use_writes_nothing(county: Path, words: list[str], told: str) -> None:
    done = run(county, *words)
    assert done.exit_code != 0
    assert told in done.output + str(done.exception)
    assert not list((county / "out").glob("*对账*"))
