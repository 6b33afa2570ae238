"""The sample county's January to March, run, charged and reconciled to the fen."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from payroll.amounts import parse_hundredths
from payroll.month import Folders, compute_month
from payroll.output import write_month
from payroll.period import parse_month
from payroll.reconciliation import Reconciliation, reconcile

ROOT = Path(__file__).parents[2]
MONTHS = ("2026-01", "2026-02", "2026-03")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    for month in MONTHS:
        folders = Folders(ROOT / "rates", ROOT / "rosters", folder)
        payroll = compute_month(folders, parse_month(month), effects=False)
        write_month(payroll, folder, only=("lines", "charges", "problems"))
    return folder


@pytest.fixture(scope="module")
def found(out: Path) -> Reconciliation:
    return reconcile(ROOT / "rates", out)


def charged(out: Path, month: str) -> dict[tuple[str, str], int]:
    """Fen by project and fund, added up from charges.csv without the code under test."""
    sums: dict[tuple[str, str], int] = {}
    with (out / month / "charges.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["project"], row["fund"])
            sums[key] = sums.get(key, 0) + parse_hundredths(row["amount_yuan"])
    return sums


@pytest.mark.parametrize("place", range(3), ids=MONTHS)
def test_each_month_is_what_charges_csv_adds_up_to(
    place: int, out: Path, found: Reconciliation
) -> None:
    due = charged(out, MONTHS[place])
    seen = {row.key[:2]: row.monthly_fen[place] for row in found.rows}
    assert {key: fen for key, fen in seen.items() if fen} == {
        key: fen for key, fen in due.items() if fen
    }


def test_march_is_what_the_run_recorded(out: Path, found: Reconciliation) -> None:
    record = json.loads((out / "2026-03" / "run.json").read_text(encoding="utf-8"))
    cost = parse_hundredths(record["total"]["cost_yuan"])
    assert sum(row.month_fen for row in found.rows) == cost
    over = parse_hundredths(record["charges"]["over_yuan"])
    assert sum(row.over_fen for row in found.rows) == over


def test_interns_of_one_month_overspend_600_000_yuan(found: Reconciliation) -> None:
    """Paid whole, 400 interns of one month cost 612,000.00; less what they were absent."""
    (row,) = [row for row in found.rows if row.over_fen]
    assert row.budget_fen == 600_000_00
    assert row.spent_fen == row.month_fen > 600_000_00
    (months,) = [each for each in found.person_months if each.key == row.key]
    assert (months.planned_people, months.real, months.one_off_people) == (400, 400, 400)
    assert months.standard_fen == 400 * 1290_00
    assert months.one_off_fen == months.one_off_standard_fen == 400 * 240_00


def test_every_project_of_the_budget_is_there(found: Reconciliation) -> None:
    assert len(found.rows) == 17
    standings = [row.standing for row in found.rows]
    assert (standings.count("payroll"), standings.count("elsewhere")) == (9, 8)
    carried = [row for row in found.rows if row.fund == "上年结转"]
    assert {row.progress for row in carried} == {1}
    assert {row.spent_fen for row in carried} == {0}


def test_the_tails_of_the_published_tables_are_named(found: Reconciliation) -> None:
    tails = [tie for tie in found.ties if tie.verdict == "tail"]
    assert len(tails) == 3
    assert {abs(tie.difference or 0) for tie in tails} == {100_00}
    assert not [tie for tie in found.ties if tie.verdict == "contradiction"]
