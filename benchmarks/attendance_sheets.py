"""Attendance sheets understood, not only their cells read: aims 15 s each.

    python -m benchmarks.attendance_sheets [--books 1000] [--people 100000]

1,000 workbooks of a unit's day grid (10 people each) with all processors, and one sheet of 100,000
people in twelve columns.  Beside them what openpyxl and, where it is installed, python-calamine
take only to hand out the cells of the same files in the same run, one processor each.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from benchmarks.measured import machine
from payroll.identity import check_digit
from payroll.intake import read_rosters
from payroll.rates import load_rates

try:
    import python_calamine
except ImportError:
    python_calamine = None

ROOT = Path(__file__).parents[1]
MONTH = date(2026, 3, 1)
AIM_SECONDS = 15
EACH = 10
PER_COUNTY = 20_000


def main() -> None:
    """Write both kinds, read each in every way, print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=100_000)
    sizes = parser.parse_args()
    print(machine("polars", "openpyxl"))
    with tempfile.TemporaryDirectory() as scratch:
        grids, large = Path(scratch) / "grids" / "2026-03", Path(scratch) / "large" / "2026-03"
        for folder in (grids, large):
            folder.mkdir(parents=True)
        for number in range(sizes.books):
            _write_grid(grids / f"单位{number:04d}.xlsx", number)
        _write_large(large / "汇总.xlsx", sizes.people)
        _compare(f"{sizes.books:,} day grids of {EACH} people", grids, sizes.books * EACH)
        _compare(f"one sheet of {sizes.people:,} × 12", large, sizes.people)


def _compare(title: str, folder: Path, people: int) -> None:
    """Our reading, checked to have every person, beside the libraries' cells."""
    book = load_rates(ROOT / "rates")
    began, used = time.perf_counter(), _processor()
    reading = read_rosters(folder, MONTH, book.programs, book.calendar)
    ours = time.perf_counter() - began
    held = sum(each.severity == "error" for each in reading.problems)
    assert (reading.roster.height, held) == (people, 0), "somebody is lost or held back"
    verdict = "met" if ours <= AIM_SECONDS else "missed"
    print(f"{title}: {ours:.1f} s ({_processor() - used:.1f} s of processor here), aim {verdict}")
    for name, read in _LIBRARIES.items():
        began = time.perf_counter()
        for path in folder.iterdir():
            read(path)
        seconds = time.perf_counter() - began
        print(f"  {name}, cells only: {seconds:.1f} s, {seconds / ours:.2f} × ours")


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _openpyxl(path: Path) -> None:
    book = load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            tuple(row)


def _calamine(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


_LIBRARIES: dict[str, Callable[[Path], None]] = {"openpyxl": _openpyxl}
if python_calamine is not None:
    _LIBRARIES["python-calamine"] = _calamine


def _id_number(number: int) -> str:
    county, born = divmod(number, PER_COUNTY)
    body = f"{140_502 + county:06d}{date(1950, 1, 1) + timedelta(days=born):%Y%m%d}000"
    return body + check_digit(body)


def _write_grid(path: Path, number: int) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("3月")
        sheet.merge_range(0, 0, 0, 33, f"第{number}号街道办事处公益性岗位2026年3月考勤表")
        sheet.write_row(1, 0, ["序号", "姓名", "身份证号", *range(1, 32)])
        for place in range(EACH):
            marks = [_mark(day, place) for day in range(1, 32)]
            who = number * EACH + place
            sheet.write_row(2 + place, 0, [place + 1, "张安邦", _id_number(who), *marks])
        sheet.write(3 + EACH, 0, "说明：√ 出勤；△ 半天；○ 事假；空白为休息。")


def _mark(day: int, place: int) -> str:
    if date(2026, 3, day).weekday() >= 5:
        return ""
    return {3: "△", 11: "○"}.get(day + place, "√")


def _write_large(path: Path, people: int) -> None:
    headings = ["姓名", "身份证号", "补贴项目", "用人单位", "应出勤天数", "实出勤天数", "事假"]
    headings += ["银行卡号", "开户行", "上岗日期", "考核等次", "备注"]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("汇总")
        sheet.write_row(0, 0, headings)
        for number in range(people):
            facts = ["公益性岗位", f"单位{number % 120}", 22, 21, 1]
            bank = [f"999900{number:013d}", "农商银行", "2025-01-01", "", "轮岗"]
            sheet.write_row(1 + number, 0, ["李文晓", _id_number(number), *facts, *bank])


if __name__ == "__main__":
    main()
