"""A month from its folders, end to end on the sample county and on months made for the purpose."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from payroll.cli import group
from payroll.identity import check_digit
from payroll.money import parse_hundredths
from payroll.month import Folders, compute_month
from payroll.output.month_payroll import MonthPayroll

ROOT = Path(__file__).parents[1]
HEADINGS = ["姓名", "身份证号", "补贴项目", "用人单位", "应出勤天数", "实出勤天数"]
IDS = ["140581199001010006", "140581199002020003", "140581199003030000", "140581199004040008"]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders of a working place with the published rates and no sheets."""
    shutil.copytree(ROOT / "rates", tmp_path / "rates")
    return Folders(tmp_path / "rates", tmp_path / "rosters", tmp_path / "out")


def write_sheet(
    folders: Folders, month: str, rows: list[list[str]], *, headings: list[str] = HEADINGS
) -> None:
    """A CSV sheet 甲.csv of the month."""
    folder = folders.rosters / month
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "甲.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


def row(id_number: str, program: str, required: str = "22", attended: str = "22") -> list[str]:
    return [f"人{id_number[10:14]}", id_number, program, "甲单位", required, attended]


def run(folders: Folders, *arguments: str) -> Result:
    places = ["--rates", folders.rates, "--rosters", folders.rosters, "--out", folders.out]
    return CliRunner().invoke(group, [*arguments, *map(str, places)])


def amounts(payroll: MonthPayroll) -> dict[tuple[str, str], int]:
    """Fen by (ID number, component)."""
    rows = payroll.payments.select("id_number", "component", "amount_fen").iter_rows()
    return {(person, component): fen for person, component, fen in rows}


def test_the_ids_used_here_are_valid() -> None:
    assert [number[:17] + check_digit(number[:17]) for number in IDS] == IDS


def test_march_of_the_sample_county_ends_with_nothing_held(tmp_path: Path) -> None:
    folders = Folders(ROOT / "rates", ROOT / "rosters", tmp_path)
    outcome = run(folders, "run", "2026-03")
    assert outcome.exit_code == 0, outcome.output
    record = json.loads((tmp_path / "2026-03" / "run.json").read_text(encoding="utf-8"))
    assert record["rows"] == {"accepted": 1276, "held": 0, "read": 1276}
    lines = pl.read_csv(tmp_path / "2026-03" / "lines.csv", infer_schema=False)
    charges = pl.read_csv(tmp_path / "2026-03" / "charges.csv", infer_schema=False)
    paid = sum(parse_hundredths(text) for text in lines["amount_yuan"])
    assert paid == sum(parse_hundredths(text) for text in charges["amount_yuan"])


def test_february_of_the_sample_county_holds_rows_back_and_pays_the_others(tmp_path: Path) -> None:
    outcome = run(Folders(ROOT / "rates", ROOT / "rosters", tmp_path), "run", "2026-02")
    assert outcome.exit_code == 1
    record = json.loads((tmp_path / "2026-02" / "run.json").read_text(encoding="utf-8"))
    rows = record["rows"]
    assert rows["held"] > 0
    assert rows["read"] == rows["accepted"] + rows["held"]


def test_strict_writes_nothing_when_a_row_is_held(folders: Folders) -> None:
    write_sheet(folders, "2026-03", [row(IDS[0], "公益性岗位", "22", "23")])
    outcome = run(folders, "run", "2026-03", "--strict")
    assert outcome.exit_code == 1
    assert not (folders.out / "2026-03").exists()


def test_a_one_off_is_not_paid_again_to_who_appeared_earlier_in_the_year(folders: Folders) -> None:
    write_sheet(folders, "2026-03", [row(IDS[0], "大学生实习实训")])
    both = [row(number, "大学生实习实训", "21", "21") for number in IDS[:2]]
    write_sheet(folders, "2026-04", both)
    april = compute_month(folders, date(2026, 4, 1))
    assert amounts(april) == {
        (IDS[0], "living_allowance"): 129_000,
        (IDS[1], "living_allowance"): 129_000,
        (IDS[1], "accident_insurance"): 24_000,
    }
    assert [found.code for found in april.problems] == ["one-offs-already-due"]


def test_a_person_due_nothing_but_a_one_off_that_was_due_before_is_named(folders: Folders) -> None:
    for month in ("2026-01", "2026-02"):
        write_sheet(folders, month, [row(IDS[0], "三支一扶慰问金", "", "")])
    february = compute_month(folders, date(2026, 2, 1))
    assert february.payments.is_empty()
    (found,) = february.problems
    assert (found.code, found.severity, found.row_id) == ("one-off-already-due", "warning", 0)


def test_a_row_held_in_an_earlier_month_is_said_where_it_matters(folders: Folders) -> None:
    write_sheet(folders, "2026-03", [row(IDS[0], "大学生实习实训", "22", "23")])
    write_sheet(folders, "2026-04", [row(IDS[0], "大学生实习实训", "21", "21")])
    april = compute_month(folders, date(2026, 4, 1))
    assert amounts(april)[IDS[0], "accident_insurance"] == 24_000
    assert [found.code for found in april.problems] == ["earlier-month-unreadable"]


def test_what_earlier_months_charged_counts_against_the_project(folders: Folders) -> None:
    people = [row(IDS[0], "三支一扶慰问金", "", "")]
    write_sheet(folders, "2026-01", people)
    assert run(folders, "run", "2026-01").exit_code == 0
    charges = folders.out / "2026-01" / "charges.csv"
    used_up = charges.read_text(encoding="utf-8-sig").replace("500.00", "9500.00")
    charges.write_text(used_up, encoding="utf-8-sig")
    write_sheet(folders, "2026-02", [row(IDS[1], "三支一扶慰问金", "", "")])
    february = compute_month(folders, date(2026, 2, 1))
    assert february.charges["kind"].to_list() == ["over"]
    assert [found.code for found in february.problems] == ["budget-overrun"]


def test_a_damaged_earlier_month_is_refused_by_name(folders: Folders) -> None:
    write_sheet(folders, "2026-02", [row(IDS[0], "公益性岗位")])
    (folders.out / "2026-01").mkdir(parents=True)
    (folders.out / "2026-01" / "charges.csv").write_text("什么也不是", encoding="utf-8")
    outcome = run(folders, "run", "2026-02")
    assert outcome.exit_code != 0
    assert not (folders.out / "2026-02").exists()


def test_a_year_without_a_calendar_is_refused(folders: Folders) -> None:
    write_sheet(folders, "2031-03", [row(IDS[0], "公益性岗位")])
    outcome = run(folders, "run", "2031-03")
    assert outcome.exit_code != 0
    assert not folders.out.exists()


def test_a_new_program_needs_a_file_and_no_program(folders: Folders) -> None:
    template = (folders.rates / "talent_reserve.toml").read_text(encoding="utf-8")
    for old, new in [
        ('"talent_reserve"', '"night_watch"'),
        ('"人才储备"', '"夜间巡查员"'),
        ("order = 30", "order = 95"),
        ('"2150.00"', '"1800.00"'),
    ]:
        assert old in template, old
        template = template.replace(old, new)
    aliases = "\n".join(
        "aliases = []" if line.startswith("aliases") else line for line in template.splitlines()
    )
    (folders.rates / "night_watch.toml").write_text(aliases, encoding="utf-8")
    write_sheet(folders, "2026-03", [row(IDS[0], "夜间巡查员", "22", "11")])
    march = compute_month(folders, date(2026, 3, 1))
    assert sorted(march.payments["amount_fen"]) == [90_000, 99_325]
    assert {found.code for found in march.problems} <= {"required-unlike-calendar"}


def test_the_same_inputs_give_the_same_bytes(folders: Folders) -> None:
    write_sheet(folders, "2026-03", [row(number, "公益性岗位", "22", "20") for number in IDS])
    first, second = folders.out / "a", folders.out / "b"
    for out in (first, second):
        assert run(Folders(folders.rates, folders.rosters, out), "run", "2026-03").exit_code == 0
    names = sorted(path.name for path in (first / "2026-03").iterdir())
    assert names == sorted(path.name for path in (second / "2026-03").iterdir())
    for name in names:
        one, other = ((out / "2026-03" / name).read_bytes() for out in (first, second))
        assert one == other, name


def test_explain_shows_the_calculation_and_no_whole_id(folders: Folders) -> None:
    write_sheet(folders, "2026-03", [row(IDS[0], "公益性岗位", "22", "20")])
    outcome = run(folders, "explain", "2026-03", IDS[0])
    assert outcome.exit_code == 0
    assert "2150.00 × 20 天 ÷ 22 天 ＝ 1954.55 元（四舍五入到分）" in outcome.output
    assert "甲.csv｜第2行" in outcome.output
    assert IDS[0] not in outcome.output


def test_explain_of_nobody_says_so(folders: Folders) -> None:
    write_sheet(folders, "2026-03", [row(IDS[0], "公益性岗位")])
    assert run(folders, "explain", "2026-03", "无此人").exit_code == 1


def raised(component: str, amount: str) -> str:
    """An entry of July for a component of the public welfare posts."""
    return (
        "\n[[component.rate]]\neffective_from = 2026-04-01\n"
        f'amount = "{amount}"\nsource = "〔2026〕9号：{component}"\n'
    )


def test_an_entry_below_the_wrong_pay_item_is_said_in_its_month(folders: Folders) -> None:
    """At the end of the file TOML gives it to the last component, which is the insurance."""
    path = folders.rates / "public_welfare_post.toml"
    path.write_text(path.read_text(encoding="utf-8") + raised("岗位补贴", "2250.00"), "utf-8")
    for month in ("2026-03", "2026-04", "2026-05"):
        write_sheet(folders, month, [row(IDS[0], "公益性岗位")])
    found = {
        month: [p for p in compute_month(folders, month).problems if p.code == "rate-changed"]
        for month in (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
    }
    assert [len(problems) for problems in found.values()] == [0, 1, 0]
    [told] = found[date(2026, 4, 1)]
    assert (told.severity, told.cell.file, told.cell.sheet) == (
        "warning",
        "public_welfare_post.toml",
        "社会保险",
    )
    assert "“社会保险”从 2026-04-01 起由 993.25 元改为 2,250.00 元" in told.found


def test_a_raise_announced_late_is_said_in_the_month_that_first_knows_it(folders: Folders) -> None:
    path = folders.rates / "public_welfare_post.toml"
    text = path.read_text(encoding="utf-8")
    late = raised("岗位补贴", "2250.00").replace("04-01\n", "03-01\nannounced = 2026-04-10\n")
    path.write_text(
        text.replace('\n[[component]]\nid = "social', late + '\n[[component]]\nid = "social'),
        "utf-8",
    )
    for month in ("2026-04", "2026-05"):
        write_sheet(folders, month, [row(IDS[0], "公益性岗位"), row(IDS[1], "人才储备")])
    codes = [
        [p.code for p in compute_month(folders, date(2026, month, 1)).problems] for month in (4, 5)
    ]
    assert [found.count("rate-changed") for found in codes] == [1, 0]


def test_problems_that_are_not_listed_in_a_file_are_not_said_to_be(folders: Folders) -> None:
    rows = [row(number, "人才储备", attended="23") for number in IDS]
    others = [[f"同名{n}", f"{n}", "人才储备", "甲单位", "22", "22"] for n in range(40)]
    write_sheet(folders, "2026-03", [*rows, *others])
    assert "其余" in (shown := run(folders, "run", "2026-03", "--only", "lines").stderr)
    assert "这次没有写，加上 --only problems 就写" in shown
    strict = run(folders, "run", "2026-03", "--strict").stderr
    assert "其余" not in strict
    assert strict.count("［id-shape］") == 40
    assert "条见 problems.csv。" in run(folders, "run", "2026-03").stderr


def test_who_is_paid_by_calendar_days_is_told_what_attendance_counts_for(
    folders: Folders,
) -> None:
    path = folders.rates / "public_welfare_post.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('value = "attended"', 'value = "calendar"'), encoding="utf-8")
    write_sheet(
        folders,
        "2026-03",
        [[*row(IDS[0], "公益性岗位", attended="0"), "0", "22"]],
        headings=[*HEADINGS, "婚假", "事假"],
    )
    told = run(folders, "explain", "2026-03", IDS[0]).stdout
    assert "出勤：实出勤 0 天" in told
    assert "事假 22 天（按 0 计薪，待确认）" in told
    assert "都是 0 天的才不发" in told
    assert "岗位补贴：计薪 0 天，＝ 0.00 元" in told
