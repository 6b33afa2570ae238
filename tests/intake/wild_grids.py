"""Day grids as host units really draw them, made up with a known truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payroll.problems import column_letters
from tests.intake.books import ASKED, Content
from tests.intake.canvas import Canvas
from tests.intake.people import MONTH
from tests.intake.truths import ATTENDED, KINDS, Truth
from tests.intake.wild import (
    LEAVE,
    PROGRAM_HEADINGS,
    REQUIRED,
    SERIAL,
    UNIT_HEADINGS,
    Column,
    Drawing,
    id_column,
    name_column,
    write_feet,
    write_titles,
)

SYMBOLS = "△○×☆◇◎■□▲●#*+&ABCFHK"
WORDS = {"事假": "事", "病假": "病", "旷工": "旷", "年休假": "年", "婚假": "婚", "丧假": "丧"}
WEEKDAYS = "一二三四五六日"
DAYS = range(1, 32)


@dataclass(frozen=True)
class Marks:
    """The marks of one sheet."""

    of: Mapping[str, str]
    """Kind of day → mark, blank for one that nobody writes."""
    rest: str
    halves: str
    """How half days are marked: compound, hours, part, rows, columns."""
    legend: str
    """The legend to be written on the sheet, empty when the marks explain themselves."""


def draw_marks(draw: Drawing) -> Marks:
    """Marks with a legend of their own, or marks that explain themselves."""
    halves = draw.pick(("compound", "compound", "hours", "part", "rows", "columns"))
    if draw.chance(0.4):
        tick = draw.pick(("√", "✓", "✔", "出勤", "1"))
        return Marks({ATTENDED: tick, **WORDS}, draw.pick(("", "休", "公休")), halves, "")
    symbols = draw.random.sample(SYMBOLS, len(KINDS) + 2)
    tick = "√" if draw.chance(0.7) else symbols.pop()
    of = {ATTENDED: tick, **dict(zip(KINDS, symbols, strict=False))}
    rest = draw.pick(("", symbols[-1], "休"))
    blank = ""
    if draw.chance(0.3) and rest and halves not in ("rows", "columns"):
        of[ATTENDED], blank = "", "空白为出勤"
    pairs = [(mark, kind) for kind, mark in of.items() if mark]
    if rest not in ("", "休"):
        pairs.append((rest, "休息"))
    form = draw.pick(("{0}{1}", "{1}{0}", "{0}：{1}", "{1}“{0}”", "{0}—{1}", "{0}表示{1}"))
    between = draw.pick(("  ", "，", "；", "、"))
    texts = [form.format(*pair) for pair in pairs] + ([blank] if blank else [])
    return Marks(
        of, rest, halves, draw.pick(("图例：", "注：", "考勤符号：", "")) + between.join(texts)
    )


def mark(draw: Drawing, marks: Marks, spent: Sequence[tuple[str, int]], half: int | None) -> str:
    """The mark of a day, or of one half of it."""
    kinds = [kind for kind, _ in spent]
    if half is not None:
        return marks.of[kinds[half] if len(kinds) > 1 else kinds[0]]
    if len(kinds) == 1:
        return marks.of[kinds[0]]
    leave = next(kind for kind in kinds if kind != ATTENDED)
    if marks.halves == "hours":
        return marks.of[leave] + draw.pick(("4H", "4h", "4小时"))
    if marks.halves == "part" or not marks.of[ATTENDED]:
        return marks.of[leave] + draw.pick(("0.5", "半天" if len(marks.of[leave]) == 1 else "0.5"))
    one, other = marks.of[kinds[0]], marks.of[kinds[1]]
    return f"{one}/{other}"


def day_grid(draw: Drawing) -> Canvas:
    """One day grid: titles, heading of days, marks, counts beside them, legend, feet."""
    marks = draw.marks = draw_marks(draw)
    canvas = draw.canvas
    before = columns_before(draw, marks)
    after = columns_after(draw)
    span = 2 if marks.halves == "columns" else 1
    left = draw.random.choice([1, 1, 2])
    first = left + len(before)
    row = 1
    if marks.legend and draw.chance(0.3):
        canvas.put(row, left, marks.legend)
        row += 1
        marks = Marks(marks.of, marks.rest, marks.halves, "")
    row = write_titles(draw, row, left, draw.truths, len(before) + 31 * span)
    row = write_day_heading(draw, row, left, before, after, span)
    for place, truth in enumerate(draw.truths):
        lines = 2 if marks.halves == "rows" else 1
        for offset, (_, content) in enumerate(before):
            column = left + offset
            canvas.put(row, column, content(truth, place))
            if lines == 2 and draw.chance(0.8):
                canvas.merge(row, column, row + 1, column)
        if lines == 2:
            canvas.put(row, first - 1, "上午")
            canvas.put(row + 1, first - 1, "下午")
            canvas.merges = [
                each for each in canvas.merges if not each.startswith(_start(row, first - 1))
            ]
        for day in DAYS:
            write_day(draw, marks, truth, day, row, first + (day - 1) * span, lines, span)
        for offset, (_, content) in enumerate(after):
            canvas.put(row, first + 31 * span + offset, content(truth, place))
        row += lines
    if marks.legend:
        canvas.put(row, left, marks.legend)
        row += 1
    write_feet(draw, row, left)
    return canvas


def _start(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}:"


def columns_before(draw: Drawing, marks: Marks) -> list[Column]:
    """Who the row is about."""
    columns = [name_column(draw), id_column(draw)]
    if draw.program_in == "column":
        columns.append(((draw.pick(PROGRAM_HEADINGS),), lambda truth, _: truth.program))
    if draw.unit_in == "column":
        columns.append(((draw.pick(UNIT_HEADINGS),), lambda truth, _: truth.unit))
    if draw.chance(0.6):
        columns.insert(0, ((draw.pick(SERIAL),), lambda _, place: place + 1))
    if marks.halves == "rows":
        columns.append(((draw.pick(("", "时段", "午别", "日期")),), lambda *_: None))
    return columns


def columns_after(draw: Drawing) -> list[Column]:
    """Counts beside the grid, which must agree with it; sometimes none."""
    if draw.chance(0.5):
        return []
    columns: list[Column] = [
        (
            (draw.pick(("实出勤天数", "出勤天数", "出勤合计")),),
            lambda truth, _: float(truth.attended),
        )
    ]
    if draw.chance(0.5):
        columns.insert(0, ((draw.pick(REQUIRED),), lambda *_: 22))
    if draw.chance(0.5):
        columns += [
            ((LEAVE[kind][0],), lambda truth, _, kind=kind: float(truth.leave(kind) or 0) or None)
            for kind in KINDS
        ]
    return columns


def write_day_heading(
    draw: Drawing,
    row: int,
    left: int,
    before: Sequence[Column],
    after: Sequence[Column],
    span: int,
) -> int:
    """Write the heading of a grid; returns the first row below it."""
    canvas = draw.canvas
    first = left + len(before)
    way = draw.pick(("number", "number", "text", "suffix", "date", "weekend"))
    weekdays = "" if way == "weekend" else draw.pick(("", "above", "below"))
    depth = 1 + bool(weekdays) + (span == 2)
    days_row = row + (weekdays == "above")
    for offset, (titles, _) in enumerate(before):
        canvas.put(row, left + offset, titles[0] or None)
        canvas.merge(row, left + offset, row + depth - 1, left + offset)
    for day in DAYS:
        column = first + (day - 1) * span
        canvas.put(days_row, column, _day_label(way, day))
        if span == 2:
            if draw.chance(0.9):
                canvas.merge(days_row, column, days_row, column + 1)
            canvas.put(row + depth - 1, column, "上")
            canvas.put(row + depth - 1, column + 1, "下")
        if weekdays:
            above = days_row - 1 if weekdays == "above" else days_row + 1
            canvas.put(above, column, WEEKDAYS[(MONTH + timedelta(day - 1)).weekday()])
    for offset, (titles, _) in enumerate(after):
        column = first + 31 * span + offset
        canvas.put(row, column, titles[0])
        canvas.merge(row, column, row + depth - 1, column)
    return row + depth


def _day_label(way: str, day: int) -> Content:
    on = date(2026, 3, day)
    if way == "weekend" and on.weekday() > 4:
        return WEEKDAYS[on.weekday()]
    return {"text": str(day), "suffix": f"{day}日", "date": on}.get(way, day)


def write_day(
    draw: Drawing,
    marks: Marks,
    truth: Truth,
    day: int,
    row: int,
    column: int,
    lines: int,
    span: int,
) -> None:
    """Write the mark or marks of a day."""
    rest = day in ASKED.rest_days
    for half in range(max(lines, span)):
        part = half if lines + span > 2 else None
        text = marks.rest if rest else mark(draw, marks, truth.days[day], part)
        place = (row + half, column) if lines == 2 else (row, column + half)
        draw.canvas.put(*place, int(text) if text == "1" and part is None else text or None)
