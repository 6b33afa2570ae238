"""The files of a reconciliation: sums, formulas, text, bytes, charts, and the folder as a whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import read_ground
from payroll.forecast.outlook import forecast
from payroll.output.recalculation import find_formula_differences
from payroll.output.reread import ReadSheet, fen_of, read_sheets
from payroll.period import parse_month
from payroll.reconciliation import reconcile, write_reconciliation
from payroll.reconciliation.curves import Curve
from payroll.reconciliation.svg import Bar, bar_chart, line_chart
from payroll.terms import reconciliation as words
from tests.output.test_recalculation import compare, without_stored_values
from tests.output.workbooks import active_parts, formulas, rewrite
from tests.reconciliation.county import payments, write_out, write_rates

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    write_rates(folder / "rates")
    write_out(folder / "out")
    write_reconciliation(reconcile(folder / "rates", folder / "out"), folder / "out")
    return folder


@pytest.fixture(scope="module")
def sheets(county: Path) -> dict[str, ReadSheet]:
    return read_sheets(county / "out" / "2026-03-对账" / words.BOOK)


def total_of(sheet: ReadSheet, heading: str) -> int:
    """The value that the last 合计 row stores under a heading."""
    (column,) = {
        place for row in sheet.rows.values() for place, text in row.items() if text == heading
    }
    row = max(number for number, cells in sheet.rows.items() if cells.get(1) == "合计")
    return fen_of(sheet.rows[row][column])


def test_every_sheet_states_the_same_total(sheets: dict[str, ReadSheet]) -> None:
    """8,904.55 ＋ 1,200.00 ＋ 1,500.00 ＋ 500.00, as 发放.csv adds up without its 扣款."""
    paid = sum(fen_of(row["金额"]) for row in payments() if row["工资项目"] != "扣款")
    assert paid == 12_104_55
    for name in (
        words.OVERVIEW_SHEET,
        words.MONTHS_SHEET,
        words.CODES_SHEET,
        words.UNITS_SHEET,
        words.PEOPLE_SHEET,
        words.OUTLOOK_SHEET,
    ):
        assert total_of(sheets[name], words.SPENT_SO_FAR) == paid, name


def test_every_sheet_names_the_office_and_its_own_unit_of_account(county: Path) -> None:
    """Days are no matter here; a sheet whose rows have units of their own states none."""
    book = load_workbook(county / "out" / "2026-03-对账" / words.BOOK, read_only=False)
    second = {sheet.title: [cell.value for cell in sheet[2] if cell.value] for sheet in book}
    assert second[words.OVERVIEW_SHEET] == ["编制单位（盖章）：某县就业中心", "金额单位：元"]
    assert second[words.TIES_SHEET] == ["编制单位（盖章）：某县就业中心"]
    assert {words.RELEASED, words.AVAILABLE} <= {
        cell.value for cell in book[words.OVERVIEW_SHEET][3]
    }


def test_every_formula_gives_what_is_stored(sheets: dict[str, ReadSheet]) -> None:
    assert sum(len(sheet.formulas) for sheet in sheets.values()) > 60
    assert find_formula_differences(words.BOOK, sheets) == []


def test_id_numbers_are_whole_and_text(sheets: dict[str, ReadSheet]) -> None:
    numbers = {row.get(6) for row in sheets[words.PEOPLE_SHEET].rows.values()}
    assert {"140581199001010006", "140581199001040002"} <= numbers


def test_libreoffice_computes_what_is_stored(county: Path, tmp_path: Path) -> None:
    path = county / "out" / "2026-03-对账" / words.BOOK
    blank = tmp_path / "blank" / path.name
    blank.parent.mkdir()
    blank.write_bytes(path.read_bytes())
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
    assert compare(path, tmp_path / "computed" / path.name) > 60


def test_charts_show_the_figures_of_the_data_sheet(county: Path) -> None:
    book = load_workbook(county / "out" / "2026-03-对账" / words.BOOK)
    charts = book[words.CHARTS_SHEET]._charts
    assert len(charts) == 1 + 1 + 4  # all projects, the bars, each project something was spent on
    data = load_workbook(county / "out" / "2026-03-对账" / words.BOOK, data_only=True)[
        words.CHART_DATA_SHEET
    ]
    spent = [data.cell(row, 2).value for row in range(5, 17)]
    assert [None if value is None else Decimal(str(value)) for value in spent] == [
        Decimal("0.455455"),
        Decimal("0.725455"),
        Decimal("1.210455"),
        *[None] * 9,
    ]


def test_user_text_stays_text(tmp_path: Path) -> None:
    rows = [dict(row) for row in payments()]
    for row in rows:
        row["用人单位"] = '\'=HYPERLINK("http://x")'
        row["补贴项目"] = "街道协理员" if row["补贴项目"] == "街道协理员" else "=1+1"
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out", rows)
    folder = write_reconciliation(reconcile(rates, out), out).folder
    assert not active_parts(folder / words.BOOK)
    ours = re.compile(r"(SUBTOTAL|SUM)\([^)]*\)|[A-Z]+[0-9]+[+-][A-Z]+[0-9]+")
    assert all(ours.fullmatch(formula) for formula in formulas(folder / words.BOOK))


def test_the_forecast_is_that_of_the_forecast_command(county: Path) -> None:
    rates, out = county / "rates", county / "out"
    found = reconcile(rates, out)
    ground = read_ground(rates, out, parse_month("2026-04"))
    funds = {fund.project.name: fund for fund in forecast(ground, default_plan(ground)[0]).funds}
    assert found.outlook.months[0] == parse_month("2026-04")
    for row in found.rows:
        if row.standing == "payroll" and row.project == "协理员补贴":
            fund = funds[row.project]
            assert row.spent_fen + found.outlook.rest_fen(row.project) == (
                fund.within_fen + fund.over_fen
            )
    assert found.outlook.rest_fen("协理员补贴") == 9 * 2 * 1_300_00


def test_the_record_names_every_file_and_figure(county: Path) -> None:
    folder = county / "out" / "2026-03-对账"
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert set(record["outputs"]) == {path.name for path in folder.iterdir()} - {"run.json"}
    assert record["totals_yuan"] == dict.fromkeys(
        ("charges", "executions", "units", "people"), "12104.55"
    )
    assert len(record["executions"]) == 5
    assert not re.search(r"1405811990", json.dumps(record))
    assert set(record["inputs"]) >= {"rates/budget/2026.toml", "out/2026-02/charges.csv"}


def test_a_rerun_replaces_its_own_files_and_keeps_others(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    first = write_reconciliation(reconcile(rates, out), out)
    before = {name: (first.folder / name).read_bytes() for name in first.files}
    (first.folder / "批注.txt").write_text("财务部已看", encoding="utf-8")
    again = write_reconciliation(reconcile(rates, out), out)
    assert {name: (again.folder / name).read_bytes() for name in again.files} == before
    assert again.kept == ("批注.txt",)


WRITE = """
import hashlib, sys
from pathlib import Path
from payroll.reconciliation import reconcile, write_reconciliation
folder = Path(sys.argv[1])
written = write_reconciliation(reconcile(folder / "rates", folder / "out"), folder / "out").folder
for path in sorted(written.iterdir()):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_same_input_same_bytes_whatever_the_machine_is_set_to(tmp_path: Path) -> None:
    printed = set()
    for number, setting in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
            {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "POLARS_MAX_THREADS": "1"},
        )
    ):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        write_rates(folder / "rates")
        write_out(folder / "out")
        done = subprocess.run(
            [sys.executable, "-c", WRITE, str(folder)],
            cwd=ROOT,
            env={**os.environ, **setting, "PYTHONIOENCODING": "utf-8"},
            check=True,
            capture_output=True,
            timeout=120,
        )
        printed.add(done.stdout)
    assert len(printed) == 1


def test_svg_charts_are_well_formed_and_say_their_figures(county: Path) -> None:
    folder = county / "out" / "2026-03-对账"
    for name in (words.LINES_CHART, words.BARS_CHART):
        text = (folder / name).read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)
        assert root.tag.endswith("svg")
        assert not re.search(r"<script|href|<!DOCTYPE", text)
        assert not re.search(r"='[0-9]+\.[0-9]", text.partition("\n")[2])  # whole pixels
    assert "1.21" in (folder / words.LINES_CHART).read_text(encoding="utf-8")
    assert "29.68%" in (folder / words.BARS_CHART).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "spent",
    [
        (0, 0, *[None] * 10),
        (-500_00, -100_00, *[None] * 10),
        (10**13, 2 * 10**13, *[None] * 10),
        tuple(range(12)),
    ],
)
def test_a_line_chart_holds_for_any_amount(spent: tuple[int | None, ...]) -> None:
    curve = Curve("甲<乙>&", spent, (None,) * 12, tuple(range(0, 1200, 100)), 1200)
    text = line_chart(curve, curve.title)
    root = ElementTree.fromstring(text)
    points = [
        int(number)
        for line in root.iter("{http://www.w3.org/2000/svg}polyline")
        for number in re.findall(r"-?[0-9]+", line.attrib["points"])
    ]
    assert all(0 <= number <= 900 for number in points)


def test_a_bar_chart_without_a_bar_and_beyond_its_frame() -> None:
    assert ElementTree.fromstring(bar_chart([], "没有")).tag.endswith("svg")
    over = bar_chart([Bar("甲", Fraction(5, 2), Fraction(1, 4))], "超")
    assert "250.00%" in over
