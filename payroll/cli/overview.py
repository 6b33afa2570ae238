"""`payroll status` and `payroll log`: how far every month is, and every step ever taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.clock import local
from payroll.cli.parameters import ledger_option, out_option

if TYPE_CHECKING:
    from payroll.ledger.overview import Standing


@click.command("status")
@out_option
@ledger_option
def status(out: Path, ledger: Path | None) -> None:
    """每个月办到哪一步、每个项目多少钱。

    \b
    例：
      payroll status
    """
    from payroll.ledger.life import first_open_month
    from payroll.ledger.overview import overview
    from payroll.ledger.steps import open_books
    from payroll.period import month_text
    from payroll.terms.ledger import DIFFERENT_PEOPLE, SINGLE_PERSON

    with open_books(out, ledger) as books:
        rows = [row for standing in overview(books) for row in _rows(standing)]
        mode = SINGLE_PERSON if books.ledger.single_person else DIFFERENT_PEOPLE
        console.say(f"台账自 {month_text(books.ledger.starts)} 起；{mode}。")
        if rows:
            headings = ["月份", "状态", "补贴项目", "人数", "实发（元）", "保险（元）", "办理"]
            console.say()
            console.say(console.table(headings, rows, right=(3, 4, 5)))
            console.say()
        console.say(f"下一个应当过账的月份：{month_text(first_open_month(books.ledger))}")
        console.say(f"台账校验码：{books.ledger.head().text}")


@click.command("log")
@click.option("--last", type=click.IntRange(1), metavar="条数", help="只看最后几条。")
@out_option
@ledger_option
def log(last: int | None, out: Path, ledger: Path | None) -> None:
    """台账里的每一步：谁、什么时候、做了什么、为什么。

    \b
    例：
      payroll log
      payroll log --last 20
    """
    from payroll.ledger.steps import open_books
    from payroll.terms.ledger import SINGLE_PERSON, STEPS

    with open_books(out, ledger) as books:
        events = books.ledger.events()
    rows = [
        [
            str(event.seq),
            local(event.at),
            event.subject,
            STEPS[event.kind] + (f"（{SINGLE_PERSON}）" if event.single_person else ""),
            event.actor,
            event.hash[:16],
            event.reason,
        ]
        for event in events[-last if last else 0 :]
    ]
    headings = ["序号", "时间", "月份", "步骤", "办理人", "校验码", "原因"]
    console.say(console.table(headings, rows, right=[0]))


def _rows(standing: Standing) -> Iterator[list[str]]:
    """A row a program; the month, its state and its steps stand in the first."""
    from payroll.amounts import yuan
    from payroll.terms.ledger import OPENING_TITLE, STATES, STEPS, VOID

    life = standing.life
    state = STATES[life.state] + (VOID if standing.void else "")
    if life.last is not None and life.last.kind == "return":
        state += f"（退回：{life.last.reason}）"
    if standing.held:
        state += f"（搁置 {standing.held} 行）"
    steps = "；".join(
        f"{STEPS[kind]} {who} {local(at)[5:10]}" for kind, who, at in standing.signed_by
    )
    subject = life.subject if life.subject[0] == "2" else f"{OPENING_TITLE}（{life.subject}）"
    first = [subject, state]
    for total in standing.programs:
        figures = [f"{total.people:,}", yuan(total.net_fen), yuan(total.insurer_fen)]
        yield [*first, total.program, *figures, steps]
        first, steps = ["", ""], ""
    if not standing.programs:
        yield [*first, "", "", "", "", steps]


commands = {"status": status, "log": log}
