"""The short way for big files says exactly what the long way says."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.intake import Reading, flat
from tests.intake.books import ASKED, csv_text, read_month
from tests.intake.people import person

HEADINGS = [
    *("序号", "姓名", "身份证号", "补贴项目", "用人单位", "所属月份", "应出勤天数", "实出勤天数"),
    *("事假", "年休假", "银行卡号", "上岗日期", "备注", "工种"),
]


def _ordinary(number: int) -> list[str]:
    someone = person(number)
    return [
        *(str(number + 1), someone.name, someone.id_number, "公益性岗位", "北城街道办事处"),
        *("2026-03", "22", "21.5", "0.5", "", someone.card_number, "2025-03-05", "", "保洁"),
    ]


def _any_of(column: int, *odd: str) -> st.SearchStrategy[str]:
    return st.sampled_from([_ordinary(number)[column] for number in range(5)] + list(odd))


ODD_ROW = st.tuples(
    _any_of(0, "", "合计"),
    _any_of(1, "", "合计", "张　三", "李四（离职）", "姓名", "注：以上"),
    _any_of(2, "", "14058119900305000x", "'140581199001010006", "l40581", "140581199001010006"),
    _any_of(3, "", "公益岗", "不存在的项目", "人才 储备"),
    _any_of(4, "", "本单位合计", "北 城"),
    _any_of(5, "", "2026年2月", "本月", "3月"),
    _any_of(6, "", "２２", "22天", "44", "66"),
    _any_of(7, "", "全勤", "43", "64.5", "-1"),
    _any_of(8, "", "/", "1", "1.234"),
    _any_of(9, "", "-", "2"),
    _any_of(10, "", "9999 0000 0000 0000 001"),
    _any_of(11, "", "2025.3.5", "三月"),
    _any_of(12, "", "三月转入", " "),
    _any_of(13, "", "？"),
).map(list)
ROWS = st.lists(
    st.one_of(st.integers(0, 50).map(_ordinary), ODD_ROW, st.just([""] * len(HEADINGS))),
    min_size=1,
    max_size=12,
)


def _read(folder: Path, *, short: bool) -> tuple[Reading, int]:
    with (
        mock.patch.object(flat, "FROM_BYTES", 0 if short else flat.TO_BYTES + 1),
        mock.patch.object(flat, "_table", wraps=flat._table) as taken,
    ):
        return read_month(folder), taken.call_count


def _same(one: Reading, other: Reading) -> bool:
    return (
        one.roster.equals(other.roster)
        and one.problems == other.problems
        and one.sheets == other.sheets
        and one.layouts == other.layouts
        and one.files == other.files
    )


@settings(deadline=None, max_examples=150)
@given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), st.booleans())
def test_both_ways_give_the_same_roster_and_problems(
    rows: list[list[str]], encoding: str, final_newline: bool
) -> None:
    rows = [*rows, _ordinary(60)]  # the last row holds something, as programs write it
    text = csv_text([HEADINGS, *rows]).rstrip("\r\n") + ("\r\n" if final_newline else "")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "甲单位.csv").write_bytes(text.encode(encoding))
        short, taken = _read(Path(folder), short=True)
        long, taken_again = _read(Path(folder), short=False)
    assert (taken, taken_again) == (1, 0)
    assert _same(short, long)


@pytest.mark.parametrize(
    "text",
    [
        '姓名,身份证号,备注\n"张三",140581199001010006,\n',
        "三月考勤\n姓名,身份证号\n张三,140581199001010006\n",
        "姓名,身份证号,身份证号码\n张三,140581199001010006,1\n",
        "姓名,备注\n张三,\n",
        "姓名,身份证号\n张三\n李四,140581199001010006,1\n",
        "姓名,身份证号\r张三,140581199001010006\r",
        "",
    ],
)
def test_what_is_not_plain_takes_the_long_way(text: str) -> None:
    assert flat.flat_table(text.encode(), "甲.csv", ASKED) is None


def test_small_files_take_the_long_way(tmp_path: Path) -> None:
    (tmp_path / "甲.csv").write_text("姓名,身份证号\n张三,140581199001010006\n", encoding="utf-8")
    assert flat.read_flat(tmp_path / "甲.csv", "甲.csv", ASKED) is None
