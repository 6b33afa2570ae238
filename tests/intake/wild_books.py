"""Workbooks and folders as they arrive: several sheets, lists beside them, an old sheet left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from tests.intake.books import Page, csv_text, write_book
from tests.intake.canvas import Canvas
from tests.intake.truths import Truth
from tests.intake.wild import (
    Column,
    Drawing,
    cards,
    id_column,
    name_column,
    paged,
    sectioned,
    side_by_side,
    stacked,
    summary,
    turned,
    write_heading,
    write_people,
)
from tests.intake.wild_grids import day_grid
from tests.intake.wild_months import grids_side_by_side, half_months

Book = Callable[[Path, Random, Sequence[Truth]], None]
"""Writes the files of a month's folder that say what the truths say."""


def drawn_page(drawn: Canvas | Page) -> Page:
    """The page of a drawing."""
    return drawn if isinstance(drawn, Page) else drawn.page()


def _one_sheet(
    draw: Callable[[Drawing], Canvas | Page], program_in: str = "column", unit_in: str = "column"
) -> Book:
    def write(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
        page = drawn_page(draw(Drawing(random, truths, program_in, unit_in)))
        write_book(folder / "考勤.xlsx", {random.choice(["Sheet1", "3月", "考勤表"]): page})

    return write


def by_sheet_names(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """A sheet a unit, named after it; the file is named after the month."""
    pages = {}
    for unit in dict.fromkeys(truth.unit for truth in truths):
        part = [truth for truth in truths if truth.unit == unit]
        draw = random.choice([summary, day_grid])
        pages[unit] = drawn_page(draw(Drawing(random, part, "column", "sheet")))
    write_book(folder / "2026年3月考勤汇总.xlsx", pages)


def by_file_names(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """A file a unit, in a folder a program; the sheets name neither."""
    for place in dict.fromkeys((truth.program, truth.unit) for truth in truths):
        part = [truth for truth in truths if (truth.program, truth.unit) == place]
        page = drawn_page(random.choice([summary, day_grid, turned])(Drawing(random, part, "", "")))
        write_book(folder / place[0] / f"{place[1]}3月考勤表.xlsx", {"Sheet1": page})


def grid_and_summary(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """A day grid on one sheet and the counts of the same people on another."""
    grid = drawn_page(day_grid(Drawing(random, truths)))
    counts = drawn_page(summary(Drawing(random, truths)))
    pages = {"考勤明细": grid, "出勤汇总": counts}
    if random.random() < 0.5:
        pages = dict(reversed(pages.items()))
    write_book(folder / "考勤.xlsx", pages)


def grid_over_summary(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """A day grid without ID numbers, and below it the counts with them."""
    draw = Drawing(random, truths)
    canvas = day_grid(draw)
    columns: list[Column] = [
        name_column(draw),
        id_column(draw),
        (("实出勤天数",), lambda truth, _: float(truth.attended)),
    ]
    row = canvas.last_row + 2
    row = write_heading(draw, row, 1, columns)
    for place, truth in enumerate(truths):
        for offset, (_, content) in enumerate(columns):
            canvas.put(row + place, 1 + offset, content(truth, place))
    write_book(folder / "考勤.xlsx", {"3月": canvas.page()})


def card_list(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """Attendance on one sheet, bank cards on another, and an empty one between."""
    draw = Drawing(random, truths)
    columns: list[Column] = [
        name_column(draw),
        id_column(draw),
        (("银行卡号",), lambda truth, _: truth.person.card_number),
        (("开户行",), lambda *_: "城关信用社"),
    ]
    cards_draw = Drawing(random, truths)
    row = write_heading(cards_draw, 1, 1, columns)
    for place, truth in enumerate(truths):
        for offset, (_, content) in enumerate(columns):
            cards_draw.canvas.put(row + place, 1 + offset, content(truth, place))
    pages: Mapping[str, Page] = {
        "考勤": drawn_page(summary(Drawing(random, truths))),
        "Sheet2": Page([]),
        "银行卡信息": cards_draw.canvas.page(),
    }
    write_book(folder / "考勤.xlsx", pages)


def last_month_left(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """Last month's sheet was copied and left behind."""
    page = drawn_page(summary(Drawing(random, truths)))
    old = Page(
        [["2026年2月考勤表"], *[list(row) for row in drawn_page(_plain(random, truths)).rows]],
    )
    write_book(folder / "考勤.xlsx", {"2月": old, "3月": page})


def _plain(random: Random, truths: Sequence[Truth]) -> Canvas:
    draw = Drawing(random, truths)
    columns: list[Column] = [
        name_column(draw),
        id_column(draw),
        (("补贴项目",), lambda truth, _: truth.program),
        (("用人单位",), lambda truth, _: truth.unit),
        (("应出勤天数",), lambda *_: 20),
        (("实出勤天数",), lambda *_: 19),
    ]
    write_people(draw, write_heading(draw, 1, 1, columns), 1, columns, truths)
    return draw.canvas


def registered(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """Sheets without ID numbers and programs; the registry knows them by name and unit."""
    draw = Drawing(random, truths)
    columns: list[Column] = [
        name_column(draw),
        (("用人单位",), lambda truth, _: truth.unit),
        (("应出勤天数",), lambda truth, _: float(truth.required)),
        (("实出勤天数",), lambda truth, _: float(truth.attended)),
    ]
    kinds = dict.fromkeys(kind for truth in truths for kind in truth.spent if kind != "出勤")
    columns += [
        ((kind,), lambda truth, _, kind=kind: float(truth.leave(kind) or 0) or None)
        for kind in kinds
    ]
    write_people(draw, write_heading(draw, 1, 1, columns), 1, columns, truths)
    write_book(folder / "考勤.xlsx", {"Sheet1": draw.canvas.page()})
    rows = [["姓名", "身份证号", "补贴项目", "用人单位", "上岗日期"]]
    rows += [
        [truth.person.name, truth.person.id_number, truth.program, truth.unit, "2025-01-06"]
        for truth in truths
    ]
    write_book(folder.parent / "花名册.xlsx", {"花名册": rows})


def legend_file(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """Day grids whose legend stands in 图例.toml."""
    by_unit: list[str] = []
    for unit in dict.fromkeys(truth.unit for truth in truths):
        part = [truth for truth in truths if truth.unit == unit]
        draw = Drawing(random, part)
        page = drawn_page(day_grid(draw))
        legend = draw.marks
        by_unit.append(f'["{unit}"]')
        by_unit += [f'"{mark}" = "{kind}"' for kind, mark in legend.of.items() if mark]
        if legend.rest:
            by_unit.append(f'"{legend.rest}" = "休息"')
        rows = [
            [None if value == legend.legend and value else value for value in row]
            for row in page.rows
        ]
        if legend.of["出勤"] == "":
            by_unit.append('"空白" = "出勤"')
        write_book(folder / f"{unit}.xlsx", {"3月": Page(rows, page.merges)})
    (folder.parent / "图例.toml").write_text("\n".join(by_unit), encoding="utf-8")


def as_text(folder: Path, random: Random, truths: Sequence[Truth]) -> None:
    """A summary exported as a text file in one of the usual encodings."""
    page = drawn_page(summary(Drawing(random, truths)))
    encoding = random.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "考勤.csv").write_bytes(csv_text(page.rows).encode(encoding))


BOOKS: dict[str, tuple[Book, int, int]] = {
    "summary": (_one_sheet(summary), 3, 3),
    "summary under a title": (_one_sheet(summary, "title", "title"), 1, 1),
    "pages": (_one_sheet(paged, "title", "title"), 1, 1),
    "tables one below the other": (_one_sheet(stacked, "title"), 3, 2),
    "groups of people": (_one_sheet(sectioned), 3, 2),
    "people side by side": (_one_sheet(side_by_side), 2, 2),
    "headings in a column": (_one_sheet(turned), 2, 2),
    "cards": (_one_sheet(cards), 2, 2),
    "day grid": (_one_sheet(day_grid), 2, 2),
    "day grid under a title": (_one_sheet(day_grid, "title", "title"), 1, 1),
    "a sheet a unit": (by_sheet_names, 2, 3),
    "a file a unit": (by_file_names, 2, 2),
    "half months": (_one_sheet(half_months), 2, 2),
    "half months under a title": (_one_sheet(half_months, "title", "title"), 1, 1),
    "grids side by side": (_one_sheet(grids_side_by_side, "title", "title"), 1, 1),
    "grid and summary": (grid_and_summary, 2, 2),
    "grid over summary": (grid_over_summary, 1, 1),
    "bank cards apart": (card_list, 2, 2),
    "last month left": (last_month_left, 2, 2),
    "registry": (registered, 2, 2),
    "legend in a file": (legend_file, 1, 3),
    "text file": (as_text, 2, 2),
}
"""Name → how to write it, with how many programs and units."""
