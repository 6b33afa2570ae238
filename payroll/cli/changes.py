"""`payroll changes`: why this month's total is not last month's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.parameters import month_argument, out_option


@click.command("changes", short_help="本月与上月相差的原因。")
@month_argument
@out_option
def command(month: date, out: Path) -> None:
    """说明 YYYY-MM 的合计为什么与上月不同，每分钱归入一个原因：
    新上岗、离开、暂缓、标准、天数、补发追回、一次性。

    读 out/ 里两个月的结果，写出 out/变动说明_YYYY-MM.xlsx；
    提醒审批前应核对的换卡、共用卡和金额突变。

    \b
    例：
      payroll changes 2026-03
    """
    import polars as pl

    from payroll.changes import bridge, find_change_problems, read_payments, write_changes
    from payroll.changes.bridge import CAUSES
    from payroll.changes.reading import read_cards, read_on_hold
    from payroll.money import yuan
    from payroll.period import last_month, month_title
    from payroll.terms.changes import CAUSE_TITLES

    before = last_month(month)
    was, now = read_payments(out, before), read_payments(out, month)
    found = bridge(was, now, pl.concat([read_on_hold(out, before), read_on_hold(out, month)]))
    console.show_problems(
        find_change_problems(was, now, read_cards(out, before), read_cards(out, month)), rest=""
    )
    programs = found.programs
    amounts = ["before_fen", *(f"{cause}_fen" for cause in CAUSES), "after_fen"]
    titles = [month_title(before), *CAUSE_TITLES.values(), month_title(month)]
    rows = [
        [title, *(yuan(fen) for fen in programs[name]), yuan(sum(programs[name]))]
        for title, name in zip(titles, amounts, strict=True)
    ]
    headings = ["原因（元）", *programs["program"], "合计"]
    console.say(console.table(headings, rows, right=range(1, len(headings))))
    console.say()
    console.say(f"已写出 {write_changes(found, before, month, out)}")
