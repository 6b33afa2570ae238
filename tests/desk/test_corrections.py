"""corrections.csv row by row: a correction is made only where the sheet says what it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from payroll.corrections import with_corrections
from payroll.corrections.fields import value_of
from payroll.intake import Reading
from payroll.intake.words import field_of
from payroll.money import days
from payroll.terms.files import CORRECTIONS
from tests.desk.building import IDS, SHEET, read_cases, reading, write_list, write_month
from tests.intake.people import PROGRAMS

HEADINGS = ("身份证号", "姓名", "字段", "原值", "改为", "原因", "更正人", "日期")
CASES = {case["说明"]: case for case in read_cases("corrections.csv")}


def corrected(folder: Path, *cases: dict[str, str]) -> tuple[Reading, Reading]:
    """The reading before and after the corrections of the cases."""
    write_month(folder)
    lines = [{**case, "身份证号": IDS[case["人"]], "姓名": case["写的姓名"]} for case in cases]
    write_list(folder / CORRECTIONS, HEADINGS, lines)
    before = reading(folder)
    return before, with_corrections(before, folder, PROGRAMS)


def shown(value: Any) -> str:
    return "" if value is None else days(value) if isinstance(value, int) else str(value)


def row_of(reading: Reading, id_number: str) -> dict[str, Any]:
    return reading.roster.row(by_predicate=pl.col("id_number") == id_number, named=True)


@pytest.mark.parametrize("title", CASES)
def test_a_correction_is_made_or_refused(title: str, tmp_path: Path) -> None:
    case = CASES[title]
    before, after = corrected(tmp_path, case)
    added = [each for each in after.problems if each not in before.problems]
    assert [each.code for each in added] == [case["期望代码"]]
    made = case["期望代码"] == "corrected"
    assert (added[0].cell.file == CORRECTIONS) == (not made)
    if case["人"] not in "丁新" and field_of(case["字段"]):
        field = field_of(case["字段"])
        row = row_of(after, case["更正后"] if case["字段"] == "身份证号" else IDS[case["人"]])
        assert shown(value_of(row, field)) == case["更正后"]
        assert ("更正：" in (row["note"] or "")) == made
        held = {each.row_id for each in after.problems if each.severity == "error"}
        assert (row["row_id"] in held) == (case["搁置"] == "是")
    for each in added:
        assert not any(id_number in str(each) for id_number in IDS.values())


def test_what_was_wrong_with_a_corrected_cell_is_settled(tmp_path: Path) -> None:
    title = "表上写的字读不成天数，照字面核对后更正"
    before, after = corrected(tmp_path, CASES[title])
    assert "days-unreadable" in {each.code for each in before.problems}
    assert "days-unreadable" not in {each.code for each in after.problems}


def test_corrections_follow_one_another(tmp_path: Path) -> None:
    first = CASES["按出勤原始记录改一天"]
    then = {**first, "原值": "21", "改为": "19"}
    _, after = corrected(tmp_path, first, then)
    assert row_of(after, IDS["甲"])["attended_days_h"] == 1900
    assert row_of(after, IDS["甲"])["note"].count("更正：") == 2


def test_the_same_correction_twice_is_made_once(tmp_path: Path) -> None:
    case = CASES["按出勤原始记录改一天"]
    _, after = corrected(tmp_path, case, case)
    assert {"corrected", "correction-not-needed"} <= {each.code for each in after.problems}


def test_a_corrected_person_is_found_by_the_old_and_the_new_number(tmp_path: Path) -> None:
    change, days_too = CASES["身份证号写错一位"], CASES["按出勤原始记录改一天"]
    for who in ("甲", "新"):
        _, after = corrected(tmp_path, change, {**days_too, "人": who})
        assert row_of(after, IDS["新"])["attended_days_h"] == 2100


def test_all_other_rows_stay_as_they_are(tmp_path: Path) -> None:
    before, after = corrected(tmp_path, CASES["按出勤原始记录改一天"])
    others = pl.col("id_number") != IDS["甲"]
    assert after.roster.filter(others).equals(before.roster.filter(others))
    assert after.roster["row_id"].to_list() == before.roster["row_id"].to_list()
    assert after.files.keys() == {SHEET, CORRECTIONS}
    assert after.sheets[-1].notes == ("更正 1 处，未更正 0 处",)


def test_a_missing_heading_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    write_month(tmp_path)
    case = CASES["按出勤原始记录改一天"]
    without = [heading for heading in HEADINGS if heading not in ("姓名", "更正人")]
    write_list(tmp_path / CORRECTIONS, without, [{**case, "身份证号": IDS["甲"]}])
    before = reading(tmp_path)
    after = with_corrections(before, tmp_path, PROGRAMS)
    missing = [each for each in after.problems if each.code == "list-heading-missing"]
    assert ["更正人" in each.found for each in missing] == [True]
    assert after.roster.equals(before.roster)


def test_an_id_stored_as_a_number_corrects_nobody(tmp_path: Path) -> None:
    write_month(tmp_path)
    case = CASES["按出勤原始记录改一天"]
    line: dict[str, Any] = {**case, "身份证号": int(IDS["乙"])}
    write_list(tmp_path / CORRECTIONS, HEADINGS, [line])
    after = with_corrections(reading(tmp_path), tmp_path, PROGRAMS)
    codes = [each.code for each in after.problems if each.cell.file == CORRECTIONS]
    assert set(codes) == {"id-stored-as-number", "correction-incomplete"}


def test_without_a_list_the_reading_is_handed_on(tmp_path: Path) -> None:
    before = reading(write_month(tmp_path))
    assert with_corrections(before, tmp_path, PROGRAMS) is before
