"""The total and the signatures are never alone on the last page, in whatever office program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from payroll.output import write_month
from payroll.output.paging import _STRETCHES, KEPT, Rows, _capacity, tail_break
from tests.output.builders import small_month

PAGE = (784.3, 516.1)
WAGE_WIDTHS = [5, 11, 20, 17, 7, 7, 8, 12, 12, 12, 12, 12, 10, 12]


@given(
    people=st.lists(st.sampled_from([21, 21, 21, 31, 44]), min_size=KEPT + 1, max_size=120),
    widest=st.sampled_from([8, 17, 40]),
)
def test_the_signed_page_has_people(people: list[int], widest: int) -> None:
    heights = [32, 20, 30, *people, 21, 24, 44, 34]
    rows = Rows(heights, headings=3, tail=3 + len(people))
    widths = [*WAGE_WIDTHS, widest]
    forced = tail_break(rows, widths, PAGE)
    for stretch in _STRETCHES:
        starts = rows.starts(_capacity(rows, widths, PAGE, stretch), forced)
        assert len(starts) == 1 or starts[-1] <= rows.tail - KEPT


def test_nothing_is_broken_where_nothing_must_be() -> None:
    heights = [32, 20, 30, *(21 for _ in range(10)), 21, 24, 44, 34]
    assert tail_break(Rows(heights, headings=3, tail=13), WAGE_WIDTHS, PAGE) is None
    assert tail_break(Rows([32, 20, 30, 21, 400, 200], headings=3, tail=4), [9], PAGE) is None


def test_the_break_is_in_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payroll.output.page.tail_break", lambda *_: 4)
    folder = write_month(small_month(), tmp_path).folder
    sheet = load_workbook(folder / "工资表_公益性岗位.xlsx")["工资表"]
    assert [each.id for each in sheet.row_breaks.brk] == [4]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_a_long_sheet_is_always_broken_before_its_total():
    for people in range(1990, 2030):
        rows = Rows([21.0] * (people + 7), headings=3, tail=people + 3)
        row = tail_break(rows, [150], (784.0, 516.0))
        assert row is not None
        assert row <= rows.tail - KEPT
