"""`payroll forecast`: how far the money goes, and what if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.chinese import wrapped
from payroll.cli.parameters import MONTH, ledger_option, out_option, rates_option
from payroll.terms import forecast as words

if TYPE_CHECKING:
    from payroll.forecast.bridge import BridgeStep
    from payroll.forecast.comparison import Comparison

_WIDTH = 100
_NAME = 34
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("forecast", short_help="测算资金。")
@click.option(
    "--from", "first", type=MONTH, help="从哪个月起测算（默认：最后发放月份的下一个月）。"
)
@click.option("--plan", "plan_file", type=_FILE, help="人数计划，.xlsx 或 .csv（默认：人不变）。")
@click.option(
    "--write-plan", type=_FILE, help="把采用的计划写成这个文件，改好再用 --plan；不测算。"
)
@click.option(
    "--what-if",
    "what_ifs",
    multiple=True,
    metavar="假设",
    help="一个方案，可重复；写法见下面的例子。",
)
@click.option("--heads", multiple=True, metavar="项目=人数@起月", help="一个人数方案，可重复。")
@click.option(
    "--link", "links", multiple=True, metavar="项目.工资项目,…", help="随基数变动的标准。"
)
@click.option("--book", type=_FILE, help="测算结果写到哪里（默认：--out 下的 测算.xlsx）。")
@rates_option
@out_option
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，键名固定，金额是文字。")
def command(
    first: date | None,
    plan_file: Path | None,
    write_plan: Path | None,
    what_ifs: tuple[str, ...],
    heads: tuple[str, ...],
    links: tuple[str, ...],
    book: Path | None,
    rates: Path,
    out: Path,
    ledger: Path | None,
    as_json: bool,
) -> None:
    """从已经发放的月份和人数计划，测算到 12 月：每月要多少钱、哪笔资金什么时候不够、
    最多能负担多少人、年底结余多少；几个方案并排比较，差额逐项说明。

    计划是一张小表（补贴项目、月份、人数、出勤率、新增人数），没有计划就是现在的人不变。
    有台账的，已过账的月份才算已发。测算数不能用来发放。
    退出状态：0 完成；2 用法、计划或标准文件有错（什么也不写）。

    \b
    例：
      payroll forecast
      payroll forecast --write-plan 计划.xlsx
      payroll forecast --plan 计划.xlsx --from 2026-04
      payroll forecast --what-if "甲项目.岗位补贴=2250@2026-07"
      payroll forecast --what-if "甲项目.岗位补贴=2250@2026-07;甲项目=512人@2026-09"
      payroll forecast --heads 甲项目=512@2026-04
      payroll forecast --what-if minimum_wage=2250@2026-07 --link 甲项目.岗位补贴
    """
    from payroll.forecast.comparison import compare
    from payroll.forecast.default_plan import default_plan
    from payroll.forecast.ground import read_ground
    from payroll.forecast.outlook import forecast
    from payroll.forecast.plan_file import read_plan
    from payroll.forecast.sentences import unstated_problems
    from payroll.forecast.suppositions import read_scenarios
    from payroll.ledger.steps import books_if_any

    with books_if_any(out, ledger) as books:
        ground = read_ground(rates, out, first, ledger=books)
    if plan_file is None:
        plan, problems = default_plan(ground)
    else:
        plan, problems = read_plan(plan_file, ground)
    found = [*ground.problems, *problems]
    if write_plan is not None:
        from payroll.forecast.plan_writing import write_plan as write

        write(write_plan, plan, ground)
        console.show_problems(found, limit=None)
        console.say(words.PLAN_WRITTEN.format(path=write_plan))
        return
    scenarios = read_scenarios(ground, what_ifs, heads, links)
    comparison = compare(forecast(ground, plan), scenarios)
    found += unstated_problems(comparison.base)
    from payroll.forecast.workbook import write_forecast_book

    path = book or out / words.BOOK
    write_forecast_book(comparison, path)
    console.show_problems(found, limit=None)
    if as_json:
        from payroll.forecast.record import comparison_record

        console.say_json(comparison_record(comparison, found))
        return
    for line in _report(comparison):
        console.say(line)
    console.say(words.WRITTEN.format(path=path))


def _report(comparison: Comparison) -> Iterator[str]:
    """Lines of the whole report."""
    from payroll.forecast.sentences import notes, span_remark

    ground = comparison.base.ground
    yield words.CONSOLE_TITLE.format(year=ground.year, remark=span_remark(ground))
    yield words.TAG
    yield ""
    yield words.FUNDS_TITLE
    yield _funds_table(comparison)
    yield ""
    yield words.PEOPLE_CARRIED
    yield _people_table(comparison)
    yield ""
    if comparison.variants:
        yield words.VARIANTS_TITLE
        yield from _variants_table(comparison)
        yield ""
    yield words.NOTES_TITLE
    for note in notes(comparison):
        first, *others = wrapped(note, _WIDTH)
        yield f"  {first}"
        yield from (f"    {line}" for line in others)
    yield ""


def _funds_table(comparison: Comparison) -> str:
    from payroll.amounts import percent, yuan
    from payroll.forecast.sentences import fund_state
    from payroll.output.widths import shortened

    rows = []
    for fund in comparison.base.funds:
        needed = fund.within_fen + fund.over_fen
        rows.append(
            [
                shortened(fund.project.name, _NAME),
                yuan(fund.budget_fen),
                yuan(fund.paid_fen),
                yuan(needed),
                percent(needed, fund.budget_fen),
                yuan(fund.gap_fen),
                fund_state(fund),
            ]
        )
    return console.table(words.FUNDS_TABLE, rows, right=range(1, 6))


def _people_table(comparison: Comparison) -> str:
    from payroll.amounts import yuan
    from payroll.forecast.sentences import people_text

    base = comparison.base
    rows = []
    for each in comparison.headcounts:
        planned = max(row.people for row in base.plan if row.program_id == each.program_id)
        cost_fen = sum(limit.monthly_fen + limit.again_fen for limit in each.limits)
        rows.append(
            [
                base.ground.program(each.program_id).name,
                f"{planned:,}",
                yuan(cost_fen) if each.limits else "",
                people_text(each),
                people_text(each, one_offs=False),
            ]
        )
    return console.table(words.PEOPLE_TABLE, rows, right=range(1, 5))


def _variants_table(comparison: Comparison) -> Iterator[str]:
    """What each scenario supposes, then its difference by program and in all, by cause."""
    from payroll.forecast.bridge import Effects
    from payroll.forecast.sentences import variant_names

    names = variant_names(comparison)
    for name, variant in zip(names, comparison.variants, strict=True):
        yield f"  {name}：{variant.scenario.text}"
    causes = [words.EFFECTS[each.name] for each in fields(Effects)]
    rows: list[list[str]] = []
    for name, variant in zip(names, comparison.variants, strict=True):
        steps = variant.steps
        for program in comparison.base.ground.programs:
            mine = [step for step in steps if step.program_id == program.id]
            if any(step.effects != Effects() for step in mine):
                rows.append([name, program.name, *_amounts(mine)])
        rows.append([name, words.TOTAL, *_amounts(steps)])
    headings = [*words.VARIANTS_TABLE, *causes]
    yield console.table(headings, rows, right=range(2, len(headings)))


def _amounts(steps: Sequence[BridgeStep]) -> list[str]:
    from payroll.amounts import yuan
    from payroll.forecast.bridge import Effects, total_effects

    effects = total_effects(steps)
    base = sum(step.base_fen for step in steps)
    after = base + effects.total_fen
    parts = [getattr(effects, each.name) for each in fields(Effects)]
    return [yuan(fen) for fen in (base, after, after - base, *parts)]
