"""What was paid before the ledger starts: read with care, approved and posted like a month."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from payroll.ledger.records import PostedAmount
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books
from payroll.opening import Opening, prepare_opening
from payroll.problems import Refusal
from payroll.rates import load_rates
from tests.ledger.builders import (
    MAKER,
    approve,
    assert_golden,
    contents,
    step,
    synthetic_id,
)

ROOT = Path(__file__).parents[2]
HEADINGS = "身份证号,姓名,补贴项目,所属月份,工资项目,金额,文号"


def listed(office: Path, *rows: str) -> Path:
    path = office / "期初.csv"
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return path


def prepare(office: Path, path: Path) -> Opening:
    with open_books(office / "out") as books:
        return prepare_opening(path, load_rates(ROOT / "rates").programs, books.ledger, books.out)


GOOD = (
    f'{synthetic_id(1)},试样1,公益性岗位,2026年3月,岗位补贴,"2,150.00",高人社函〔2026〕1号',
    f"{synthetic_id(1)},试样1,公益性岗位,2026-03,社会保险,993.25,高人社函〔2026〕1号",
    f"{synthetic_id(2)},试样2,三支一扶慰问金,2026-02,慰问金,500,高人社函〔2026〕2号",
)


def test_entries_are_approved_and_posted_like_a_month(office: Path) -> None:
    opening = prepare(office, listed(office, *GOOD))
    assert (opening.subject, opening.entries["amount_fen"].to_list()) == (
        "opening",
        [215_000, 99_325, 50_000],
    )
    approve(office / "out", "opening")
    step(office / "out", "post", "opening", MAKER)
    with closing(open_ledger(office / "ledger.db")) as ledger:
        people = ledger.people()
        first, second = people[synthetic_id(1)], people[synthetic_id(2)]
        program, gift = "public_welfare_post", "rural_service_gift"
        assert ledger.posted() == [
            PostedAmount(first, program, "2026-03", "post_subsidy", "person", 215_000, 0),
            PostedAmount(first, program, "2026-03", "social_insurance", "insurer", 99_325, 0),
            PostedAmount(second, gift, "2026", "holiday_gift", "person", 50_000, 0),
        ]
        [line, *_] = ledger.lines("opening")
        assert (line.reason, line.document) == ("opening", "高人社函〔2026〕1号")
        assert ledger.charged(2026, date(2026, 12, 1)) == {}
        assert not ledger.is_posted(date(2026, 3, 1))


def test_a_second_list_is_a_second_subject_and_repeats_nothing(office: Path) -> None:
    prepare(office, listed(office, *GOOD))
    approve(office / "out", "opening")
    step(office / "out", "post", "opening", MAKER)
    with pytest.raises(Refusal, match="opening-posted-before"):
        prepare(office, listed(office, GOOD[0]))
    other = GOOD[0].replace("3月", "2月")
    assert prepare(office, listed(office, other)).subject == "opening-2"
    approve(office / "out", "opening-2")
    step(office / "out", "post", "opening-2", MAKER)


def test_a_list_that_changed_after_it_was_submitted_is_submitted_again(office: Path) -> None:
    prepare(office, listed(office, *GOOD))
    step(office / "out", "submit", "opening", MAKER)
    prepare(office, listed(office, *GOOD[:2]))
    with pytest.raises(Refusal, match="approval-void"):
        step(office / "out", "review", "opening", "乙")


WRONG = (
    f"{synthetic_id(1)},试样1,公益性岗位,2026-03,岗位补贴,2150.00,1号",
    f"{synthetic_id(1)},试样1,公益性岗位,2026-03,岗位补贴,100.00,2号",
    f"{synthetic_id(2)[:-1]},试样2,公益性岗位,2026-03,岗位补贴,2150.00,1号",
    f"{synthetic_id(3)},试样3,不存在的项目,2026-03,岗位补贴,2150.00,1号",
    f"{synthetic_id(4)},试样4,公益性岗位,2026-03,慰问金,2150.00,1号",
    f"{synthetic_id(5)},试样5,公益性岗位,2026-04,岗位补贴,2150.00,1号",
    f"{synthetic_id(6)},试样6,公益性岗位,3月,岗位补贴,2150.00,1号",
    f"{synthetic_id(7)},试样7,公益性岗位,2026-03,岗位补贴,2150.005,1号",
    f"{synthetic_id(8)},试样8,公益性岗位,2026-03,岗位补贴,0,1号",
    f"{synthetic_id(9)},,公益性岗位,2026-03,岗位补贴,2150.00,",
)


def test_everything_wrong_with_a_list_is_told_at_once_in_its_cells(office: Path) -> None:
    said = contents(office / "ledger.db")
    with pytest.raises(Refusal) as refusal:
        prepare(office, listed(office, *WRONG))
    assert_golden("opening.txt", str(refusal.value))
    assert not (office / "out" / "opening").exists()
    assert contents(office / "ledger.db") == said


def test_an_empty_list_is_told(office: Path) -> None:
    with pytest.raises(Refusal, match="opening-empty"):
        prepare(office, listed(office))


def test_a_workbook_says_the_same_as_a_csv_file(office: Path) -> None:
    path = office / "期初.xlsx"
    rows = [row.replace('"', "").replace("2,150", "2150").split(",") for row in GOOD]
    pl.DataFrame(rows, schema=HEADINGS.split(","), orient="row").write_excel(path)
    by_workbook = prepare(office, path).entries
    by_csv = prepare(office, listed(office, *GOOD)).entries
    different = ["source_file", "source_sheet"]
    assert by_workbook.drop(different).equals(by_csv.drop(different))
