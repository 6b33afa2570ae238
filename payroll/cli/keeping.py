"""`payroll backup` and `payroll restore`: copies of the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.parameters import ledger_option, out_option

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("backup")
@click.argument("file", type=_FILE, metavar="文件")
@out_option
@ledger_option
def backup(file: Path, out: Path, ledger: Path | None) -> None:
    """备份台账：复制一份，核对以后才算数。备份请另存一处。

    \b
    例：
      payroll backup D:/备份/台账2026-04.db
    """
    from payroll.ledger.backup import back_up
    from payroll.ledger.steps import ledger_path

    head = back_up(ledger_path(out, ledger), file)
    console.say(f"已备份到 {file}，核对无误。台账校验码：{head.text}")


@click.command("restore")
@click.argument("file", type=_FILE, metavar="备份文件")
@click.option("--force", is_flag=True, help="现有台账比备份新也恢复；现有台账改名保留。")
@out_option
@ledger_option
def restore(file: Path, force: bool, out: Path, ledger: Path | None) -> None:
    """从备份恢复台账。备份先经核对；现有的台账改名保留，不删除。

    现有台账里有备份没有的记录时不恢复，确要退回请加 --force。

    \b
    例：
      payroll restore D:/备份/台账2026-04.db
    """
    from payroll.disk import locked
    from payroll.ledger.anchors import write_head
    from payroll.ledger.backup import restore as put_back
    from payroll.ledger.steps import ledger_path, open_books

    path = ledger_path(out, ledger)
    with locked(out):
        head, kept = put_back(file, path, force=force)
        with open_books(out, ledger) as books:
            write_head(books.ledger, path)
    console.say(f"已恢复台账 {path.name}。台账校验码：{head.text}")
    if kept is not None:
        console.say(f"原来的台账保留在 {kept.name}。")
    console.say("下一步：payroll verify")


commands = {"backup": backup, "restore": restore}
