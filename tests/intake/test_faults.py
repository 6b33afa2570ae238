"""One fault in an otherwise readable sheet: whom it touches is reported, all others are right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from payroll.intake.values.numbers import read_id
from tests.intake.books import Content, Page, read_month, write_book
from tests.intake.truths import Truth, compare, truths
from tests.intake.wild import Drawing, paged, sectioned, side_by_side, stacked, summary, turned
from tests.intake.wild_books import drawn_page
from tests.intake.wild_grids import day_grid

SHAPES = {
    each.__name__: each
    for each in (summary, paged, stacked, sectioned, side_by_side, turned, day_grid)
}
Place = tuple[int, int]


def _places(page: Page, test: Callable[[Content], bool]) -> list[Place]:
    return [
        (row, column)
        for row, values in enumerate(page.rows)
        for column, value in enumerate(values)
        if test(value)
    ]


def _place_of_id(page: Page, truth: Truth) -> Place:
    number = truth.person.id_number
    return _places(page, lambda value: isinstance(value, str) and read_id(value).value == number)[0]


def _put(page: Page, place: Place, content: Content) -> None:
    rows = [list(values) for values in page.rows]
    rows[place[0]][place[1]] = content
    page.rows = rows


def _drawn(shape: str, seed: int) -> tuple[Random, list[Truth], Page]:
    random = Random(f"{shape} {seed}")
    programs = 2 if shape in ("stacked", "sectioned") else 1
    people = truths(random, random.randrange(4, 9), programs=programs)
    page = drawn_page(SHAPES[shape](Drawing(random, people)))
    return random, people, page


def _read(folder: Path, page: Page, people: list[Truth], touched: set[str]) -> None:
    month = folder / "2026-03"
    write_book(month / "考勤.xlsx", {"Sheet1": page})
    verdict = compare(read_month(month), people)
    assert verdict.wrong == ()
    assert (verdict.reported, verdict.right) == (len(touched), len(people) - len(touched))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shape", SHAPES)
def test_an_id_stored_as_a_number(tmp_path: Path, shape: str, seed: int) -> None:
    random, people, page = _drawn(shape, seed)
    victim = random.choice(people)
    place = _place_of_id(page, victim)
    _put(page, place, int(victim.person.id_number[:17] + "0"))
    _read(tmp_path, page, people, {victim.person.name})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shape", [each for each in SHAPES if each != "turned"])
def test_a_hidden_row(tmp_path: Path, shape: str, seed: int) -> None:
    random, people, page = _drawn(shape, seed)
    row = _place_of_id(page, random.choice(people))[0]
    page.hidden_rows = [row + 1]
    touched = {each.person.name for each in people if _place_of_id(page, each)[0] == row}
    _read(tmp_path, page, people, touched)


@pytest.mark.parametrize("seed", range(8))
def test_a_mark_that_nobody_explained(tmp_path: Path, seed: int) -> None:
    random, people, page = _drawn("day_grid", seed)
    victim = random.choice(people)
    row, column = _place_of_id(page, victim)
    days = [place for place in range(column + 1, len(page.rows[row])) if page.rows[row][place]]
    marks = [place for place in days if len(str(page.rows[row][place])) == 1]
    if not marks:
        pytest.skip("nobody marks in this drawing")
    _put(page, (row, random.choice(marks)), "§")
    _read(tmp_path, page, people, {victim.person.name})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shape", ["summary", "paged", "sectioned", "side_by_side", "day_grid"])
def test_another_month_in_the_title(tmp_path: Path, shape: str, seed: int) -> None:
    _, people, page = _drawn(shape, seed)
    stated = _places(page, lambda value: isinstance(value, str) and "月" in value)
    titles = [place for place in stated if re.search("[3三]月", str(page.rows[place[0]][place[1]]))]
    page.rows = [["2026年2月考勤表"], *page.rows] if not titles else page.rows
    page.merges = [] if not titles else page.merges
    for row, column in titles:
        text = str(page.rows[row][column]).replace("3月", "2月").replace("三月", "二月")
        _put(page, (row, column), text)
    _read(tmp_path, page, people, {each.person.name for each in people})
