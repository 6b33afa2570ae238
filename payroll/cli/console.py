"""Everything the program says on a console: results on stdout, problems on stderr.

Consoles of the offices speak GBK.  A character the console cannot show becomes `?`; it never stops
the program.  Where the system claims a console of ASCII alone, click writes UTF-8: there is nothing
to lose.  A reader that went away (`| head`) does not stop a run half-way either.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import TextIO

import click

from payroll.cli.chinese import display_width
from payroll.problems import Problem, in_file_order

MAX_PROBLEMS = 30
"""Problems shown at most; all of them stand in problems.csv."""
_SEVERITIES = {"error": "错误", "warning": "提醒"}


def make_consoles_safe() -> None:
    """Let stdout and stderr replace what they cannot encode instead of raising.

    One that was closed before the start (`>&-`) swallows what is printed.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print a result."""
    _print(text, err=False)


def warn(text: str = "") -> None:
    """Print something that is not the result: a problem, a hint, progress."""
    _print(text, err=True)


def say_json(value: object) -> None:
    """Print a value as JSON, escaped where the console's encoding could not keep it whole."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True, indent=2)
    say(text)


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()
) -> str:
    """The rows under their headings, aligned; columns numbered in `right` (from 0) to the right.

    >>> print(table(["人员", "金额"], [["张三丰", "2,150.00"], ["合计", "0.00"]], right=[1]))
    人员        金额
    ------  --------
    张三丰  2,150.00
    合计        0.00
    """
    body = [[shown(value) for value in row] for row in rows]
    widths = [
        max(display_width(row[column]) for row in (list(headings), *body))
        for column in range(len(headings))
    ]
    rule = ["-" * width for width in widths]

    def line(row: Sequence[str]) -> str:
        cells = []
        for column, (value, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - display_width(value))
            cells.append(gap + value if column in right else value + gap)
        return "  ".join(cells).rstrip()

    return "\n".join(line(row) for row in (headings, rule, *body))


def show_problems(
    problems: Iterable[Problem], *, limit: int | None = MAX_PROBLEMS, rest: str = "problems.csv"
) -> None:
    """Print problems to stderr: errors, then warnings, each in file order, a place named once.

    After `limit` of them the number of the others and the file `rest` that lists them.
    """
    ordered = in_file_order(problems)
    shown_so_far = 0
    for severity, title in _SEVERITIES.items():
        found = [item for item in ordered if item.severity == severity]
        room = len(found) if limit is None else max(limit - shown_so_far, 0)
        shown_so_far += len(found[:room])
        if found:
            warn(f"{title} {len(found)} 条：")
        for place, here in groupby(found[:room], key=lambda item: str(item.cell)):
            warn(shown("\n".join((place, *map(_without_place, here))).lstrip("\n"), keep="\n"))
    if shown_so_far < len(ordered):
        warn(f"其余 {len(ordered) - shown_so_far} 条见 {rest}。")


def shown(text: str, *, keep: str = "") -> str:
    """The text with control characters replaced: a name may not move the reader's cursor.

    >>> shown("张三\\x1b[2J")
    '张三?[2J'
    """
    return "".join(c if c.isprintable() or c in keep else "?" for c in text)


def _without_place(item: Problem) -> str:
    return str(item).removeprefix(f"{item.cell}\n")


def _print(text: str, *, err: bool) -> None:
    try:
        click.echo(text, err=err)
    except BrokenPipeError:
        leave_pipe(sys.stderr if err else sys.stdout)


def leave_pipe(stream: TextIO) -> None:
    """Send what is still printed nowhere, once the reader of a pipe has gone."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  (a device, not a file)
        os.dup2(nowhere.fileno(), stream.fileno())
