"""Corrections without editing: what happens to a posted month shows as lines of the next.

Each scenario has its reverse.  April has 21 working days, May 19; 公益性岗位 is 2150 and 993.25.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from payroll.identity import check_digit
from payroll.ledger.sqlite import start_ledger
from payroll.output import write_month
from payroll.problems import Refusal
from tests.payable.county import (
    AT,
    GIFT,
    INTERN,
    LI,
    POST,
    RESERVE,
    WANG,
    ZHANG,
    County,
    codes,
    differences,
    first_of,
    new_county,
)

FULL_APRIL, FULL_MAY = ("21", "21"), ("19", "19")


@pytest.fixture
def county(tmp_path: Path) -> County:
    return new_county(tmp_path)


def april(county: County, *rows: tuple[str, ...]) -> None:
    county.sheet("2026-04", rows)


def may(county: County, *people: str) -> None:
    county.sheet("2026-05", [(person, POST, *FULL_MAY) for person in people])


def test_nothing_changed_nothing_carried(county: County) -> None:
    april(county, (ZHANG, POST, *FULL_APRIL), (LI, POST, "21", "20"))
    county.post("2026-04")
    may(county, ZHANG, LI)
    assert differences(county.run("2026-05")) == set()


def test_days_corrected_upwards_are_paid_as_arrears(county: County) -> None:
    """2150 × 21 ÷ 21 − 2150 × 20 ÷ 21 = 2150.00 − 2047.62 = 102.38."""
    april(county, (LI, POST, "21", "20"))
    county.post("2026-04")
    april(county, (LI, POST, *FULL_APRIL))
    may(county, LI)
    assert differences(county.post("2026-05")) == {
        (LI, "2026-04", "post_subsidy", "arrears", "roster", 10_238)
    }
    county.sheet("2026-06", [(LI, POST, "21", "21")])
    assert differences(county.run("2026-06")) == set()


def test_days_corrected_downwards_are_taken_back(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "20"))
    may(county, LI)
    assert differences(county.run("2026-05")) == {
        (LI, "2026-04", "post_subsidy", "recovery", "roster", -10_238)
    }


def test_a_late_sheet_is_paid_whole_as_arrears(county: County) -> None:
    april(county, (ZHANG, POST, *FULL_APRIL))
    county.post("2026-04")
    county.sheet("2026-04", [(LI, POST, *FULL_APRIL)], file="乙.csv")
    may(county, ZHANG)
    assert differences(county.run("2026-05")) == {
        (LI, "2026-04", "post_subsidy", "arrears", "roster", 215_000),
        (LI, "2026-04", "social_insurance", "arrears", "roster", 99_325),
    }


def test_a_lost_sheet_takes_nothing_back_and_is_reported(county: County) -> None:
    april(county, (ZHANG, POST, *FULL_APRIL))
    county.sheet("2026-04", [(LI, POST, *FULL_APRIL)], file="乙.csv")
    county.post("2026-04")
    (county.root / "rosters" / "2026-04" / "乙.csv").unlink()
    may(county, ZHANG, LI)
    run = county.run("2026-05")
    assert differences(run) == set()
    assert codes(run) == ["posted-but-not-on-any-sheet"]


def test_a_row_with_0_days_takes_the_pay_back_and_leaves_the_insurance(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "0"))
    may(county, LI)
    assert differences(county.run("2026-05")) == {
        (LI, "2026-04", "post_subsidy", "recovery", "roster", -215_000)
    }


def test_a_missing_folder_is_not_computed_again(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    (county.root / "rosters" / "2026-04").rename(county.root / "elsewhere")
    may(county, LI)
    run = county.run("2026-05")
    assert differences(run) == set()
    assert codes(run) == ["posted-month-without-folder"]


def test_a_row_held_now_freezes_what_was_posted(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "22"))
    may(county, LI)
    assert differences(county.run("2026-05")) == set()


@pytest.mark.parametrize(
    ("program", "attended", "code"),
    [("公益冈", "21", "unknown-program"), (RESERVE, "22", "attendance-exceeds-required")],
)
def test_a_held_row_is_no_proof_that_the_person_moved_to_another_program(
    county: County, program: str, attended: str, code: str
) -> None:
    """What was posted stays, and the clerk is told of the row that nobody else would name."""
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, program, "21", attended))
    may(county, LI)
    run = county.run("2026-05")
    assert differences(run) == set()
    [found] = [found for found in run.problems if found.severity == "error"]
    assert (found.code, found.cell.file, found.row_id) == (code, "../2026-04/甲.csv", None)


def test_a_late_sheet_that_cannot_be_read_is_told(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    (county.root / "rosters" / "2026-04" / "乙.xlsx").write_bytes(b"PK\3\4 torn")
    may(county, LI)
    run = county.run("2026-05")
    told = [str(found.cell) for found in run.problems if found.severity == "error"]
    assert told == ["../2026-04/乙.xlsx"]


def test_a_row_held_then_is_paid_once_it_is_right(county: County) -> None:
    april(county, (ZHANG, POST, *FULL_APRIL), (LI, POST, "21", "22"))
    county.post("2026-04")
    april(county, (ZHANG, POST, *FULL_APRIL), (LI, POST, *FULL_APRIL))
    may(county, ZHANG, LI)
    assert {line[-1] for line in differences(county.run("2026-05"))} == {215_000, 99_325}


def test_the_same_sheet_twice_holds_everybody_and_changes_nothing(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    county.sheet("2026-04", [(LI, POST, *FULL_APRIL)], file="又一份.csv")
    may(county, LI)
    assert differences(county.run("2026-05")) == set()


def test_a_person_on_hold_is_owed_old_months_too_and_is_released_with_both(
    county: County,
) -> None:
    """April is corrected upwards while the person is on hold for May: nothing is paid in May, in
    June 102.38 of April and the whole of May."""
    april(county, (LI, POST, "21", "20"))
    county.post("2026-04")
    april(county, (LI, POST, *FULL_APRIL))
    may(county, LI, ZHANG)
    hold(county, "2026-05", "2026-05")
    on_hold = county.post("2026-05")
    assert set(on_hold.payments["id_number"]) == {ZHANG}
    county.sheet("2026-06", [(LI, POST, "21", "21")])
    assert differences(county.run("2026-06")) == {
        (LI, "2026-04", "post_subsidy", "arrears", "roster", 10_238),
        (LI, "2026-05", "post_subsidy", "arrears", "roster", 215_000),
        (LI, "2026-05", "social_insurance", "arrears", "roster", 99_325),
    }


def test_nothing_is_taken_back_from_a_person_on_hold(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "0"))
    may(county, LI)
    hold(county, "2026-05", "")
    run = county.run("2026-05")
    assert run.payments.is_empty()
    assert run.recoveries.is_empty()


def hold(county: County, first: str, last: str) -> None:
    book = Workbook()
    book.active.append(["身份证号", "姓名", "起始月份", "结束月份", "原因", "经办人"])
    book.active.append([LI, "李四", first, last, "核查", "王审"])
    book.save(county.root / "rosters" / "暂缓发放.xlsx")
    book.close()


def test_another_unit_is_no_difference(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL, "甲单位"))
    county.post("2026-04")
    april(county, (LI, POST, *FULL_APRIL, "乙单位"))
    may(county, LI)
    assert differences(county.run("2026-05")) == set()


def test_another_program_pays_the_new_and_takes_back_the_old_within_its_project(
    county: County,
) -> None:
    """The month pays the person from the new project only, so nothing can be offset: the rest
    stays as a balance and is named."""
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, RESERVE, *FULL_APRIL))
    county.sheet("2026-05", [(LI, RESERVE, *FULL_MAY)])
    run = county.run("2026-05")
    assert {(line[2], line[3], line[5]) for line in differences(run)} == {
        ("wage", "arrears", 215_000),
        ("social_insurance", "arrears", 99_325),
    }
    assert codes(run) == ["recovery-left", "recovery-left"]


def test_a_renamed_program_is_no_difference(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    file = county.root / "rates" / "public_welfare_post.toml"
    text = file.read_text(encoding="utf-8")
    renamed = text.replace('name = "公益性岗位"', 'name = "公益岗位（新名）"')
    assert renamed != text
    aliases = renamed.replace('aliases = ["公益岗"', 'aliases = ["公益性岗位", "公益岗"')
    file.write_text(aliases, encoding="utf-8")
    may(county, LI)
    assert differences(county.run("2026-05")) == set()


def test_more_to_take_back_than_the_month_pays_leaves_a_balance_for_the_next(
    county: County,
) -> None:
    """2150 to take back; May pays 2150 × 5 ÷ 19 = 565.79; 1584.21 are left for June."""
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "0"))
    county.sheet("2026-05", [(LI, POST, "19", "5")])
    first = county.post("2026-05")
    assert {line[-1] for line in differences(first)} == {-56_579}
    assert codes(first) == ["recovery-left"]
    county.sheet("2026-06", [(LI, POST, "21", "21")])
    second = county.post("2026-06")
    assert {line[-1] for line in differences(second)} == {-158_421}
    county.sheet("2026-07", [(LI, POST, "23", "23")])
    assert differences(county.run("2026-07")) == set()


def cap(county: County, value: str) -> None:
    file = county.root / "rates" / "public_welfare_post.toml"
    text = file.read_text(encoding="utf-8")
    stated = 'recovery_cap = { value = "1"'
    assert text.count(stated) == 1
    file.write_text(text.replace(stated, stated.replace("1", value)), encoding="utf-8")


def test_the_cap_leaves_a_person_a_share_of_the_month_and_an_insurer_nothing(
    county: County,
) -> None:
    """20 % of May's 2150.00 is 430.00 of 2150.00; the setting is printed where it matters."""
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, RESERVE, *FULL_APRIL))
    may(county, LI)
    cap(county, "0.20")
    run = county.run("2026-05")
    assert {line[5] for line in differences(run) if line[3] == "recovery"} == {-43_000, -99_325}
    assert run.recoveries["closing_fen"].to_list() == [0, 172_000]
    folder = write_month(run, county.root / "out").folder
    assert "公益性岗位＝本月应发的 20 %（待确认）" in printed(folder / "追回台账.xlsx")
    wages = printed(folder / "工资表_公益性岗位.xlsx")
    assert "每月扣回上限" in wages
    assert "本月应发的 20 %" in wages
    assert "每月扣回上限＝本月应发的全部" in printed(folder / "工资表_人才储备.xlsx")


def test_without_a_ledger_nothing_is_said_of_a_cap(county: County) -> None:
    may(county, LI)
    folder = write_month(county.run_without_ledger("2026-05"), county.root / "out").folder
    assert "扣回上限" not in printed(folder / "工资表_公益性岗位.xlsx")


@pytest.mark.parametrize("value", ["1.01", "-0.1", "20%", "0.205"])
def test_a_cap_that_is_no_share_is_refused(county: County, value: str) -> None:
    may(county, LI)
    cap(county, value)
    with pytest.raises(Refusal, match="recovery-cap-wrong"):
        county.run("2026-05")


def printed(path: Path) -> str:
    """Every text of a workbook."""
    book = load_workbook(path)
    cells = [
        str(value)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    ]
    book.close()
    return "\n".join(cells)


def test_a_leaver_who_owes_is_named_and_nobody_else_pays(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL), (ZHANG, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "0"), (ZHANG, POST, *FULL_APRIL))
    may(county, ZHANG)
    run = county.run("2026-05")
    assert differences(run) == set()
    assert codes(run) == ["recovery-from-leaver"]


def test_a_one_off_already_posted_is_not_paid_again(county: County) -> None:
    april(county, (WANG, INTERN, *FULL_APRIL))
    assert "one_off" in set(county.post("2026-04").payments["reason"])
    county.sheet("2026-05", [(WANG, INTERN, *FULL_MAY)])
    assert county.run("2026-05").payments["reason"].to_list() == ["regular"]


def test_a_person_due_nothing_but_a_posted_one_off_is_named(county: County) -> None:
    april(county, (WANG, GIFT, "", ""))
    county.post("2026-04")
    county.sheet("2026-05", [(WANG, GIFT, "", "")])
    run = county.run("2026-05")
    assert run.payments.is_empty()
    assert codes(run) == ["one-off-already-posted"]


def test_a_one_off_of_a_program_the_person_never_was_in_is_to_be_taken_back(
    county: County,
) -> None:
    """The row of April names another program now: 1290.00 and 240.00 are owed by the person and
    the insurer, from a project that pays neither of them in May.  And the reverse."""
    april(county, (WANG, INTERN, *FULL_APRIL))
    county.post("2026-04")
    april(county, (WANG, POST, *FULL_APRIL))
    may(county, WANG)
    run = county.post("2026-05")
    assert {(line[2], line[5]) for line in differences(run)} == {
        ("post_subsidy", 215_000),
        ("social_insurance", 99_325),
    }
    assert sorted(run.recoveries["closing_fen"]) == [24_000, 129_000]
    april(county, (WANG, INTERN, *FULL_APRIL))
    county.sheet("2026-06", [(WANG, INTERN, "21", "21")])
    back = county.run("2026-06")
    assert differences(back) == set()
    assert sorted(back.recoveries["closing_fen"]) == [99_325, 215_000]


def test_a_one_off_posted_stays_posted_when_its_month_has_lost_the_person(county: County) -> None:
    april(county, (WANG, INTERN, *FULL_APRIL), (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, *FULL_APRIL))
    county.sheet("2026-05", [(WANG, INTERN, *FULL_MAY), (LI, POST, *FULL_MAY)])
    run = county.run("2026-05")
    assert set(run.payments["reason"]) == {"regular"}
    assert codes(run) == ["posted-but-not-on-any-sheet"]


def test_a_posted_month_is_not_run_again(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    with pytest.raises(Refusal, match="month-already-posted"):
        county.run("2026-04")


def raise_the_subsidy(county: County, amount: str) -> None:
    """A rate announced on 2026-07-20 that holds from January."""
    file = county.root / "rates" / "public_welfare_post.toml"
    text = file.read_text(encoding="utf-8")
    mark = '项目概况：标准为每人每月2150元"\n'
    assert text.count(mark) == 1
    added = (
        f"{mark}[[component.rate]]\neffective_from = 2026-01-01\nannounced = 2026-07-20\n"
        f'amount = "{amount}"\nsource = "测试用的通知"\n'
    )
    file.write_text(text.replace(mark, added), encoding="utf-8")


def test_a_run_made_before_another_month_was_posted_is_not_posted(county: County) -> None:
    """June was computed while April's arrears were owed; May paid them: June would pay again."""
    april(county, (LI, POST, "21", "20"))
    county.post("2026-04")
    april(county, (LI, POST, *FULL_APRIL))
    may(county, LI)
    county.sheet("2026-06", [(LI, POST, "21", "21")])
    early = county.run("2026-06")
    assert {line[-1] for line in differences(early)} == {10_238}
    write_month(early, county.root / "out")
    county.post("2026-05")
    with pytest.raises(Refusal, match="run-older-than-ledger"):
        county.sign("2026-06")
    assert differences(county.post("2026-06")) == set()


def test_a_correction_of_a_number_after_the_approval_makes_the_run_old(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    may(county, LI)
    write_month(county.run("2026-05"), county.root / "out")
    county.sign("2026-05", "submit", "review", "approve")
    county.correct(LI, WANG)
    with pytest.raises(Refusal, match="run-older-than-ledger"):
        county.sign("2026-05", "post")


def test_a_run_with_another_ledger_or_none_is_not_posted(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    write_month(county.run_without_ledger("2026-04"), county.root / "out")
    county.sign("2026-04")  # nothing was posted before: there is nothing it could have missed
    may(county, LI)
    write_month(county.run_without_ledger("2026-05"), county.root / "out")
    with pytest.raises(Refusal, match="run-older-than-ledger"):
        county.sign("2026-05")
    ledger = county.root / "ledger.db"
    ledger.rename(county.root / "ours.db")
    start_ledger(
        ledger, first_of("2026-04"), actor="别人", at=AT, ledger_id="other", single_person=False
    )
    write_month(county.run("2026-05"), county.root / "out")
    (county.root / "ours.db").replace(ledger)
    with pytest.raises(Refusal, match="run-without-this-ledger"):
        county.sign("2026-05")


@pytest.mark.parametrize(
    ("amount", "reason", "fen"), [("2250.00", "arrears", 10_000), ("2050.00", "recovery", -10_000)]
)
def test_a_rate_announced_in_july_from_january(
    tmp_path: Path, amount: str, reason: str, fen: int
) -> None:
    """500 people at full attendance, 100 a month for January to June: 300,000.00."""
    county = new_county(tmp_path, starts="2026-01")
    people = _people(500)
    required = {"01": "20", "02": "16", "03": "22", "04": "21", "05": "19", "06": "21", "07": "23"}
    for month in ("01", "02", "03", "04", "05", "06"):
        rows = [(person, POST, required[month], required[month]) for person in people]
        county.sheet(f"2026-{month}", rows)
        county.post(f"2026-{month}")
    raise_the_subsidy(county, amount)
    county.sheet("2026-07", [(person, POST, "23", "23") for person in people])
    found = differences(county.run("2026-07"))
    assert len(found) == 3_000
    assert {line[2:] for line in found} == {("post_subsidy", reason, "rate", fen)}
    assert sum(line[-1] for line in found) == 3_000 * fen
    for_one = [line[-1] for line in found if line[0] == people[0]]
    assert sum(for_one) == 6 * fen


def _people(count: int) -> list[str]:
    firsts = (date(1980, 1, 1) + timedelta(days=number) for number in range(count))
    bodies = [f"140581{day:%Y%m%d}000" for day in firsts]
    return [body + check_digit(body) for body in bodies]


def test_the_balance_of_what_is_taken_back_is_a_workbook_of_the_month(county: County) -> None:
    """2150.00 to take back: 565.79 now, 1584.21 left; read back from the file."""
    april(county, (LI, POST, *FULL_APRIL))
    county.post("2026-04")
    april(county, (LI, POST, "21", "0"))
    county.sheet("2026-05", [(LI, POST, "19", "5")])
    run = county.run("2026-05")
    write_month(run, county.root / "out")
    book = load_workbook(county.root / "out" / "2026-05" / "追回台账.xlsx", data_only=True)
    rows = list(book.active.iter_rows(min_row=4, values_only=True))
    book.close()
    assert [round(value * 100) for value in rows[0][5:8]] == [215_000, 56_579, 158_421]
    assert [round(value * 100) for value in rows[1][5:8]] == [215_000, 56_579, 158_421]


def test_the_head_of_the_ledger_is_printed_on_the_sheet_and_in_the_record(county: County) -> None:
    april(county, (LI, POST, *FULL_APRIL))
    run = county.run("2026-04")
    assert run.ledger is not None
    folder = write_month(run, county.root / "out").folder
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["ledger"] == {"head": run.ledger.head, "single_person": False}
    assert run.ledger.head in printed(folder / "工资表_公益性岗位.xlsx")
