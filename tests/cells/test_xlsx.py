"""What a workbook says beside its values, and workbooks as programs write them."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from payroll.intake.cells import Kind, Merge, Workbook, read_content
from payroll.intake.cells.dates import day, moment
from payroll.intake.cells.text import is_garbled
from tests.cells import builders
from tests.cells.builders import relations_xml, sheet_xml, workbook_xml, xlsx

SAVED = Path(__file__).parent / "saved"


def warnings(workbook: Workbook) -> list[tuple[str, str]]:
    assert not workbook.refused
    return [(one.code, str(one.cell)) for one in workbook.problems]


def test_hidden_rows_columns_and_merges() -> None:
    rows = (
        '<row r="1" hidden="1"/><row r="2" ht="0" customHeight="1"><c r="A2"><v>1</v></c></row>'
        '<row r="3" hidden="0"/><row r="4" hidden="true"/>'
    )
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols>'
    merges = '<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="D1"/></mergeCells>'
    sheet = read_content(xlsx(sheet_xml(rows, before=columns, after=merges)), shown_as="a").sheets[
        0
    ]
    assert sheet.hidden_rows == {1, 2, 4}
    assert sheet.hidden_columns == {2, 3, *range(5, 513)}
    assert sheet.merges == (Merge(2, 1, 3, 2),)
    assert sheet.merge_at(3, 2) == Merge(2, 1, 3, 2)
    assert sheet.merge_at(4, 2) is None


def test_a_value_under_a_merge_is_warned_of() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>'
    workbook = read_content(xlsx(sheet_xml(after=merges)), shown_as="a")
    assert warnings(workbook) == [("value-under-merge", "a｜3月｜B1")]
    assert "2 个" in workbook.problems[0].found


def test_formulas_that_were_never_calculated_are_warned_of() -> None:
    rows = '<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>1+1</f><v>0</v></c></row>'
    for calculation in ('<calcPr fullCalcOnLoad="1"/>', '<calcPr calcMode="manual"/>'):
        book = workbook_xml(after=calculation)
        assert warnings(read_content(xlsx(sheet_xml(rows), workbook=book), shown_as="a")) == [
            ("workbook-not-calculated", "a｜3月｜B1")
        ]
        assert not warnings(read_content(xlsx(workbook=book), shown_as="a"))
    assert not warnings(read_content(xlsx(sheet_xml(rows)), shown_as="a"))


def test_sheets_that_are_not_read() -> None:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(["3月", "宏", "图"], 1)
    )
    relations = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "xlMacrosheet", "macrosheets/sheet1.xml"),
        ("rId3", "chartsheet", "chartsheets/sheet1.xml"),
        ("rId4", "sharedStrings", "sharedStrings.xml"),
        ("rId5", "styles", "styles.xml"),
        ("rId6", "externalLink", "externalLinks/externalLink1.xml"),
    ]
    workbook = read_content(
        xlsx(workbook=workbook_xml(sheets), workbook_relations=relations_xml(relations)),
        shown_as="a",
    )
    assert [sheet.name for sheet in workbook.sheets] == ["3月"]
    assert warnings(workbook) == [
        ("workbook-external-links", "a"),
        ("workbook-sheet-skipped", "a｜宏"),
    ]


def test_dates_count_from_the_year_the_workbook_says() -> None:
    old = read_content(xlsx(), shown_as="a")
    mac = read_content(
        xlsx(workbook=workbook_xml(before='<workbookPr date1904="1"/>')), shown_as="a"
    )
    assert (old.date1904, mac.date1904) == (False, True)
    assert day("46086") == date(2026, 3, 5)
    assert day("44624", date1904=True) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("60", None),  # the day that never was
        ("61", date(1900, 3, 1)),
        ("46086", date(2026, 3, 5)),
        ("46086.25", None),  # a time of day with it
        ("2958465", date(9999, 12, 31)),
        ("2958466", None),
        ("-1", None),
        ("0.5", None),
        ("1E400", None),
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-02-30", None),
        ("三月五日", None),
    ],
)
def test_serials_are_days(text: str, expected: date | None) -> None:
    assert day(text) == expected


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_every_day_comes_back(when: date) -> None:
    assert day(str((when - date(1899, 12, 30)).days)) == when


def test_an_almost_whole_second_is_rounded() -> None:
    assert moment("46086.99999999999") == datetime(2026, 3, 6)  # noqa: DTZ001


numbers = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
    st.decimals(-10_000, 10_000, places=2),
)
texts = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="�\x85"
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip() and not text.startswith("=") and not is_garbled(text))


@given(st.lists(st.lists(st.one_of(numbers, texts, st.booleans()), max_size=6), max_size=6))
def test_what_openpyxl_writes_is_read(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None, *row])
    buffer = io.BytesIO()
    book.save(buffer)

    sheet = read_content(buffer.getvalue(), shown_as="a").sheets[0]

    found = {(value.row, value.column): value for value in sheet.cells}
    for number, row in enumerate(rows, 1):
        for column, written in enumerate(row, 2):
            value = found.pop((number, column))
            if isinstance(written, bool):
                assert (value.kind, value.text) == (Kind.BOOLEAN, str(written).upper())
            elif isinstance(written, str):
                assert (value.kind, value.text) == (Kind.TEXT, written)
            else:
                assert value.kind is Kind.NUMBER
                # openpyxl itself keeps 16 digits of a fraction: 896.18 becomes 896.1799999999999
                kept = str(written) if isinstance(written, int) else f"{float(written):.16g}"
                assert Decimal(value.text) == Decimal(kept)
    assert not found


def test_what_xlsxwriter_writes_is_read() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("3月")
    sheet.write_row("A1", ["姓名", 22, 0.1, True])
    dated = book.add_format({"num_format": "yyyy年m月d日"})
    sheet.write_datetime("A2", date(2026, 3, 5), dated)
    sheet.write_formula("B2", "=1+1", None, 2)
    sheet.write_rich_string("C2", "张", book.add_format({"bold": True}), "三")
    sheet.merge_range("A3:B4", "合计")
    sheet.write_comment("A1", "批注")
    book.close()

    found = read_content(buffer.getvalue(), shown_as="a").sheets[0]

    assert [(value.kind.value, value.text, value.number_format) for value in found.cells] == [
        ("text", "姓名", ""),
        ("number", "22", ""),
        ("number", "0.1", ""),
        ("boolean", "TRUE", ""),
        ("date", "46086", "yyyy年m月d日"),
        ("number", "2", ""),
        ("text", "张三", ""),
        ("text", "合计", ""),
    ]
    assert found.merges == (Merge(3, 1, 4, 2),)
    assert found.comments == {(1, 1): "批注"}


@pytest.mark.parametrize("name", ["calc.xlsx", "calc.ods", "calc.xls"])
def test_three_formats_of_one_workbook_agree(name: str) -> None:
    """One workbook with formulas, errors, dates, notes, saved by LibreOffice 7.4 in each format."""
    workbook = read_content((SAVED / name).read_bytes(), shown_as=name)
    sheet, hidden = workbook.sheets
    assert not workbook.problems
    assert (sheet.name, sheet.state, hidden.name, hidden.state) == (
        "3月",
        "visible",
        "隐藏",
        "hidden",
    )
    assert sheet.merges == (Merge(8, 1, 9, 3),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {4})
    assert sheet.comments == {(2, 1): "备注内容"}
    found = [
        (value.row, value.column, value.kind, value.text, value.is_formula)
        for value in sheet.cells
        if value.column not in (4, 7, 11)
        # A time, a truth and a small number: the formats store them in ways of their own.
    ]
    for place, (row, column, kind, text, is_formula) in enumerate(found):
        if kind is Kind.DATE:
            found[place] = (row, column, kind, str(day(text)), is_formula)
    assert found[7:15] == [
        (2, 1, Kind.TEXT, "张0", False),
        (2, 2, Kind.NUMBER, "22.5", False),
        (2, 3, Kind.DATE, "2026-03-01", False),
        (2, 5, Kind.NUMBER, "45", True),
        (2, 6, Kind.ERROR, "#DIV/0!", True),
        (2, 8, Kind.TEXT, "140581", False),
        (2, 9, Kind.TEXT, " 两 空  格\n换行", False),
        (2, 10, Kind.TEXT, "ab", True),
    ]
    assert len(found) == 7 + 8 + 4 * 7 + 1


def test_cells_are_asked_for_by_place() -> None:
    sheet = read_content(builders.xlsx(), shown_as="a").sheets[0]
    value = sheet.cell(3, 2)
    assert value is not None
    assert value.text == "20.5"
    assert sheet.cell(3, 3) is None
    assert sheet.cell(9, 1) is None
    assert [row for row, _ in sheet.rows()] == [1, 2, 3]
    assert (sheet.last_row, sheet.last_column) == (3, 2)


def test_many_cells_are_packed_and_come_back() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}"><v>{row}.5</v></c></row>'
        for row in range(1, 70_001)
    )
    sheet = read_content(builders.with_rows(rows), shown_as="a").sheets[0]
    assert len(sheet.cells) == 140_000
    assert [sheet.cell(row, 2).text for row in (1, 32_768, 32_769, 65_537, 70_000)] == [  # type: ignore[union-attr]
        "1.5",
        "32768.5",
        "32769.5",
        "65537.5",
        "70000.5",
    ]
    assert sum(1 for _ in sheet.rows()) == 70_000
    assert [value.text for value in sheet.cells][::2] == [str(row) for row in range(1, 70_001)]
