"""`verify` is silent when all is well and finds one fen wherever it is changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import correct_person, open_books
from payroll.output import MonthPayroll, write_month
from payroll.output.month_payroll import LedgerMark
from payroll.problems import Refusal
from payroll.schema import CHARGES
from payroll.verification import verify
from tests.ledger.builders import AT, MAKER, approve, start, step
from tests.ledger.test_chain import rehashed
from tests.output.builders import RATES, charges_of, month_of, person, small_month, synthetic_id

APRIL = date(2026, 4, 1)
SUBSIDY = 'amount = "2150.00"'


def computed_now(office: Path, month: MonthPayroll) -> MonthPayroll:
    """The month as if it were computed with the ledger as it is."""
    subject = f"{month.run_month:%Y-%m}"
    with closing(open_ledger(office / "ledger.db")) as ledger:
        mark = LedgerMark(ledger.head(subject).text, ledger.single_person)
    return replace(month, ledger=mark)


def taken(office: Path, month: MonthPayroll) -> None:
    """Write the outputs of a month, approve and post it."""
    write_month(computed_now(office, month), office / "out")
    subject = f"{month.run_month:%Y-%m}"
    approve(office / "out", subject)
    step(office / "out", "post", subject, MAKER)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office whose March is posted."""
    start(tmp_path, "2026-03")
    taken(tmp_path, small_month())
    return tmp_path


def found_in(office: Path, rates: Path = RATES, *printed: str) -> list[tuple[str, str]]:
    problems = verify(office / "ledger.db", office / "out", rates, printed)
    assert all(problem.severity == "error" for problem in problems)
    return [(problem.code, str(problem.cell)) for problem in problems]


def test_silent_when_all_is_well(office: Path) -> None:
    with closing(open_ledger(office / "ledger.db")) as ledger:
        printed = ledger.head().text
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    assert found_in(office, RATES, printed, printed.upper()) == []
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before


def test_a_second_month_and_a_corrected_number(office: Path) -> None:
    people = [
        person(1, "public_welfare_post", service_month=APRIL, attended_days_h=1950),
        person(8, "village_officer", service_month=APRIL),
    ]
    taken(office, month_of(people, run_month=APRIL))
    with open_books(office / "out") as books:
        ids = (synthetic_id(1), synthetic_id(9))
        correct_person(books, *ids, actor=MAKER, at=AT, reason="抄错")
    assert found_in(office) == []


def test_a_one_off_is_due_once_whatever_a_later_run_says(office: Path) -> None:
    again = month_of([person(5, "student_internship", service_month=APRIL)], run_month=APRIL)
    write_month(computed_now(office, again), office / "out")
    approve(office / "out", "2026-04")
    with pytest.raises(Refusal, match="line-posted-before"):
        step(office / "out", "post", "2026-04", MAKER)
    assert found_in(office) == []


def test_who_was_on_hold_is_owed_and_not_missed(tmp_path: Path) -> None:
    start(tmp_path, "2026-03")
    month = small_month()
    withheld = pl.col("id_number") == synthetic_id(1)
    paid = month.payments.filter(~withheld)
    held_up = replace(
        month,
        payments=paid,
        charges=charges_of(paid).cast(CHARGES),
        withheld=month.payments.filter(withheld),
    )
    taken(tmp_path, held_up)
    with closing(open_ledger(tmp_path / "ledger.db")) as ledger:
        assert [row.withheld for row in ledger.roster_of("2026-03")].count(True) == 1
    assert found_in(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    ["lines.csv", "charges.csv", "roster.csv", "run.json", "月度汇总.xlsx", "财务导入表.xlsx"],
)
def test_a_changed_or_missing_file_is_named(office: Path, name: str) -> None:
    path = office / "out" / "2026-03" / name
    path.write_bytes(path.read_bytes() + b" ")
    assert found_in(office) == [("posted-file-changed", f"2026-03/{name}")]
    path.unlink()
    assert found_in(office) == [("posted-file-missing", f"2026-03/{name}")]


def test_a_missing_folder_is_named(office: Path) -> None:
    (office / "out" / "2026-03").rename(office / "elsewhere")
    assert found_in(office) == [("posted-folder-missing", "2026-03")]


def with_rates(office: Path, change: Callable[[str], str]) -> Path:
    rates = office / "rates"
    shutil.copytree(RATES, rates)
    path = rates / "public_welfare_post.toml"
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    return rates


def test_a_rate_edited_after_the_posting_is_found_person_by_person(office: Path) -> None:
    rates = with_rates(office, lambda text: text.replace(SUBSIDY, 'amount = "2150.10"', 1))
    assert found_in(office, rates) == [
        ("posted-not-due", "2026-03｜2026-03｜岗位补贴"),
        ("posted-not-due", "2026-03｜2026-03｜岗位补贴"),
        ("posted-not-due", "2026-03｜2026-03｜岗位补贴"),
    ]


def test_a_rate_announced_later_changes_nothing_that_was_posted(office: Path) -> None:
    def later(text: str) -> str:
        place = text.index(SUBSIDY)
        end = text.index("\n\n", place)
        entry = (
            "\n[[component.rate]]\neffective_from = 2026-02-01\nannounced = 2026-07-20\n"
            'amount = "2250.00"\nsource = "试样"'
        )
        return text[:end] + entry + text[end:]

    assert found_in(office, with_rates(office, later)) == []


def test_rates_that_cannot_be_read_are_told(office: Path) -> None:
    assert found_in(office, office / "nothing") == [
        ("rates-folder-missing", str(office / "nothing"))
    ]


def test_a_fen_moved_in_the_ledger_and_hashed_anew_is_found_three_times(office: Path) -> None:
    def change(other: sqlite3.Connection) -> None:
        other.execute(
            "UPDATE lines SET amount_fen = amount_fen + 1 WHERE line_id = '202603-000001'"
        )

    rehashed(office / "ledger.db", change)
    codes = [code for code, _ in found_in(office)]
    assert codes == ["anchor-not-in-ledger"] * 2 + ["posted-rows-differ", "posted-not-due"]


def test_a_damaged_ledger_is_asked_for_nothing_more(office: Path) -> None:
    path = office / "ledger.db"
    content = path.read_bytes()
    place = content.index("北城街道办事处".encode())
    path.write_bytes(content[:place] + b"x" + content[place + 1 :])
    [(code, _)] = found_in(office)
    assert code in ("event-rows-changed", "ledger-damaged")
    path.unlink()
    assert found_in(office) == [("ledger-missing", "ledger.db")]


def test_a_head_from_paper_that_is_not_ours_is_told(office: Path) -> None:
    assert found_in(office, RATES, "5-0123456789abcdef", "nonsense") == [
        ("anchor-not-in-ledger", "--head"),
        ("head-not-a-head", "--head"),
    ]
