"""`payroll budget check` as a budget planner sees it, and as a program reads it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from payroll.cli.budget import WIDTH, command
from payroll.cli.chinese import display_width
from payroll.problems import Refusal
from tests.budget.test_findings import ROOT, unchanged

KEYS = {
    "code",
    "kind",
    "verdict",
    "subject",
    "relation",
    "formula",
    "computed",
    "published",
    "difference",
    "unit",
    "conclusion",
    "source",
    "facts",
}


def run(*arguments: str, rates: Path = ROOT / "rates") -> Result:
    return CliRunner().invoke(command, ["check", "--rates", str(rates), *arguments])


@pytest.fixture(scope="module")
def report() -> str:
    result = run("--year", "2026")
    assert result.exit_code == 0
    return result.stdout


def test_findings_are_no_errors_and_fit_the_page(report: str) -> None:
    assert max(display_width(line) for line in report.splitlines()) <= WIDTH


def test_every_finding_worth_a_look_is_printed_whole(report: str) -> None:
    printed = re.sub(r"\s", "", report)
    for item in unchanged():
        if item.verdict != "holds" or item.kind == "need":
            for text in (item.subject, item.formula, item.conclusion, item.computed_text):
                assert re.sub(r"\s", "", text) in printed


def test_the_relations_that_hold_are_counted(report: str) -> None:
    counted = sum(int(number) for number in re.findall(r"：([0-9]+) 处相符", report))
    holding = [item for item in unchanged() if item.verdict == "holds" and item.kind != "need"]
    assert counted == len(holding)


def test_json_says_the_same_with_stable_keys_and_amounts_as_text() -> None:
    result = run("--json")
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert set(record) == {"year", "unit", "source", "as_of", "counts", "findings", "pending"}
    assert len(record["findings"]) == len(unchanged()) == record["counts"]["total"]
    for told, item in zip(record["findings"], unchanged(), strict=True):
        assert set(told) == KEYS
        assert told["conclusion"] == item.conclusion
        for key in ("computed", "published", "difference"):
            assert told[key] is None or re.fullmatch(r"-?[0-9]+([.][0-9]+)?", told[key])
        assert (told["computed"] or "") == item.computed_text.replace(",", "")
    interns = next(item for item in record["findings"] if item["code"] == "budget-short")
    assert (interns["difference"], interns["facts"]["people_carried"]) == ("-12000.00", "392")


def test_without_a_year_the_latest_budget_is_checked(tmp_path: Path, report: str) -> None:
    folder = tmp_path / "rates"
    shutil.copytree(ROOT / "rates", folder)
    earlier = 'year = 2025\nunit = "某中心"\nsource = "某年度"\nproject = []\n'
    (folder / "budget" / "2025.toml").write_text(earlier, encoding="utf-8")
    assert run(rates=folder).stdout == report


@pytest.mark.parametrize("year", ["2025", "2031"])
def test_a_year_without_a_budget_is_refused(year: str) -> None:
    refusal = run("--year", year).exception
    assert isinstance(refusal, Refusal)
    assert [item.code for item in refusal.problems] == ["budget-missing"]


def test_a_broken_budget_prints_nothing_but_its_problems(tmp_path: Path) -> None:
    folder = tmp_path / "rates"
    shutil.copytree(ROOT / "rates", folder)
    path = folder / "budget" / "2026.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('value = "22000000"', "value = 22000000.0", 1), encoding="utf-8")
    result = run(rates=folder)
    assert result.stdout == ""
    assert isinstance(result.exception, Refusal)
    assert result.exception.problems[0].cell.file == "budget/2026.toml"
    assert "本级公益性岗位2026年补贴保险" in result.exception.problems[0].cell.sheet
