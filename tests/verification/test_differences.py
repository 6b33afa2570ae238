"""Months that were put right verify as silently as those that were right at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import correct_person, open_books, take_step
from payroll.output import write_month
from payroll.verification import verify
from tests.payable.county import AT, INTERN, LI, POST, RESERVE, WANG, ZHANG, County, new_county

FULL = ("22", "22")


@pytest.fixture
def county(tmp_path: Path) -> County:
    """April and May: two people at full attendance, both posted."""
    made = new_county(tmp_path)
    for month in ("2026-04", "2026-05", "2026-06"):
        made.sheet(month, [(ZHANG, POST, *FULL), (LI, POST, *FULL)])
    made.post("2026-04")
    made.post("2026-05")
    return made


def found(county: County) -> list[str]:
    root = county.root
    return [str(item) for item in verify(root / "ledger.db", root / "out", root / "rates")]


def less_days(county: County) -> None:
    county.sheet("2026-04", [(ZHANG, POST, "22", "20"), (LI, POST, *FULL)])


def no_days_at_all(county: County) -> None:
    """More to take back than June pays: a balance stays."""
    for month in ("2026-04", "2026-05"):
        county.sheet(month, [(ZHANG, POST, "22", "0"), (LI, POST, *FULL)])


def late_sheet(county: County) -> None:
    county.sheet("2026-04", [(WANG, POST, *FULL)], "迟到.csv")


def another_program(county: County) -> None:
    county.sheet("2026-05", [(ZHANG, RESERVE, *FULL), (LI, POST, *FULL)])


def late_one_off(county: County) -> None:
    county.sheet("2026-05", [(WANG, INTERN, *FULL)], "迟到.csv")
    county.sheet("2026-06", [(WANG, INTERN, *FULL)], "实习.csv")


def new_rate(county: County) -> None:
    path = county.root / "rates" / "public_welfare_post.toml"
    text = path.read_text(encoding="utf-8")
    place = text.index("\n\n", text.index('amount = "2150.00"'))
    entry = (
        "\n[[component.rate]]\neffective_from = 2026-04-01\nannounced = 2026-06-10\n"
        'amount = "2250.00"\nsource = "试样"'
    )
    path.write_text(text[:place] + entry + text[place:], encoding="utf-8")


def corrected_number(county: County) -> None:
    """Zhang's number was wrong: the sheets have Wang's, the ledger binds both."""
    for month in ("2026-04", "2026-05", "2026-06"):
        county.sheet(month, [(WANG, POST, *FULL), (LI, POST, *FULL)])
    with open_books(county.root / "out") as books:
        correct_person(books, ZHANG, WANG, actor="甲", at=AT, reason="抄错")


def lost_sheet(county: County) -> None:
    county.sheet("2026-04", [(LI, POST, *FULL)])


CHANGES: list[Callable[[County], None]] = [
    less_days,
    no_days_at_all,
    late_sheet,
    another_program,
    late_one_off,
    new_rate,
    corrected_number,
    lost_sheet,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_silent_after_whatever_was_put_right(
    county: County, change: Callable[[County], None]
) -> None:
    assert found(county) == []
    change(county)
    payroll = county.post("2026-06")
    assert found(county) == []
    carried = payroll.payments.filter(payroll.payments["reason"].is_in(["arrears", "recovery"]))
    quiet = change in (corrected_number, lost_sheet)
    assert carried.is_empty() == quiet
    county.sheet("2026-07", [(ZHANG, POST, *FULL), (LI, POST, *FULL)])
    county.post("2026-07")
    assert found(county) == []


def test_the_rows_that_differences_came_from_are_stored(county: County) -> None:
    less_days(county)
    county.post("2026-06")
    ledger = open_ledger(county.root / "ledger.db")
    stored = ledger.roster_of("2026-06")
    [past] = [row for row in stored if f"{row.service_month:%Y-%m}" == "2026-04"]
    assert (past.identity.id_number, past.attended_days_h) == (ZHANG, 2000)
    assert [row.attended_days_h for row in ledger.roster(past.service_month)] == [2000, 2200]
    ledger.close()


def test_a_difference_without_a_reason_is_found(county: County) -> None:
    less_days(county)
    county.post("2026-06")
    path = county.root / "rates" / "public_welfare_post.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"2150.00"', '"2200.00"', 1), encoding="utf-8")
    told = "\n".join(found(county))
    assert told.count("posted-not-due") == 7, "two people, three months, one difference"


def test_what_was_submitted_can_be_run_again(county: County) -> None:
    write_month(county.run("2026-06"), county.root / "out")
    steps = (("submit", "甲"), ("review", "乙"), ("approve", "丙"), ("post", "甲"))
    for kind, actor in steps:
        with open_books(county.root / "out") as books:
            take_step(books, kind, "2026-06", actor=actor, at=AT)
        if kind != "post":
            write_month(county.run("2026-06"), county.root / "out")
