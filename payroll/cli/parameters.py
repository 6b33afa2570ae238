"""Arguments and options that several commands share, with the words they are explained in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from payroll.period import parse_month

_ID_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_OPENING = re.compile(r"opening(-[0-9]{1,3})?")
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


class SubjectParameter(click.ParamType[str]):
    """What is approved and posted: a month, or the opening entries of the ledger."""

    name = "YYYY-MM"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The month as text, or `opening`; a Chinese usage error for anything else."""
        if _OPENING.fullmatch(value):
            return value
        try:
            return f"{parse_month(value):%Y-%m}"
        except ValueError:
            self.fail(
                f"{value} 不是月份。月份写成 YYYY-MM，例如 2026-04；期初写 opening。", param, ctx
            )


class IdNumberParameter(click.ParamType[str]):
    """An ID number of 18 characters with the right check digit."""

    name = "身份证号"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The number, X upper-case; a Chinese usage error, without the number, for another text."""
        from payroll.identity import check_digit

        number = "".join(value.split()).upper()
        shown = f"尾号 {number[-4:]}" if len(number) > 8 else "这"
        if not _ID_NUMBER.fullmatch(number):
            self.fail(f"{shown} 不是 18 位身份证号，请核对。", param, ctx)
        if check_digit(number[:-1]) != number[-1]:
            self.fail(f"{shown} 的校验位不对，请核对有没有抄错。", param, ctx)
        return number


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

subject_argument = click.argument("subject", type=SubjectParameter(), metavar="YYYY-MM|opening")
ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help="台账文件（默认：结果文件夹旁边的 ledger.db）。",
)
by_option = click.option("--by", metavar="姓名", required=True, help="办理人的姓名，记入台账。")
