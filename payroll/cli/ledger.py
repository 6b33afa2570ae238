"""`payroll ledger`: start a ledger, load what was paid before, choose how months are approved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.clock import now
from payroll.cli.parameters import MONTH, by_option, ledger_option, out_option, rates_option


@click.group()
def command() -> None:
    """建立台账、登记以前已发的金额、改变审批方式。

    \b
    例：
      payroll ledger init --starts 2026-04
      payroll ledger open 期初.xlsx
    """


@command.command("init")
@click.option("--starts", type=MONTH, required=True, help="台账的第一个月份。")
@click.option("--by", metavar="姓名", default="", help="建账人的姓名，记入台账。")
@click.option("--single-person", is_flag=True, help="只有一个人办理：制表、复核、审批可以同一人。")
@out_option
@ledger_option
def start(starts: date, by: str, single_person: bool, out: Path, ledger: Path | None) -> None:
    """建立台账。以前的月份不核对；以前已发的金额用 payroll ledger open 登记。

    \b
    例：
      payroll ledger init --starts 2026-04 --by 张三
    """
    import secrets

    from payroll.ledger.life import person_name
    from payroll.ledger.sqlite import start_ledger
    from payroll.ledger.steps import ledger_path, open_books, settle
    from payroll.period import month_text
    from payroll.terms.ledger import DIFFERENT_PEOPLE, NOT_SIGNED, SINGLE_PERSON

    path = ledger_path(out, ledger)
    start_ledger(
        path,
        starts,
        actor=person_name(by) if by else NOT_SIGNED,
        at=now(),
        ledger_id=secrets.token_hex(16),
        single_person=single_person,
    )
    with open_books(out, ledger) as books:
        settle(books)
        mode = SINGLE_PERSON if single_person else DIFFERENT_PEOPLE
        console.say(f"已建立台账 {path.name}，自 {month_text(starts)} 起；{mode}。")
        console.say(f"台账校验码：{books.ledger.head().text}")


@command.command("open")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@rates_option
@out_option
@ledger_option
def load(file: Path, rates: Path, out: Path, ledger: Path | None) -> None:
    """登记台账开始以前已发的金额（xlsx 或 CSV，一行一笔）。

    表头：身份证号 姓名 补贴项目 所属月份 工资项目 金额 文号。有一处问题就不登记，全部问题一次列出；
    没有问题的，写入 out/opening/，像一个月那样送审、复核、审批、过账。

    \b
    例：
      payroll ledger open 期初.xlsx
      payroll submit opening --by 张三
    """
    from payroll.ledger.steps import open_books, settle
    from payroll.money import yuan
    from payroll.opening import prepare_opening
    from payroll.rates import load_rates

    with open_books(out, ledger) as books:
        settle(books)
        opening = prepare_opening(file, load_rates(rates).programs, books.ledger, books.out)
    entries = opening.entries
    by = entries.group_by("program", "component_name", maintain_order=True)
    rows = [
        [
            str(program),
            str(component),
            f"{part['id_number'].n_unique():,}",
            f"{len(part):,}",
            yuan(int(part["amount_fen"].sum())),
        ]
        for (program, component), part in by
    ]
    total = [f"{entries['id_number'].n_unique():,}", f"{len(entries):,}"]
    rows.append(["合计", "", *total, yuan(int(entries["amount_fen"].sum()))])
    headings = ["补贴项目", "工资项目", "人数", "笔数", "金额（元）"]
    console.say(console.table(headings, rows, right=(2, 3, 4)))
    console.say()
    console.say(f"已写入 {opening.folder}。请与原账核对合计。")
    console.say(f"下一步：payroll submit {opening.subject} --by 制表人")


@command.command("mode")
@click.option(
    "--single-person/--different-people",
    "single_person",
    required=True,
    default=None,
    help="单人办理；或者制表、复核、审批须为不同的人。",
)
@click.option("--reason", required=True, help="原因，一句话。")
@by_option
@out_option
@ledger_option
def mode(single_person: bool, reason: str, by: str, out: Path, ledger: Path | None) -> None:
    """改变审批方式：单人办理，或者制表、复核、审批须为不同的人。

    单人办理记入台账，并印在每一份结果上。

    \b
    例：
      payroll ledger mode --single-person --by 张三 --reason 只有一名工作人员
      payroll ledger mode --different-people --by 张三 --reason 已配齐人员
    """
    from payroll.ledger.steps import open_books, set_mode
    from payroll.terms.ledger import DIFFERENT_PEOPLE, SINGLE_PERSON

    with open_books(out, ledger) as books:
        taken = set_mode(books, single_person=single_person, actor=by, at=now(), reason=reason)
    console.show_problems(taken.problems)
    console.say(f"审批方式：{SINGLE_PERSON if single_person else DIFFERENT_PEOPLE}。")


@command.command("head")
@out_option
@ledger_option
def head(out: Path, ledger: Path | None) -> None:
    """台账校验码：抄在签字的纸上，以后用 payroll verify --head 核对。

    \b
    例：
      payroll ledger head
    """
    from payroll.ledger.steps import open_books

    with open_books(out, ledger) as books:
        console.say(books.ledger.head().text)


@command.command("upgrade")
@by_option
@out_option
@ledger_option
def upgrade(by: str, out: Path, ledger: Path | None) -> None:
    """把旧版程序的台账升级到现在的版本：只增加新的表，原来的记录一条不动。

    升级前在台账旁边留一份旧台账。

    \b
    例：
      payroll ledger upgrade --by 张三
    """
    from payroll.ledger.steps import ledger_path
    from payroll.ledger.upgrading import upgrade_ledger

    event, kept = upgrade_ledger(ledger_path(out, ledger), out, actor=by, at=now())
    console.say(f"已升级，旧台账保留在 {kept.name}。台账校验码：{event.seq}-{event.hash[:16]}")
