"""`payroll verify`: the ledger, the published files and the rules still say the same."""

from __future__ import annotations

from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.parameters import ledger_option, out_option, rates_option


@click.command("verify")
@click.option(
    "--head", "heads", multiple=True, metavar="校验码", help="签字的纸上抄的校验码（可重复）。"
)
@rates_option
@out_option
@ledger_option
@click.pass_context
def command(
    ctx: click.Context, heads: tuple[str, ...], rates: Path, out: Path, ledger: Path | None
) -> None:
    """核对台账：没有问题就不说话，退出状态 0；有问题逐条列出，退出状态 1。

    核对每一条记录和它的明细有没有被改过、删过、调换过；旁边的标记和纸上的校验码；
    已过账月份的文件；用当时采用的出勤和标准重新计算；人员、工资表、财务导入表、资金归集是否一致。

    \b
    例：
      payroll verify
      payroll verify --head 17-3fa9c2d41b7e90aa
    """
    from payroll.ledger.steps import ledger_path
    from payroll.verification import verify

    problems = verify(ledger_path(out, ledger), out, rates, heads)
    console.show_problems(problems, limit=None)
    ctx.exit(1 if problems else 0)
