"""Wrong use is answered in Chinese: what is wrong, and where to read on.

The answers stand in usage_errors.txt; they are rewritten when PAYROLL_REWRITE_GOLDENS=1 is set.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import click
import pytest

from payroll.cli.chinese import _MODULES, usage_text
from payroll.cli.parameters import DATE, MONTH
from payroll.terms.usage import USAGE, USAGE_OF_SEVERAL
from tests.cli.conftest import Payroll

GOLDENS = Path(__file__).parent / "usage_errors.txt"


@click.group(name="payroll")
def example() -> None:
    """试用。"""


@example.command()
@click.argument("month", type=MONTH, metavar="YYYY-MM")
@click.argument("person", required=False, metavar="姓名")
@click.option("--on", type=DATE)
@click.option("--method", type=click.Choice(["attended", "calendar"]))
@click.option("--only", type=click.Choice(["lines"]))
@click.option("--people", type=int)
@click.option("--share", type=click.IntRange(1, 100))
@click.option("--sure", type=bool)
@click.option("--strict", is_flag=True)
@click.option("--rates", type=click.Path(exists=True, file_okay=False))
@click.option("--file", type=click.Path(exists=True, dir_okay=False))
@click.option("--months", nargs=2, type=MONTH)
def run(**arguments: object) -> None:
    """试用。"""


@example.command()
@click.option("--reason", required=True)
@click.option("--kind", required=True, type=click.Choice(["a", "b"]))
def post(**arguments: object) -> None:
    """试用。"""


@example.group()
def budget() -> None:
    """试用。"""


CASES = {
    "没有命令": "",
    "命令写错": "rnu 2026-03",
    "完全不认识的命令": "工资",
    "子命令没有写": "budget",
    "缺少参数": "run",
    "缺少选项": "post --kind a",
    "缺少有固定写法的选项": "post --reason 补发",
    "选项写错": "run 2026-03 --mehtod attended",
    "完全不认识的选项": "run 2026-03 --zzz",
    "短选项": "run 2026-03 -z",
    "选项没有值": "run 2026-03 --people",
    "选项要两个值": "run 2026-03 --months 2026-01",
    "开关不带值": "run 2026-03 --strict=yes",
    "多写参数": "run 2026-03 张三 李四",
    "多写了几个参数": "run 2026-03 张三 李四 王五",
    "身份证号写错位置": "run 110101199003070003",
    "月份写错": "run 2026-13",
    "月份写成中文": "run 2026年3月",
    "日期写错": "run 2026-03 --on 2026/3/1",
    "没有这一天": "run 2026-03 --on 2026-02-30",
    "不在可选范围": "run 2026-03 --method days",
    "只有一种写法": "run 2026-03 --only charges",
    "不是整数": "run 2026-03 --people 一百",
    "超出范围": "run 2026-03 --share 0",
    "不是是或否": "run 2026-03 --sure maybe",
    "文件夹不存在": "run 2026-03 --rates nowhere",
    "要文件夹给了文件": "run 2026-03 --rates a.txt",
    "文件不存在": "run 2026-03 --file nothing.xlsx",
    "要文件给了文件夹": "run 2026-03 --file folder",
}


def answers() -> dict[str, str]:
    said = {}
    for name, line in CASES.items():
        with pytest.raises(click.ClickException) as caught:
            example.main(line.split(), prog_name="payroll", standalone_mode=False)
        said[name] = f"$ payroll {line}".rstrip() + "\n" + usage_text(caught.value)
    return said


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("working_folder")
def test_every_answer_is_the_one_on_file() -> None:
    text = "\n\n".join(f"【{name}】\n{answer}" for name, answer in answers().items()) + "\n"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDENS.read_text(encoding="utf-8")


@pytest.mark.usefixtures("working_folder")
def test_no_english_is_left_in_an_answer() -> None:
    ours = re.compile(r"--?[a-z]+|payroll|YYYY-MM(-DD)?|[a-z]+\.(txt|xlsx)")
    for name, line in CASES.items():
        answer = answers()[name].split("\n", 1)[1]
        typed = {word for word in re.split(r"[ =]", line) if word}
        known = typed | {
            "attended",
            "calendar",
            "lines",
            "run",
            "post",
            "budget",
            "a",
            "b",
            "y",
            "n",
        }
        known |= set(click.types.BoolParamType.bool_states)
        left = set(re.findall(r"[A-Za-z]{2,}", ours.sub("", answer))) - known
        assert not left, f"{name}: {left}"


@pytest.mark.usefixtures("working_folder")
def test_an_id_number_is_never_shown_whole() -> None:
    assert "110101199003070003" not in answers()["身份证号写错位置"].split("\n", 1)[1]


def test_wrong_use_ends_with_status_2_and_prints_nothing_to_stdout(payroll: Payroll) -> None:
    for arguments in (["rnu"], ["init"], ["init", "--zzz"], ["init", "a", "b"]):
        outcome = payroll(*arguments)
        assert (outcome.status, outcome.said) == (2, "")
        assert "错误：" in outcome.warned


def test_a_command_close_to_the_typed_one_is_suggested(payroll: Payroll) -> None:
    assert "您要的是 'init' 吗？" in payroll("inti").warned


NEVER_SAID = {
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "Press any key to continue...",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Windows error: {error}",
    "Name '{name}' defined twice",
    "Value must be an iterable.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument "
    "instead? Did you mean to pass '--{name}'?",
    "Invalid start character for option ({option})",
    "Choice({choices})",
    "%(prog)s, version %(version)s",
    "{value!r} is not a valid UUID.",
    "{value!r} does not match the format {format}.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
}
"""Texts of click for things this program does not do, and for its developers."""


def test_every_text_click_could_say_is_translated() -> None:
    said = set()
    for module in _MODULES:
        assert module.__file__ is not None
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in {"_", "ngettext"} and isinstance(first, ast.Constant):
                    said.add(first.value)
    assert len(said) > 40
    assert said - set(USAGE) - set(USAGE_OF_SEVERAL) - NEVER_SAID <= {"d"}  # days of a progress bar
