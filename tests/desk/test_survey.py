"""What a month's folder holds: the reading report line by line, the tracker unit by unit."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from payroll.intake import Reading, read_rosters
from payroll.month import Folders, compute_month
from payroll.output import write_month
from payroll.output.reread import read_sheets
from payroll.survey import TableLine, UnitState, counted_states, table_lines, unit_states
from payroll.terms.files import CORRECTIONS, HOLDS
from tests.desk.building import HEADINGS as WIDE
from tests.desk.building import ROWS, write_list
from tests.intake.books import Grid, Page, read_book, write_book
from tests.intake.people import MONTH, PROGRAMS, person
from tests.project.tree import ROOT

FEBRUARY = date(2026, 2, 1)
HEADINGS = ["姓名", "身份证号", "补贴项目", "用人单位", "应出勤天数", "实出勤天数"]
REGISTRY = ["身份证号", "姓名", "补贴项目", "用人单位", "上岗日期", "离岗日期"]


def row(number: int, unit: str, attended: float = 21, required: float = 22) -> list:
    who = person(number)
    return [who.name, who.id_number, "公益岗", unit, required, attended]


def sheet(path: Path, rows: Sequence[list], title: str = "") -> None:
    write_book(path, {"考勤": [*([[title]] if title else []), HEADINGS, *rows]})


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Ten units in every state a unit can be in."""
    march, february = tmp_path / "2026-03", tmp_path / "2026-02"
    units = {1: "甲局", 2: "乙局", 3: "丙局", 4: "丁局", 5: "戊局", 6: "己局", 7: "庚局"}
    units |= {8: "辛局", 9: "壬局", 10: "癸局"}
    people = [[person(n).id_number, person(n).name, "公益岗", unit] for n, unit in units.items()]
    people.append([person(11).id_number, person(11).name, "公益岗", "甲局"])
    gone = [person(12).id_number, person(12).name, "公益岗", "子局", None, date(2026, 2, 27)]
    write_book(tmp_path / "花名册.xlsx", {"名册": [REGISTRY, *people, gone]})
    sheet(march / "甲局.xlsx", [row(1, "甲局")])
    sheet(february / "三月.xlsx", [row(3, "丙局")])
    march.mkdir(exist_ok=True)
    shutil.copy(february / "三月.xlsx", march / "丙局.xlsx")
    sheet(march / "丁局.xlsx", [row(4, "丁局")])
    sheet(march / "丁局新.xlsx", [row(4, "丁局", 20)])
    sheet(march / "戊局.xlsx", [row(5, "戊局")])
    shutil.copy(march / "戊局.xlsx", march / "戊局副本.xlsx")
    sheet(march / "己局.xlsx", [row(6, "己局")], "己局2026年2月考勤表")
    (march / "庚局.xlsx").write_bytes(b"PK\x03\x04 torn")
    sheet(march / "辛局.xlsx", [row(8, "辛局办公室")])
    sheet(march / "壬局.xlsx", [row(9, "壬局", 20)])
    sheet(february / "壬局.xlsx", [row(9, "壬局", 20), row(99, "外单位")])
    sheet(march / "癸局.xlsx", [row(10, "癸局", 22)])
    sheet(february / "癸局.xlsx", [row(10, "癸局", 22), row(98, "外单位")])
    sheet(march / "丑局.xlsx", [row(20, "丑局")])
    return tmp_path


def states_of(county: Path) -> dict[str, UnitState]:
    reading = read_rosters(county / "2026-03", MONTH, PROGRAMS)
    previous = read_rosters(county / "2026-02", FEBRUARY, PROGRAMS)
    return {each.unit: each for each in unit_states(reading, MONTH, previous)}


STATES = {
    "乙局": ("missing", ()),
    "庚局": ("unreadable", ("“庚局.xlsx”没有读出人员",)),
    "丙局": ("old", ("“丙局.xlsx”与上月的文件完全相同",)),
    "壬局": ("old", ("人员和天数与上月完全相同",)),
    "己局": ("old", ("“己局.xlsx”写的是别的月份",)),
    "丁局": ("twice", ("“丁局.xlsx”和“丁局新.xlsx”有 1 人相同，其中 1 人天数不同",)),
    "戊局": ("twice", ("“戊局.xlsx”和“戊局副本.xlsx”是同一个文件",)),
    "丑局": ("sent", ("花名册没有这个单位",)),
    "甲局": ("sent", (f"有 1 人应在表上而没有：{person(11).name}",)),
    "癸局": ("sent", ("与上月同为全勤、人员相同，请留意是不是旧表",)),
    "辛局": ("sent", ("表上的单位名称是 辛局办公室",)),
}


def test_every_unit_is_in_its_state_and_those_to_call_come_first(county: Path) -> None:
    states = states_of(county)
    assert {unit: (each.state, each.notes) for unit, each in states.items()} == STATES
    assert list(states) == list(STATES)


def test_the_states_are_counted(county: Path) -> None:
    counted = counted_states(list(states_of(county).values()))
    assert counted == "合计（11 个单位：未报 1、报来的读不出 1、旧表 3、报了两份 2、已报 4）"


def test_without_a_registry_last_month_s_units_are_expected(county: Path) -> None:
    (county / "花名册.xlsx").unlink()
    states = states_of(county)
    assert states["外单位"].state == "missing"
    assert states["外单位"].expected == 2
    assert states["甲局"].notes == ("上月没有这个单位",)


def test_without_a_registry_and_last_month_nobody_is_expected(county: Path) -> None:
    (county / "花名册.xlsx").unlink()
    reading = read_rosters(county / "2026-03", MONTH, PROGRAMS)
    states = unit_states(reading, MONTH, None)
    assert {each.state for each in states} == {"sent", "twice"}
    assert counted_states([]) == ""


def test_the_unit_of_two_sheets_in_parts_has_not_sent_twice(tmp_path: Path) -> None:
    sheet(tmp_path / "2026-03" / "上.xlsx", [row(1, "甲局")])
    sheet(tmp_path / "2026-03" / "下.xlsx", [row(2, "甲局")])
    (state,) = unit_states(read_rosters(tmp_path / "2026-03", MONTH, PROGRAMS), MONTH, None)
    assert (state.state, state.read, state.files) == ("sent", 2, ("上.xlsx", "下.xlsx"))


def lines_of(folder: Path, rows: Grid) -> tuple[Reading, list[TableLine]]:
    reading = read_book(folder, {"3月": Page(rows)})
    return reading, table_lines(reading, [1])


def test_a_table_tells_its_people_days_and_totals(tmp_path: Path) -> None:
    total = ["合计", None, None, None, 44, 41.5]
    _, (line,) = lines_of(tmp_path, [HEADINGS, row(1, "甲局", 20.5), row(2, "甲局"), total])
    assert (line.people, line.held) == (2, 1)
    assert (line.required_days_h, line.attended_days_h, line.leave_days_h) == (4400, 4150, 0)
    assert line.totals == ("与逐人相加一致",)
    assert line.table.skipped == ("第4行：合计行（合计）",)
    assert (line.table.first_person, line.table.last_person) == (person(1).name, person(2).name)


def test_a_wrong_total_is_told_by_its_own_table(tmp_path: Path) -> None:
    wrong, right = ["合计", None, None, None, 22, 20], ["合计", None, None, None, 22, 21]
    rows = [
        ["甲局"],
        HEADINGS,
        row(1, "甲局"),
        wrong,
        [],
        ["乙局"],
        HEADINGS,
        row(2, "乙局"),
        right,
    ]
    _, (first, second) = lines_of(tmp_path, rows)
    assert first.totals == ("合计行的“实出勤天数”是 20，逐人相加是 21。",)
    assert second.totals == ("与逐人相加一致",)


def test_a_table_of_another_month_has_no_rows(tmp_path: Path) -> None:
    left = [["甲局2026年2月考勤表"], HEADINGS, row(1, "甲局")]
    sheets = {"2月": left, "3月": [HEADINGS, row(1, "甲局"), row(2, "甲局")]}
    write_book(tmp_path / "甲局.xlsx", sheets)
    lines = table_lines(read_rosters(tmp_path, MONTH, PROGRAMS), [])
    assert {line.table.sheet: line.people for line in lines} == {"2月": 0, "3月": 2}
    assert sum(line.attended_days_h for line in lines) == 4200


def test_every_row_of_the_sample_county_is_in_one_line() -> None:
    reading = read_rosters(ROOT / "rosters" / "2026-03", MONTH, PROGRAMS)
    lines = table_lines(reading, [])
    assert sum(line.people for line in lines) == len(reading.roster) == 1276
    assert sum(line.attended_days_h for line in lines) == reading.roster["attended_days_h"].sum()


CORRECTION = ("身份证号", "字段", "原值", "改为", "原因", "更正人", "日期")
HOLD = ("身份证号", "姓名", "起始月份", "结束月份", "原因", "经办人")


def test_the_report_is_a_workbook_of_the_run(tmp_path: Path) -> None:
    rosters, who = tmp_path / "rosters", ROWS[0][1]
    people = [[*ROWS[0][:5], 20, 1, *ROWS[0][7:]], [*ROWS[1][:5], "全勤", None, *ROWS[1][7:]]]
    before = [*ROWS[3][:3], "乙局", 18, 18]
    write_book(rosters / "2026-03" / "甲单位.xlsx", {"3月": [WIDE, *people]})
    write_book(rosters / "2026-02" / "乙单位.xlsx", {"2月": [WIDE, before]})
    correction = (who, "实出勤", 20, 21, "补报", "李四", "3月")
    hold = (who, "赵甲", "2026-03", None, "核查", "王五")
    for path, headings, values in (
        (rosters / "2026-03" / CORRECTIONS, CORRECTION, correction),
        (rosters / HOLDS, HOLD, hold),
    ):
        write_list(path, headings, [dict(zip(headings, values, strict=True))])
    folders = Folders(ROOT / "rates", rosters, tmp_path / "out")
    written = write_month(compute_month(folders, MONTH), folders.out)
    sheets = read_sheets(written.folder / "阅读报告.xlsx")
    first, second, _ = sheets["读了哪些表"].table("序号")
    assert (first["文件"], first["第一人"], first["最后一人"]) == ("甲单位.xlsx", "赵甲", "钱乙")
    assert [first[each] for each in ("读到（人）", "搁置（人）")] == ["2", "1"]
    assert float(first["实出勤"]) == 21
    assert (second["文件"], second["说明"]) == (CORRECTIONS, "更正 1 处，未更正 0 处")
    units = {each["用人单位"]: each["报送情况"] for each in sheets["用人单位"].table("序号")}
    assert (units["乙局"], units["北城街道办事处"]) == ("未报", "已报")
    changes = [each["代码"] for each in sheets["更正和暂缓"].table("序号")]
    assert changes == ["on-hold", "corrected"]
    cells = [
        text for each in sheets.values() for row in each.rows.values() for text in row.values()
    ]
    assert not any(str(who) in text for text in cells)
