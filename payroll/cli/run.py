"""`payroll run`: a month's sheets and rates in, its payroll out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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
from payroll.cli.progress import progress_line

if TYPE_CHECKING:
    from payroll.output import Part, Written
    from payroll.output.month_payroll import MonthPayroll


_LISTED = "problems.csv"
_NOT_LISTED = "problems.csv（这次没有写，加上 --only problems 就写）"


@click.command("run", short_help="按月核算。")
@month_argument
@rates_option
@rosters_option
@out_option
@ledger_option
@click.option("--as-of", type=DATE, help="只承认这一天以前公布的标准（默认：已登记的全部标准）。")
@click.option(
    "--only",
    type=click.Choice(["lines", "charges", "problems", "books"]),
    multiple=True,
    help="只写其中几样：发放明细、资金归集、问题清单、工资表（可重复）。",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="财务部自己的模板（.xlsx），按表头填好，另存一份。",
)
@click.option("--strict", is_flag=True, help="有任何错误就什么也不写。")
@click.option("--json", "as_json", is_flag=True, help="把 run.json 的内容输出到屏幕。")
@click.pass_context
def command(
    ctx: click.Context,
    month: date,
    rates: Path,
    rosters: Path,
    out: Path,
    ledger: Path | None,
    as_of: date | None,
    only: tuple[Part, ...],
    template: Path | None,
    strict: bool,
    as_json: bool,
) -> None:
    """核算 YYYY-MM 一个月：读 rosters/YYYY-MM/ 里的出勤表和 rates/ 里的补贴标准，
    把工资表、发放明细、资金归集、问题清单写入 out/YYYY-MM/。

    有错误的行被搁置，其余照常核算；全部问题一次列出。
    退出状态：0 完成；1 完成但有行被搁置；2 用法不对或标准文件有错（什么也不写）。

    \b
    例：
      payroll run 2026-03
      payroll run 2026-03 --rosters D:/出勤表 --out D:/结果
      payroll run 2026-03 --template 财务模板.xlsx
    """
    from payroll.intake.children import prepare
    from payroll.period import month_text

    prepare(rosters / month_text(month))  # they start while this process imports what it needs
    from payroll.ledger.steps import books_if_any
    from payroll.month import Folders, compute_month
    from payroll.output import write_month

    effects = not only or "books" in only
    with books_if_any(out, ledger) as books, progress_line():
        folders = Folders(rates, rosters, out)
        payroll = compute_month(folders, month, as_of, effects=effects, ledger=books)
    stopped = any(item.severity == "error" for item in payroll.problems)
    if strict and stopped:
        console.show_problems(payroll.problems, limit=None)
        console.warn("有错误，按 --strict 的要求没有写入任何结果。请改正后再运行。")
        ctx.exit(1)
    listed = not only or "problems" in only
    console.show_problems(payroll.problems, rest=_LISTED if listed else _NOT_LISTED)
    with progress_line():
        written = write_month(payroll, out, only=only or None, template=template)
    console.show_problems(written.problems, limit=None)
    if as_json:
        console.say((written.folder / "run.json").read_text(encoding="utf-8").rstrip())
    else:
        _show(payroll, written, stopped=stopped, with_ledger=books is not None)
    ctx.exit(1 if stopped else 0)


def _show(payroll: MonthPayroll, written: Written, *, stopped: bool, with_ledger: bool) -> None:
    """The summary of the month and what to do next."""
    from payroll.money import yuan
    from payroll.output.totals import summary_rows
    from payroll.period import month_text, month_title
    from payroll.terms.outputs import purposes

    rows = [
        [
            total.program,
            f"{total.people:,}",
            yuan(total.net_fen),
            yuan(total.insurer_fen),
            yuan(total.cost_fen),
            total.share,
            f"{total.held:,}",
        ]
        for total in summary_rows(payroll)
    ]
    headings = [
        "补贴项目",
        "人数",
        "实发（元）",
        "保险（元）",
        "合计（元）",
        "占年度预算",
        "搁置行",
    ]
    console.say(f"{month_title(payroll.run_month)}核算结果")
    console.say()
    console.say(console.table(headings, rows, right=range(1, 7)))
    console.say()
    if not payroll.withheld.is_empty():
        people = payroll.withheld["id_number"].n_unique()
        console.say(f"暂缓发放 {people} 人：本月不发，应发的记为待发，见工资表备注和“阅读报告”。")
    if not with_ledger:
        console.say("无台账：不核对以前月份。")
    console.say(f"结果在 {written.folder}：")
    files = [[name, purpose] for name, purpose in purposes(list(written.files))]
    console.say(console.table(["文件", "用途"], files))
    if written.kept:
        console.say()
        console.say("文件夹里不是本次写出的文件原样保留：")
        for name in written.kept:
            console.say(f"  {console.shown(name)}")
    console.say()
    if stopped:
        console.say("有行被搁置：请按“问题”逐条改正出勤表（或标准），再运行一次。")
    elif with_ledger:
        month = month_text(payroll.run_month)
        console.say("没有行被搁置：请核对工资表和提醒，然后打印、送审。")
        console.say(f"下一步：payroll submit {month} --by 制表人")
    else:
        console.say("没有行被搁置：请核对工资表和提醒，然后打印、签字，交财务部。")
