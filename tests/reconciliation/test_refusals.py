"""Results that are damaged, do not tie or were changed: told with their place, nothing written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from payroll.paid import months_paid
from payroll.paid.files import careful_paid
from payroll.paid.quick import quick_paid
from payroll.period import parse_month
from payroll.problems import Refusal
from payroll.reconciliation import reconcile
from payroll.terms.messages.reconciliation import MESSAGES
from tests.reconciliation.county import change, payments, write_out, write_rates

GOLDENS = Path(__file__).parent / "goldens"
Damage = Callable[[Path], None]


def lines(old: str, new: str, *, record: bool = True) -> Damage:
    return lambda out: change(out / "2026-02", "lines.csv", old, new, record=record)


def charges(old: str, new: str, *, record: bool = True) -> Damage:
    return lambda out: change(out / "2026-02", "charges.csv", old, new, record=record)


def without(name: str) -> Damage:
    return lambda out: (out / "2026-02" / name).unlink()


def cut(name: str) -> Damage:
    def damage(out: Path) -> None:
        path = out / "2026-02" / name
        path.write_bytes(path.read_bytes()[:-40])

    return damage


def both_a_fen_more(month: Path) -> None:
    change(month, "lines.csv", ",0.00,", ",0.01,", record=False)
    change(month, "charges.csv", ",0.00", ",0.01", record=False)


def other_kind(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04\x00")


REFUSED: dict[str, Damage] = {
    "a line a fen more": lines(",0.00,", ",0.01,"),
    "a charge a fen less": charges(",1100.00", ",1099.99"),
    "both a fen more, after the run": lambda out: both_a_fen_more(out / "2026-02"),
    "no charges": without("charges.csv"),
    "no lines": without("lines.csv"),
    "a line without a charge": charges("202602-000003", "202602-000099"),
    "a line twice": lines("202602-000002", "202602-000001"),
    "an amount in words": lines(",1100.00,", ",一千一百元,"),
    "a month that is none": lines("2026-02,2026-02,", "2026-02,2026-13,"),
    "a column renamed": lines("amount_yuan", "amount"),
    "a file cut short": cut("lines.csv"),
    "a file of another kind": lambda out: (
        (out / "2026-02" / "lines.csv").write_bytes(b"PK\x03\x04\x00") and None
    ),
}


def told(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [str(item) for item in refusal.value.problems]


@pytest.mark.parametrize("name", REFUSED)
def test_damaged_results_are_refused_with_their_place(name: str, tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    REFUSED[name](out)
    with pytest.raises(Refusal) as refusal:
        reconcile(rates, out)
    problems = refusal.value.problems
    assert all(item.cell.file.startswith("2026-02/") for item in problems), told(refusal)
    assert {item.severity for item in problems} <= {"error", "warning"}
    assert any(item.severity == "error" for item in problems)
    assert all(number not in text for text in told(refusal) for number in ("140581199001",))
    assert not list(out.glob("*对账*"))


@pytest.mark.parametrize("name", [name for name in REFUSED if "after the run" not in name])
def test_the_quick_reader_leaves_damaged_results_to_the_careful_one(
    name: str, tmp_path: Path
) -> None:
    out = write_out(tmp_path / "out")
    months = months_paid(out)
    assert quick_paid(out, months) is not None
    REFUSED[name](out)
    assert quick_paid(out, months) is None


def test_the_quick_reader_reads_what_the_careful_one_does(tmp_path: Path) -> None:
    rows = [dict(row) for row in payments()]
    for number, row in enumerate(rows):
        row["用人单位"] = ("'=北街道", "'", "", row["用人单位"])[number % 4]
    out = write_out(tmp_path / "out", rows)
    months = months_paid(out)
    quick, careful = quick_paid(out, months), careful_paid(out, months)
    assert quick is not None
    assert quick.payments.equals(careful.payments)
    assert (quick.files, quick.months) == (careful.files, careful.months)


def test_results_of_earlier_versions_are_read_too(tmp_path: Path) -> None:
    """Without program_id a program is known by its name."""
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    before = reconcile(rates, out)
    for month in out.iterdir():
        rows = [line.rsplit(",", 1)[0] for line in (month / "lines.csv").read_text().splitlines()]
        (month / "lines.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        (month / "run.json").unlink()
    assert quick_paid(out, months_paid(out)) is not None
    assert reconcile(rates, out).person_months == before.person_months


def test_every_damaged_month_is_told_at_once(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    for month in ("2026-01", "2026-03"):
        (out / month / "charges.csv").unlink()
    with pytest.raises(Refusal) as refusal:
        reconcile(rates, out)
    files = {item.cell.file for item in refusal.value.problems}
    assert files == {"2026-01/charges.csv", "2026-03/charges.csv"}


def compare(code: str, seen: str) -> None:
    golden = GOLDENS / f"{code}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8", newline="\n")
    assert golden.exists(), f"no golden file for {code}"
    assert seen == golden.read_text(encoding="utf-8")


def none_paid(county: Path) -> None:
    for path in (county / "out").rglob("*.*"):
        path.unlink()


def unrecorded(county: Path) -> None:
    (county / "out" / "2026-02" / "run.json").unlink()


def a_month_is_missing(county: Path) -> None:
    for path in (county / "out" / "2026-02").iterdir():
        path.unlink()


def changed(county: Path) -> None:
    change(county / "out" / "2026-02", "lines.csv", "南街道", "北街道", record=False)


def program_gone(county: Path) -> None:
    for month in (county / "out").iterdir():
        text = (month / "lines.csv").read_text(encoding="utf-8-sig")
        text = text.replace("慰问,", "节日慰问,").replace(",gift\n", ",\n")
        (month / "lines.csv").write_text(text, encoding="utf-8-sig", newline="")
        (month / "run.json").unlink()


def overspent(county: Path) -> None:
    path = county / "rates" / "budget" / "2026.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"24000"', '"1000"').replace('"12000"', '"6000"')
    path.write_text(text, encoding="utf-8")


def as_it_is(county: Path) -> None:
    """The county itself gives the warning."""
    assert county.is_dir()


def copied(county: Path) -> None:
    """March copied to April, run.json and all."""
    shutil.copytree(county / "out" / "2026-03", county / "out" / "2026-04")


def copied_with_months_replaced(county: Path) -> None:
    """March copied to April, and its months written over: the lines still say whose they are."""
    copied(county)
    april = county / "out" / "2026-04"
    text = (april / "lines.csv").read_text(encoding="utf-8-sig")
    (april / "lines.csv").write_text(
        text.replace(",2026-03,", ",2026-04,"), encoding="utf-8-sig", newline=""
    )
    (april / "run.json").unlink()


SITUATIONS: dict[str, Callable[[Path], None]] = {
    "paid-none": none_paid,
    "paid-month-differs": copied,
    "paid-line-again": copied_with_months_replaced,
    "paid-file-changed": changed,
    "paid-record-missing": unrecorded,
    "paid-month-missing": a_month_is_missing,
    "paid-program-without-rates": program_gone,
    "paid-without-budget": as_it_is,
    "budget-overspent": overspent,
    "budget-spent-before-release": as_it_is,
}


@pytest.mark.parametrize("code", SITUATIONS)
def test_each_message_is_worded_for_its_reader(code: str, tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    SITUATIONS[code](tmp_path)
    if MESSAGES[code].severity == "error":
        with pytest.raises(Refusal) as refusal:
            reconcile(rates, out)
        problems = list(refusal.value.problems)
    else:
        problems = list(reconcile(rates, out).problems)
    found = [str(item) for item in problems if item.code == code]
    assert found
    compare(code, "\n".join(found) + "\n")


def test_every_message_has_a_golden_file() -> None:
    assert set(SITUATIONS) == set(MESSAGES)
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(MESSAGES)


def test_months_after_the_one_asked_for_are_not_looked_at(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    (out / "2026-03" / "charges.csv").unlink()
    found = reconcile(rates, out, parse_month("2026-02"))
    assert found.totals["charges"] == 7_254_55


def test_a_month_not_yet_paid_counts_as_nothing_and_is_named(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    found = reconcile(rates, out, parse_month("2026-05"))
    assert [row.elapsed for row in found.rows][:1] == [5]
    assert found.rows[0].monthly_fen[3:] == (0, 0)
    missing = [item.found for item in found.problems if item.code == "paid-month-missing"]
    assert missing == ["2026-04 至 2026-05 没有发放结果，累计数里没有。"]


def test_other_people_s_folders_are_left_alone(tmp_path: Path) -> None:
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out")
    (out / "2026-04").mkdir()
    (out / "2026-04" / "随手记.txt").write_text("四月再说", encoding="utf-8")
    (out / "备份").mkdir()
    assert reconcile(rates, out).as_of == parse_month("2026-03")


def test_names_that_look_like_formulas_are_read_back_as_they_were(tmp_path: Path) -> None:
    rows = [dict(row) for row in payments()]
    for row in rows:
        row["用人单位"] = "'=北街道"
    rates, out = write_rates(tmp_path / "rates"), write_out(tmp_path / "out", rows)
    assert set(reconcile(rates, out).units["unit"]) == {"=北街道"}
