"""`payroll init`: a working folder for real people."""

from __future__ import annotations

from pathlib import Path

import click

from payroll.cli.console import say
from payroll.cli.parameters import FOLDER


@click.command()
@click.argument("folder", type=FOLDER, metavar="文件夹")
@click.option("--rates", type=FOLDER, help="用这个文件夹里的补贴标准，不用随程序提供的。")
def command(folder: Path, rates: Path | None) -> None:
    """新建工作文件夹：补贴标准、出勤表和结果各一个文件夹，附说明。

    真实人员的资料只放在工作文件夹，不放进程序自己的文件夹。

    \b
    例：
      payroll init 工资2026          在当前位置新建
      payroll init D:\\工资2026       在 D 盘新建
    """
    from payroll.working_folder import default_rates, make_working_folder

    make_working_folder(folder, default_rates() if rates is None else rates)
    say(f"已建立工作文件夹 {folder}")
    say("下一步：进入这个文件夹，先看 说明.txt。")
