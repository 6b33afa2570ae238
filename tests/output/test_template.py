"""Finance's own template: filled by heading, its formats and formulas kept."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from payroll.output import ConservationBroken, write_month
from payroll.output.finance import finance_rows
from payroll.output.template_check import find_template_differences
from payroll.output.template_growth import Growth, grown_formula
from payroll.output.template_layout import find_layout
from payroll.problems import Refusal
from tests.output.builders import month_of, person, small_month

HEADINGS = [
    "序号",
    "姓 名",
    "身份证号码",
    "收款人账号",
    "开户银行",
    "应发金额",
    "代扣合计",
    "实发（元）",
    "摘要",
    "经办",
]


def template_at(path: Path, *, sample_rows: int = 2) -> Path:
    """A template as finance might keep it: title, headings, sample rows, a total, signatures."""
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "封面"
    cover["A1"] = "合计金额"
    sheet = book.create_sheet("发放表")
    sheet["A1"] = "代发工资明细表"
    sheet.merge_cells("A1:J1")
    sheet["A1"].font = Font(name="黑体", size=20)
    for column, heading in enumerate(HEADINGS, 1):
        sheet.cell(3, column, heading).font = Font(bold=True)
    for row in range(4, 4 + sample_rows):
        sheet.cell(row, 2, "示例")
        sheet.cell(row, 6, 1)
        sheet.cell(row, 7, 0)
        sheet.cell(row, 8, f"=F{row}-G{row}").number_format = "#,##0.00"
        sheet.cell(row, 9, "三月补贴").fill = PatternFill("solid", fgColor="FFFF00")
        sheet.row_dimensions[row].height = 25
    total = 4 + sample_rows
    sheet.cell(total, 1, "合计")
    sheet.merge_cells(start_row=total, start_column=1, end_row=total, end_column=5)
    for column in "FGH":
        sheet[f"{column}{total}"] = f"=SUM({column}4:{column}{total - 1})"
    sheet.row_dimensions[total].height = 30
    sheet.cell(total + 2, 1, "制表：")
    sheet.cell(total + 2, 8, f'=H{total}&"元"')
    sheet.print_area = f"A1:J{total + 2}"
    cover["B1"] = f"=发放表!H{total}"
    book.save(path)
    return path


def filled(template: Path, tmp_path: Path, month=None):
    written = write_month(month or small_month(), tmp_path / "out", template=template)
    (name,) = [name for name in written.files if name.endswith("_已填.xlsx")]
    return written, written.folder / name


def test_rows_are_filled_by_heading_and_everything_else_follows(tmp_path: Path):
    written, path = filled(template_at(tmp_path / "财务模板.xlsx"), tmp_path)
    rows = finance_rows(small_month())
    last = 3 + len(rows)
    book = load_workbook(path)
    sheet = book["发放表"]
    assert [sheet.cell(row, 2).value for row in range(4, last + 1)] == rows["name"].to_list()
    assert [sheet.cell(row, 3).value for row in range(4, last + 1)] == rows["id_number"].to_list()
    assert sheet["D4"].value == rows["card_number"][0]
    assert sheet["D4"].data_type == "s"
    assert sheet["A4"].value == 1
    assert sheet["F4"].value == 2003.41
    assert sheet[f"H{last}"].value == f"=F{last}-G{last}"
    assert sheet[f"H{last}"].number_format == "#,##0.00"
    assert sheet[f"I{last}"].value == "三月补贴"
    assert sheet[f"I{last}"].fill.fgColor.rgb == "00FFFF00"
    assert sheet.row_dimensions[last].height == 25
    assert sheet[f"A{last + 1}"].value == "合计"
    assert sheet[f"H{last + 1}"].value == f"=SUM(H4:H{last})"
    assert sheet.row_dimensions[last + 1].height == 30
    assert f"A{last + 1}:E{last + 1}" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet[f"H{last + 3}"].value == f'=H{last + 1}&"元"'
    assert str(sheet.print_area).replace("$", "").endswith(f"A1:J{last + 3}")
    assert book["封面"]["B1"].value == f"=发放表!H{last + 1}"
    told = [(problem.code, problem.cell.address) for problem in written.problems]
    assert told == [("template-heading-unknown", "I3"), ("template-heading-unknown", "J3")]


def test_sample_rows_that_are_not_needed_are_emptied(tmp_path: Path):
    month = month_of([person(1, "village_officer")])
    _, path = filled(template_at(tmp_path / "模板.xlsx", sample_rows=6), tmp_path, month)
    sheet = load_workbook(path)["发放表"]
    assert sheet["B4"].value == "试样1"
    assert [sheet.cell(row, 2).value for row in range(5, 10)] == [None] * 5
    assert sheet["H10"].value == "=SUM(H4:H9)"


def test_nobody_at_all_leaves_an_empty_table(tmp_path: Path):
    _, path = filled(template_at(tmp_path / "模板.xlsx"), tmp_path, month_of([]))
    sheet = load_workbook(path)["发放表"]
    assert sheet["B4"].value is None
    assert sheet["A6"].value == "合计"


def test_the_same_template_gives_the_same_bytes(tmp_path: Path):
    template = template_at(tmp_path / "模板.xlsx")
    _, first = filled(template, tmp_path / "a")
    _, second = filled(template, tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_text_of_strangers_stays_text_in_a_template(tmp_path: Path):
    month = month_of([person(1, "village_officer", name="=1+1", bank="http://a.example")])
    _, path = filled(template_at(tmp_path / "模板.xlsx"), tmp_path, month)
    sheet = load_workbook(path)["发放表"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")
    assert sheet["E4"].value == "http://a.example"
    assert not sheet._hyperlinks


def test_what_openpyxl_cannot_keep_is_said(tmp_path: Path):
    template = template_at(tmp_path / "模板.xlsx")
    with ZipFile(template, "a") as archive:
        archive.writestr("xl/media/image1.png", b"picture")
    written, _ = filled(template, tmp_path)
    assert "template-parts-lost" in {problem.code for problem in written.problems}


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_template_is_refused(tmp_path: Path, content: bytes):
    template = tmp_path / "模板.xlsx"
    template.write_bytes(content)
    with pytest.raises(Refusal, match="template-unreadable"):
        filled(template, tmp_path)
    assert not (tmp_path / "out" / "2026-03").exists()


def test_a_template_without_people_and_amounts_is_refused(tmp_path: Path):
    book = Workbook()
    book.active.append(["姓名", "性别", "电话"])
    book.save(tmp_path / "模板.xlsx")
    with pytest.raises(Refusal, match="template-without-headings"):
        filled(tmp_path / "模板.xlsx", tmp_path)


def test_a_missing_template_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="template-unreadable"):
        filled(tmp_path / "没有.xlsx", tmp_path)


def test_a_fen_or_a_digit_that_is_off_is_noticed(tmp_path: Path):
    template = template_at(tmp_path / "模板.xlsx")
    _, path = filled(template, tmp_path)
    rows = finance_rows(small_month())
    layout = find_layout(load_workbook(template), template.name)
    assert find_template_differences(path, layout, rows) == []
    book = load_workbook(path)
    book["发放表"]["F5"] = 1954.56
    book["发放表"]["D5"] = "6299990000000000000"
    book.save(path)
    found = find_template_differences(path, layout, rows)
    assert len(found) == 2
    assert "相差 0.01 元" in found[0]
    assert "第 4 列有 1 个号码" in found[1]


def test_a_filled_template_that_is_wrong_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("payroll.output.template.decimal", lambda fen: fen)
    with pytest.raises(ConservationBroken):
        filled(template_at(tmp_path / "模板.xlsx"), tmp_path)
    assert not (tmp_path / "out" / "2026-03").exists()


@pytest.mark.parametrize(
    ("formula", "grown"),
    [
        ("=SUM(F5:F6)", "=SUM(F5:F16)"),
        ("=SUM($F$5:$F$6)", "=SUM($F$5:$F$16)"),
        ("=SUM(F:F)", "=SUM(F:F)"),
        ("=F5+F6", "=F5+F6"),
        ("=F7*2", "=F17*2"),
        ("=SUM(F1:F3)", "=SUM(F1:F3)"),
        ('=IF(F7>0,"F7","无")', '=IF(F17>0,"F7","无")'),
        ("='发放 表'!F7", "='发放 表'!F7"),
        ("=税率", "=税率"),
    ],
)
def test_formulas_follow_what_moved(formula: str, grown: str):
    growth = Growth("发放表", first=5, footer=7, by=10)
    assert grown_formula(formula, growth, own=True) == grown
