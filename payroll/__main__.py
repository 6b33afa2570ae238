"""`payroll` and `python -m payroll`: run a command, turn whatever happens into words and a status.

Status 0: done.  1: done, but rows were held back.  2: wrong use, unreadable configuration or a
refusal of the system, nothing written.  70: a mistake of the program.  130: interrupted.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

import click

from payroll.cli import group
from payroll.cli.chinese import usage_text
from payroll.cli.console import leave_pipe, make_consoles_safe, show_problems, warn
from payroll.problems import Refusal

WRONG_USE = 2
PROGRAM_FAULT = 70
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and leave with its status."""
    make_consoles_safe()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # for developers; a clerk cannot act on them
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        leave_pipe(sys.stdout)
    except OSError as failure:  # the results went to a file on a full disk
        status = _report(failure)
        leave_pipe(sys.stdout)
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Exit status of one command line; every failure has been told on stderr by then."""
    try:
        _require_limits()
        outcome = group.main(arguments, prog_name="payroll", standalone_mode=False)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except BaseException as failure:  # the last resort; a panic of polars is not an Exception
        return _report(failure)
    return outcome if type(outcome) is int else 0  # a bool is no status


def _require_limits() -> None:
    """Refuse ceilings for files that cannot be understood, before anything is read by them."""
    if "PAYROLL_LIMITS" not in os.environ:
        return
    from payroll.intake.cells.limits import NAMES, limits_in_force

    try:
        limits_in_force()
    except ValueError as failure:
        known = "、".join(NAMES)
        raise click.UsageError(
            f"环境变量 PAYROLL_LIMITS 里的“{failure}”不是读表上限。"
            f"请写成“名称=正整数”，几个之间用逗号隔开，例如 rows=400000；名称有：{known}。"
        ) from None


def _report(failure: BaseException) -> int:
    """Tell the user on stderr what happened; the exit status for it."""
    if os.environ.get("PAYROLL_DEBUG") == "1":
        _show_traceback(failure)
    match failure:
        case click.ClickException():
            warn(usage_text(failure))
            return WRONG_USE
        case Refusal():
            show_problems(failure.problems, limit=None)
            return WRONG_USE
        case click.Abort() | KeyboardInterrupt():
            warn("已中断：没有写完的结果不会留下，以前的结果没有改动。可以重新运行。")
            return INTERRUPTED
        case OSError():
            from payroll.cli.failures import system_problem

            show_problems([system_problem(failure)])
            return WRONG_USE
        case _:
            from payroll.cli.failures import program_problem

            show_problems([program_problem(failure)])
            return WRONG_USE if isinstance(failure, MemoryError) else PROGRAM_FAULT


def _show_traceback(failure: BaseException) -> None:
    import traceback

    warn("".join(traceback.format_exception(failure)))


if __name__ == "__main__":
    main()
