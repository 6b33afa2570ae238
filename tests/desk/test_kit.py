"""Sheets for the units: filled in and read back, nobody and no day is lost."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payroll.desk.kit_book import FIRST, Kit, kit_book
from payroll.desk.kit_marks import CHOICES, LEAVE_MARKS, MARKS, WORKED, counted
from payroll.desk.kit_people import KitPerson
from payroll.desk.kits import write_kits
from payroll.intake import Reading, read_rosters
from payroll.intake.asked import rest_days
from payroll.intake.legends import legend_in
from payroll.month import judge_month, read_rules
from payroll.period import month_end, month_text
from payroll.problems import Refusal
from payroll.rates import load_rates
from payroll.terms import desk as words
from payroll.terms.leave import ATTENDED, LEAVE_KINDS
from tests.desk.building import HEADINGS, ROWS
from tests.intake.books import Content, write_book
from tests.intake.people import person
from tests.output.test_user_text import PAYLOADS
from tests.output.workbooks import active_parts, formulas, parts
from tests.project.tree import ROOT

BOOK = load_rates(ROOT / "rates")
PROGRAMS = [program.name for program in BOOK.programs]
MONTHS = [date(year, month, 1) for year in (2025, 2026) for month in range(1, 13)]
MARCH = date(2026, 3, 1)


def resting(month: date) -> frozenset[int]:
    return rest_days(month, BOOK.calendar)


def kit_person(number: int, **changes: Any) -> KitPerson:
    who = person(number)
    known = KitPerson(who.name, who.id_number, PROGRAMS[0], who.card_number, "农商行", None, None)
    return replace(known, **changes)


def kit_of(
    people: Sequence[KitPerson],
    marks: Sequence[Sequence[str]] = (),
    month: date = MARCH,
    unit: str = "北城街道办事处",
) -> Kit:
    return Kit(unit, month, people, PROGRAMS, resting(month), marks)


def read_back(kit: Kit, folder: Path, content: bytes | None = None) -> Reading:
    month = folder / month_text(kit.month)
    month.mkdir(parents=True, exist_ok=True)
    (month / "单位.xlsx").write_bytes(kit_book(kit) if content is None else content)
    return read_rosters(month, kit.month, BOOK.programs, BOOK.calendar)


@dataclass
class Truth:
    """What a person's marks mean, counted by other code than the kit's or the reader's."""

    attended: Fraction
    leave: dict[str, Fraction]


MEANING = {"√": "出勤", "休": "", "事": "事假", "病": "病假", "旷": "旷工", "年": "年休假"} | {
    "婚": "婚假",
    "产": "产假",
    "丧": "丧假",
    "伤": "工伤",
}


def truth(marks: Sequence[str]) -> Truth:
    spent: dict[str, Fraction] = {}
    for mark in filter(None, marks):
        halves = mark.split("/")
        for half in halves:
            kind = MEANING[half]
            spent[kind] = spent.get(kind, Fraction(0)) + Fraction(1, len(halves))
    attended = spent.pop("出勤", Fraction(0))
    return Truth(attended, {kind: days for kind, days in spent.items() if kind and days})


@st.composite
def filled_kits(draw: st.DrawFn) -> Kit:
    month = draw(st.sampled_from(MONTHS))
    rest, last = resting(month), month_end(month)
    people, marks = [], []
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.one_of(st.none(), st.dates(month - timedelta(40), last)))
        end = draw(st.one_of(st.none(), st.dates(max(start or month, month), last)))
        people.append(
            kit_person(
                number,
                program=draw(st.sampled_from(PROGRAMS[:3])),
                start_date=start,
                end_date=end,
                bank=draw(st.sampled_from(["", "农商行"])),
            )
        )
        theirs = []
        for day in (month + timedelta(offset) for offset in range(last.day)):
            if (start and day < start) or (end and day > end):
                theirs.append("")
            elif day.day in rest:
                theirs.append(draw(st.sampled_from(["", "", "", "√", "休"])))
            else:
                theirs.append(draw(st.sampled_from(CHOICES)))
        if not any(theirs):  # not filled in at all is another test
            theirs[(start or month).day - 1 if (start or month) >= month else 0] = WORKED
        marks.append(theirs)
    return kit_of(people, marks, month)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kit=filled_kits())
def test_what_is_filled_in_is_read_back(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> None:
    reading = read_back(kit, tmp_path_factory.mktemp("kit"))
    assert [each for each in reading.problems if each.severity == "error"] == []
    assert len(reading.roster) == len(kit.people)
    working = month_end(kit.month).day - len(kit.rest_days)
    for row, who, marks in zip(
        reading.roster.iter_rows(named=True), kit.people, kit.marks, strict=True
    ):
        expected = truth(marks)
        assert (row["name"], row["id_number"]) == (who.name, who.id_number)
        assert (row["card_number"], row["bank"] or "") == (who.card_number, who.bank)
        assert (row["start_date"], row["end_date"]) == (who.start_date, who.end_date)
        assert (row["unit"], row["service_month"]) == (kit.unit, kit.month)
        assert row["program_id"] == next(p.id for p in BOOK.programs if p.name == who.program)
        assert row["required_days_h"] == working * 100
        assert row["attended_days_h"] == expected.attended * 100
        days = {each["day"] for each in row["marks"]}
        assert days == {day for day, mark in enumerate(marks, 1) if mark not in ("", "休")}
        taken = {each["kind"]: each["days_h"] for each in row["leave"] or ()}
        assert taken == {kind: days * 100 for kind, days in expected.leave.items()}


def everything(kit: Kit, content: bytes) -> list[list[Any]]:
    """The values of the rows of people as a spreadsheet shows them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    rows = sheet.iter_rows(FIRST + 1, FIRST + len(kit.people), values_only=True)
    return [list(row) for row in rows]


def test_libreoffice_counts_what_is_stored(tmp_path: Path) -> None:
    """An empty sheet filled in by other code, computed by a spreadsheet, read as it was meant."""
    rest, days = resting(MARCH), range(1, month_end(MARCH).day + 1)
    marks = [
        ["" if day in rest else CHOICES[(number * 7 + day) % len(CHOICES)] for day in days]
        for number in range(len(CHOICES))
    ]
    people = [kit_person(number) for number in range(len(marks))]
    empty = openpyxl.load_workbook(io.BytesIO(kit_book(kit_of(people))))
    sheet = empty.worksheets[0]
    for row, theirs in enumerate(marks, FIRST + 1):
        for column, mark in enumerate(theirs, 5):
            sheet.cell(row, column).value = mark or None
    path = tmp_path / "填好.xlsx"
    empty.save(path)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(tmp_path / "computed"), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    computed = (tmp_path / "computed" / "填好.xlsx").read_bytes()
    kit = kit_of(people, marks)
    assert everything(kit, computed) == everything(kit, kit_book(kit))
    reading = read_back(kit, tmp_path, computed)
    assert [each for each in reading.problems if each.severity == "error"] == []
    for row, theirs in zip(reading.roster.iter_rows(named=True), marks, strict=True):
        assert row["attended_days_h"] == truth(theirs).attended * 100


def test_a_sheet_that_nobody_filled_in_is_no_attendance_of_zero(tmp_path: Path) -> None:
    reading = read_back(kit_of([kit_person(1), kit_person(2)]), tmp_path)
    assert reading.roster["attended_days_h"].to_list() == [None, None]
    judged = judge_month(tmp_path, MARCH, read_rules(ROOT / "rates", MARCH))
    held = [each.row_id for each in judged.problems if each.code == "attendance-missing"]
    assert held == [0, 1]


def test_a_person_who_was_forgotten_is_reported(tmp_path: Path) -> None:
    full = [WORKED if day + 1 not in resting(MARCH) else "" for day in range(31)]
    kit = kit_of([kit_person(1), kit_person(2)], [full, [""] * 31])
    reading = read_back(kit, tmp_path)
    errors = {each.row_id for each in reading.problems if each.severity == "error"}
    assert errors == {1}


def test_new_people_are_read_from_the_spare_rows(tmp_path: Path) -> None:
    full = [WORKED if day + 1 not in resting(MARCH) else "" for day in range(31)]
    kit = kit_of([kit_person(1)], [full])
    book = openpyxl.load_workbook(io.BytesIO(kit_book(kit)))
    sheet, new = book.worksheets[0], person(77)
    for column, value in zip("BCD", (new.name, new.id_number, PROGRAMS[1]), strict=True):
        sheet[f"{column}6"].value = value
    for column, mark in enumerate(full, 5):
        sheet.cell(6, column).value = mark or None
    saved = io.BytesIO()
    book.save(saved)
    reading = read_back(kit, tmp_path, saved.getvalue())
    assert reading.roster["name"].to_list() == [kit.people[0].name, new.name]
    assert reading.roster["attended_days_h"].to_list() == [2200, 2200]
    assert reading.roster["unit"].to_list() == [kit.unit, kit.unit]
    judged = judge_month(tmp_path, MARCH, read_rules(ROOT / "rates", MARCH))
    assert judged.accepted.height == 2
    assert judged.accepted["required_days_h"].null_count() <= 1


def filled_without_results(kit: Kit, marks: Sequence[Sequence[str]]) -> bytes:
    """The sheet filled in by a program that is no spreadsheet: formulas lose their results."""
    book = openpyxl.load_workbook(io.BytesIO(kit_book(kit)))
    for row, theirs in enumerate(marks, FIRST + 1):
        for column, mark in enumerate(theirs, 5):
            book.worksheets[0].cell(row, column).value = mark or None
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_sheet_filled_in_without_results_is_read_whole(tmp_path: Path) -> None:
    full = ["" if day + 1 in resting(MARCH) else CHOICES[day % len(CHOICES)] for day in range(31)]
    kit = kit_of([kit_person(1), kit_person(2)])
    reading = read_back(kit, tmp_path, filled_without_results(kit, [full, full]))
    assert {each.code for each in reading.problems} == {"count-not-calculated"}
    for row in reading.roster.iter_rows(named=True):
        assert row["attended_days_h"] == truth(full).attended * 100
        assert row["required_days_h"] == 2200


def test_the_legend_at_the_foot_says_what_the_default_set_says() -> None:
    texts = words.KIT_LEGEND_BETWEEN.join(
        words.KIT_LEGEND_MARK.format(mark=mark, meaning=meaning) for mark, meaning in MARKS.items()
    )
    assert legend_in([words.KIT_LEGEND.format(marks=texts)]).meanings == dict(MARKS)
    assert legend_in([words.KIT_HALVES, words.KIT_SAID, words.KIT_SIGNATURES]).meanings == {}
    assert set(LEAVE_MARKS) == set(LEAVE_KINDS)
    assert MARKS[WORKED] == ATTENDED


def test_halves_count_half() -> None:
    marks = ["√", "√/事", "事/√", "事", "休", ""]
    assert [counted(marks, mark) for mark in "√事休"] == [2, 2, 1]


def test_the_sheet_prints_on_a4_and_locks_its_heads(tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    path.write_bytes(kit_book(kit_of([kit_person(1)])))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked
    assert sheet["E4"].protection.locked
    assert not sheet["E5"].protection.locked
    assert not sheet["AJ5"].protection.locked  # 应出勤: other shifts have other days
    assert sheet["AK5"].protection.locked
    assert sheet["C5"].data_type == sheet["C5"].data_type == "s"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["E5:AI10"] == f'"{",".join(CHOICES)}"'
    assert "fullCalcOnLoad" not in parts(path)["xl/workbook.xml"]


def test_names_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    people = [kit_person(n, name=text, bank=text) for n, text in enumerate(PAYLOADS)]
    path.write_bytes(kit_book(kit_of(people, unit=PAYLOADS[0])))
    assert active_parts(path) == []
    ours = ("IF(", "AND(")
    assert all(formula.startswith(ours) for formula in formulas(path))


def test_the_same_people_give_the_same_bytes() -> None:
    kit = kit_of([kit_person(1), kit_person(2)])
    assert kit_book(kit) == kit_book(kit)


REGISTRY = ["身份证号", "姓名", "补贴项目", "用人单位", "银行卡号", "上岗日期", "离岗日期"]


def registered(number: int, unit: str, program: str = PROGRAMS[0], end: Content = None) -> list:
    who = person(number)
    return [who.id_number, who.name, program, unit, who.card_number, date(2024, 5, 1), end]


def test_units_get_the_people_whom_the_registry_has_in_post(tmp_path: Path) -> None:
    rows = [
        registered(1, "甲局"),
        registered(2, "甲局", end=date(2026, 2, 28)),
        registered(3, "乙/镇", end=date(2026, 3, 1)),
        registered(4, "乙:镇"),
        registered(5, "丙局", "三支一扶慰问金"),
    ]
    write_book(tmp_path / "花名册.xlsx", {"花名册": [REGISTRY, *rows]})
    kits = write_kits(tmp_path, ROOT / "rates", tmp_path / "out", MARCH)
    assert kits.folder == tmp_path / "out" / "2026-03-出勤表"
    assert (kits.files, kits.people) == (("乙_镇.xlsx", "乙_镇2.xlsx", "甲局.xlsx"), 3)
    assert kits.found.without_days == 1
    reading = read_rosters(kits.folder, MARCH, BOOK.programs, BOOK.calendar)
    assert sorted(reading.roster["name"]) == sorted(person(n).name for n in (1, 3, 4))


def test_without_a_registry_last_month_s_people_get_their_sheet(tmp_path: Path) -> None:
    people = [[*ROWS[0][:5], 20, None, *ROWS[0][7:]], ROWS[1]]
    write_book(tmp_path / "2026-03" / "甲单位.xlsx", {"3月": [HEADINGS, *people]})
    kits = write_kits(tmp_path, ROOT / "rates", tmp_path / "out", date(2026, 4, 1))
    assert (kits.files, kits.people) == (("北城街道办事处.xlsx",), 1)  # 钱乙 was held back


def test_one_unit_s_sheet_is_written_anew_beside_the_others(tmp_path: Path) -> None:
    rows = [registered(1, "甲局"), registered(2, "乙局")]
    write_book(tmp_path / "花名册.xlsx", {"花名册": [REGISTRY, *rows]})
    out = tmp_path / "out"
    first = write_kits(tmp_path, ROOT / "rates", out, MARCH)
    before = (first.folder / "乙局.xlsx").read_bytes()
    write_book(tmp_path / "花名册.xlsx", {"花名册": [REGISTRY, *rows, registered(3, "甲局")]})
    again = write_kits(tmp_path, ROOT / "rates", out, MARCH, ["甲局"])
    assert (again.files, again.people) == (("甲局.xlsx",), 2)
    assert (again.folder / "乙局.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("units", "month", "code"),
    [
        (["丙局"], MARCH, "kit-without-unit"),
        ([], date(2031, 1, 1), "calendar-year-missing"),
    ],
)
def test_what_cannot_be_written_is_refused(
    units: list[str], month: date, code: str, tmp_path: Path
) -> None:
    write_book(tmp_path / "花名册.xlsx", {"花名册": [REGISTRY, registered(1, "甲局")]})
    with pytest.raises(Refusal, match=code):
        write_kits(tmp_path, ROOT / "rates", tmp_path / "out", month, units)
    assert not (tmp_path / "out").exists()


def test_nobody_knows_the_people(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="kit-without-people"):
        write_kits(tmp_path, ROOT / "rates", tmp_path / "out", MARCH)
