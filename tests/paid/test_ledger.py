"""What a ledger says was paid is what the files of the posted months say; a draft is not paid."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from payroll.evaluation import evaluate
from payroll.forecast.ground import read_ground
from payroll.ledger.steps import correct_person, open_books
from payroll.ledger.store import Ledger
from payroll.month import compute_month
from payroll.output import write_month
from payroll.paid import months_paid, paid_months, unpaid_problems
from payroll.period import parse_month
from payroll.problems import Refusal
from payroll.reconciliation import reconcile
from payroll.terms.messages.paid import MESSAGES
from tests.ledger.builders import Paid, approve, step, synthetic_id, write_run
from tests.payable.county import AT, INTERN, LI, POST, RESERVE, WANG, ZHANG, County, new_county

GOLDENS = Path(__file__).parent / "goldens"
MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))
BOTH = (2 * (215_000 + 99_325)) + 129_000 + 24_000
"""What 张三, 李四 and the intern 王五 cost in a month that is his first, all present."""


@contextmanager
def ledger_of(county: County) -> Iterator[Ledger]:
    with open_books(county.root / "out") as books:
        yield books.ledger


@pytest.fixture
def county(tmp_path: Path) -> County:
    """March was run before the ledger, April and May are posted (王五 has arrears in May), June is
    a draft."""
    county = new_county(tmp_path)
    county.sheet("2026-03", [(ZHANG, POST, "22", "22"), (LI, RESERVE, "22", "21.5")])
    write_month(compute_month(county.folders, MARCH, effects=False), county.root / "out")
    late = (WANG, INTERN, "21", "10")
    county.sheet("2026-04", [(ZHANG, POST, "21", "21"), (LI, RESERVE, "21", "20.5"), late])
    county.post("2026-04")
    county.sheet("2026-04", [(ZHANG, POST, "21", "21"), (LI, RESERVE, "21", "21"), late])
    county.sheet("2026-05", [(ZHANG, POST, "19", "18"), (LI, RESERVE, "19", "19")])
    county.post("2026-05")
    county.sheet("2026-06", [(ZHANG, POST, "21", "21")])
    write_month(county.run("2026-06"), county.root / "out")
    return county


def test_the_frame_is_the_same_from_either_source(county: County) -> None:
    out = county.root / "out"
    from_files = paid_months(out, before=JUNE)
    with ledger_of(county) as ledger:
        from_ledger = paid_months(out, ledger)
        assert months_paid(out, ledger) == [MARCH, APRIL, MAY]
    assert_frame_equal(from_ledger.payments, from_files.payments)
    assert "arrears" in set(from_ledger.payments["reason"])
    assert dict(from_ledger.files) == dict(from_files.files)
    assert (from_ledger.months, set(from_ledger.posted)) == (from_files.months, {APRIL, MAY})


def test_what_was_posted_is_what_was_paid_whatever_lies_in_the_folder(county: County) -> None:
    out = county.root / "out"
    with ledger_of(county) as ledger:
        before = paid_months(out, ledger).payments
        shutil.rmtree(out / "2026-04")
        (out / "2026-05" / "lines.csv").write_text("changed", encoding="utf-8")
        assert_frame_equal(paid_months(out, ledger).payments, before)
        assert reconcile(county.root / "rates", out, ledger=ledger).totals["charges"] == int(
            before["charged_fen"].sum()
        )


def test_every_planner_s_command_leaves_the_draft_out_and_says_so(county: County) -> None:
    rates, out = county.root / "rates", county.root / "out"
    with ledger_of(county) as ledger:
        reconciled = reconcile(rates, out, ledger=ledger)
        ground = read_ground(rates, out, ledger=ledger)
        evaluated = evaluate(rates, out, 2026, ledger=ledger)
    assert (reconciled.as_of, evaluated.as_of, ground.months[0]) == (MAY, MAY, JUNE)
    assert ground.paid_in == (MARCH, APRIL, MAY)
    for problems in (reconciled.problems, ground.problems, evaluated.problems):
        drafts = [found for found in problems if found.code == "paid-month-not-posted"]
        assert [found.cell.file for found in drafts] == ["2026-06"]
        assert "3,143.25 元" in drafts[0].found
    with_draft = reconcile(rates, out)
    assert with_draft.as_of == JUNE
    assert with_draft.totals["charges"] - reconciled.totals["charges"] == 215_000 + 99_325


def test_a_draft_asked_for_counts_as_nothing_and_is_not_called_missing(county: County) -> None:
    with ledger_of(county) as ledger:
        found = reconcile(county.root / "rates", county.root / "out", JUNE, ledger=ledger)
    assert found.months == (MARCH, APRIL, MAY)
    assert sum(row.month_fen for row in found.rows) == 0
    codes = [(item.code, item.found) for item in found.problems if item.code.startswith("paid-m")]
    assert [code for code, _ in codes] == ["paid-month-missing", "paid-month-not-posted"]
    assert "2026-06" not in codes[0][1]


def test_somebody_whose_number_was_corrected_is_one_person(county: County) -> None:
    new = synthetic_id(7)
    with open_books(county.root / "out") as books:
        correct_person(books, ZHANG, new, actor="张制", at=AT, reason="号码登记错")
    county.sheet("2026-06", [(new, POST, "21", "21")])
    county.post("2026-06")
    with ledger_of(county) as ledger:
        payments = paid_months(county.root / "out", ledger, since=APRIL).payments
    numbers = set(payments.filter(payments["program"] == POST)["id_number"])
    assert numbers == {new}


def test_an_earlier_draft_of_the_year_is_told_but_not_one_of_another_year(county: County) -> None:
    with ledger_of(county) as ledger:
        out = county.root / "out"
        assert len(unpaid_problems(out, ledger, 2026)) == 1
        assert unpaid_problems(out, ledger, 2026, MAY) == []
        assert unpaid_problems(out, ledger, 2027) == []
    assert unpaid_problems(out, None, 2026) == []


def test_projects_remember_what_was_charged_before_the_ledger(county: County) -> None:
    """An overrun is named although the money went before there was a ledger."""
    budget = county.root / "rates" / "budget" / "2026.toml"
    text = budget.read_text(encoding="utf-8").replace('"22000000"', '"9500"', 1)
    budget.write_text(text, encoding="utf-8")
    over = county.run("2026-06").charges.filter(kind="over")
    assert over["amount_fen"].sum() > 0
    shutil.rmtree(county.root / "out" / "2026-03")
    assert county.run("2026-06").charges.filter(kind="over").is_empty()


def compare(code: str, seen: str) -> None:
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == seen


def test_a_draft_is_worded_for_its_reader(county: County) -> None:
    with ledger_of(county) as ledger:
        [found] = unpaid_problems(county.root / "out", ledger, 2026)
    compare("paid-month-not-posted", f"{found}\n")


def test_a_ledger_without_a_posting_is_worded_for_its_reader(tmp_path: Path) -> None:
    county = new_county(tmp_path)
    county.sheet("2026-04", [(ZHANG, POST, "21", "21")])
    write_month(county.run("2026-04"), county.root / "out")
    with ledger_of(county) as ledger, pytest.raises(Refusal) as refusal:
        reconcile(county.root / "rates", county.root / "out", ledger=ledger)
    [found] = refusal.value.problems
    compare("paid-none-posted", f"{found}\n")


def test_opening_entries_are_named_until_their_months_are_there(tmp_path: Path) -> None:
    county = new_county(tmp_path)
    out = county.root / "out"
    write_run(out, "opening", [Paid(1), Paid(2)], reason="opening")
    approve(out, "opening")
    step(out, "post", "opening", "制表甲")
    with ledger_of(county) as ledger:
        [found] = unpaid_problems(out, ledger, 2026)
        compare("paid-opening-not-charged", f"{found}\n")
        county.sheet("2026-03", [(ZHANG, POST, "22", "22")])
        write_month(compute_month(county.folders, parse_month("2026-03"), effects=False), out)
        assert unpaid_problems(out, ledger, 2026) == []


def test_every_message_has_a_golden_file() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(MESSAGES)
