"""`payroll person`: one person's history from the ledger; `payroll person correct`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.clock import local, now
from payroll.cli.parameters import IdNumberParameter, by_option, ledger_option, out_option

if TYPE_CHECKING:
    from payroll.ledger.history import History


class PersonGroup(click.Group):
    """A group in which anything but the name of a subcommand is the person to show."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; `payroll person 张三` means `payroll person show 张三`."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=PersonGroup)
def command() -> None:
    """一个人的全部发放记录；更正身份证号。

    \b
    例：
      payroll person 张三
      payroll person 140581199001010006
      payroll person correct 旧身份证号 新身份证号 --by 张三 --reason 登记时抄错
    """


@command.command("show")
@click.argument("who", metavar="身份证号|姓名")
@out_option
@ledger_option
@click.pass_context
def show(ctx: click.Context, who: str, out: Path, ledger: Path | None) -> None:
    """一个人在台账里的全部发放记录。同名的人都列出；身份证号只显示后四位。

    \b
    例：
      payroll person show 张三
    """
    from payroll.ledger.history import histories
    from payroll.ledger.steps import open_books

    with open_books(out, ledger) as books:
        found = histories(books.ledger, who)
    if not found:
        console.warn("台账里没有这个人。没有过账的月份不在台账里；请核对姓名或 18 位身份证号。")
        ctx.exit(1)
    console.say("\n\n".join(_told(history) for history in found))


@command.command("correct")
@click.argument("old", type=IdNumberParameter(), metavar="旧身份证号")
@click.argument("new", type=IdNumberParameter(), metavar="新身份证号")
@click.option("--reason", required=True, help="原因，一句话，不写号码。")
@by_option
@out_option
@ledger_option
def correct(old: str, new: str, reason: str, by: str, out: Path, ledger: Path | None) -> None:
    """更正身份证号：新号码和旧号码从此是同一个人，以前发的钱都算在一起。

    新号码已经单独发过钱的（姓名须相同），两份记录合为一人。不能撤销。

    \b
    例：
      payroll person correct 旧身份证号 新身份证号 --by 张三 --reason 登记时抄错
    """
    from payroll.ledger.steps import correct_person, open_books

    with open_books(out, ledger) as books:
        taken = correct_person(books, old, new, actor=by, at=now(), reason=reason)
    console.show_problems(taken.problems)
    both = f"尾号 {old[-4:]} 和尾号 {new[-4:]}"
    console.say(f"已更正：{both} 是同一个人，记入台账第 {taken.event.seq} 条。")
    console.say("请把出勤表和花名册里的旧号码改成新号码。")


def _told(history: History) -> str:
    """The person as lines of text: who, every amount, the sums."""
    from payroll.amounts import yuan
    from payroll.period import month_text
    from payroll.terms.columns import KINDS, PAID_BY, PAYEE_AMOUNTS
    from payroll.terms.ledger import PERSON_HEADINGS

    last = history.identities[-1]
    rows = [
        [
            subject,
            month_text(line.service_month),
            line.program,
            line.component_name,
            KINDS.get(line.reason, line.reason),
            yuan(line.amount_fen),
            PAID_BY.get(line.payee, line.payee),
            line.unit or line.document,
        ]
        for subject, line in history.lines
    ]
    sums = "；".join(
        f"{words} {yuan(history.sum_of(payee))} 元" for payee, words in PAYEE_AMOUNTS.items()
    )
    numbers = "、".join(f"尾号 {number[-4:]}" for number in history.id_numbers)
    parts = [
        f"{last.name}（身份证号{numbers}）",
        "",
        console.table(PERSON_HEADINGS, rows, right=[5]),
        "",
    ]
    parts.append(f"合计：{sums}")
    parts += [
        f"{local(event.at)} 更正身份证号：{event.reason}（{event.actor}）"
        for event in history.corrections
    ]
    return "\n".join(parts)
