"""Arguments and options that several commands share, with the words they are explained in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from payroll.period import parse_month

_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


class MonthParameter(click.ParamType[date]):
    """A month written YYYY-MM, as the date of its first day."""

    name = "YYYY-MM"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The first day of the month; a Chinese usage error for anything else."""
        if isinstance(value, date):
            return value
        try:
            return parse_month(value)
        except ValueError:
            self.fail(f"{value} 不是月份。月份写成 YYYY-MM，例如 2026-03。", param, ctx)


class DayParameter(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day; a Chinese usage error for anything else."""
        if isinstance(value, date):
            return value
        if _DAY.fullmatch(value) is None:
            self.fail(f"{value} 不是日期。日期写成 YYYY-MM-DD，例如 2026-03-31。", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 这一天不存在，请核对日期。", param, ctx)


MONTH = MonthParameter()
DATE = DayParameter()
FOLDER = click.Path(path_type=Path, file_okay=False)
"""A folder; whether it must exist is for the stage that reads it to say."""

month_argument = click.argument("month", type=MONTH, metavar="YYYY-MM")
rates_option = click.option(
    "--rates", type=FOLDER, default="rates", show_default=True, help="补贴标准所在的文件夹。"
)
rosters_option = click.option(
    "--rosters", type=FOLDER, default="rosters", show_default=True, help="出勤表所在的文件夹。"
)
out_option = click.option(
    "--out", type=FOLDER, default="out", show_default=True, help="结果写入的文件夹。"
)
