"""The sheet a unit fills in: its people, the days of the month, drop-downs, sums, a legend.

What it looks like follows from how it is read: the unit and the month stand in the title, days are
columns, rest days are named in the second heading row, the legend stands at the foot.  What the
printed sheet does not need (cards, dates of the post) stands right of it, outside the print area.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from payroll.desk.kit_looks import DAY_WIDTH, LEAVE_WIDTH, LOOKS, WIDTHS
from payroll.desk.kit_marks import (
    CHOICES,
    LEAVE_MARKS,
    MARKS,
    RESTED,
    WORKED,
    count_formula,
    counted,
)
from payroll.desk.kit_people import KitPerson
from payroll.output.book import book_in
from payroll.output.plain_text import plain
from payroll.period import month_end, month_title
from payroll.terms import desk as words
from payroll.terms.headings import CANONICAL

SPARE_ROWS = 5
"""Empty rows for people who are new."""
TITLE, SAID, HEADING, WEEKDAYS, FIRST = 0, 1, 2, 3, 4
_BEFORE = ("serial", "name", "id_number", "program_seen")
_SUMS = ("required_days_h", "attended_days_h", *(f"leave.{kind}" for kind in LEAVE_MARKS), "note")
_BESIDE = ("unit", "card_number", "bank", "start_date", "end_date")
_EMPTY_RESULT = re.compile(rb'<c (r="[A-Z]+[0-9]+" s="[0-9]+")>(<f>[^<]*</f>)<v></v></c>')


@dataclass(frozen=True)
class Kit:
    """One unit's sheet of a month."""

    unit: str
    month: date
    people: Sequence[KitPerson]
    programs: Sequence[str]
    """Names that a new person's program may have."""
    rest_days: frozenset[int]
    marks: Sequence[Sequence[str]] = field(default=())
    """Marks of each person, day by day, where they are known already."""

    @property
    def days(self) -> list[date]:
        """Every day of the month."""
        last = month_end(self.month).day
        return [self.month.replace(day=1) + timedelta(offset) for offset in range(last)]


def kit_book(kit: Kit) -> bytes:
    """The workbook of one unit."""
    content = io.BytesIO()
    title = words.KIT_TITLE.format(unit=kit.unit, month=month_title(kit.month))
    with book_in(content, kit.month, title) as book:
        book.workbook.calc_on_load = False  # the stored values are right
        _Page(kit, book.workbook, title).lay_out()
    return _with_empty_results(content)


def _with_empty_results(content: io.BytesIO) -> bytes:
    """The workbook with `""` stored as the result of formulas that give it.

    XlsxWriter writes no type for that one result, which then reads as never calculated.
    """
    target = io.BytesIO()
    with ZipFile(content) as source, ZipFile(target, "w") as copy:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                part = _EMPTY_RESULT.sub(rb'<c \1 t="str">\2<v></v></c>', part)
            copy.writestr(ZipInfo(entry.filename, entry.date_time), part, ZIP_DEFLATED)
    return target.getvalue()


_LONGEST_CHOICES = 255
"""Characters of a drop-down's list, as spreadsheets allow them."""


class _Page:
    """The sheet while it is being laid out; rows and columns count from 0."""

    def __init__(self, kit: Kit, workbook: Workbook, title: str) -> None:
        self._kit = kit
        self._title = title
        self._sheet: Worksheet = workbook.add_worksheet(f"{kit.month.month}月")
        self._looks: dict[str, Format] = {
            name: workbook.add_format(look) for name, look in LOOKS.items()
        }
        self._first_day = len(_BEFORE)
        self._after_days = self._first_day + len(kit.days)
        fields = (*_BEFORE, *("" for _ in kit.days), *_SUMS, *_BESIDE)
        self._columns = {name: column for column, name in enumerate(fields) if name}
        self._last_row = FIRST + len(kit.people) + SPARE_ROWS - 1

    def lay_out(self) -> None:
        """Everything, from the title to the print set-up."""
        self._write_head()
        for number in range(len(self._kit.people) + SPARE_ROWS):
            self._write_row(number)
        self._write_foot()
        self._guard()
        self._set_up_page()

    def _text(self, row: int, column: int, text: str, look: str) -> None:
        self._sheet.write_string(row, column, plain(text), self._looks[look])

    def _fill(self, row: int, column: int, text: str, look: str) -> None:
        """Write text, or leave the cell to be filled in."""
        if text:
            self._text(row, column, text, look)
        else:
            self._sheet.write_blank(row, column, None, self._looks[look])

    def _over(self, rows: tuple[int, int], columns: tuple[int, int], text: str, look: str) -> None:
        """Write text over a merged range."""
        place = (rows[0], columns[0], rows[1], columns[1])
        self._sheet.merge_range(*place, "", self._looks[look])
        self._text(rows[0], columns[0], text, look)

    @property
    def _printed(self) -> int:
        """The last column that is printed."""
        return self._columns["note"]

    def _write_head(self) -> None:
        over = (0, self._printed)
        self._over((TITLE, TITLE), over, self._title, "title")
        self._sheet.set_row(TITLE, 30)
        said = words.KIT_SAID.format(unit=self._kit.unit)
        self._over((SAID, SAID), over, said, "said")
        self._sheet.set_row(SAID, 20)
        for name, column in self._columns.items():
            self._over((HEADING, WEEKDAYS), (column, column), CANONICAL[name], "heading")
            self._sheet.set_column(column, column, WIDTHS.get(name, LEAVE_WIDTH))
        for column, day in enumerate(self._kit.days, self._first_day):
            rests = day.day in self._kit.rest_days
            look = "rest_heading" if rests else "heading"
            self._sheet.write_number(HEADING, column, day.day, self._looks[look])
            weekday = RESTED if rests else words.KIT_WEEKDAYS[day.weekday()]
            self._text(WEEKDAYS, column, weekday, look)
        self._sheet.set_column(self._first_day, self._after_days - 1, DAY_WIDTH)
        self._sheet.set_row(HEADING, 26)
        self._sheet.set_row(WEEKDAYS, 26)

    def _write_row(self, number: int) -> None:
        row = FIRST + number
        people = self._kit.people
        person = people[number] if number < len(people) else None
        marks = self._kit.marks[number] if number < len(self._kit.marks) else ()
        self._sheet.set_row(row, 28)
        self._sheet.write_number(row, 0, number + 1, self._looks["locked"])
        for name in (*_BEFORE[1:], "note", *_BESIDE):
            self._write_field(row, name, person)
        for offset, day in enumerate(self._kit.days):
            look = "rest_mark" if day.day in self._kit.rest_days else "mark"
            self._fill(row, self._first_day + offset, marks[offset] if marks else "", look)
        self._write_sums(row, marks, known=person is not None)

    def _write_field(self, row: int, name: str, person: KitPerson | None) -> None:
        column = self._columns[name]
        value = getattr(person, name.replace("program_seen", "program"), None)
        if name == "unit" and person is not None:
            value = self._kit.unit
        look = "date" if name.endswith("_date") else "text"
        if isinstance(value, date):
            midnight = datetime.combine(value, time.min)
            self._sheet.write_datetime(row, column, midnight, self._looks[look])
        else:
            self._fill(row, column, value or "", look)

    def _write_sums(self, row: int, marks: Sequence[str], *, known: bool) -> None:
        """The counts of the row.  Without marks they are nothing, not 0: nobody filled it in.

        The required days are a number and no formula: the unit may change it, and it outlives
        programs that keep no results.  Left out, it is the working days of the calendar.
        """
        required = (row, self._columns["required_days_h"])
        if known:
            working = len(self._kit.days) - len(self._kit.rest_days)
            self._sheet.write_number(*required, working, self._looks["required"])
        else:
            self._sheet.write_blank(*required, None, self._looks["required"])
        area = xl_range(row, self._first_day, row, self._after_days - 1)
        counts = {"attended_days_h": WORKED}
        counts |= {f"leave.{kind}": mark for kind, mark in LEAVE_MARKS.items()}
        for name, mark in counts.items():
            formula = f'=IF(COUNTA({area})=0,"",{count_formula(area, mark)})'
            # An empty text where there is nothing to count.
            value: Any = counted(marks, mark) if any(marks) else ""
            look = self._looks["sum"]
            self._sheet.write_formula(row, self._columns[name], formula, look, value)

    def _write_foot(self) -> None:
        meanings = words.KIT_LEGEND_BETWEEN.join(
            words.KIT_LEGEND_MARK.format(mark=mark, meaning=meaning)
            for mark, meaning in MARKS.items()
        )
        feet = (
            (words.KIT_LEGEND.format(marks=meanings), "foot", 20),
            (words.KIT_HALVES, "foot", 20),
            (words.KIT_SIGNATURES, "sign", 34),
        )
        for row, (text, look, height) in enumerate(feet, self._last_row + 1):
            self._over((row, row), (0, self._printed), text, look)
            self._sheet.set_row(row, height)

    def _guard(self) -> None:
        """Drop-downs, a colour for what is still to be filled in, and a lock on everything else."""
        days = (FIRST, self._first_day, self._last_row, self._after_days - 1)
        self._sheet.data_validation(
            *days,
            {
                "validate": "list",
                "source": list(CHOICES),
                "error_type": "warning",
                "input_title": words.KIT_INPUT_TITLE,
                "input_message": words.KIT_INPUT,
                "error_message": words.KIT_ERROR,
            },
        )
        program = self._columns["program_seen"]
        choices = {"validate": "list", "source": list(self._kit.programs), "error_type": "warning"}
        if len(",".join(self._kit.programs)) <= _LONGEST_CHOICES:
            self._sheet.data_validation(FIRST, program, self._last_row, program, choices)
        first = xl_range(FIRST, self._first_day, FIRST, self._first_day).partition(":")[0]
        weekday = f"{first[: -len(str(FIRST + 1))]}${WEEKDAYS + 1}"
        criteria = f'=AND($B{FIRST + 1}<>"",{first}="",{weekday}<>"{RESTED}")'
        self._sheet.conditional_format(
            *days, {"type": "formula", "criteria": criteria, "format": self._looks["to_fill"]}
        )
        self._sheet.protect(
            "", {"format_cells": True, "format_columns": True, "format_rows": True, "sort": True}
        )

    def _set_up_page(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, self._last_row + 3, self._printed)
        sheet.repeat_rows(HEADING, WEEKDAYS)
        sheet.freeze_panes(FIRST, 2)
        sheet.hide_gridlines(2)
        sheet.set_footer(words.KIT_FOOTER.format(unit=plain(self._kit.unit).replace("&", "&&")))
