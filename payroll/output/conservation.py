"""Conservation: what was computed is what every published file says, to the fen.

Rows read = rows accepted + rows held.  Σ lines = Σ lines.csv = Σ charges.csv = Σ 工资表, by program
and payee, each re-read from the staged files (`payroll.output.reread`).  A withheld amount costs
nothing and is charged 0.00.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from payroll.money import yuan
from payroll.output import reread
from payroll.output.month_payroll import MonthPayroll
from payroll.output.totals import PAYEES, sums_by
from payroll.terms import columns as words

Sums = Mapping[tuple[str, str], int]
"""Fen by (Chinese name of the program, payee)."""

PAYEE_HEADINGS = {
    "person": words.GROSS,
    "deduction": words.DEDUCTION,
    "insurer": words.INSURER,
}
"""The column of a 工资表 that carries what goes to each payee."""


class ConservationBroken(Exception):
    """Files that do not say what was computed; nothing was replaced.

    `differences` are Chinese sentences: which member, which program and payee, by how much.
    """

    def __init__(self, differences: list[str]) -> None:
        super().__init__("\n".join(differences))
        self.differences = differences


def check_conservation(
    payroll: MonthPayroll, folder: Path, wage_books: Mapping[str, str]
) -> list[str]:
    """Names of the members that were compared: what lies in `folder` decides.

    `wage_books` gives the file of each program's 工资表 by its Chinese name.
    Raises `ConservationBroken` with every difference found.
    """
    computed = sums_by(payroll.payments, "program", "payee")
    differences = find_row_differences(payroll)
    checked = ["rows"]
    lines, charges = folder / "lines.csv", folder / "charges.csv"
    if lines.exists():
        stated = reread.lines_by_program_and_payee(lines)
        differences += find_differences("lines.csv", computed, stated)
        checked.append("lines")
    if lines.exists() and charges.exists():
        cost = {key: 0 if key[1] == "deduction" else fen for key, fen in computed.items()}
        charged = reread.charges_by_program_and_payee(charges, lines)
        differences += find_differences("charges.csv", cost, charged)
        checked.append("charges")
    for program, file in wage_books.items():
        of_program = {key: fen for key, fen in computed.items() if key[0] == program}
        people, stated_total = wage_sums(folder / file, program)
        differences += find_differences(file, of_program, people)
        differences += find_differences(f"{file}（{words.TOTAL}行）", of_program, stated_total)
    if wage_books:
        checked.append("wage_books")
    if differences:
        raise ConservationBroken(differences)
    return checked


def find_row_differences(payroll: MonthPayroll) -> list[str]:
    """Rows that were read and are neither accepted nor held, or both."""
    read = set(payroll.reading.roster["row_id"])
    accepted, held = set(payroll.accepted["row_id"]), set(payroll.held["row_id"])
    found = []
    if both := accepted & held:
        found.append(f"有 {len(both)} 行既发放又暂缓。")
    if lost := read - accepted - held:
        found.append(f"读到 {len(read)} 行，其中 {len(lost)} 行既没有发放，也没有暂缓。")
    if extra := (accepted | held) - read:
        found.append(f"有 {len(extra)} 行不在读到的 {len(read)} 行之内。")
    return found


def find_differences(member: str, computed: Sums, stated: Sums) -> list[str]:
    """A sentence for every program and payee whose sum in `member` is not the computed one."""
    payee_words = {"person": "个人应发", "deduction": "扣款", "insurer": "单位承担保险"}
    return [
        f"{member}｜{program}：{payee_words.get(payee, payee)}应为 {yuan(due)} 元，"
        f"文件中为 {yuan(said)} 元，相差 {yuan(said - due)} 元。"
        for program, payee in sorted({*computed, *stated})
        if (due := computed.get((program, payee), 0)) != (said := stated.get((program, payee), 0))
    ]


def wage_sums(path: Path, program: str) -> tuple[Sums, Sums]:
    """What the rows of the people (those with a serial number) of a 工资表 add up to, and what its
    total row states, by payee."""
    columns: dict[str, int] = {}
    people = {(program, payee): 0 for payee in PAYEES}
    stated = dict(people)
    for row in reread.sheet_rows(path, words.WAGE_SHEET):
        first = row.get(1, "")
        if first == words.SERIAL:
            columns = {text: column for column, text in row.items()}
        elif columns and (first.isdigit() or first.startswith(words.TOTAL)):
            for payee, heading in PAYEE_HEADINGS.items():
                fen = reread.fen_of(row.get(columns[heading], ""))
                into = people if first.isdigit() else stated
                into[program, payee] += fen
    return people, stated
