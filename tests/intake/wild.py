"""Sheets as host units really draw them, made up with a known truth.

Every drawing takes choices from a seeded `Random`, so a failing sheet can be drawn again.  What a
drawing states is always enough to read everybody; faults are planted by the tests themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.intake.books import Content, Page
from tests.intake.canvas import Canvas
from tests.intake.truths import ATTENDED, KINDS, WORKING_DAYS, Truth

Sheets = dict[str, Page]

NAMES = ("姓名", "姓　名", "姓 名", "职工姓名", "人员姓名", "姓名 ")
IDS = (
    "身份证号",
    "身份证号码",
    "公民身份号码",
    "居民身份证号码",
    "身份证\n号码",
    "身份证号（必填）",
)
PROGRAM_HEADINGS = ("补贴项目", "人员类别", "人员类型", "补贴类别")
UNIT_HEADINGS = ("用人单位", "单位名称", "所在单位", "工作单位", "用工单位")
REQUIRED = ("应出勤天数", "应出勤", "应到", "应勤天数", "应出勤（天）", "本月应出勤天数")
ATTENDED_HEADINGS = ("实出勤天数", "实际出勤", "实到天数", "出勤天数", "实勤", "实际出勤天数（天）")
ABSENT = ("缺勤天数", "缺勤", "未出勤天数", "缺勤（天）")
SERIAL = ("序号", "编号", "No.", "序")
UNKNOWN = ("性别", "联系电话", "岗位名称", "是否脱贫", "学历")
LEAVE = {
    "事假": ("事假", "事假（天）", "事 假"),
    "病假": ("病假", "病假天数"),
    "旷工": ("旷工", "旷工天数", "旷岗"),
    "年休假": ("年休假", "年假", "带薪年休假"),
    "婚假": ("婚假",),
    "丧假": ("丧假", "丧假天数"),
}
TITLES = (
    "{unit}2026年3月{program}考勤表",
    "2026年3月份{program}人员出勤情况统计表",
    "二〇二六年三月考勤表",
)
FEET = (
    "制表人：王某",
    "审核人：李某",
    "单位负责人（签字）：",
    "注：本表一式两份，于次月5日前报送。",
)


@dataclass
class Drawing:
    """What is being drawn, and where program and unit are stated."""

    random: Random
    truths: Sequence[Truth]
    program_in: str = "column"
    unit_in: str = "column"
    canvas: Canvas = field(default_factory=Canvas)
    marks: Any = None
    """The marks of a day grid, once they are chosen."""

    def pick(self, choices: Sequence[str]) -> str:
        """One of some texts."""
        return self.random.choice(choices)

    def chance(self, likely: float) -> bool:
        """Whether something happens that is `likely`."""
        return self.random.random() < likely

    def number(self, text: str) -> Content:
        """A number of days as a number cell or as text."""
        if text == "":
            return None
        return text if self.chance(0.3) else float(text)


Column = tuple[tuple[str, ...], Callable[[Truth, int], Content]]
"""The texts over a column, from the top, and its content for a person and his place."""


def id_column(draw: Drawing) -> Column:
    """ID numbers, some of them typed carelessly."""

    def content(truth: Truth, _: int) -> Content:
        number = truth.person.id_number
        careless = draw.random.random()
        if careless < 0.04:
            return "'" + number
        if careless < 0.08:
            return f"{number[:6]} {number[6:14]} {number[14:]}"
        if careless < 0.12:
            return number.lower()
        if careless < 0.16:
            return "".join(chr(ord(each) + 0xFEE0) for each in number)
        if careless < 0.2:
            return f"{number}\u200b\u00a0"
        return number

    return (draw.pick(IDS),), content


def name_column(draw: Drawing) -> Column:
    """Names, some stretched, some with a note."""

    def content(truth: Truth, _: int) -> Content:
        name = truth.person.name
        careless = draw.random.random()
        if careless < 0.2 and len(name) == 2:
            return f"{name[0]}　{name[1]}"
        if careless < 0.25:
            return f"{name}（{draw.pick(('新', '转岗', '组长'))}）"
        return name

    return (draw.pick(NAMES),), content


def leave_columns(draw: Drawing) -> list[Column]:
    """A column a kind of leave under one heading or under none; zeros are blank, 0 or a dash."""
    over = (draw.pick(("请假天数", "请假情况", "请假（天）")),) if draw.chance(0.5) else ()
    nothing: Content = draw.random.choice([None, 0, "-", "/"])

    def column(kind: str) -> Column:
        def content(truth: Truth, _: int) -> Content:
            return draw.number(truth.leave(kind)) or nothing

        return (*over, draw.pick(LEAVE[kind])), content

    used = [kind for kind in KINDS if any(truth.leave(kind) for truth in draw.truths)]
    others = [kind for kind in KINDS if kind not in used and draw.chance(0.3)]
    return [column(kind) for kind in used + others]


def day_count_columns(draw: Drawing) -> list[Column]:
    """Required and attended days in one of the ways people state them."""
    way = draw.pick(("both", "both", "both", "absent", "pair", "title", "grouped"))
    required: Column = ((draw.pick(REQUIRED),), lambda truth, _: draw.number(truth.required))
    attended: Column = (
        (draw.pick(ATTENDED_HEADINGS),),
        lambda truth, _: draw.number(truth.attended) if truth.attended != "0" else 0,
    )
    if way == "absent" and not any(truth.leave(kind) for truth in draw.truths for kind in KINDS):
        absent: Column = ((draw.pick(ABSENT),), lambda truth, _: float(truth.absent))
        return [required, absent]
    if way == "pair":
        swapped = draw.chance(0.5)
        title = "出勤天数（实/应）" if swapped else "应出勤/实出勤"

        def pair(truth: Truth, _: int) -> Content:
            numbers = (
                (truth.attended, truth.required) if swapped else (truth.required, truth.attended)
            )
            return draw.pick(("{}/{}", "{} / {}", "{}/ {}")).format(*numbers)

        return [((title,), pair)]
    if way == "title":
        top = draw.pick(("本月应出勤22天", "应出勤天数：22", "法定工作日：22天"))
        draw.canvas.put(1, 1, top)
        return [attended]
    if way == "grouped":
        group = draw.pick(("出勤情况", "出勤", "出勤天数"))
        return [((group, "应"), required[1]), ((group, "实"), attended[1])]
    return [required, attended]


def table_columns(draw: Drawing) -> list[Column]:
    """All columns of a summary table, in an order somebody might choose."""
    columns = [name_column(draw), id_column(draw)]
    if draw.chance(0.3):
        columns.reverse()
    if draw.program_in == "column":
        columns.append(((draw.pick(PROGRAM_HEADINGS),), lambda truth, _: truth.program))
    if draw.unit_in == "column":
        columns.append(((draw.pick(UNIT_HEADINGS),), lambda truth, _: truth.unit))
    if draw.chance(0.4):
        columns.append(((draw.pick(UNKNOWN),), lambda *_: draw.pick(("男", "女", "—"))))
    days = day_count_columns(draw) + leave_columns(draw)
    card: Column = (("银行卡号",), lambda truth, _: truth.person.card_number)
    columns += [*days, card] if draw.chance(0.5) else days
    if draw.chance(0.5):
        columns.append((("备注",), lambda *_: "四月转岗" if draw.chance(0.1) else None))
    if draw.chance(0.7):
        columns.insert(0, ((draw.pick(SERIAL),), lambda _, place: place + 1))
    return columns


def write_heading(draw: Drawing, row: int, left: int, columns: Sequence[Column]) -> int:
    """Write the headings of columns from `row`; returns the first row below them."""
    depth = max(len(titles) for titles, _ in columns)
    merged = draw.chance(0.7)
    canvas = draw.canvas
    for place, (titles, _) in enumerate(columns):
        column = left + place
        if len(titles) < depth:
            canvas.put(row, column, titles[0])
            if merged:
                canvas.merge(row, column, row + depth - 1, column)
            continue
        before = columns[place - 1][0] if place else ()
        if depth == 1 or before[:1] != titles[:1] or len(before) < depth:
            canvas.put(row, column, titles[0])
            width = _width(columns[place:], titles[0]) if depth > 1 else 1
            if merged and width > 1:
                canvas.merge(row, column, row, column + width - 1)
        for level in range(1, depth):
            canvas.put(row + level, column, titles[level])
    if draw.chance(0.1):
        row += 1
        for place in range(len(columns)):
            canvas.put(row + depth - 1, left + place, place + 1)
    return row + depth


def _width(columns: Sequence[Column], title: str) -> int:
    width = 0
    for titles, _ in columns:
        if len(titles) < 2 or titles[0] != title:
            break
        width += 1
    return width


def write_people(
    draw: Drawing, row: int, left: int, columns: Sequence[Column], truths: Sequence[Truth]
) -> int:
    """Write a row a person; returns the first row below them."""
    for place, truth in enumerate(truths):
        for offset, (_, content) in enumerate(columns):
            draw.canvas.put(row, left + offset, content(truth, place))
        row += 1
        if draw.chance(0.05):
            row += 1
    return row


def write_total(
    draw: Drawing, row: int, left: int, columns: Sequence[Column], truths: Sequence[Truth]
) -> int:
    """Write a row of totals, with a label in one of the first columns, or without any."""
    sums = {
        "attended": sum(truth.spent[ATTENDED] for truth in truths) / 100,
        "required": 100 * len(WORKING_DAYS) * len(truths) / 100,
    }
    label = draw.pick(("合计", "合　计", "总计", ""))
    written = False
    for offset, (titles, _) in enumerate(columns):
        title = "".join(titles)
        if title in ATTENDED_HEADINGS or titles[-1] == "实":
            draw.canvas.put(row, left + offset, sums["attended"])
            written = True
        elif title in REQUIRED or titles[-1] == "应":
            draw.canvas.put(row, left + offset, sums["required"])
    if not written:
        return row
    draw.canvas.put(row, left, label or None)
    return row + 1


def write_feet(draw: Drawing, row: int, left: int) -> int:
    """Write signatures and remarks below the people."""
    row += draw.random.randrange(2)
    for foot in draw.random.sample(FEET, draw.random.randrange(3)):
        draw.canvas.put(row, left, foot)
        row += 1
    return row


def write_titles(draw: Drawing, row: int, left: int, truths: Sequence[Truth], width: int) -> int:
    """Write the rows above a heading; those of program and unit when they stand there."""
    canvas = draw.canvas
    program = truths[0].program if draw.program_in == "title" else ""
    unit = truths[0].unit if draw.unit_in == "title" and draw.chance(0.5) else ""
    if program or unit or draw.chance(0.6):
        title = draw.pick(TITLES)
        if program and "{program}" not in title:
            title = TITLES[0]
        if unit and "{unit}" not in title:
            title = TITLES[0]
        canvas.put(row, left, title.format(unit=unit, program=program))
        canvas.merge(row, left, row, left + width - 1)
        row += 1
    if draw.unit_in == "title" and not unit:
        canvas.put(
            row, left, f"{draw.pick(('用人单位', '填报单位（盖章）', '单位'))}：{truths[0].unit}"
        )
        canvas.put(row, left + 3, "2026年3月")
        row += 1
    return row


def summary(draw: Drawing) -> Canvas:
    """One table: titles, heading, people, totals, feet."""
    left = draw.random.choice([1, 1, 1, 2, 3])
    columns = table_columns(draw)
    row = 2 if draw.canvas.cells else 1
    row = write_titles(draw, row, left, draw.truths, len(columns)) + draw.random.randrange(2)
    row = write_heading(draw, row, left, columns)
    row = write_people(draw, row, left, columns, draw.truths)
    if draw.chance(0.5):
        row = write_total(draw, row, left, columns, draw.truths)
    write_feet(draw, row, left)
    return draw.canvas


def paged(draw: Drawing) -> Canvas:
    """One table over several pages, with its heading (and title) again on each."""
    columns = table_columns(draw)
    row = write_titles(draw, 2, 1, draw.truths, len(columns))
    size = max(2, len(draw.truths) // 3)
    heading = write_heading
    state = draw.random.getstate()
    for start in range(0, len(draw.truths), size):
        draw.random.setstate(state)
        row = heading(draw, row, 1, columns)
        part = draw.truths[start : start + size]
        draw.random.seed(f"{start}{part[0].person.name}")
        row = write_people(draw, row, 1, columns, part)
        if draw.chance(0.5):
            draw.canvas.put(row, 1, f"第{start // size + 1}页")
            row += 1
    return draw.canvas


def stacked(draw: Drawing) -> Canvas:
    """A table a program (or unit) one below the other, each with its own title."""
    row = 1
    for group in _groups(draw):
        draw_one = Drawing(draw.random, group, "title", draw.unit_in, Canvas())
        columns = table_columns(draw_one)
        draw_one.canvas = draw.canvas
        draw.canvas.cells.pop((1, 1), None) if row == 1 else None
        row = write_titles(draw_one, row, 1, group, len(columns))
        row = write_heading(draw_one, row, 1, columns)
        row = write_people(draw_one, row, 1, columns, group)
        row = write_feet(draw_one, row, 1) + 1
    return draw.canvas


def sectioned(draw: Drawing) -> Canvas:
    """One table whose people are grouped under rows that name the program."""
    draw.program_in = "group"
    columns = table_columns(draw)
    row = write_titles(draw, 2, 1, draw.truths, len(columns))
    row = write_heading(draw, row, 1, columns)
    for number, group in enumerate(_groups(draw)):
        text = f"（{'一二三四'[number]}）{group[0].program}"
        draw.canvas.put(row, 1, text)
        if draw.chance(0.5):
            draw.canvas.merge(row, 1, row, len(columns))
        row = write_people(draw, row + 1, 1, columns, group)
        if draw.chance(0.5):
            row = write_total(draw, row, 1, columns, group)
    return draw.canvas


def _groups(draw: Drawing) -> list[list[Truth]]:
    groups: dict[str, list[Truth]] = {}
    for truth in draw.truths:
        groups.setdefault(truth.program_id, []).append(truth)
    return list(groups.values())


def side_by_side(draw: Drawing) -> Canvas:
    """Two blocks of people beside each other under headings that repeat."""
    columns = table_columns(draw)
    gap = draw.random.randrange(2)
    right = 1 + len(columns) + gap
    row = write_titles(draw, 2, 1, draw.truths, len(columns))
    state = draw.random.getstate()
    below = write_heading(draw, row, 1, columns)
    draw.random.setstate(state)
    write_heading(draw, row, right, columns)
    half = (len(draw.truths) + 1) // 2
    for left, part in ((1, draw.truths[:half]), (right, draw.truths[half:])):
        for place, truth in enumerate(part):
            for offset, (_, content) in enumerate(columns):
                draw.canvas.put(below + place, left + offset, content(truth, place))
    return draw.canvas


def turned(draw: Drawing) -> Page:
    """Headings in a column, people side by side."""
    columns = [each for each in table_columns(draw) if each[0][0] not in SERIAL]
    grouped = {"应": "应出勤天数", "实": "实出勤天数"}
    columns = [((grouped.get(titles[-1], titles[-1]),), content) for titles, content in columns]
    draw.canvas.cells.clear()
    for offset, (titles, content) in enumerate(columns):
        draw.canvas.put(1, 2 + offset, titles[0])
        for place, truth in enumerate(draw.truths):
            draw.canvas.put(2 + place, 2 + offset, content(truth, place))
    return draw.canvas.page(turned=True)


def cards(draw: Drawing) -> Canvas:
    """A card a person: labels with their values beside them."""
    fields: list[tuple[str, Callable[[Truth], Content]]] = [
        ("姓名", lambda truth: truth.person.name),
        ("身份证号", lambda truth: truth.person.id_number),
        ("用人单位", lambda truth: truth.unit),
        ("补贴项目", lambda truth: truth.program),
        ("应出勤天数", lambda truth: truth.required),
        ("实出勤天数", lambda truth: truth.attended),
    ]
    fields += [(kind, lambda truth, kind=kind: truth.leave(kind) or None) for kind in KINDS]
    across = draw.random.choice([1, 2, 3])
    row = 3
    draw.canvas.put(1, 1, "2026年3月考勤卡")
    for truth in draw.truths:
        for place, (label, value) in enumerate(fields):
            column = 1 + 2 * (place % across)
            line = row + place // across
            draw.canvas.put(line, column, f"{label}：" if draw.chance(0.0) else label)
            draw.canvas.put(line, column + 1, value(truth))
        row += (len(fields) + across - 1) // across + draw.random.randrange(1, 3)
    return draw.canvas
