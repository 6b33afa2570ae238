"""`payroll reconcile`: the budget against what was charged to it, as of a month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.parameters import MONTH, ledger_option, out_option, rates_option

if TYPE_CHECKING:
    from payroll.reconciliation import OwnPlan, Reconciliation, Written
    from payroll.reconciliation.execution import Execution

_NAME_WIDTH = 34


@click.command("reconcile", short_help="预算执行对账。")
@click.option(
    "--as-of", type=MONTH, metavar="YYYY-MM", help="对到哪个月（默认：有结果的最后一个月）。"
)
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="以后各月的人数计划，写法同 payroll forecast（默认：人不变）。",
)
@rates_option
@out_option
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="把 run.json 的内容输出到屏幕。")
def command(
    as_of: date | None,
    plan_file: Path | None,
    rates: Path,
    out: Path,
    ledger: Path | None,
    as_json: bool,
) -> None:
    """预算执行对账：每个项目、每笔资金的预算、调整、下达、支出、结余和进度，
    按月、科目、单位、个人都对到分，写入 out/YYYY-MM-对账/。

    有台账的，以已过账的为已发，没有过账的月份不算；没有台账的，读 out/YYYY-MM/ 里的 lines.csv
    和 charges.csv，两个文件对不上、缺一个或核算以后被改动过，就什么也不写。
    没有预算的支出和没有支出的预算都会列出来。
    退出状态：0 完成；2 文件有错（什么也不写）。

    \b
    例：
      payroll reconcile
      payroll reconcile --as-of 2026-03
    """
    from payroll.ledger.steps import books_if_any
    from payroll.reconciliation import reconcile, write_reconciliation

    own_plan = None if plan_file is None else _own_plan(plan_file)
    with books_if_any(out, ledger) as books:
        found = reconcile(rates, out, as_of, own_plan, books)
    console.show_problems(found.problems, rest="预算执行对账.xlsx")
    written = write_reconciliation(found, out)
    if as_json:
        console.say((written.folder / "run.json").read_text(encoding="utf-8").rstrip())
    else:
        _show(found, written)


def _own_plan(path: Path) -> OwnPlan:
    from payroll.forecast.plan_file import read_plan
    from payroll.reconciliation import OwnPlan

    return OwnPlan(path.name, lambda ground: read_plan(path, ground))


def _show(found: Reconciliation, written: Written) -> None:
    """The table of the projects, what ties, and where the files are."""
    from payroll.money import yuan
    from payroll.period import month_title
    from payroll.terms import reconciliation as words

    elsewhere = [row for row in found.rows if row.standing == "elsewhere"]
    console.say(
        words.CONSOLE_TITLE.format(
            unit=found.budget.unit, year=found.budget.year, month=month_title(found.as_of)
        )
    )
    console.say()
    amounts = _amounts(found)
    headings = [words.CONSOLE_PROJECT, *amounts.values(), *words.CONSOLE_RATIOS]
    console.say(console.table(headings, _rows(found, amounts), right=range(1, len(headings))))
    if elsewhere:
        budget = yuan(sum(row.budget_fen for row in elsewhere))
        console.say(words.ELSEWHERE.format(count=len(elsewhere), budget=budget))
    console.say()
    for line in _outlook(found):
        console.say(line)
    console.say(words.TIED.format(total=yuan(found.totals["charges"])))
    verdicts = [tie.verdict for tie in found.ties]
    console.say(
        words.TIES.format(
            holds=verdicts.count("holds"),
            tails=verdicts.count("tail"),
            broken=len(verdicts) - verdicts.count("holds") - verdicts.count("tail"),
        )
    )
    console.say(words.RESULTS_IN.format(folder=written.folder))
    files = [[name, purpose] for name, purpose in words.PURPOSES.items() if name in written.files]
    console.say(console.table(["文件", "用途"], files))


def _outlook(found: Reconciliation) -> list[str]:
    """Projects that the rest of the year overspends, or that none does, or why nothing is said."""
    from payroll.money import yuan
    from payroll.period import month_text
    from payroll.terms import reconciliation as words

    outlook = found.outlook
    if not outlook.months:
        return [outlook.remark]
    short = [
        words.FORECAST_SHORT.format(
            project=row.project,
            short=yuan(-left_fen),
            month=month_text(outlook.runs_out.get(row.project, found.as_of)),
        )
        for row in found.rows
        if row.standing == "payroll"
        and (left_fen := row.left_fen - outlook.rest_fen(row.project)) < 0
    ]
    basis = words.BY_PLAN if outlook.by_plan else words.BY_PEOPLE
    return short or [words.FORECAST_ENOUGH.format(basis=basis)]


def _amounts(found: Reconciliation) -> dict[str, str]:
    """The amounts of a project that are shown, with their headings."""
    from payroll.terms import reconciliation as words

    changed = bool(found.budget.adjustments or found.budget.releases)
    return {
        name: heading
        for name, heading in words.CONSOLE_AMOUNTS.items()
        if changed or name not in words.CONSOLE_CHANGES
    }


def _rows(found: Reconciliation, amounts: Collection[str]) -> list[list[str]]:
    """A row a project of the payroll or without a budget, then their total."""
    from payroll.money import yuan
    from payroll.output.widths import shortened
    from payroll.reconciliation.overview_sheet import total_ratios
    from payroll.terms import reconciliation as words

    shown = [row for row in found.rows if row.standing != "elsewhere"]
    rows = [
        [
            shortened(_name(row), _NAME_WIDTH),
            *("—" if (fen := getattr(row, name)) is None else yuan(fen) for name in amounts),
            *_percents((row.rate, row.progress, row.gap)),
        ]
        for row in shown
    ]
    sums = [yuan(sum(getattr(row, name) or 0 for row in shown)) for name in amounts]
    total = [words.TOTAL, *sums, *_percents([ratio for _, ratio in total_ratios(shown)])]
    return [*rows, total]


def _name(row: Execution) -> str:
    """The project; of money without a budget also its fund, for the project may be there twice."""
    from payroll.reconciliation.overview_sheet import fund_text
    from payroll.terms import reconciliation as words

    name = row.project or words.NO_PROJECT
    return (
        words.OF_FUND.format(project=name, fund=fund_text(row))
        if row.standing == "unbudgeted"
        else name
    )


def _percents(ratios: Sequence[Fraction | None]) -> list[str]:
    """Ratios as percentages, `—` where there is none; the last one with its sign."""
    from payroll.money import yuan
    from payroll.reconciliation.tables import e4

    values = [e4(ratio) for ratio in ratios]
    texts = ["—" if value is None else f"{yuan(value, grouped=False)} %" for value in values]
    if (values[-1] or 0) > 0:
        texts[-1] = f"+{texts[-1]}"
    return texts
