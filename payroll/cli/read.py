"""`payroll read`: how one attendance sheet is understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.parameters import MONTH, rates_option

if TYPE_CHECKING:
    from payroll.survey import TableLine


@click.command("read", short_help="看一张出勤表读出了什么。")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.option("--month", type=MONTH, help="哪个月的出勤表（默认：文件所在的月份文件夹）。")
@rates_option
@click.pass_context
def command(ctx: click.Context, file: Path, month: date | None, rates: Path) -> None:
    """看一张出勤表读出了什么：表头、范围、第一人和最后一人、人数、没有读的行及原因、合计、符号。

    只看，不写任何文件。退出状态：0 没有错误；1 有错误。

    \b
    例：
      payroll read rosters/2026-03/北城街道.xlsx
      payroll read D:/收到的表/北城街道.xlsx --month 2026-03
    """
    from payroll.desk.looking import month_of, read_sheet
    from payroll.survey import table_lines

    month = month or month_of(file)
    if month is None:
        raise click.UsageError("不知道是哪个月的出勤表：请写 --month，例如 --month 2026-03。", ctx)
    reading = read_sheet(file, rates, month)
    errors = {each.row_id for each in reading.problems if each.severity == "error"}
    held = {row_id for row_id in errors if row_id is not None}
    for line in table_lines(reading, held):
        console.say(_told(line))
        console.say()
    console.show_problems(reading.problems, limit=None)
    ctx.exit(1 if errors else 0)


def _told(line: TableLine) -> str:
    """One table as a list of what was found in it."""
    from payroll.money import days
    from payroll.terms import desk as words

    table = line.table
    people = words.PEOPLE_READ.format(people=line.people)
    if line.held:
        people += words.PEOPLE_WITH_ERRORS.format(held=line.held)
    sums = words.SUMS_READ.format(
        required=days(line.required_days_h),
        attended=days(line.attended_days_h),
        leave=days(line.leave_days_h),
    )
    facts: list[tuple[str, tuple[str, ...]]] = [
        (words.HEADER_ROWS, (table.header_rows,)),
        (words.RANGE, (table.data_range,)),
        (words.FIRST_PERSON, (table.first_person,)),
        (words.LAST_PERSON, (table.last_person,)),
        (words.READ, (people,)),
        (words.SUMS, (sums,) if line.people else ()),
        (words.TOTALS, line.totals),
        (words.SKIPPED, table.skipped),
        (words.UNUSED, (words.BETWEEN.join(table.unused_columns),)),
        (words.NOTES, table.notes),
    ]
    place = console.shown("｜".join(filter(None, (table.file, table.sheet))))
    told = [
        f"  {_padded(label)}{console.shown(text)}"
        for label, texts in facts
        for text in texts
        if text
    ]
    return "\n".join([place, *told])


def _padded(label: str) -> str:
    from payroll.cli.chinese import display_width

    return label + " " * (_LABEL_WIDTH - display_width(label))


_LABEL_WIDTH = 18
