"""`payroll evaluate`: the self-evaluation forms of the year's projects."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.parameters import MONTH, ledger_option, out_option, rates_option

if TYPE_CHECKING:
    from payroll.evaluation import Evaluation, Written

_NAME_WIDTH = 34


@click.command("evaluate", short_help="项目支出绩效自评。")
@click.option("--year", type=int, help="自评哪一年（默认：有结果的最后一年）。")
@click.option(
    "--as-of", type=MONTH, metavar="YYYY-MM", help="执行数算到哪个月（默认：有结果的最后一个月）。"
)
@rates_option
@out_option
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="把 run.json 的内容输出到屏幕。")
def command(
    year: int | None,
    as_of: date | None,
    rates: Path,
    out: Path,
    ledger: Path | None,
    as_json: bool,
) -> None:
    """项目支出绩效自评：每个项目一张自评表（执行率 10、产出 50、效益 30、满意度 10），
    写入 out/YYYY-自评/。

    在岗人数、发放完成率、达标率、按时、成本和执行率由核算结果算出（有台账的，只算已过账的月份），
    名单列在“依据”表里；
    满意度等算不出来的，写进标准文件夹的 budget/YYYY-自评.toml，没有写的留空并列名。
    退出状态：0 完成；2 文件有错（什么也不写）。

    \b
    例：
      payroll evaluate --year 2026
      payroll evaluate --as-of 2026-06
    """
    from payroll.evaluation import evaluate, write_evaluation
    from payroll.ledger.steps import books_if_any

    with books_if_any(out, ledger) as books:
        found = evaluate(rates, out, year, as_of, books)
    console.show_problems(found.problems, rest="绩效自评表.xlsx")
    written = write_evaluation(found, out)
    if as_json:
        console.say((written.folder / "run.json").read_text(encoding="utf-8").rstrip())
    else:
        _show(found, written, rates)


def _show(found: Evaluation, written: Written, rates: Path) -> None:
    """A row a project, then what to do about what is open."""
    from payroll.evaluation.hand import hand_file
    from payroll.money import percent, yuan
    from payroll.output.widths import shortened
    from payroll.period import month_title
    from payroll.terms import evaluation as words
    from payroll.terms.reconciliation import RESULTS_IN

    console.say(
        words.CONSOLE_TITLE.format(
            unit=found.budget.unit, year=found.budget.year, month=month_title(found.as_of)
        )
    )
    console.say()
    rows = [
        [
            shortened(each.project.name, _NAME_WIDTH),
            yuan(each.budget_fen),
            words.UNKNOWN if each.spent_fen is None else yuan(each.spent_fen),
            "—" if each.spent_fen is None else percent(each.spent_fen, each.budget_fen),
            yuan(each.score_h),
            yuan(each.judged_h),
            f"{len(each.open)}",
        ]
        for each in found.projects
    ]
    console.say(console.table(words.CONSOLE_HEADINGS, rows, right=range(1, 7)))
    console.say()
    console.say(RESULTS_IN.format(folder=written.folder))
    files = [[name, purpose] for name, purpose in words.PURPOSES.items() if name in written.files]
    console.say(console.table(["文件", "用途"], files))
    console.say()
    if any(each.open for each in found.projects):
        place = rates / hand_file(found.budget.year)
        console.say(words.CONSOLE_OPEN.format(file=words.TO_FILL, folder=place))
    else:
        console.say(words.CONSOLE_DONE)
