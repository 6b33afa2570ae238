"""The workbook of forms: sums, formulas, text, bytes; the command."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from payroll.cli import group
from payroll.evaluation import evaluate, write_evaluation
from payroll.output.recalculation import find_formula_differences
from payroll.output.reread import fen_of, read_sheets
from payroll.terms import evaluation as words
from tests.evaluation.test_hand import SOUND
from tests.output.test_recalculation import compare, without_stored_values
from tests.output.workbooks import active_parts, formulas, rewrite
from tests.reconciliation.county import payments, write_out, write_rates


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    rates, out = write_rates(folder / "rates"), write_out(folder / "out")
    (rates / "budget" / "2026-自评.toml").write_text(SOUND, encoding="utf-8")
    write_evaluation(evaluate(rates, out), out)
    return folder


@pytest.fixture(scope="module")
def book(county: Path) -> Path:
    return county / "out" / "2026-自评" / words.BOOK


def test_a_form_a_project_and_the_lists_behind_it(book: Path) -> None:
    assert list(read_sheets(book)) == [
        words.SUMMARY_SHEET,
        "1 协理员补贴",
        "依据1",
        "2 慰问金",
        "依据2",
        "3 会议费",
        words.POLICY_SHEET,
    ]


def test_the_form_shows_what_was_scored(book: Path) -> None:
    sheet = read_sheets(book)["1 协理员补贴"]
    texts = {text for row in sheet.rows.values() for text in row.values()}
    assert {"协理员补贴", "某县人社局", "某县就业中心"} <= texts
    rows = {row.get(3): row for row in sheet.rows.values()}
    assert [fen_of(rows[name][7]) for name in ("人员满意度", "促进就业")] == [9_00, 28_50]
    totals = {row.get(1): row for row in sheet.rows.values()}
    assert fen_of(totals[words.TOTAL][6]) == 100_00
    found = evaluate(book.parents[2] / "rates", book.parents[1])
    (mine,) = [p for p in found.projects if p.project.name == "协理员补贴"]
    assert fen_of(totals[words.TOTAL][7]) == mine.score_h


def test_every_formula_gives_what_is_stored(book: Path) -> None:
    sheets = read_sheets(book)
    assert sum(len(sheet.formulas) for sheet in sheets.values()) >= 4 * 3
    assert find_formula_differences(words.BOOK, sheets) == []


def test_libreoffice_computes_what_is_stored(book: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank" / book.name
    blank.parent.mkdir()
    blank.write_bytes(book.read_bytes())
    rewrite(blank, without_stored_values)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "computed")),
            str(blank),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    assert compare(book, tmp_path / "computed" / book.name) >= 12


def test_user_text_stays_text(tmp_path: Path) -> None:
    rows = [dict(row) | {"用人单位": "'=1+1"} for row in payments()]
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out", rows)
    path = write_evaluation(evaluate(rates, out), out).folder / words.BOOK
    assert not active_parts(path)
    ours = re.compile(r"(SUBTOTAL|SUM)\([^)]*\)|[A-Z]+[0-9]+[+-][A-Z]+[0-9]+")
    assert all(ours.fullmatch(formula) for formula in formulas(path))


def test_same_input_same_bytes(book: Path, tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    (rates / "budget" / "2026-自评.toml").write_text(SOUND, encoding="utf-8")
    again = write_evaluation(evaluate(rates, out), out).folder
    for path in book.parent.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_long_names_and_signs_make_sheet_names(tmp_path: Path) -> None:
    name = "关于[甲/乙]的：补贴？*项目" + "很长" * 20
    rates = write_rates(tmp_path / "rates")
    for path in (rates / "budget" / "2026.toml", rates / "gift.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"慰问金"', f'"{name}"'), encoding="utf-8")
    rows = [dict(row) for row in payments()]
    for row in rows:
        row["列支项目"] = name if row["列支项目"] == "慰问金" else row["列支项目"]
    out = write_out(tmp_path / "out", rows)
    path = write_evaluation(evaluate(rates, out), out).folder / words.BOOK
    assert any(title.startswith("2 关于甲乙的") for title in load_workbook(path).sheetnames)


def test_the_command_says_what_is_open_and_where_it_goes(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    done = CliRunner().invoke(
        group, ["evaluate", "--year", "2026", "--rates", str(rates), "--out", str(out)]
    )
    assert done.exit_code == 0
    assert "协理员补贴" in done.stdout
    assert words.TO_FILL in done.stdout
    assert "［evaluation-open］" in done.stderr
    assert "14058" not in done.output


def test_json_is_the_record_and_names_no_person(county: Path) -> None:
    done = CliRunner().invoke(
        group,
        ["evaluate", "--json", "--rates", str(county / "rates"), "--out", str(county / "out")],
    )
    assert done.exit_code == 0
    record = json.loads(done.stdout)
    assert [project["final"] for project in record["projects"]][1:] == ["86.12", "86.25"]
    assert record["policies"]["spread"]["status"] == "待确认"
    assert "张三" not in done.stdout
    assert "14058" not in done.stdout
