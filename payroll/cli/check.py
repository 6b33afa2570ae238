"""`payroll check`: read and judge a month's sheets, compute no pay, send back what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.parameters import month_argument, out_option, rates_option, rosters_option

if TYPE_CHECKING:
    from payroll.desk.checking import Checked, SentBack


@click.command("check", short_help="核对出勤表，写出退回稿。")
@month_argument
@rates_option
@rosters_option
@out_option
@click.option("--no-copies", is_flag=True, help="只看问题，不写退回稿。")
@click.pass_context
def command(
    ctx: click.Context, month: date, rates: Path, rosters: Path, out: Path, no_copies: bool
) -> None:
    """核对 YYYY-MM 的出勤表，不计算工资：列出全部问题，并为每个有问题的文件写一份退回稿。

    退回稿在 out/YYYY-MM-退回/：原表的副本，有问题的单元格涂色加批注，首页是退回说明，可以直接发回
    用人单位；CSV、xls 等不能加批注的，写一份退回清单。原表不改动。
    退出状态：0 没有错误；1 有错误；2 用法不对或标准文件有错。

    \b
    例：
      payroll check 2026-03
    """
    from payroll.desk.checking import check_month, write_returns

    checked = check_month(rosters, rates, month)
    console.show_problems(checked.problems, limit=None)
    _show_rows(checked, month)
    if not no_copies:
        _show_sent(checked, write_returns(checked, rosters, out, month))
    ctx.exit(1 if any(each.severity == "error" for each in checked.problems) else 0)


def _show_rows(checked: Checked, month: date) -> None:
    from payroll.period import month_title
    from payroll.terms import desk as words

    judged = checked.judged
    facts = {
        "read": len(judged.reading.roster),
        "files": len(set(judged.reading.roster["file"])),
        "accepted": len(judged.accepted),
        "held": len(judged.held),
        "withheld": len(judged.on_hold),
    }
    console.say(f"{month_title(month)}{words.CHECK_TITLE}")
    console.say(words.CHECKED_ROWS.format_map(facts))


def _show_sent(checked: Checked, sent: SentBack) -> None:
    from payroll.terms import desk as words

    if not checked.returns:
        console.say(words.NOTHING_RETURNED)
        return
    rows = [
        [each.file, str(each.errors), str(len(each.problems) - each.errors), sent.names[each.file]]
        for each in checked.returns
    ]
    headings = [words.FILE, *words.TREATMENTS.values(), words.RETURNED_AS]
    console.say()
    console.say(console.table(headings, rows, right=(1, 2)))
    console.say()
    console.say(words.RETURNED_TO.format(count=len(rows), folder=sent.folder))
