"""A month's folder with one small sheet, and the lists that the centre keeps beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from payroll.intake import Reading
from payroll.terms.headings import CANONICAL
from tests.intake.books import Content, read_month, write_book
from tests.intake.people import person

HERE = Path(__file__).parent
SHEET = "甲单位.xlsx"
IDS = {who: person(number).id_number for number, who in enumerate("甲乙丙丁新", start=10)}
"""People of the sheet; 新 is on none."""

FIELDS = (
    *("name", "id_number", "program_seen", "unit", "required_days_h", "attended_days_h"),
    *("leave.事假", "leave.病假", "card_number", "start_date", "end_date"),
)
HEADINGS = [CANONICAL[field] for field in FIELDS]
UNIT = "北城街道办事处"
ROWS: list[list[Content]] = [
    ["赵甲", IDS["甲"], "公益岗", UNIT, 22, 20, 1, None, person(10).card_number, None, None],
    ["钱乙", IDS["乙"], "公益岗", UNIT, 22, "全勤", None, None, person(11).card_number, None, None],
    ["孙丙", IDS["丙"], "公益", UNIT, 22, None, None, None, person(12).card_number, None, None],
    ["李丁", IDS["丁"], "人才储备", UNIT, 22, 22, None, None, person(13).card_number, None, None],
    ["李丁", IDS["丁"], "人才储备", UNIT, 22, 21, None, None, person(13).card_number, None, None],
]


def read_cases(name: str) -> list[dict[str, str]]:
    """A file of cases with the people's names in braces and in 人 replaced by their IDs."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        cases = list(csv.DictReader(lines))
    for case in cases:
        for who, id_number in IDS.items():
            for heading, text in case.items():
                case[heading] = text.replace(f"{{{who}}}", id_number)
    return cases


def write_month(folder: Path, rows: Sequence[Sequence[Content]] = ROWS) -> Path:
    """Write the sheet into the month's folder and give the folder back."""
    write_book(folder / SHEET, {"3月": [HEADINGS, *rows]})
    return folder


def write_list(path: Path, headings: Sequence[str], lines: Iterable[Mapping[str, Content]]) -> None:
    """Write a list of the centre, its lines given by heading."""
    rows = [[line.get(heading) or None for heading in headings] for line in lines]
    write_book(path, {"Sheet1": [list(headings), *rows]})


def reading(folder: Path) -> Reading:
    """What the sheet in the folder says."""
    return read_month(folder)
