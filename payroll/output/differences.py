"""Amounts that should be equal and are not, as Chinese sentences."""

from __future__ import annotations

from collections.abc import Mapping

from payroll.identity import tail
from payroll.money import yuan
from payroll.terms import columns as words

Amounts = Mapping[tuple[str, ...], int]
"""Fen by (program or project, payee or heading) or (…, ID number)."""


def find_differences(member: str, due: Amounts, stated: Amounts) -> list[str]:
    """A sentence for every key for which `member` states something else than what is due.

    A person is named by the last four characters of the ID number.
    """
    return [
        f"{member}｜{_who(key)}应为 {yuan(right)} 元，文件中为 {yuan(said)} 元，"
        f"相差 {yuan(said - right)} 元。"
        for key in sorted({*due, *stated})
        if (right := due.get(key, 0)) != (said := stated.get(key, 0))
    ]


def _who(key: tuple[str, ...]) -> str:
    program, what, *person = key
    whose = f"身份证号尾号 {tail(person[0])} 的" if person else ""
    return f"{program}：{whose}{words.PAYEE_AMOUNTS.get(what, what)}"
