"""What people write into a cell, and what it is read as: cases in 写法.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.intake.header import CLUE
from payroll.intake.programs import ProgramNames
from payroll.intake.values.columns import typed
from payroll.intake.values.dates import read_date, read_month
from payroll.intake.values.days import plain_days, read_days
from payroll.intake.values.numbers import read_card, read_id, read_name
from payroll.intake.values.read import masked, shown
from payroll.money import days
from payroll.terms.headings import FIELDS
from tests.intake.people import MONTH, PROGRAMS

READERS = {
    "姓名": read_name,
    "身份证号": read_id,
    "应出勤天数": read_days,
    "上岗日期": read_date,
    "所属月份": lambda text: read_month(text, MONTH),
}
CASES_FILE = Path(__file__).parent / "写法.csv"
CASES = list(csv.DictReader(CASES_FILE.read_text(encoding="utf-8").splitlines()))


def _written(value: str | int | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return ("-" if value < 0 else "") + days(value).lstrip("-")
    return str(value)


@pytest.mark.parametrize("case", CASES, ids=[f"{each['栏目']}-{each['写法']}" for each in CASES])
def test_a_text_is_read_as_the_case_says(case: dict[str, str]) -> None:
    read = READERS[case["栏目"]](case["写法"])
    assert (_written(read.value), read.code) == (case["读作"], case["代码"])


def test_there_are_cases_for_every_reader() -> None:
    assert {each["栏目"] for each in CASES} == READERS.keys()


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("22", "22"),
        ("2.2E1", "22"),
        ("21.999999999999996", "22"),
        ("20.500000000000004", "20.5"),
        ("21.749999999999", "21.75"),
        ("21.333333333333332", "21.333333333333332"),
        ("21.7500001", "21.7500001"),
        ("-0.5", "-0.5"),
        ("0", "0"),
        ("1E400", "1E400"),
    ],
)
def test_a_stored_number_keeps_its_exact_decimal(stored: str, meant: str) -> None:
    assert plain_days(stored) == meant


@given(st.integers(0, 9999_99))
def test_every_number_of_hundredths_is_read_exactly(days_h: int) -> None:
    binary = repr(days_h / 100)
    assert read_days(plain_days(binary)).value == days_h


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.sampled_from([case["写法"] for case in CASES]))))
def test_a_column_is_read_like_its_texts(texts: list[str | None]) -> None:
    column = pl.Series("attended_days_h", texts, dtype=pl.String)
    values, findings = typed(column, read_days, pl.Int64)
    reads = [None if text is None else read_days(text) for text in texts]
    assert values.to_list() == [read.value if read else None for read in reads]
    assert {(each.position, each.code) for each in findings} == {
        (place, read.code) for place, read in enumerate(reads) if read and read.code
    }


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.sampled_from([case["写法"] for case in CASES]))))
def test_final_texts_are_those_the_reader_leaves_alone(texts: list[str | None]) -> None:
    column = pl.Series("id_number", texts, dtype=pl.String)
    short, found_short = typed(column, read_id, pl.String, r"^[0-9]{17}[0-9X]$")
    full, found_full = typed(column, read_id, pl.String)
    assert short.to_list() == full.to_list()
    assert found_short == found_full


@settings(deadline=None)
@given(st.from_regex(r"[' ]?[0-9]{6}[ \u200b]?[0-9]{8}[0-9]{3}[0-9xX]", fullmatch=True))
def test_nothing_but_the_last_four_characters_is_shown(number: str) -> None:
    kept = [each for each in masked(number) if each.isalnum()]
    assert len(kept) == 4
    read = read_id(number)
    assert len([each for each in read.before + read.after if each.isdigit()]) <= 8


def test_long_numbers_in_any_text_are_masked() -> None:
    assert shown("身份证140581199001010006，卡 ６２２２00001111２２２２") == (
        "身份证**************0006，卡 ************２２２２"
    )


@pytest.mark.parametrize("text", ["公益性岗位", " 公益 性岗位", "公益性岗位　", "公益岗"])
def test_a_program_is_known_by_name_and_alias(text: str) -> None:
    assert ProgramNames(PROGRAMS).read(text).value == "public_welfare_post"


@pytest.mark.parametrize("text", ["公益性", "公益性岗位补贴", "人才储备2026"])
def test_a_program_is_not_guessed(text: str) -> None:
    assert ProgramNames(PROGRAMS).read(text).code == "unknown-program"


def test_cards_are_cleaned_like_ids() -> None:
    assert read_card("9999 0000 0000 0000 001").value == "9999000000000000001"


def test_every_heading_of_people_holds_a_clue() -> None:
    headings = [*FIELDS["name"], *FIELDS["id_number"]]
    assert [each for each in headings if not CLUE.search(each)] == []
