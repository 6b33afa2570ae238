"""Sheets with canonical headings: everybody is read, everything odd is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from payroll.problems import Cell, Refusal
from payroll.schema import ROSTER
from tests.intake.books import Content, codes, csv_text, read_book, read_month, write_book
from tests.intake.people import MONTH, person

HEADINGS = ["姓名", "身份证号", "补贴项目", "用人单位", "应出勤天数", "实出勤天数"]
LONG = [*HEADINGS, "事假", "年休假", "银行卡号", "开户行", "上岗日期", "离岗日期", "备注"]


def row(
    number: int, *more: Content, required: Content = 22, attended: Content = 22
) -> list[Content]:
    someone = person(number)
    unit = "北城街道办事处"
    return [someone.name, someone.id_number, "公益性岗位", unit, required, attended, *more]


def test_a_row_has_every_field_in_its_type(tmp_path: Path) -> None:
    someone = person(1)
    more = [1, 0.5, someone.card_number, "城关信用社", date(2025, 3, 5), None, "三月转入"]
    reading = read_book(tmp_path, {"3月": [LONG, row(1, *more, attended=20.5)]})
    assert reading.problems == []
    assert reading.roster.schema == ROSTER
    assert reading.roster.row(0, named=True) == {
        "row_id": 0,
        "name": someone.name,
        "id_number": someone.id_number,
        "program_id": "public_welfare_post",
        "program_seen": "公益性岗位",
        "unit": "北城街道办事处",
        "service_month": MONTH,
        "required_days_h": 2200,
        "attended_days_h": 2050,
        "leave": [{"kind": "事假", "days_h": 100}, {"kind": "年休假", "days_h": 50}],
        "marks": None,
        "card_number": someone.card_number,
        "bank": "城关信用社",
        "start_date": date(2025, 3, 5),
        "end_date": None,
        "rating": None,
        "note": "三月转入",
        "file": "甲单位.xlsx",
        "sheet": "3月",
        "row": 2,
        "layout": 0,
    }


def test_every_field_knows_its_cell(tmp_path: Path) -> None:
    reading = read_book(tmp_path, {"3月": [LONG, row(1), row(2)]})
    where = {name: reading.cell(1, name).address for name in ("name", "program_id", "leave.事假")}
    assert where == {"name": "A3", "program_id": "C3", "leave.事假": "G3"}
    assert reading.cell(1, "rating") == Cell("甲单位.xlsx", "3月", 3, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_say_the_same_as_workbooks(tmp_path: Path, encoding: str) -> None:
    rows = [LONG, row(1, 1, None, "9999000000000000001"), row(2, 0, 0.5), row(3)]
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "甲单位.csv").write_bytes(csv_text(rows).encode(encoding))
    text = read_month(tmp_path / "text")
    book = read_book(tmp_path / "book", {"3月": rows})
    same = [name for name in ROSTER if name not in ("file", "sheet")]
    assert text.problems == book.problems == []
    assert text.roster.select(same).equals(book.roster.select(same))


def test_people_are_numbered_in_file_order(tmp_path: Path) -> None:
    for name in ("乙.xlsx", "甲.xlsx", "子/丙.xlsx"):
        write_book(tmp_path / name, {"一": [HEADINGS, row(1)], "二": [HEADINGS, row(2)]})
    reading = read_month(tmp_path)
    places = list(zip(reading.roster["file"], reading.roster["sheet"], strict=True))
    assert places == [(f, s) for f in ("乙.xlsx", "子/丙.xlsx", "甲.xlsx") for s in "一二"]
    assert reading.roster["row_id"].to_list() == list(range(6))
    assert list(reading.files) == ["乙.xlsx", "子/丙.xlsx", "甲.xlsx"]
    assert all(len(digest) == 64 for digest in reading.files.values())


def test_files_that_are_no_sheets_are_passed_over(tmp_path: Path) -> None:
    write_book(tmp_path / "甲.xlsx", {"3月": [HEADINGS, row(1)]})
    for name in ("~$甲.xlsx", ".甲.xlsx", ".git/乙.xlsx", "更正.xlsx", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"not a sheet")
    reading = read_month(tmp_path)
    assert list(reading.files) == ["甲.xlsx"]
    assert reading.problems == []


def test_what_is_set_aside_is_listed_and_not_read(tmp_path: Path) -> None:
    write_book(tmp_path / "作废" / "旧表.xlsx", {"3月": [HEADINGS, row(1)]})
    write_book(tmp_path / "甲.xlsx", {"3月": [HEADINGS, row(2)]})
    reading = read_month(tmp_path)
    assert reading.roster["file"].to_list() == ["甲.xlsx"]
    assert codes(reading) == ["file-set-aside"]
    assert [(each.people, each.notes[0]) for each in reading.sheets] == [
        (0, "作废，不读取"),
        (1, "所属月份：工作表名，2026年3月"),
    ]


def test_a_missing_month_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read_month(tmp_path / "2026-03")
    assert [each.code for each in refusal.value.problems] == ["month-folder-missing"]


def test_an_empty_month_is_a_problem(tmp_path: Path) -> None:
    reading = read_month(tmp_path)
    assert codes(reading, "error") == ["month-folder-empty"]
    assert reading.roster.schema == ROSTER
    assert reading.roster.height == 0


def test_a_file_without_people_is_a_problem(tmp_path: Path) -> None:
    reading = read_book(tmp_path, {"封面": [["三月考勤"], ["北城街道办事处"]]})
    assert codes(reading, "error") == ["no-people-found"]


def test_a_row_with_nothing_readable_is_still_a_row(tmp_path: Path) -> None:
    hopeless: list[Content] = [person(1).name, 140581199001010006, "？", None, "全勤", "半个月"]
    reading = read_book(tmp_path, {"3月": [HEADINGS, hopeless, row(2)]})
    assert reading.roster.height == 2
    assert reading.roster.row(0, named=True)["attended_days_h"] is None
    assert {(each.code, each.cell.address, each.row_id) for each in reading.problems} == {
        ("id-stored-as-number", "B2", 0),
        ("unknown-program", "C2", 0),
        ("days-unreadable", "E2", 0),
        ("days-unreadable", "F2", 0),
    }


def test_counts_never_calculated_beside_a_filled_grid_are_told_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    marks = ["√" if (day - 1) % 7 not in (0, 6) else None for day in range(1, 32)]
    book.active.append(
        ["姓名", "身份证号", "补贴项目", *range(1, 32), "应出勤", "出勤天数", "事假"]
    )
    for number in (1, 2):
        someone = person(number)
        counts = [22, '=COUNTIF(D2:AH2,"√")', '=COUNTIF(D2:AH2,"事")']
        absent = ["事" if number == 2 and day == 3 else mark for day, mark in enumerate(marks)]
        book.active.append([someone.name, someone.id_number, "公益性岗位", *absent, *counts])
    book.save(tmp_path / "甲单位.xlsx")
    reading = read_month(tmp_path)
    assert reading.roster["attended_days_h"].to_list() == [2200, 2100]
    assert [(each.code, each.severity, each.cell.address) for each in reading.problems] == [
        ("count-not-calculated", "warning", "AJ2")
    ]


def test_error_values_and_uncalculated_formulas_are_not_blanks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (HEADINGS, row(1), row(2, attended="=E3"), row(3, attended="#DIV/0!")):
        book.active.append(cells)
    book.save(tmp_path / "甲单位.xlsx")
    reading = read_month(tmp_path)
    assert reading.roster["attended_days_h"].to_list() == [2200, None, None]
    assert [(each.code, each.row_id) for each in reading.problems if each.row_id] == [
        ("formula-not-calculated", 1),
        ("cell-error-value", 2),
    ]


def test_another_month_in_a_row_is_held_back(tmp_path: Path) -> None:
    headings = [*HEADINGS, "所属月份"]
    rows = [headings, row(1, "2026-03"), row(2, "2026年2月"), row(3, date(2026, 3, 1))]
    reading = read_book(tmp_path, {"3月": rows})
    assert reading.roster["service_month"].to_list() == [MONTH, date(2026, 2, 1), MONTH]
    assert [(each.code, each.row_id) for each in reading.problems] == [("other-month", 1)]


@pytest.mark.parametrize(
    "total",
    [
        ["合计", None, None, None, 66, 64],
        ["合　计：", "", "", "", 66, 64],
        [None, None, None, "本单位合计", 66, 64],
        [None, None, None, None, 66, 64],
        ["3人合计", None, None, None, 66, 64],
    ],
)
def test_a_total_is_not_a_person(tmp_path: Path, total: list[Content]) -> None:
    rows = [HEADINGS, row(1), row(2, attended=21), row(3, attended=21), total]
    reading = read_book(tmp_path, {"3月": rows})
    assert reading.roster.height == 3
    assert reading.problems == []
    assert len(reading.sheets[0].skipped) == 1
    assert "第5行" in reading.sheets[0].skipped[0]


def test_a_wrong_total_is_said_and_not_trusted(tmp_path: Path) -> None:
    rows = [HEADINGS, row(1), row(2), row(3), ["合计", None, None, None, 66, 44]]
    reading = read_book(tmp_path, {"3月": rows})
    assert reading.roster.height == 3
    assert [str(each) for each in reading.problems] == [
        "甲单位.xlsx｜3月｜F5\n"
        "  合计行的“实出勤天数”是 44，逐人相加是 66。\n"
        "  请核对合计公式的范围和各行数字；发放按各行数字计算。［total-differs］"
    ]


def test_subtotals_are_held_against_their_part(tmp_path: Path) -> None:
    def total(label: str, required: int, attended: int) -> list[Content]:
        return [label, None, None, None, required, attended]

    good = [HEADINGS, row(1), row(2), total("小计", 44, 44), row(3), total("小计", 22, 22)]
    reading = read_book(tmp_path / "good", {"3月": [*good, total("总计", 66, 66)]})
    assert (reading.roster.height, codes(reading)) == (3, [])
    reading = read_book(tmp_path / "bad", {"3月": [*good, total("总计", 66, 60)]})
    assert (reading.roster.height, codes(reading)) == (3, ["total-differs"])


def test_a_person_whose_days_equal_the_sum_stays_a_person(tmp_path: Path) -> None:
    nameless = [None, person(2).id_number, "公益性岗位", "北城街道办事处", 22, 22]
    named = [person(3).name, None, "公益性岗位", "北城街道办事处", 44, 44]
    reading = read_book(tmp_path, {"3月": [HEADINGS, row(1), nameless, named]})
    assert reading.roster.height == 3


def test_rows_that_are_no_people_are_listed_with_their_reason(tmp_path: Path) -> None:
    rows = [
        ["序号", *HEADINGS],
        [1, *row(1)],
        [],
        ["序号", *HEADINGS],
        [2, *row(2)],
        [3, None, None, None, None, 22, None],
        [4, None, None, None, None, None, "/"],
        ["制表人：王某", None, None, "审核人：李某"],
        ["注：本表一式两份"],
        [None, "${person.name}"],
    ]
    reading = read_book(tmp_path, {"3月": rows})
    assert reading.roster["row"].to_list() == [2, 5]
    assert reading.problems == []
    assert reading.sheets[0].skipped == (
        "第3行：空行",
        "第4行：重复的表头",
        "第6–7行：没有姓名、身份证号和天数的预留行",
        "第8行：表尾（制表人：王某）",
        "第9行：表尾（注：本表一式两份）",
        "第10行：模板占位行",
    )


def test_the_reading_report_says_what_was_understood(tmp_path: Path) -> None:
    reading = read_book(tmp_path, {"3月": [[*HEADINGS, "性别"], row(1, "男"), row(2, "女")]})
    (sheet,) = reading.sheets
    assert (sheet.header_rows, sheet.data_range, sheet.people) == ("1", "A2:G3", 2)
    assert (sheet.first_person, sheet.last_person) == (person(1).name, person(2).name)
    assert sheet.unused_columns == ("性别",)
