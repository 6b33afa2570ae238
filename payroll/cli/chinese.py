"""Click in Chinese: its words, its help pages laid out by display width, its usage errors.

Click takes every text from gettext under the names `_` and `ngettext` of its modules.  Giving those
names our own catalogue turns the whole of it, whatever class a command is made of; gettext's own
way would need a compiled catalogue file and the user's language settings, which on an office
computer say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from payroll.terms.usage import USAGE, USAGE_OF_SEVERAL

_MODULES = (core, decorators, exceptions, formatting, parser, termui, types)
_TYPE_NAMES: dict[type[click.ParamType[Any]], str] = {
    types.StringParamType: "文字",
    types.IntParamType: "整数",
    types.IntRange: "整数",
    types.BoolParamType: "是或否",
    types.File: "文件",
}
_USAGE_PIECES = (("[OPTIONS]", "[选项]"), ("COMMAND", "命令"), ("[ARGS]...", "[参数]..."))
_LONG_NUMBER = re.compile(r"[0-9]{8,}(?=[0-9Xx]{4}(?![0-9]))")
_WORDS = re.compile(r"\s+|[!-~]+|.[，。、；：！？）】」』”’％…]*", re.DOTALL)


def speak_chinese() -> None:
    """Make click speak Chinese in this process."""
    for module in _MODULES:
        for name, spoken in (("_", _in_chinese), ("ngettext", _of_several)):
            if hasattr(module, name):
                setattr(module, name, spoken)
    for kind, name in _TYPE_NAMES.items():
        kind.name = name
    click.Context.formatter_class = ChineseHelp


def usage_text(error: click.ClickException) -> str:
    """What to tell a user about wrong use: the usage line, what is wrong, where to read on.

    A long number that was typed (an ID in the wrong place) shows only its last four digits.
    """
    if isinstance(error, exceptions.NoArgsIsHelpError):
        return error.format_message()
    lines = [_in_chinese("Error: {message}").format(message=_sentence(error.format_message()))]
    context = getattr(error, "ctx", None)
    hint = _in_chinese("Try '{command} {option}' for help.")
    command = "payroll 命令" if context is None else context.command_path
    lines.append(hint.format(command=command, option="--help"))
    if context is not None:
        lines.insert(0, context.get_usage())
    return without_long_numbers("\n".join(lines))


def without_long_numbers(text: str) -> str:
    """The text with every number of twelve digits or more cut down to its last four.

    >>> without_long_numbers("多写了参数：110101199003070003。")
    '多写了参数：****0003。'
    """
    return _LONG_NUMBER.sub("****", text)


class ChineseHelp(click.HelpFormatter):
    """Help pages in which a Chinese character takes two columns and lines may break after it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`用法：payroll run [选项] YYYY-MM`."""
        for english, chinese in _USAGE_PIECES:
            args = args.replace(english, chinese)
        self.write(f"{prefix or _in_chinese('Usage:')}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """`选项：` instead of `选项:`."""
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs wrapped to the page; one that starts with a line of `\\b` stays as it is."""
        paragraphs = re.split(r"\n\s*\n", text.strip("\n"))
        self.write("\n".join(self._paragraph(paragraph) for paragraph in paragraphs))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms in a first column, their explanations wrapped beside it."""
        rows = list(rows)
        fitting = [width for term, _ in rows if (width := display_width(term)) <= col_max]
        column = max(fitting, default=col_max) + col_spacing
        for term, explanation in rows:
            lines = wrapped(explanation, self.width - column - self.current_indent)
            gap = column - display_width(term)
            if gap < col_spacing:
                lines.insert(0, "")
            beside = f"\n{' ' * (self.current_indent + column)}".join(lines)
            self.write(f"{' ' * self.current_indent}{term}{' ' * max(gap, 0)}{beside}".rstrip(" "))
            self.write("\n")

    def _paragraph(self, paragraph: str) -> str:
        indent = " " * self.current_indent
        lines = paragraph.splitlines()
        if lines and lines[0].strip() == "\b":
            kept = lines[1:]
        else:
            kept = wrapped(" ".join(line.strip() for line in lines), self.width - len(indent))
        return "".join(f"{indent}{line}".rstrip() + "\n" for line in kept)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces and after Chinese characters.

    >>> wrapped("按月核算，写 payroll run 即可。", 12)
    ['按月核算，写', 'payroll run', '即可。']
    """
    lines = [""]
    for word in _WORDS.findall(_without_gaps(text)):
        if lines[-1] and display_width(lines[-1] + word.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def display_width(text: str) -> int:
    """Columns the text takes on a terminal; control characters take none."""
    from wcwidth import wcwidth

    return sum(max(wcwidth(character), 0) for character in text)


def _sentence(text: str) -> str:
    """The text with a Chinese full stop, also between the parts that click puts together.

    >>> _sentence("缺少参数 'YYYY-MM'."), _sentence("没有命令 rnu。 您要的是 'run' 吗？")
    ("缺少参数 'YYYY-MM'。", "没有命令 rnu。您要的是 'run' 吗？")
    """
    text = text.replace(",\n\t", "、")
    text = re.sub(r"[.。] (?=[^\x00-\xff])", "。", text).removesuffix(".")
    return text if text.endswith(("。", "？", "！")) else f"{text}。"


def _without_gaps(text: str) -> str:
    """The text without the spaces that joining lines left between two Chinese characters."""
    return re.sub(r"(?<=[^\x00-\xff]) (?=[^\x00-\xff])", "", text)


def _in_chinese(text: str) -> str:
    return USAGE.get(text, text)


def _of_several(one: str, several: str, count: int) -> str:
    return USAGE_OF_SEVERAL.get(one, one if count == 1 else several)
