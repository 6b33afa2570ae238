"""Cases that can be read like a sheet: input and what it is read as in one text file.

    说明：合计行接着编了序号
    月份：2026-03
    图例文件：["默认"]；"√" = "出勤"
    文件：考勤.xlsx
    工作表：3月
    合并：A1:F1
    姓名 | 身份证号 | 实出勤天数
    张三 | '140581199001010006 | 22
    读作：
    …

A cell `'22` is text, `22` a number, `@2026-03-05` a date, `=E2 ⇒ 22` a formula with its stored
result.  What stands after 读作 is written by the test itself when PAYROLL_REWRITE_GOLDENS=1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from payroll.intake import Reading, TableReading
from payroll.money import days
from payroll.period import month_text, parse_month
from payroll.problems import column_letters
from tests.intake.books import Content, Page, read_month, write_book

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass
class Case:
    """One case as it stands in its file."""

    path: Path
    head: list[str]
    """The lines of the input."""
    expected: str
    title: str = ""
    month: date = date(2026, 3, 1)
    files: dict[str, dict[str, Page]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Text files beside the months' folders."""


def read_case(path: Path) -> Case:
    """The case in a file.  Raises `ValueError` for a line that cannot be understood."""
    head, mark, expected = path.read_text(encoding="utf-8").partition("读作：\n")
    if not mark:
        raise ValueError(f"{path.name} has no 读作")
    case = Case(path, head.splitlines(), expected)
    file, sheet = "考勤.xlsx", ""
    for line in case.head:
        word, _, value = line.partition("：")
        value = value.strip()
        if word == "说明":
            case.title = value
        elif word == "月份":
            case.month = parse_month(value)
        elif word == "文件":
            file = value
        elif word == "图例文件":
            case.texts["图例.toml"] = value.replace("；", "\n")
        elif word in ("工作表", "隐藏的工作表"):
            sheet = value
            state = "visible" if word == "工作表" else "hidden"
            case.files.setdefault(file, {})[sheet] = Page([], [], {}, [], [], state)
        else:
            _add(case.files[file][sheet], word, value, line)
    return case


def _add(page: Page, word: str, value: str, line: str) -> None:
    if word == "合并":
        page.merges = value.split()
    elif word == "隐藏的行":
        page.hidden_rows = [int(each) for each in value.split()]
    elif word == "隐藏的列":
        page.hidden_columns = [int(each) for each in value.split()]
    else:
        row = len(page.rows) + 1
        cells = [each.strip() for each in line.split("|")]
        page.rows = [*page.rows, [_content(each) for each in cells]]
        for column, each in enumerate(cells, 1):
            if " ⇒ " in each:
                formula, _, result = each.partition(" ⇒ ")
                page.formulas = {
                    **page.formulas,
                    f"{column_letters(column)}{row}": (formula, _content(result) or ""),
                }


def _content(text: str) -> Content:
    if not text or " ⇒ " in text:
        return None
    if text.startswith("@"):
        return date.fromisoformat(text[1:])
    if text.startswith("'"):
        return text[1:]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def read_as(case: Case, folder: Path) -> str:
    """What the case is read as, in the words of the file."""
    month = folder / month_text(case.month)
    for file, pages in case.files.items():
        place = folder / file if file == "花名册.xlsx" else month / file
        write_book(place, pages)
    for name, text in case.texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return render(read_month(month, case.month))


def render(reading: Reading) -> str:
    """A reading as people, problems and the reading report."""
    held = {each.row_id for each in reading.problems if each.severity == "error"}
    lines = [
        " | ".join(
            (
                "待处理" if row["row_id"] in held else "读入",
                str(reading.cell(row["row_id"], "name")),
                *(str(row[name] or "") for name in ("name", "id_number", "program_id", "unit")),
                *(_days(row[name]) for name in ("required_days_h", "attended_days_h")),
                " ".join(f"{each['kind']}{days(each['days_h'])}" for each in row["leave"] or []),
                *(str(row[name] or "") for name in ("start_date", "end_date")),
            )
        ).rstrip("| ")
        for row in reading.roster.iter_rows(named=True)
    ]
    problems = [f"{each.severity} {each}" for each in reading.problems]
    return "\n".join([*lines, "", *problems, "", *map(_report, reading.sheets), ""])


def _days(days_h: int | None) -> str:
    return "" if days_h is None else ("-" if days_h < 0 else "") + days(days_h)


def _report(table: TableReading) -> str:
    parts = [f"{table.sheet or table.file} 表头{table.header_rows} 人员{table.data_range}"]
    parts += [*table.skipped, *(f"未用的列 {each}" for each in table.unused_columns), *table.notes]
    return "；".join(parts)
