"""What was paid, read back: the same to the fen, and nothing that does not tie."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.output import write_month
from payroll.paid import PAID, months_paid, paid_months
from payroll.problems import Refusal
from tests.forecast.building import write_paid_month
from tests.output.builders import MARCH, month_of, person, small_month

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def test_the_payments_of_a_real_run_come_back_to_the_fen(tmp_path: Path) -> None:
    month = month_of(
        [
            person(1, "public_welfare_post", "'=北城街道", attended_days_h=2050),
            person(2, "student_internship", attended_days_h=1),
            person(3, "rural_operator", attended_days_h=0),
        ]
    )
    write_month(month, tmp_path)
    paid = paid_months(tmp_path)
    assert paid.months == (MARCH,)
    assert paid.payments.schema == pl.Schema(PAID)
    columns = ["line_id", "program_id", "unit", "id_number", "component", "payee", "reason"]
    columns += ["paid_days_h", "required_days_h", "amount_fen", "project", "fund"]
    assert paid.payments.select(columns).equals(month.payments.select(columns))
    charged = paid.payments["charged_fen"].to_list()
    assert charged == month.charges["amount_fen"].to_list()
    assert set(paid.files) == {"2026-03/lines.csv", "2026-03/charges.csv"}


def test_the_order_of_the_charges_does_not_matter(tmp_path: Path) -> None:
    write_month(small_month(), tmp_path)
    before = paid_months(tmp_path).payments
    path = tmp_path / "2026-03" / "charges.csv"
    first, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first, *reversed(rows)]) + "\n", encoding="utf-8")
    assert paid_months(tmp_path).payments.equals(before)


@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_a_fen_moved_in_either_file_is_noticed(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")
    write_month(small_month(), out)
    name = data.draw(st.sampled_from(["lines.csv", "charges.csv"]))
    path = out / "2026-03" / name
    table = pl.read_csv(path, infer_schema=False)
    row = data.draw(st.integers(0, table.height - 1))
    fen = int(table["amount_yuan"][row].replace(".", "")) + data.draw(st.sampled_from([-1, 1]))
    sign = "-" if fen < 0 else ""
    text = f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02}"
    amounts = table["amount_yuan"].to_list()
    table.with_columns(
        amount_yuan=pl.Series([*amounts[:row], text, *amounts[row + 1 :]])
    ).write_csv(path)
    with pytest.raises(Refusal) as refusal:
        paid_months(out)
    assert [found.code for found in refusal.value.problems] == ["paid-charges-differ"]


def test_only_the_months_asked_for_are_read(tmp_path: Path) -> None:
    for month in (date(2025, 12, 1), JANUARY, FEBRUARY):
        write_paid_month(tmp_path, month, 1)
    (tmp_path / "2026-03").mkdir()
    (tmp_path / "notes").mkdir()
    assert months_paid(tmp_path) == [date(2025, 12, 1), JANUARY, FEBRUARY]
    assert paid_months(tmp_path, since=JANUARY, before=FEBRUARY).months == (JANUARY,)
    assert paid_months(tmp_path / "nowhere").months == ()


def test_every_damaged_month_is_told_at_once(tmp_path: Path) -> None:
    for month in (JANUARY, FEBRUARY):
        (write_paid_month(tmp_path, month, 1) / "charges.csv").unlink()
    with pytest.raises(Refusal) as refusal:
        paid_months(tmp_path)
    assert [found.cell.file for found in refusal.value.problems] == [
        "2026-01/charges.csv",
        "2026-02/charges.csv",
    ]
