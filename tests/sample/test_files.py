"""The files of the sample: the checked-in months are what the generator gives, everywhere."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from payroll.sample import write_flat
from payroll.sample.sheets import sheet_files
from tests.sample.county import FEBRUARY, MARCH, MONTHS, ROOT, ROSTERS, clean, sample, shown

CANONICAL = ["姓名", "身份证号", "补贴项目", "用人单位", "应出勤天数", "实出勤天数"]
OPTIONAL = [
    "事假",
    "病假",
    "旷工",
    "年休假",
    "婚假",
    "产假",
    "丧假",
    "工伤",
    "银行卡号",
    "开户行",
    "上岗日期",
    "离岗日期",
    "考核等次",
    "备注",
]


def generated(month: date) -> dict[str, bytes]:
    files = sheet_files(shown(month), month, sample().plan.sheet)
    return {str(path): content for path, content in files}


def checked_in(month: date) -> dict[str, bytes]:
    folder = ROSTERS / f"{month:%Y-%m}"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if not path.name.startswith((".", "~$"))
    }


def parts(content: bytes) -> dict[str, bytes]:
    """What is packed into a workbook: compression differs between versions of zlib."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        return {name: packed.read(name) for name in packed.namelist()}


def table(name: str, content: bytes) -> list[list[object]]:
    if name.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        return [list(row) for row in sheet.iter_rows(values_only=True)]
    encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "gb18030"
    return [list(row) for row in csv.reader(io.StringIO(content.decode(encoding), newline=""))]


@pytest.mark.parametrize("month", MONTHS)
def test_the_checked_in_months_are_what_the_generator_gives(month: date) -> None:
    expected, found = generated(month), checked_in(month)
    assert sorted(found) == sorted(expected), "run `payroll sample` and check the months in"
    for name, content in expected.items():
        if name.endswith(".xlsx"):
            assert parts(found[name]) == parts(content), name
        else:
            assert found[name] == content, name


@pytest.mark.parametrize("month", MONTHS)
def test_about_120_units_send_a_file_of_their_own_name(month: date) -> None:
    names = list(generated(month))
    assert 115 <= len(names) <= 135
    assert {Path(name).stem for name in names} == set(shown(month)["unit"])
    assert {Path(name).parent.as_posix() for name in names} >= {".", "乡镇", "乡镇/村", "城市服务"}
    kinds = {"xlsx": 0, "utf-8": 0, "gb18030": 0}
    for name, content in generated(month).items():
        marked = content.startswith(b"\xef\xbb\xbf")
        kinds["xlsx" if name.endswith("xlsx") else "utf-8" if marked else "gb18030"] += 1
    assert kinds["xlsx"] > 100
    assert kinds["utf-8"] >= 3
    assert kinds["gb18030"] >= 3


@pytest.mark.parametrize("month", MONTHS)
def test_headings_are_canonical_and_in_their_order(month: date) -> None:
    for name, content in generated(month).items():
        headings = table(name, content)[0]
        assert headings[:6] == CANONICAL
        assert headings[6:] == [heading for heading in OPTIONAL if heading in headings]


@pytest.mark.parametrize("month", MONTHS)
def test_the_files_say_what_the_rows_say(month: date) -> None:
    """Read back by other code than wrote it, cell by cell."""
    expected = {unit: rows for (unit,), rows in shown(month).group_by("unit", maintain_order=True)}
    for name, content in generated(month).items():
        headings, *rows = table(name, content)
        read = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
        unit = expected[Path(name).stem]
        assert len(read) == unit.height
        for cells, row in zip(read, unit.iter_rows(named=True), strict=True):
            if not row["id_as_number"]:
                assert cells["身份证号"] == row["id_number"]
            assert cells["姓名"] == row["name"]
            assert cells["补贴项目"] == row["program_seen"]
            assert cells["用人单位"] == row["unit"]
            assert cells["银行卡号"] == row["card_number"]
            assert hundredths(cells["应出勤天数"]) == row["required_days_h"]
            assert hundredths(cells["实出勤天数"]) == row["attended_days_h"]
            for kind in OPTIONAL[:8]:
                assert hundredths(cells.get(kind)) == row[f"leave.{kind}"]
            assert day(cells["上岗日期"]) == row["start_date"]
            assert day(cells["离岗日期"]) == row["end_date"]
            assert (cells["备注"] or None) == row["note"]


def hundredths(value: object) -> int | None:
    if value in (None, ""):
        return None
    assert isinstance(value, int | float | str)
    hundred = float(value) * 100
    assert hundred == int(hundred)
    return int(hundred)


def day(value: object) -> date | None:
    if value in (None, ""):
        return None
    return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))


def test_workbooks_keep_ids_and_cards_as_text_and_nothing_is_a_formula() -> None:
    numbers = 0
    for name, content in generated(FEBRUARY).items():
        if not name.endswith(".xlsx"):
            continue
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        assert sheet.freeze_panes == "B2"
        for row in sheet.iter_rows(min_row=2):
            texts = {str(sheet.cell(1, cell.column or 1).value): cell for cell in row}
            numbers += texts["身份证号"].data_type == "n"
            assert texts["银行卡号"].data_type == "s"
            assert texts["银行卡号"].number_format == "@"
            assert all(cell.data_type != "f" for cell in row)
    assert numbers == 1, "one ID is stored as a number on purpose"


SETTINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "POLARS_MAX_THREADS": "1"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C", "POLARS_MAX_THREADS": "2"},
]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_bytes_whatever_the_hash_seed_time_zone_and_threads(tmp_path: Path) -> None:
    written = []
    for number, settings in enumerate(SETTINGS):
        out = tmp_path / str(number)
        for target in (["--out", str(out)], ["--flat", str(out / "flat.csv"), "--months=2026-03"]):
            subprocess.run(
                [sys.executable, "-m", "payroll", "sample", "--people=300", *target],
                env=os.environ | settings | {"PYTHONUTF8": "1"},
                cwd=ROOT,
                check=True,
                capture_output=True,
            )
        written.append(digests(out))
    assert written[0] == written[1]
    assert len(written[0]) > 100


def test_the_flat_file_has_every_person_month_without_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    write_flat(sample(), MONTHS, path)
    flat = pl.read_csv(path, infer_schema=False)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    headings = [heading for heading in OPTIONAL if heading != "考核等次"]
    assert flat.columns == [*CANONICAL, *headings, "所属月份"]
    for month in MONTHS:
        of_month = flat.filter(pl.col("所属月份") == f"{month:%Y-%m}")
        assert of_month["身份证号"].to_list() == clean(month)["id_number"].to_list()
        attended = [hundredths(text) for text in of_month["实出勤天数"]]
        assert attended == clean(month)["attended_days_h"].to_list()
    assert flat.height == 876 + 895 + 1276


def test_checked_in_files_stay_small() -> None:
    sizes = [len(content) for month in MONTHS for content in checked_in(month).values()]
    assert max(sizes) < 20_000
    assert sum(sizes) < 4_000_000
    assert len(checked_in(MARCH)) == len(generated(MARCH))
