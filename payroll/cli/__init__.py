"""The command `payroll`: one module of this package per command, imported when it is used.

A command module exposes `command`.  It gathers arguments, makes one call and prints; it ends with
status 0 by returning, with another by `ctx.exit(status)` or a `Refusal`.
"""

from __future__ import annotations

import importlib

import click

from payroll import __version__
from payroll.cli.chinese import speak_chinese

speak_chinese()

COMMANDS: dict[str, dict[str, str]] = {
    "每月核算": {
        "run": "按月核算：读出勤表和补贴标准，写出工资表等全部结果。",
        "explain": "说明一个人的钱是怎样算出来的，逐项列出算式和依据。",
        "changes": "说明本月合计与上月相差的原因，提醒换卡和金额突变。",
    },
    "收表与退表": {
        "kit": "给各用人单位写出待填的出勤表，人员、日期、下拉和公式都已备好。",
        "units": "哪些用人单位报了出勤表：未报、旧表、报了两份、已报。",
        "check": "核对出勤表，不算工资；有问题的写出涂色、加批注的退回稿。",
        "read": "看一张出勤表读出了什么：人员、合计、没有读的行、符号。",
    },
    "审批与台账": {
        "status": "每个月办到哪一步、每个项目多少钱，一眼看清。",
        "submit": "制表送审：这个月的结果不再改动，请人复核。",
        "review": "复核。",
        "approve": "审批。",
        "return": "退回：写明原因，回到制表。",
        "post": "过账：把审批过的一个月记入台账，从此不再改动。",
        "bank-result": "登记银行回单：逐笔核对，付了的、失败的都记入台账。",
        "unpaid": "谁还没有收到钱，为什么：未见回单、失败、退回。",
        "close": "结账：这个月全部办完。",
        "person": "一个人的全部发放记录；更正身份证号。",
        "log": "台账里的每一步：谁、什么时候、做了什么、为什么。",
        "verify": "核对台账：没有问题就不说话。",
        "backup": "备份台账。",
        "restore": "从备份恢复台账。",
        "ledger": "建立台账、登记以前已发的金额、改变审批方式。",
    },
    "标准与预算": {
        "rates": "查看某日执行的补贴标准、依据和待确认事项；检查标准文件。",
        "budget": "用补贴标准核对年度预算：需要多少、缺多少、能负担多少人。",
        "forecast": "测算资金：钱够到几月、能负担多少人；几个方案并排比较。",
        "reconcile": "预算执行对账：每个项目和资金的支出、结余、进度，对到分。",
        "evaluate": "绩效自评：每个项目一张自评表，得分、名单和口径都有依据。",
    },
    "准备": {
        "init": "新建工作文件夹，真实人员的资料放在那里。",
        "sample": "生成虚构人员的出勤表，用来试用和培训。",
    },
}
"""Every command with its line of help, by heading: a new command is one line here.  The module is
the command's name with `_` for `-`, unless `MODULES` names another."""

MODULES = {
    **dict.fromkeys(("submit", "review", "approve", "return", "post", "close"), "steps"),
    **dict.fromkeys(("status", "log"), "overview"),
    **dict.fromkeys(("backup", "restore"), "keeping"),
    **dict.fromkeys(("bank-result", "unpaid"), "bank"),
}
"""Commands that share a module, which has them in `commands`."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and line of help, and imports one when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Names in the order of `COMMANDS`."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None when there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        shared = MODULES.get(cmd_name)
        module = importlib.import_module(f"payroll.cli.{shared or cmd_name.replace('-', '_')}")
        command = module.commands[cmd_name] if shared else module.command
        assert isinstance(command, click.Command)  # noqa: S101  (a mistake of ours)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with suggestions from the commands that are not imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise click.NoSuchCommand(error.command_name, possibilities=names, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands under their headings."""
        width = max(map(len, self.list_commands(ctx)))
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), text) for name, text in commands.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="每个命令的说明和例子：payroll 命令 --help，例如 payroll run --help",
)
@click.version_option(__version__, prog_name="payroll", message="%(prog)s %(version)s")
def group() -> None:
    """就业补贴工资核算：用出勤表和补贴标准，一分不差地算出每个人的应发金额。

    \b
    例：
      payroll run 2026-03            核算2026年3月
      payroll explain 2026-03 张三   说明张三的钱怎样算出来
    """
