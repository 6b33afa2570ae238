"""A plan written, changed in a spreadsheet and read back is the plan that was meant."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.forecast.default_plan import default_plan
from payroll.forecast.ground import read_ground
from payroll.forecast.plan import Plan, PlanRow, parse_share, share_text
from payroll.forecast.plan_file import read_plan
from payroll.forecast.plan_writing import write_plan
from tests.forecast.building import (
    HELPER,
    YEAR,
    published,
    small_folder,
    small_ground,
    write_paid_month,
)

KINDS = (".xlsx", ".csv")


@pytest.mark.parametrize("kind", KINDS)
def test_the_default_plan_comes_back(kind: str, tmp_path: Path) -> None:
    plan, _ = default_plan(published())
    path = tmp_path / f"计划{kind}"
    write_plan(path, plan, published())
    assert read_plan(path, published())[0] == plan


rows = st.lists(
    st.tuples(
        st.sampled_from(YEAR),
        st.integers(0, 5_000),
        st.integers(0, 10_000),
        st.none() | st.integers(0, 10),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[0],
)


@settings(deadline=None, max_examples=20)
@given(drawn=rows, kind=st.sampled_from(KINDS))
def test_any_plan_comes_back(
    drawn: list[tuple[date, int, int, int | None]],
    kind: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    ground = small_ground(folder, one_off=True)
    plan: Plan = tuple(
        PlanRow(HELPER, month, n, share, None if new is None else min(n, new), note="说明，“一”")
        for month, n, share, new in sorted(drawn)
    )
    write_plan(folder / f"计划{kind}", plan, ground)
    assert read_plan(folder / f"计划{kind}", ground)[0] == plan


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    plan, _ = default_plan(published())
    for kind in KINDS:
        write_plan(tmp_path / f"一{kind}", plan, published())
        write_plan(tmp_path / f"二{kind}", plan, published())
        assert (tmp_path / f"一{kind}").read_bytes() == (tmp_path / f"二{kind}").read_bytes()


def test_what_spreadsheets_make_of_it_is_still_understood(tmp_path: Path) -> None:
    """Months become dates, shares become numbers with the traces of binary arithmetic."""
    path = tmp_path / "计划.xlsx"
    ground = published()
    plan = [replace(row, people=row.people + 1) for row in default_plan(ground)[0]]
    write_plan(path, tuple(plan), ground)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in range(4, sheet.max_row + 1):
        year, month = map(int, str(sheet.cell(row, 2).value).split("-"))
        sheet.cell(row, 2).value = date(year, month, 1)
        sheet.cell(row, 2).number_format = "yyyy-mm"
        sheet.cell(row, 4).value = 0.1 + 0.2 + 0.6
    book.save(path)
    found, told = read_plan(path, ground)
    assert [row.share_e4 for row in found] == [9_000] * len(plan)
    assert [(row.program_id, row.month, row.people) for row in found] == [
        (row.program_id, row.month, row.people) for row in plan
    ]
    assert {problem.code for problem in told} == {"plan-months-missing"}


def test_libreoffice_saves_a_plan_that_can_be_read(tmp_path: Path) -> None:
    path, saved = tmp_path / "计划.xlsx", tmp_path / "saved"
    plan, _ = default_plan(published())
    write_plan(path, plan, published())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, path],
        check=True,
        capture_output=True,
        timeout=240,
        env=os.environ,
    )
    assert read_plan(saved / "计划.xlsx", published())[0] == plan


def test_a_share_left_open_is_that_of_the_last_months(tmp_path: Path) -> None:
    out, path = tmp_path / "out", tmp_path / "计划.csv"
    write_paid_month(out, date(2026, 1, 1), 3, days=("19", "20"))
    ground = read_ground(small_folder(tmp_path), out)
    path.write_text("补贴项目,月份,人数\n街道协理员,2026-02..2026-12,3\n", encoding="utf-8")
    plan, _ = read_plan(path, ground)
    assert {row.share_e4 for row in plan} == {9_500}
    assert {row.note for row in plan} == {"（出勤率未填，按最近几个月的 95.00%）"}
    assert [row.month for row in plan] == YEAR[1:]


@given(st.integers(0, 10_000))
def test_a_share_is_read_as_it_is_shown(share_e4: int) -> None:
    assert parse_share(share_text(share_e4)) == share_e4
    assert parse_share(f"{share_e4 // 10_000}.{share_e4 % 10_000:04}") == share_e4
