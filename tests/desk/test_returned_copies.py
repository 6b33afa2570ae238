"""What goes back to the units: their own workbook, marked, and nothing of anybody else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import openpyxl.chart
import pytest
import xlsxwriter

from payroll.desk import checking, marking
from payroll.desk.checking import Checked, SentBack, check_month, write_returns
from payroll.desk.copies import RED, YELLOW, returned_copy
from payroll.desk.marking import Marker
from payroll.desk.return_list import return_list
from payroll.desk.returning import Return, for_unit, returns
from payroll.problems import Cell, Problem, problem
from payroll.terms import desk as words
from payroll.terms.files import RETURN_NOTE
from payroll.terms.messages import MESSAGES
from tests.desk.building import HEADINGS, IDS, ROWS, SHEET, UNIT, reading, write_month
from tests.intake.books import Page, csv_text, write_book
from tests.intake.people import MONTH
from tests.output.test_user_text import PAYLOADS
from tests.output.workbooks import active_parts, formulas
from tests.project.tree import ROOT

HEAD = 4
GOOD = [[*ROWS[0][:5], 22]]
"""One person, nothing wrong."""


def decorated(path: Path) -> None:
    """A sheet as a unit likes it: a merged title, a formula, a drop-down, print settings."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(TAB)
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "num_format": "0.0"})
        sheet.merge_range(0, 0, 0, 10, f"{UNIT}2026年3月出勤表", bold)
        sheet.write_row(HEAD - 1, 0, HEADINGS, bold)
        for row, values in enumerate(ROWS[:3], HEAD):
            for column, value in enumerate(values):
                if value is not None:
                    sheet.write(row, column, value)
        sheet.write_formula(HEAD + 3, 5, "=SUM(F5:F7)", None, 20)
        sheet.write_string(HEAD + 3, 0, "合计")
        sheet.write_string(HEAD + 4, 0, "=1+1")
        sheet.write_comment(HEAD, 5, "单位自己的批注")
        sheet.data_validation(HEAD, 4, HEAD + 2, 4, {"validate": "list", "source": ["21", "22"]})
        sheet.set_column(1, 1, 23)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(HEAD - 1)
        sheet.print_area("A1:K9")
        sheet.freeze_panes(HEAD, 1)
        sheet.set_footer("&C第 &P 页")


TAB = "三月 考勤"
PROBLEMS = (
    problem(
        "days-unreadable",
        Cell(SHEET, TAB, 6, 6),
        name="钱乙",
        label="实出勤天数",
        before="全勤",
    ),
    problem("id-check-digit", Cell(SHEET, TAB, 5, 2), name="赵甲", tail="0006"),
    problem("zero-attendance", Cell(SHEET, TAB, 5, 6), name="赵甲"),
    Problem("warning", "sheet-not-understood", Cell(SHEET, TAB, 1, 3), "", "看不懂。", "请核对。"),
    problem("heading-missing", Cell(SHEET, TAB, 4), label="姓名", seen="=cmd|' /C calc'!A0"),
    Problem("warning", "grid-empty", Cell(SHEET, TAB), "", "一格也没有填。", "请补填。"),
)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / SHEET
    decorated(path)
    return path


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    content = returned_copy(original.read_bytes(), Return(SHEET, PROBLEMS), MONTH)
    assert content is not None
    path = tmp_path / "退回.xlsx"
    path.write_bytes(content)
    return path


def test_cells_are_coloured_and_say_what_is_wrong(copy: Path) -> None:
    sheet = openpyxl.load_workbook(copy)[TAB]
    colours = {
        cell.coordinate: cell.fill.start_color.rgb
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    # The merged title is marked in its first cell, a row without a column in its first one.
    assert colours == {"F6": RED, "B5": RED, "F5": YELLOW, "A1": YELLOW, "A4": RED}
    assert sheet["F6"].comment.text.startswith("【必须改正】钱乙：实出勤天数写作“全勤”")
    assert sheet["F5"].comment.text.startswith("单位自己的批注\n【请核对】赵甲：")


def test_comments_are_large_enough_to_be_read(copy: Path) -> None:
    with ZipFile(copy) as book:
        drawing = next(name for name in book.namelist() if "vml" in name.lower())
        sizes = re.findall(rb"width:([0-9.]+)p[xt];height:([0-9.]+)p[xt]", book.read(drawing))
    assert len(sizes) == 5
    assert all(float(width) == 340 and float(height) >= 54 for width, height in sizes)


def test_everything_else_is_as_the_unit_made_it(original: Path, copy: Path) -> None:
    before, after = (openpyxl.load_workbook(path)[TAB] for path in (original, copy))
    marked = {"F6", "B5", "F5", "A1", "A4"}
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert (cell.value, cell.data_type) == (other.value, other.data_type)
            assert cell.number_format == other.number_format
            assert repr(cell.font) == repr(other.font)
            assert cell.coordinate in marked or repr(cell.fill) == repr(other.fill)
    assert before.merged_cells.ranges == after.merged_cells.ranges
    assert before.column_dimensions["B"].width == after.column_dimensions["B"].width
    assert before.print_area == after.print_area
    assert before.print_title_rows == after.print_title_rows
    assert before.freeze_panes == after.freeze_panes
    assert before.oddFooter.center.text == after.oddFooter.center.text
    assert before.page_setup.orientation == after.page_setup.orientation == "landscape"
    (kept,), (rule,) = (sheet.data_validations.dataValidation for sheet in (before, after))
    assert (rule.formula1, str(rule.sqref)) == ('"21,22"', "E5:E7")
    assert kept == rule


def test_only_the_unit_s_own_formula_is_live(copy: Path) -> None:
    assert formulas(copy) == ["SUM(F5:F7)"]
    assert active_parts(copy) == []
    assert openpyxl.load_workbook(copy)[TAB]["A9"].data_type == "s"


def test_the_first_sheet_lists_everything(copy: Path) -> None:
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames == [RETURN_NOTE, TAB]
    assert book.active is book[RETURN_NOTE]
    rows = list(book[RETURN_NOTE].iter_rows(min_row=4, values_only=True))
    assert [row[3] for row in rows] == ["F6", "B5", "F5", "C1", "第4行", "整张表"]
    assert rows[0][5:] == (PROBLEMS[0].found, PROBLEMS[0].remedy)
    told = book[RETURN_NOTE]["A2"].value
    assert told.startswith(f"“{SHEET}”有 3 处必须改正")
    assert "另有 3 处请核对" in told


def test_a_copy_says_that_pictures_and_charts_may_be_gone(copy: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(copy)
    assert words.RETURN_DRAWINGS not in book[RETURN_NOTE]["A2"].value
    book[TAB].add_chart(openpyxl.chart.BarChart(), "J1")
    path = tmp_path / "有图.xlsx"
    book.save(path)
    again = returned_copy(path.read_bytes(), Return(SHEET, PROBLEMS), MONTH)
    assert again is not None
    path.write_bytes(again)
    told = openpyxl.load_workbook(path)[RETURN_NOTE]["A2"].value
    assert told.endswith(words.RETURN_DRAWINGS)


def test_a_second_return_replaces_the_list_of_the_first(copy: Path) -> None:
    again = returned_copy(copy.read_bytes(), Return(SHEET, PROBLEMS[:1]), MONTH)
    assert again is not None
    copy.write_bytes(again)
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames == [RETURN_NOTE, TAB]
    assert book[RETURN_NOTE].max_row == 4


def test_a_copy_that_comes_again_is_read_like_the_original(tmp_path: Path) -> None:
    sent = write_month(tmp_path / "sent")
    before = reading(sent)
    found = Return(SHEET, tuple(before.problems))
    content = returned_copy((sent / SHEET).read_bytes(), found, MONTH)
    assert content is not None
    resent = tmp_path / "resent"
    resent.mkdir()
    (resent / SHEET).write_bytes(content)
    after = reading(resent)
    assert after.roster.equals(before.roster)
    assert after.problems == before.problems
    assert [each.notes for each in after.sheets if each.sheet == RETURN_NOTE] == [
        ("退回说明，不读取",)
    ]


def test_the_same_problems_give_the_same_bytes(original: Path, copy: Path) -> None:
    again = returned_copy(original.read_bytes(), Return(SHEET, PROBLEMS), MONTH)
    assert again == copy.read_bytes()


def test_a_workbook_that_cannot_be_changed_gets_a_list() -> None:
    assert returned_copy(b"PK\x05\x06" + bytes(18), Return(SHEET, PROBLEMS), MONTH) is None


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A month with a workbook, a CSV file, a file in a folder, and one that the reader refuses."""
    month = tmp_path / "rosters" / "2026-03"
    write_month(month)
    wrong = [*ROWS[0]]
    wrong[4] = 19
    (month / "乙单位.csv").write_text(csv_text([HEADINGS, wrong]), encoding="utf-8-sig")
    write_book(month / "乡镇" / "丙单位.xlsx", {"3月": [HEADINGS, ROWS[3]]})
    decorated(month / "丁单位.xlsx")
    content = bytearray((month / "丁单位.xlsx").read_bytes())
    content[len(content) // 2] ^= 0x10
    (month / "丁单位.xlsx").write_bytes(content)
    return tmp_path / "rosters", tmp_path / "out"


def sent_back(rosters: Path, out: Path) -> tuple[Checked, SentBack]:
    checked = check_month(rosters, ROOT / "rates", date(2026, 3, 1))
    return checked, write_returns(checked, rosters, out, date(2026, 3, 1))


def texts(path: Path) -> Iterator[str]:
    """Every text and comment of a workbook, one by one."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title == RETURN_NOTE and cell.value is not None:
                    yield str(cell.value)
                if cell.comment:
                    yield cell.comment.text


def test_every_file_with_problems_goes_back_in_its_own_way(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rosters, out = folders
    originals = {path: path.read_bytes() for path in rosters.rglob("*") if path.is_file()}
    opened = []
    mark = Marker.mark

    def marked(self: Marker, content: bytes, returned: Return, month: date) -> bytes | None:
        opened.append(returned.file)
        return mark(self, content, returned, month)

    monkeypatch.setattr(Marker, "mark", marked)
    _, sent = sent_back(rosters, out)
    assert sent.names == {
        "丁单位.xlsx": "丁单位（退回清单）.xlsx",  # refused by the strict reader: not opened
        "乙单位.csv": "乙单位（退回清单）.xlsx",
        "乡镇/丙单位.xlsx": "乡镇/丙单位（退回）.xlsx",
        "甲单位.xlsx": "甲单位（退回）.xlsx",
    }
    assert sent.folder == out / "2026-03-退回"
    assert opened == ["乡镇/丙单位.xlsx", "甲单位.xlsx"]
    assert {path: path.read_bytes() for path in originals} == originals


def test_no_whole_number_and_nobody_else_is_in_what_goes_back(folders: tuple[Path, Path]) -> None:
    rosters, out = folders
    _, sent = sent_back(rosters, out)
    for file, name in sent.names.items():
        everything = "\n".join(texts(sent.folder / name))
        assert not re.search(r"[0-9]{15}", everything)
        assert not any(other in everything for other in sent.names if other != file)
    assert words.ANOTHER_FILE in "\n".join(texts(sent.folder / sent.names["乙单位.csv"]))


def test_a_month_put_right_takes_the_copies_away(folders: tuple[Path, Path]) -> None:
    rosters, out = folders
    _, sent = sent_back(rosters, out)
    (sent.folder / "经办人的说明.txt").write_text("留着", encoding="utf-8")
    for path in list((rosters / "2026-03").rglob("*.*")):
        if path.is_file():
            path.unlink()
    write_month(rosters / "2026-03", GOOD)
    checked, _ = sent_back(rosters, out)
    assert checked.returns == []
    left = {path.name for path in sent.folder.rglob("*") if path.is_file()}
    assert left == {"run.json", "经办人的说明.txt"}


def test_a_month_without_problems_makes_no_folder(tmp_path: Path) -> None:
    write_month(tmp_path / "rosters" / "2026-03", GOOD)
    sent_back(tmp_path / "rosters", tmp_path / "out")
    assert not (tmp_path / "out" / "2026-03-退回").exists()


def test_rows_of_other_files_are_not_named() -> None:
    found = "在本月出现 3 次，另见 乡镇/丙单位.xlsx｜3月｜B2（李丁）、甲单位.xlsx｜B9（李丁）。"
    seen = Problem(
        "error", "same-id-twice", Cell("甲单位.xlsx", "3月", 2, 2), "李丁", found, "请核对。"
    )
    told = for_unit(seen, ["甲单位.xlsx", "乡镇/丙单位.xlsx", "丙单位.xlsx"]).found
    assert told == "在本月出现 3 次，另见 其他单位的表、甲单位.xlsx｜B9（李丁）。"


def test_what_only_the_centre_can_settle_does_not_go_back() -> None:
    assert set(MESSAGES) >= words.CENTRE_ONLY
    seen = replace(PROBLEMS[0], code="on-hold", severity="warning")
    assert returns([seen, replace(seen, cell=Cell("更正.xlsx"))], ["更正.xlsx", SHEET]) == []


def test_the_copy_of_a_changed_file_is_a_list(folders: tuple[Path, Path]) -> None:
    rosters, out = folders
    checked = check_month(rosters, ROOT / "rates", date(2026, 3, 1))
    path = rosters / "2026-03" / SHEET
    write_month(path.parent, ROWS[:2])
    digest = checked.judged.reading.files[SHEET]
    assert digest != hashlib.sha256(path.read_bytes()).hexdigest()
    sent = write_returns(checked, rosters, out, date(2026, 3, 1))
    assert sent.names[SHEET] == "甲单位（退回清单）.xlsx"


def test_a_workbook_that_takes_too_long_gets_a_list_and_the_next_one_its_copy(
    original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, returned = original.read_bytes(), Return(SHEET, PROBLEMS)
    with Marker() as marker:
        monkeypatch.setattr(marking, "SECONDS", 0)
        assert marker.mark(content, returned, MONTH) is None
        monkeypatch.setattr(marking, "SECONDS", 60)
        assert marker.mark(content, returned, MONTH) == returned_copy(content, returned, MONTH)


def test_a_workbook_merged_all_over_is_not_given_to_be_marked(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rosters, out = folders
    page = Page([HEADINGS, ROWS[1], [None]], merges=["A3:B4"])
    monkeypatch.setattr(checking, "MERGED_UP_TO", 3)
    write_book(rosters / "2026-03" / SHEET, {"3月": page})
    monkeypatch.setattr(Marker, "mark", lambda *_: pytest.fail("it was"))
    (rosters / "2026-03" / "乡镇" / "丙单位.xlsx").unlink()
    _, sent = sent_back(rosters, out)
    assert sent.names[SHEET] == "甲单位（退回清单）.xlsx"


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_of_strangers_stays_text(text: str, original: Path, tmp_path: Path) -> None:
    said = Problem("error", "name-missing", Cell(text, TAB, 5, 1), text, text, text)
    returned = Return(SHEET, (said,))
    copied = returned_copy(original.read_bytes(), returned, MONTH)
    for name, content in (("copy", copied), ("list", return_list(returned, MONTH))):
        assert content is not None
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(content)
        assert active_parts(path) == []
        assert formulas(path) == (["SUM(F5:F7)"] if name == "copy" else [])
        openpyxl.load_workbook(path)


def test_people_of_the_tests_are_nobody() -> None:
    assert all(id_number[14:17] == "000" for id_number in IDS.values())
