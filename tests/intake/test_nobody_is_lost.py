"""Whatever a sheet looks like: no crash, and every ID number in it is read or reported."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from payroll.intake.values.numbers import read_id
from payroll.terms.headings import FIELDS
from tests.intake.books import Content, Page, read_month, write_book
from tests.intake.people import PROGRAMS, person
from tests.intake.wild_grids import SYMBOLS

TITLES = (
    *(
        "2026年3月考勤表",
        "2026年2月考勤表",
        "用人单位：县图书馆",
        "制表人：王某",
        "注：√出勤 △事假",
    ),
    *(
        "（一）公益性岗位",
        "合计",
        "小计",
        "第2页",
        "应出勤22天",
        "上午",
        "下午",
        "加班",
        "单位：天",
    ),
)


TOLD = ("id-outside-tables", "sheet-of-another-month", "other-month-only")
COUNT = re.compile(r"([0-9]+) (?:个|人)")
HEADINGS = [words[0] for words in FIELDS.values()]


def _content(random: Random) -> Content:
    someone = person(random.randrange(500))
    number = random.choice([0, 1, 0.5, 20, 21.5, 22, random.randrange(1, 32), "22", "20/22"])
    return random.choices(
        [
            None,
            random.choice(HEADINGS),
            random.choice([someone.id_number, f"'{someone.id_number}", someone.name]),
            number,
            random.choice(["√", "休", "事", *SYMBOLS, "/", "-", "√/事"]),
            random.choice([*TITLES, PROGRAMS[0].name, PROGRAMS[1].name]),
            random.choice([someone.name, someone.card_number, "2026-03-05", "三月转岗"]),
        ],
        [5, 2, 3, 4, 2, 2, 2],
    )[0]


def _row(random: Random, width: int) -> list[Content]:
    someone = person(random.randrange(500))
    return random.choices(
        [
            [_content(random) for _ in range(width)],
            list(random.sample(HEADINGS, min(width, len(HEADINGS)))),
            [None, None, *range(1, 32)],
            [someone.name, someone.id_number, 22, 21],
            [],
        ],
        [9, 3, 1, 6, 1],
    )[0]


def _sheet(random: Random) -> Page:
    """A sheet of the right words in the wrong places."""
    width = random.randrange(2, 14)
    rows = [_row(random, width) for _ in range(random.randrange(2, 25))]
    return Page(rows, hidden_rows=[2] if random.random() < 0.1 else [])


@pytest.mark.parametrize("seed", range(150))
def test_every_id_number_is_read_or_reported(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    page = _sheet(random)
    month = tmp_path / "2026-03"
    write_book(month / "考勤.xlsx", {"3月": page})
    reading = read_month(month)
    read = set(reading.roster["id_number"].drop_nulls())
    there = {
        number
        for row in page.rows
        for value in row
        if isinstance(value, str) and len(number := read_id(value).value or "") == 18
    }
    lost = there - read
    told = [each for each in reading.problems if each.code in TOLD]
    reported = sum(int(COUNT.findall(each.found)[-1]) for each in told)
    assert len(lost) <= reported
    said = [str(each) for each in reading.problems] + [str(each) for each in reading.sheets]
    assert [each for each in said if re.search(r"[0-9]{9,}", each)] == []
    assert reading.roster["row_id"].to_list() == list(range(reading.roster.height))
    assert all(
        each.row_id is None or each.row_id < reading.roster.height for each in reading.problems
    )
