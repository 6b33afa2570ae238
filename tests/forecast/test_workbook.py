"""测算.xlsx: a spreadsheet computes what is stored, text is only text, same input, same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from payroll.amounts import yuan
from payroll.forecast.comparison import Comparison, compare
from payroll.forecast.default_plan import default_plan
from payroll.forecast.draft import draft_budget
from payroll.forecast.draft_book import write_draft_book
from payroll.forecast.draft_ground import draft_plan, read_draft_ground
from payroll.forecast.outlook import forecast
from payroll.forecast.suppositions import read_scenarios
from payroll.forecast.workbook import write_forecast_book
from tests.forecast.building import HELPER, RATES, ROOT, constant, published, small_ground
from tests.output.workbooks import parts, rewrite

WHAT_IFS = [
    "公益性岗位.岗位补贴=2250@2026-07",
    "公益性岗位.岗位补贴=2250@2026-07;公益性岗位=512人@2026-08;公益性岗位.出勤率=95%@2026-09",
]
SHEETS = ["概况", "人数", "方案", "差额", "计划", "按月", "资金", "图", "单价", "算法"]


@cache
def comparison() -> Comparison:
    plan, _ = default_plan(published())
    scenarios = read_scenarios(published(), WHAT_IFS, ["大学生实习实训=392@2026-01..2026-01"])
    return compare(forecast(published(), plan), scenarios)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "测算.xlsx"
    write_forecast_book(comparison(), path)
    return path


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("draft") / "草案.xlsx"
    ground = read_draft_ground(RATES, ROOT / "nothing-was-paid")
    write_draft_book(draft_budget(ground, draft_plan(ground), 333), path)
    return path


def without_stored_values(name: str, content: str) -> str:
    if not name.startswith("xl/worksheets/"):
        return content
    return re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", content)


def test_libreoffice_computes_what_is_stored(book: Path, draft: Path, tmp_path: Path) -> None:
    blank, computed = tmp_path / "blank", tmp_path / "computed"
    blank.mkdir()
    for path in (book, draft):
        (blank / path.name).write_bytes(path.read_bytes())
        rewrite(blank / path.name, without_stored_values)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            *("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", computed),
            *sorted(blank.iterdir()),
        ],
        check=True,
        capture_output=True,
        timeout=240,
        env=os.environ,
    )
    assert same_as_computed(book, computed / book.name) > 500
    assert same_as_computed(draft, computed / draft.name) > 20


def same_as_computed(path: Path, computed: Path) -> int:
    """Number of formulas whose stored value is the computed one, all of them."""
    ours, theirs = (openpyxl.load_workbook(each, data_only=True) for each in (path, computed))
    count = 0
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    stored, value = (
                        each[sheet.title][cell.coordinate].value for each in (ours, theirs)
                    )
                    place = (path.name, sheet.title, cell.coordinate, cell.value)
                    assert stored is not None, place
                    difference = Decimal(str(value)) - Decimal(str(stored))
                    assert abs(difference) < Decimal("0.001"), place
                    count += 1
    return count


def column(sheet, heading: str, row: int = 3) -> int:
    return next(cell.column for cell in sheet[row] if cell.value == heading)


def test_the_sheets_say_what_was_computed(book: Path) -> None:
    workbook = openpyxl.load_workbook(book, data_only=True)
    assert workbook.sheetnames == SHEETS
    for sheet in workbook:
        assert sheet["A2"].value == "测算数，不是发放依据"
    summary = workbook["概况"]
    rows = {row[0].value: row for row in summary.iter_rows(min_row=4)}
    for fund in comparison().base.funds:
        shown = rows[fund.project.name][column(summary, "全年需要") - 1].value
        assert round(Decimal(str(shown)) * 100) == fund.within_fen + fund.over_fen
    welfare = rows["本级公益性岗位2026年补贴保险"]
    assert [cell.value for cell in welfare][7:10] == ["85.73 %", 3140500, "年底有余"]
    people = {row[0].value: row for row in workbook["人数"].iter_rows(min_row=4)}
    assert people["公益性岗位"][5].value == "583"
    assert people["公益性岗位"][8].value == (
        "（本级公益性岗位2026年补贴保险 可用 22,000,000.00 元）÷ 每人 37,719.00 元 ＝ 583 人，"
        "余 9,823.00 元"
    )


def test_the_bridge_on_the_sheet_closes(book: Path) -> None:
    sheet = openpyxl.load_workbook(book, data_only=True)["差额"]
    headings = [cell.value for cell in sheet[3]]
    first, last = headings.index("标准"), headings.index("共同作用")
    closed = 0
    for row in sheet.iter_rows(min_row=4, values_only=True):
        amounts = [Decimal(str(value)) for value in row[3:11]]
        assert sum(amounts[: last - first + 2]) == amounts[last - first + 2]
        closed += 1
    assert closed > 15
    totals = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[1] == "合计"]
    assert [yuan(round(Decimal(str(row[-1])) * 100)) for row in totals] == [
        yuan(variant.forecast.cost_fen() - comparison().base.cost_fen())
        for variant in comparison().variants
    ]


def test_every_month_is_explained_by_a_sum(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    plan, months = workbook["计划"], workbook["按月"]
    assert plan["H4"].value == "=C4*F4+E4*G4"
    assert months["B4"].value == "='计划'!H4"
    told = [row[7].value for row in workbook["单价"].iter_rows(min_row=4)]
    assert "2,150.00 × 100.00% ＝ 2,150.00（四舍五入到分）" in told
    assert "2,250.00 × 95.00% ＝ 2,137.50（四舍五入到分）" in told


def test_names_that_look_like_formulas_are_only_text(tmp_path: Path) -> None:
    ground = small_ground(tmp_path)
    evil = '=HYPERLINK("http://x","甲")'
    programs = tuple(replace(program, name=evil) for program in ground.book.programs)
    projects = tuple(
        replace(project, bases=(), indicators=()) for project in ground.budget.projects
    )
    ground = replace(
        ground,
        book=replace(ground.book, programs=programs),
        budget=replace(ground.budget, projects=projects, unit=evil, source="@SUM(A1)"),
    )
    plan = [replace(row, note="+1+cmd|' /C calc'!A0") for row in constant(HELPER, 2)]
    path = tmp_path / "测算.xlsx"
    write_forecast_book(compare(forecast(ground, plan), ()), path)
    whole = "".join(parts(path).values())
    formulas = re.findall(r"<f>([^<]*)</f>", whole)
    assert formulas
    assert all(re.fullmatch(r"[A-Z0-9$:()+*'!,\-计划按月资金SUMAX]+", text) for text in formulas)
    assert "<hyperlink " not in whole
    assert "relationships/hyperlink" not in whole


WRITE = """
import hashlib, sys
from pathlib import Path
from tests.forecast.test_workbook import comparison
from payroll.forecast.workbook import forecast_bytes
from payroll.forecast.record import comparison_record
import json
record = json.dumps(comparison_record(comparison(), ()), sort_keys=True)
print(hashlib.sha256(forecast_bytes(comparison()) + record.encode()).hexdigest())
"""


def test_the_same_forecast_gives_the_same_bytes() -> None:
    digests = set()
    for settings in (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "POLARS_MAX_THREADS": "1"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", WRITE],
            cwd=ROOT,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1
