"""`payroll` itself: its list of commands, its help, its lazy imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

import payroll as package
from payroll.cli import COMMANDS, group
from payroll.cli.chinese import display_width
from tests.cli.conftest import ROOT, Payroll

NAMES = [name for section in COMMANDS.values() for name in section]


def commands_below(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands_below(child, f"{path} {name}")


def test_help_lists_every_command_under_its_heading(payroll: Payroll) -> None:
    page = payroll("--help").said
    for heading, commands in COMMANDS.items():
        assert f"\n{heading}：\n" in page
        for name, text in commands.items():
            assert any(line.split() == [name, text] for line in page.splitlines())


def test_no_command_shows_the_help_and_counts_as_wrong_use(payroll: Payroll) -> None:
    outcome = payroll()
    assert (outcome.status, outcome.said) == (2, "")
    assert outcome.warned.startswith("用法：payroll [选项] 命令 [参数]...\n")


def test_the_version_is_the_package_s(payroll: Payroll) -> None:
    outcome = payroll("--version")
    assert (outcome.status, outcome.said.strip()) == (0, f"payroll {package.__version__}")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_both_ways_of_asking_for_help(payroll: Payroll, option: str) -> None:
    outcome = payroll(option)
    assert outcome.status == 0
    assert outcome.said.startswith("用法：payroll")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_in_chinese_with_an_example(name: str) -> None:
    context = click.Context(group, info_name="payroll")
    command = group.get_command(context, name)
    assert command is not None
    for path, each in commands_below(command, name):
        with click.Context(each, info_name=path, parent=context) as ctx:
            page = each.get_help(ctx)
        assert "例：" in page, f"payroll {path} --help 没有例子"
        assert f"payroll {name}" in page.split("例：")[1]
        for english in ("Usage", "Options", "Show this", "default:", "[required]", "INTEGER"):
            assert english not in page, f"payroll {path} --help 还有英文 {english}"
        for option in each.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help, f"payroll {path} 的 {option.opts[0]} 没有说明"


def test_help_imports_nothing_heavy() -> None:
    check = (
        "import sys\n"
        "from payroll.__main__ import run\n"
        "run(['--help'])\n"
        "heavy = {'polars', 'openpyxl', 'pydantic', 'xlsxwriter', 'sqlite3'} & set(sys.modules)\n"
        "print(*sorted(heavy), end='', file=sys.stderr)\n"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, cwd=ROOT, check=False
    )
    assert outcome.stderr.decode() == ""


def test_a_command_is_imported_only_when_it_is_run() -> None:
    check = (
        "import sys\n"
        "from payroll.__main__ import run\n"
        "run(['init', '--help'])\n"
        "loaded = [name for name in sys.modules if name.startswith('payroll.cli.')]\n"
        "print(*sorted(loaded), file=sys.stderr)\n"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, cwd=ROOT, check=True
    )
    loaded = {name.removeprefix("payroll.cli.") for name in outcome.stderr.decode().split()}
    assert "init" in loaded
    assert not loaded & (set(NAMES) - {"init"})


def test_chinese_help_breaks_by_display_width() -> None:
    @click.command()
    @click.option("--rule", help="折算办法" * 40)
    def command(rule: str) -> None:
        """十个字一行很短的说明。"""

    with click.Context(command, info_name="payroll", max_content_width=60) as context:
        lines = command.get_help(context).splitlines()
    assert max(map(display_width, lines)) <= 60
    explained = "".join(line.strip() for line in lines if "折" in line)
    assert explained.removeprefix("--rule 文字").strip() == "折算办法" * 40
