"""The handbook's list of every message, written from the catalogue.

python -m tests.docs.codes --write      write the list into docs/手册.md
python -m tests.docs.codes              print it
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from payroll.terms import messages
from tests.project.tree import ROOT

HANDBOOK = ROOT / "docs" / "手册.md"
BEGIN, END = "<!-- 问题一览：开始 -->", "<!-- 问题一览：结束 -->"
SEVERITIES = {"error": "错误", "warning": "提醒"}

STAGES = {
    "files": "打开文件",
    "rates": "标准文件（rates）",
    "budget": "预算文件和列支",
    "intake": "读出勤表",
    "desk": "更正、暂缓、收表退表",
    "month": "整月",
    "checks": "核对每一行",
    "calculation": "计算",
    "output": "写出结果",
    "ledger": "审批和台账",
    "payable": "补发和追回",
    "adjustments": "手工调整",
    "changes": "与上月比较",
    "paid": "已发放的月份",
    "reconciliation": "预算执行对账",
    "evaluation": "绩效自评",
    "forecast": "测算",
    "sample": "示例资料",
    "shell": "电脑和程序",
}
"""Module of `payroll.terms.messages` → heading; one that is not here is headed by its own name."""


def listed() -> str:
    """The section in Markdown: a table a stage, a row a code, in the catalogue's order."""
    return "\n".join(_lines())


def with_list(handbook: str) -> str:
    """The handbook's text with the list between its two marks."""
    before, _, rest = handbook.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{listed()}\n{END}{after}"


def _lines() -> Iterator[str]:
    total = len(messages.MESSAGES)
    yield f"共 {total} 种。“…”处在屏幕上是具体的名称、数字或位置。"
    for part in messages._PARTS:
        name = part.__name__.rpartition(".")[2]
        yield f"\n### {STAGES.get(name, name)}\n"
        yield "| 代码 | 级别 | 情况 | 怎么办 |"
        yield "|---|---|---|---|"
        for code, message in part.MESSAGES.items():
            level = SEVERITIES[message.severity]
            yield f"| `{code}` | {level} | {_cell(message.found)} | {_cell(message.remedy)} |"


def _cell(words: str) -> str:
    """Words of a message as a cell of a table."""
    text = re.sub(r"\{[a-z_]+(:[^}]*)?\}", "…", words).replace("{{", "{").replace("}}", "}")
    text = text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")
    return re.sub(r"\s*\n\s*", "<br>", text).replace("__", "\\_\\_")


def main() -> None:
    """Write the list into the handbook, or print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        text = with_list(HANDBOOK.read_text(encoding="utf-8"))
        HANDBOOK.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(listed())  # noqa: T201


if __name__ == "__main__":
    main()
