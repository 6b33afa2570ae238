"""`payroll submit`, `review`, `approve`, `return`, `post`, `close`: the life of a month.

Nothing here imports Polars or a workbook library: a month is posted by the standard library.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payroll.cli import console
from payroll.cli.clock import now
from payroll.cli.parameters import by_option, ledger_option, out_option, subject_argument

if TYPE_CHECKING:
    from payroll.ledger.records import Kind
    from payroll.ledger.steps import Books, Taken

_HELP = {
    "submit": """制表送审 YYYY-MM：核对 out/YYYY-MM/ 的每个文件，把这次结果交去复核。

    送审以后结果有任何改动，审核就失效，要重新送审。

    \b
    例：
      payroll submit 2026-04 --by 张三
    """,
    "review": """复核 YYYY-MM。复核人不能是制表人。

    \b
    例：
      payroll review 2026-04 --by 李四
    """,
    "approve": """审批 YYYY-MM。审批人不能是制表人或复核人。

    \b
    例：
      payroll approve 2026-04 --by 王五
    """,
    "return": """退回 YYYY-MM：审核作废，改好后重新送审。已经过账的月份不能退回。

    \b
    例：
      payroll return 2026-04 --by 李四 --reason 北城街道出勤表有误
    """,
    "post": """过账 YYYY-MM：把审批过的结果记入台账。

    一次全部记入，中断了就什么也没有记；记入以后永不改动，差错在以后月份补发或追回。

    \b
    例：
      payroll post 2026-04 --by 张三
    """,
    "close": """结账 YYYY-MM：这个月全部办完。

    还有钱没有付到的照样结账，但会提醒；结账以后仍可登记银行回单、重发。

    \b
    例：
      payroll close 2026-04 --by 张三
    """,
}


def _step_command(kind: Kind) -> click.Command:
    """The command that takes one kind of step."""

    @subject_argument
    @by_option
    @_reason_option(needed=kind == "return")
    @out_option
    @ledger_option
    def taking(subject: str, by: str, reason: str, out: Path, ledger: Path | None) -> None:
        from payroll.bank.dues import find_unpaid_problems
        from payroll.ledger.steps import open_books, take_step

        with open_books(out, ledger) as books:
            taken = take_step(books, kind, subject, actor=by, at=now(), reason=reason)
            problems = list(taken.problems)
            if kind == "close":
                problems += find_unpaid_problems(books.ledger, taken.event.subject)
            console.show_problems(problems)
            _show(books, taken)

    return click.command(kind, help=_HELP[kind])(taking)


def _reason_option(*, needed: bool) -> Callable[[Any], Any]:
    text = "原因，一句话，不写任何人的号码。"
    return click.option("--reason", required=needed, default=None if needed else "", help=text)


def _show(books: Books, taken: Taken) -> None:
    """What was done, by whom, and who is next."""
    from payroll.amounts import yuan
    from payroll.ledger.life import life_of
    from payroll.terms.ledger import NEXT, SINGLE_PERSON_NOTE, STEPS

    event = taken.event
    console.say(f"{event.subject} {STEPS[event.kind]}：{event.actor}。")
    if event.single_person:
        console.say(SINGLE_PERSON_NOTE)
    if taken.posting is not None:
        run = books.ledger.runs()[-1]
        rows = [
            [
                total.program,
                f"{total.people:,}",
                yuan(total.net_fen),
                yuan(total.insurer_fen),
            ]
            for total in run.programs
        ]
        headings = ["补贴项目", "人数", "实发（元）", "保险（元）"]
        console.say()
        console.say(console.table(headings, rows, right=range(1, 4)))
        console.say()
        console.say(f"台账校验码：{event.seq}-{event.hash[:16]}（请抄在签字的工资表上）")
    life = life_of(event.subject, books.ledger.events(event.subject))
    if following := NEXT.get(life.state, "").format(subject=event.subject):
        console.say(f"下一步：{following}")


_KINDS: tuple[Kind, ...] = ("submit", "review", "approve", "return", "post", "close")
commands: dict[str, click.Command] = {kind: _step_command(kind) for kind in _KINDS}
