"""`payroll rates`: the rates of a day and all that is unconfirmed; `payroll rates check`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli.chinese import wrapped
from payroll.cli.console import say, table
from payroll.cli.parameters import DATE, FOLDER, rates_option

if TYPE_CHECKING:
    from payroll.rates import RateBook
    from payroll.rates.model import ChargedTo, Program
    from payroll.rates.overview import ComponentToday

WIDTH = 100
_HEADINGS = ("工资项目", "收款方", "标准（元）", "发放", "折算", "起止", "状态")
_AMOUNT = 2


@click.group(invoke_without_command=True)
@click.option("--on", type=DATE, help="查看哪一天执行的标准，不写就是今天。")
@rates_option
@click.pass_context
def command(ctx: click.Context, on: date | None, rates: Path) -> None:
    """查看某日执行的补贴标准、依据和待确认事项。

    \b
    例：
      payroll rates                    今天执行的标准
      payroll rates --on 2026-03-31    某一天执行的标准
      payroll rates check              检查标准文件有没有写错
    """
    if ctx.invoked_subcommand is not None:
        return
    from payroll.rates import load_rates

    day = datetime.now().astimezone().date() if on is None else on
    for line in overview_lines(load_rates(rates), day):
        say(line)


@command.command()
@click.option("--rates", type=FOLDER, help="补贴标准所在的文件夹。")
@click.pass_context
def check(ctx: click.Context, rates: Path | None) -> None:
    """检查标准文件：列出每一处问题；没有问题的，说有多少条标准、哪些标准调整过。

    \b
    例：
      payroll rates check
    """
    from payroll.budget import budget_years, load_budget
    from payroll.rates import load_rates

    assert ctx.parent is not None  # noqa: S101  (click runs a subcommand below its group)
    folder = rates or ctx.parent.params["rates"]
    book = load_rates(folder)
    for year in budget_years(folder):  # programs are charged to projects that must exist
        load_budget(folder, year, book.programs)
    entries = sum(len(item.rates) for program in book.programs for item in program.components)
    years = "、".join(str(year) for year in book.calendar_sources)
    say(f"标准文件没有问题：{len(book.programs)} 个补贴项目，{entries} 条标准；日历有 {years} 年。")
    for line in movement_lines(book):
        say(line)


def movement_lines(book: RateBook) -> Iterator[str]:
    """Every amount that took the place of another, with the pay item that it was given to."""
    from payroll.money import yuan
    from payroll.rates.movements import movements

    rows = [
        (
            moved.program.name,
            f"{moved.component.name}（{moved.rating}）" if moved.rating else moved.component.name,
            f"{moved.since}",
            yuan(moved.before_fen),
            yuan(moved.after_fen),
            moved.source,
        )
        for moved in movements(book)
    ]
    if rows:
        yield ""
        yield "调整过的标准，请核对是不是记在该调的工资项目下面："
        headings = ("补贴项目", "工资项目", "从", "原标准（元）", "改为（元）", "依据")
        yield from table(headings, rows, right=[3, 4]).splitlines()


def overview_lines(book: RateBook, day: date) -> Iterator[str]:
    """Lines of the whole page: every program, then everything unconfirmed."""
    from payroll.rates.overview import components_on

    yield f"{day} 执行的补贴标准"
    for program in book.programs:
        yield ""
        yield f"{program.name}（{program.file}）"
        yield from _program_lines(components_on(book, program, day))
        yield from _charged_lines(program, day)
    yield ""
    yield from _pending_lines(book)


def _program_lines(components: list[ComponentToday]) -> Iterator[str]:
    rows = [
        (item.name, item.payee, item.amount, item.per, item.proration, item.days, item.status)
        for item in components
    ]
    yield from _indented(table(_HEADINGS, rows, right=[_AMOUNT]).splitlines())
    sources: dict[str, list[str]] = {}
    for item in components:
        if item.source:
            sources.setdefault(item.source, []).append(item.name)
    for source, names in sources.items():
        yield from _paragraph(f"{'、'.join(names)}依据：{source}")


def _charged_lines(program: Program, day: date) -> Iterator[str]:
    def pays(window: ChargedTo) -> bool:
        return window.first <= day.replace(day=1) <= window.last

    projects = [window.project for window in program.charged_to if pays(window)]
    yield from _paragraph(f"列支项目：{'、'.join(projects) or '这个月没有'}")


def _pending_lines(book: RateBook) -> Iterator[str]:
    from payroll.rates.pending import grouped

    items = book.pending()
    if not items:
        yield "没有待确认事项。"
        return
    yield f"待确认和推定的事项（{len(items)} 项）"
    for group in grouped(items):
        yield ""
        yield from _paragraph(f"{'、'.join(group.places)}：{group.value}［{group.status}］")
        yield from _paragraph(f"项目：{'、'.join(group.programs)}", deeper=2)
        yield from _paragraph(f"依据：{group.source}", deeper=2)


def _paragraph(text: str, deeper: int = 0) -> Iterator[str]:
    indent = 2 + deeper
    first, *others = wrapped(text, WIDTH - indent - 2)
    yield " " * indent + first
    for line in others:
        yield " " * (indent + 2) + line


def _indented(lines: list[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
