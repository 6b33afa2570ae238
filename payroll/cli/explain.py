"""`payroll explain`: how one person's pay of a month came about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.parameters import (
    DATE,
    ledger_option,
    month_argument,
    out_option,
    rates_option,
    rosters_option,
)


@click.command("explain", short_help="说明一个人的钱是怎样算出来的。")
@month_argument
@click.argument("who", metavar="身份证号|姓名")
@rates_option
@rosters_option
@out_option
@ledger_option
@click.option("--as-of", type=DATE, help="只承认这一天以前公布的标准（默认：已登记的全部标准）。")
@click.pass_context
def command(
    ctx: click.Context,
    month: date,
    who: str,
    rates: Path,
    rosters: Path,
    out: Path,
    ledger: Path | None,
    as_of: date | None,
) -> None:
    """说明一个人在 YYYY-MM 的每一笔钱怎样算出来：出处、天数、算式、依据、资金和口径。

    不写任何文件。同名的人都列出；身份证号只显示后四位。

    \b
    例：
      payroll explain 2026-03 张三
      payroll explain 2026-03 140581199001010006
    """
    from payroll.explanation import explanations
    from payroll.ledger.steps import books_if_any
    from payroll.month import Folders, compute_month

    with books_if_any(out, ledger) as books:
        folders = Folders(rates, rosters, out)
        payroll = compute_month(folders, month, as_of, effects=False, ledger=books)
    told = explanations(payroll, who)
    if not told:
        console.warn("这个月的出勤表里没有这个人。请核对月份、姓名（或 18 位身份证号）后再试。")
        ctx.exit(1)
    console.say("\n\n".join(told))
