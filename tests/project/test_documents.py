"""README shows commands that exist, and every command there is."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from payroll.cli import COMMANDS, group
from tests.project.tree import ROOT

NAMES = [name for section in COMMANDS.values() for name in section]
COMMAND_LINE = re.compile(r"^(?:[$>] )?(payroll|python3? start\.py)(?: (.*?))?(?: {2,}.*| *#.*)?$")


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def shown_commands() -> list[list[str]]:
    """Arguments of every command line in README's code blocks."""
    blocks = re.findall(r"^(?:```|~~~)\w*\n(.*?)^(?:```|~~~)$", readme(), re.DOTALL | re.MULTILINE)
    indented = re.findall(r"^ {4}(\S.*)$", readme(), re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()] + indented
    matches = [match for line in lines if (match := COMMAND_LINE.match(line.strip()))]
    return [shlex.split(match[2] or "") for match in matches]


def test_the_two_commands_are_the_first_shown() -> None:
    first_screen = "\n".join(readme().splitlines()[:60])
    assert re.search(r"python3? start\.py$", first_screen, re.MULTILINE)
    assert re.search(r"python3? start\.py test$", first_screen, re.MULTILINE)


def test_the_commands_shown_exist_with_their_options() -> None:
    shown = shown_commands()
    assert len(shown) >= 4
    context = click.Context(group, info_name="payroll")
    for words in shown:
        rest = [word for word in words if word not in ("payroll", "test")]
        command: click.Command = group
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            name = rest.pop(0)
            found = command.get_command(context, name)
            assert found is not None, f"README shows {name}, which does not exist"
            command = found
        known = {option for each in command.get_params(context) for option in each.opts}
        for word in rest:
            assert not word.startswith("--") or word.split("=")[0] in known, word


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_in_readme(name: str) -> None:
    assert re.search(rf"payroll {name}\b|start\.py {name}\b", readme())


@pytest.mark.parametrize("command", ["python3 start.py test", "python3 start.py\n"])
def test_the_automatic_check_runs_the_commands_of_readme(command: str) -> None:
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
