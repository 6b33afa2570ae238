"""What the people who sign and import read: cells of the workbooks, as a spreadsheet shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from payroll.output import MonthPayroll, summary_rows, write_month
from payroll.output.finance import card_rows, finance_rows
from payroll.output.month_payroll import Alternative
from payroll.problems import Cell, Problem
from payroll.terms import columns as words
from payroll.terms.desk import READING_BOOK
from tests.output.builders import charges_of, month_of, person, small_month
from tests.output.workbooks import parts

JANUARY = date(2026, 1, 1)


def sheets_of(month: MonthPayroll, out: Path, file: str) -> dict[str, Worksheet]:
    book = load_workbook(write_month(month, out).folder / file, data_only=True)
    return {sheet.title: sheet for sheet in book.worksheets}


def texts(sheet: Worksheet) -> list[list[object]]:
    """Rows without their empty cells."""
    rows = ([cell.value for cell in row if cell.value not in (None, "")] for row in sheet.rows)
    return [row for row in rows if row]


def with_arrears(month: MonthPayroll) -> MonthPayroll:
    """The month with 100.00 more for January to the first person and 40.00 back from the second."""
    lines = month.payments.filter(pl.col("component") == "post_subsidy").head(2)
    differences = lines.with_columns(
        service_month=pl.lit(JANUARY),
        reason=pl.Series(["arrears", "recovery"]),
        cause=pl.lit("rate"),
        amount_fen=pl.Series([10000, -4000]),
        line_id=pl.lit("202603-9") + pl.col("line_id"),
    )
    payments = pl.concat([month.payments, differences])
    return replace(month, payments=payments, charges=charges_of(payments))


@pytest.fixture(scope="module")
def welfare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Worksheet]:
    out = tmp_path_factory.mktemp("out")
    return sheets_of(with_arrears(small_month()), out, "工资表_公益性岗位.xlsx")


def test_every_titled_sheet_names_the_office_of_the_budget(tmp_path: Path) -> None:
    """Where no budget names it, the line stays open for the stamp."""
    for office in ("某县就业中心", ""):
        month = replace(with_arrears(small_month()), office=office)
        captions = [
            row[0]
            for file in ("工资表_公益性岗位.xlsx", words.MONTH_BOOK, READING_BOOK)
            for sheet in sheets_of(month, tmp_path / f"out{office}", file).values()
            for row in texts(sheet)
            if str(row[0]).startswith(words.MAKER)
        ]
        assert captions == [f"{words.MAKER}{office}"] * 7


def test_the_payroll_sheet(welfare: dict[str, Worksheet]):
    rows = texts(welfare["工资表"])
    assert rows[0] == ["2026年3月公益性岗位人员工资表"]
    assert rows[2] == [
        *("序号", "姓名", "身份证号", "用人单位", "应出勤", "实出勤", "计薪天数", "岗位补贴"),
        *("应发", "扣款", "实发", "单位承担保险", "备注", "签名"),
    ]
    first = [1, "试样1", "140521197001010000", "北城街道办事处", 22, 20.5, 20.5]
    assert rows[3] == [*first, 2003.41, 2003.41, 0, 2003.41, 993.25]
    assert rows[5] == ["小计　北城街道办事处（2 人）", 3957.96, 3957.96, 0, 3957.96, 1986.5]
    assert rows[7][0] == "小计　南城街道办事处（1 人）"
    assert rows[8][-2:] == [0, "2026-01 补发"]
    assert rows[9][7:] == [-40, -40, 0, -40, 0, "2026-01 追回"]
    assert rows[10] == ["小计　以前月份补发、追回（2 人）", 60, 60, 0, 60, 0]
    assert rows[11] == ["合计（3 人）", 6167.96, 6167.96, 0, 6167.96, 2979.75]
    assert rows[12] == ["实发合计（大写）：人民币陆仟壹佰陆拾柒元玖角陆分"]
    assert rows[13][0].startswith("本表有待确认或推定的口径：折算办法＝按出勤天数折算；")
    assert rows[14] == ["制表人：", "复核人：", "审批人：", "日期：　　　年　　月　　日"]


def test_how_it_is_printed(welfare: dict[str, Worksheet]):
    for sheet in welfare.values():
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert welfare["工资表"].freeze_panes == "C4"


def test_a_total_of_nine_digits_has_room_in_its_column(tmp_path: Path):
    month = month_of([person(i, "public_welfare_post") for i in range(1, 4)])
    dear = pl.when(pl.col("component") == "post_subsidy").then(5_999_999_994)
    payments = month.payments.with_columns(amount_fen=dear.otherwise("amount_fen"))
    changed = replace(month, payments=payments, charges=charges_of(payments))
    sheet = sheets_of(changed, tmp_path, "工资表_公益性岗位.xlsx")["工资表"]
    assert sheet["I7"].value == 179_999_999.82
    for column in "HK":  # I stands with H: the file groups columns of one width
        assert sheet.column_dimensions[column].width > len("179,999,999.82")
    assert sheet.column_dimensions["L"].width < 13


def test_id_numbers_are_text(welfare: dict[str, Worksheet]):
    cell = welfare["工资表"]["C4"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_sums_by_unit_largest_first(welfare: dict[str, Worksheet]):
    rows = texts(welfare["汇总"])
    headings = ["序号", "用人单位", "人数", "应发", "扣款", "实发", "单位承担保险", "费用合计"]
    assert rows[2] == headings
    assert [row[1] for row in rows[3:6]] == [
        "北城街道办事处",
        "南城街道办事处",
        "以前月份补发、追回",
    ]
    assert rows[3][2:8] == [2, 3957.96, 0, 3957.96, 1986.5, 5944.46]
    assert rows[6] == ["合计", 3, 6167.96, 0, 6167.96, 2979.75, 9147.71]


def test_the_chart_shows_the_units_of_the_table(tmp_path: Path):
    people = [person(i, "village_officer", f"试样单位{i:02d}") for i in range(1, 21)]
    folder = write_month(month_of(people), tmp_path).folder
    chart = parts(folder / "工资表_大学生专职村干部.xlsx")["xl/charts/chart1.xml"]
    assert "实发最多的 15 个单位" in chart
    assert re.findall("<c:f>([^<]*)</c:f>", chart)[1:3] == ["汇总!$I$4:$I$18", "汇总!$F$4:$F$18"]


def test_a_sentence_a_person(welfare: dict[str, Worksheet]):
    rows = texts(welfare["计算说明"])
    assert rows[3][4] == (
        "岗位补贴：2150.00 × 20.5 天 ÷ 22 天 ＝ 2003.41 元（四舍五入到分）\n"
        "社会保险：整月 ＝ 993.25 元（不按天数折算），由单位缴纳［推定］"
    )
    assert rows[4][3:] == ["2026-01", "岗位补贴：补发 ＝ 100.00 元（2026年1月）", 100]


def test_problems_that_hold_somebody_back_stand_first(tmp_path: Path):
    place = Cell("寺庄镇人民政府.xlsx", "3月", 9, 6)
    problems = [
        Problem("warning", "odd", place, "试样4", "天数特别。", "请核对。", row_id=3),
        Problem("error", "days-missing", place, "试样7", "没有天数。", "请补填。", row_id=6),
        Problem("warning", "whole-file", Cell("寺庄镇人民政府.xlsx"), "", "旧文件。", "请换。"),
        Problem(
            "error", "other", Cell("北城街道办事处.xlsx"), "别人", "另一项。", "请改。", row_id=0
        ),
    ]
    month = month_of(
        [person(i, program) for i, program in enumerate(["public_welfare_post"] * 3, 1)]
        + [person(4, "village_officer", "寺庄镇人民政府")]
        + [person(5, "student_internship"), person(6, "rural_operator")],
        held=[person(7, "village_officer", "寺庄镇人民政府", attended_days_h=None)],
        problems=problems,
    )
    rows = texts(sheets_of(month, tmp_path, "工资表_大学生专职村干部.xlsx")["问题"])
    assert rows[3] == [
        *(1, "已搁置", "试样7", "寺庄镇人民政府.xlsx｜3月｜F9"),
        *("没有天数。", "请补填。", "days-missing"),
    ]
    assert [row[-1] for row in rows[3:]] == ["days-missing", "odd", "whole-file"]


def test_open_policies_with_the_effect_of_other_choices(tmp_path: Path):
    program = "public_welfare_post"
    alternatives = (
        Alternative(program, "proration", "deduct_21_75", 3456, 3456),
        Alternative(program, "proration", "calendar", None, None),
        Alternative(program, "leave.事假", "1", -100, -100),
        Alternative(program, "由谁承担", "从个人工资中扣缴", -9, -9, component="社会保险"),
        Alternative("village_officer", "rounding", "daily_rate", 7, 7),
    )
    month = replace(small_month(), alternatives=alternatives)
    rows = texts(sheets_of(month, tmp_path, "工资表_公益性岗位.xlsx")["口径"])
    assert rows[3][:3] == ["折算办法", "按出勤天数折算", "待确认"]
    assert rows[3][4:] == ["按21.75天扣缺勤", 34.56, 34.56]
    assert rows[4] == ["按在岗日历天数折算", "有的行不适用", "有的行不适用"]
    by_place = {row[0]: row for row in rows if len(row) > 3}
    assert by_place["取整办法"][-1] == "未测算"
    assert by_place["事假计薪比例"][1] == "不计薪"
    assert by_place["事假计薪比例"][4:] == ["按 1 天计薪", -1, -1]
    assert by_place["病假计薪比例"][1] == "未设定，有这种假的行搁置"
    assert by_place["社会保险由谁承担"][1:3] == ["由单位另行承担", "推定"]
    assert by_place["社会保险由谁承担"][4:] == ["从个人工资中扣缴", -0.09, -0.09]
    assert by_place["岗位补贴"][:2] == ["岗位补贴", "2,150.00"]


def test_amounts_that_no_source_states_are_named_on_the_page_that_is_signed(tmp_path: Path):
    rows = texts(sheets_of(small_month(), tmp_path, "工资表_乡村运营师.xlsx")["工资表"])
    (remark,) = [row[0] for row in rows if str(row[0]).startswith("本表")]
    assert "标准没有载明金额、本月没有计发的项目：绩效工资、社会保险。" in remark


def test_days_are_counted_once_though_two_components_are_paid_by_them(tmp_path: Path):
    month = month_of([person(1, "rural_operator", attended_days_h=1950)])
    rows = texts(sheets_of(month, tmp_path, "工资表_乡村运营师.xlsx")["工资表"])
    assert rows[3][4:9] == [22, 19.5, 19.5, 4431.82, 443.18]


def test_the_month_on_one_page(tmp_path: Path):
    month = replace(
        month_of([person(1, "public_welfare_post"), person(2, "village_officer")], over_from=2),
        function_codes={"公益性岗位2026年补贴保险": "2080705"},
    )
    rows = texts(sheets_of(month, tmp_path, words.MONTH_BOOK)["汇总"])
    assert rows[3][:7] == ["公益性岗位", 1, 2150, 0, 2150, 993.25, 3143.25]
    assert rows[5][:7] == ["合计", 2, 5550, 0, 5550, 1986.5, 7536.5]
    assert rows[6] == ["实发合计（大写）：人民币伍仟伍佰伍拾元整"]
    projects = {row[0]: row[1:] for row in rows[9:11]}
    assert projects["公益性岗位2026年补贴保险"] == [
        *("2080705", "本年预算", 22_000_000, 3143.25, 0, 3143.25, "0.01 %"),
    ]
    assert projects["大学生专职村干部2026年补贴保险"][-4:-1] == [0, 4393.25, 4393.25]
    assert rows[11] == ["合计", 3143.25, 4393.25, 7536.5]


def test_people_on_hold_stand_with_nothing_and_what_they_are_owed(tmp_path: Path):
    month = small_month()
    paid = month.payments.filter(pl.col("row_id") != 0)
    withheld = month.payments.filter(pl.col("row_id") == 0)
    month = replace(month, payments=paid, charges=charges_of(paid), withheld=withheld)
    sheets = sheets_of(month, tmp_path, "工资表_公益性岗位.xlsx")
    rows = texts(sheets["工资表"])
    assert rows[3][1] == "试样1"
    assert rows[3][-5:] == [0, 0, 0, 0, 0]
    assert any("暂缓发放 1 人，应得 2,996.66 元" in str(row[0]) for row in rows)
    told = texts(sheets["计算说明"])[3][4]
    assert str(told).startswith("暂缓，记欠未付｜岗位补贴：2150.00 × 20.5 天")


def test_rows_for_finance_by_person_project_month_and_kind():
    month = with_arrears(small_month())
    rows = finance_rows(month)
    assert rows.columns[:13] == [
        *("service_month", "run_month", "project", "function_code", "fund"),
        *("name", "id_number", "bank", "card_number"),
        *("gross_fen", "deduction_fen", "net_fen", "insurer_fen"),
    ]
    first = rows.filter(pl.col("name") == "试样1").select("service_month", "kind", "net_fen")
    assert first.rows() == [("2026-03", "正常", 200341), ("2026-01", "补发", 10000)]
    intern = rows.filter(pl.col("name") == "试样5").select("kind", "net_fen", "insurer_fen")
    assert intern.rows() == [("正常", 102614, 0), ("一次性", 0, 24000)]
    assert rows["net_fen"].sum() == 1053410 + 6000


def cards(people: Sequence[dict]) -> list[tuple]:
    rows = card_rows(finance_rows(month_of(people)))
    return rows.select("name", "net_fen", "remark").rows()


def test_one_row_a_card():
    shared = {"card_number": "6299990000000000001"}
    assert cards(
        [
            person(1, "village_officer", **shared),
            person(2, "village_officer", **shared),
            person(3, "village_officer", card_number=None),
            person(4, "village_officer", attended_days_h=0),
            person(5, "rural_operator"),
        ]
    ) == [
        ("试样1", 340000, words.SHARED_CARD),
        ("试样2", 340000, words.SHARED_CARD),
        ("试样3", 340000, words.NO_CARD),
        ("试样5", 550000, ""),
    ]


def test_the_summary_of_the_console():
    *programs, total = summary_rows(small_month())
    named = {row.program: row for row in programs}
    welfare = named["公益性岗位"]
    assert (welfare.people, welfare.net_fen, welfare.insurer_fen) == (3, 610796, 297975)
    assert welfare.cost_fen == 908771
    assert welfare.share == "0.04 %"
    assert named["大学生专职村干部"].held == 1
    assert (total.people, total.held, total.net_fen) == (6, 1, 1053410)


def test_rows_without_a_known_program_have_a_line_of_their_own():
    held = person(9, "village_officer", program_id=None, program_seen="不明")
    *_, unknown, total = summary_rows(month_of([person(1, "village_officer")], held=[held]))
    assert (unknown.program, unknown.people, unknown.held) == (words.NO_PROGRAM, 0, 1)
    assert total.held == 1
