"""What strangers write into a sheet is only ever text in what we publish."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from payroll.output import write_month
from payroll.output.csv_files import neutralised
from payroll.output.plain_text import plain
from payroll.problems import Cell, Problem
from payroll.terms import columns as words
from tests.output.builders import month_of, person
from tests.output.workbooks import active_parts, formulas

PAYLOADS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://a.example")'),
    *("\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1+1", "{=1+1}", '=_xlfn.WEBSERVICE("a")'),
    *("http://a.example", "https://a.example/?a=b&c=d", "mailto:a@a.example", "ftp://a.example"),
    *("internal:Sheet1!A1", "external:a.xlsx", "file:///etc/passwd", "\\\\a.example\\b"),
    *('=DDE("cmd";"/C calc";"a")', "＝1+1", "＋1", "－1", "＠SUM(1)", "%0A-3+3"),
    *("<r><t>张三</t></r>", "<c><f>1+1</f></c>", "</t></is></c><c><f>1</f><v>2</v></c>"),
    *("<![CDATA[=1]]>", "&lt;f&gt;", "&#61;1+1", "_x003D_1+1", "_x000D_", "_x005F_x000D_"),
    *("张\u202e三", "\u2066张三\u2069", "张\x00三", "\x1b[31m张", "\ufeff=1+1", "\u200b=1+1"),
    *("\ufffe张", "\u2028=1+1", "张\x0b三", "a\ud7ffb", "𠮷" * 20_000, "长" * 40_000, "=" * 40_000),
    *("", " ", "0", "1e5", "TRUE", "#REF!", "2026-03-01", "00123", "١٢٣"),
]


OURS = {"amount_yuan", "rate_yuan", "paid_days", "required_days"}
"""Columns of the CSV files that hold our own numbers."""


def write_with(text: str, out: Path) -> Path:
    """The folder of a month in which everything that a stranger writes is `text`."""
    written = dict.fromkeys(("name", "note", "bank", "card_number", "sheet", "file"), text)
    row = person(1, "public_welfare_post", text, attended_days_h=2050)
    other = person(2, "public_welfare_post", "试样单位", attended_days_h=2000)
    problem = Problem("warning", "name-twice", Cell(text, text, 3, 2), text, text, text, row_id=0)
    month = month_of([{**row, **written}, other], problems=[problem])
    charges = month.charges.with_columns(document=pl.lit(text))
    return write_month(replace(month, charges=charges), out).folder


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Formulas of each workbook when every text is harmless."""
    folder = write_with("试样", tmp_path_factory.mktemp("harmless"))
    return {path.name: sorted(formulas(path)) for path in folder.glob("*.xlsx")}


def check(text: str, out: Path, harmless: dict[str, list[str]]) -> None:
    folder = write_with(text, out)
    books = sorted(folder.glob("*.xlsx"))
    assert {path.name for path in books} == set(harmless)
    for path in books:
        assert sorted(formulas(path)) == harmless[path.name]
        assert active_parts(path) == []
    wages = load_workbook(folder / "工资表_公益性岗位.xlsx")[words.WAGE_SHEET]
    assert plain(text) in {cell.value or "" for row in wages["B4:B9"] for cell in row}
    rows = load_workbook(folder / words.FINANCE_BOOK)[words.FINANCE_SHEET]
    for column in "FHI":
        cells = [rows[f"{column}{row}"] for row in (2, 3)]
        assert plain(text) in {cell.value or "" for cell in cells}
        assert all(cell.data_type in "sn" for cell in cells if cell.value is not None)
    for path in sorted(folder.glob("*.csv")):
        check_csv(path)


def check_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            for column, value in row.items():
                assert column in OURS or not value.startswith(tuple("=+-@＝＋－＠\t\r\n")), column


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_payload_stays_text(text: str, tmp_path: Path, harmless: dict[str, list[str]]):
    check(text, tmp_path, harmless)


PIECES = st.sampled_from([*PAYLOADS, *"=+-@'\"<>&;|!\\{}()\t\n\u202e\x00", "张三", "HYPERLINK"])
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=6).map("".join)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_any_text_stays_text(text: str, harmless: dict[str, list[str]]):
    with TemporaryDirectory() as folder:
        check(text, Path(folder), harmless)


@given(TEXTS)
def test_text_taken_from_a_csv_file_is_the_text_that_was_read(text: str):
    written = pl.select(text=pl.lit(text)).select(neutralised("text")).item()
    assert written.removeprefix("'") == text or written == text
    assert (written != text) == (text[:1] in set("=+-@＝＋－＠'\t\r\n") and text != "")


@given(TEXTS)
def test_shown_text_is_printable_and_fits_a_cell(text: str):
    shown = plain(text)
    assert shown.replace("\u3000", "").replace("\xa0", "").isprintable() or any(
        unicodedata.category(character) == "Zs" for character in shown
    )
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
