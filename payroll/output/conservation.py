"""Conservation: what was computed is what every published file says, to the fen.

Rows read = rows accepted + rows held.  Σ lines = Σ lines.csv = Σ charges.csv = Σ 工资表 =
Σ 月度汇总 = Σ 财务导入表, by program and payee, in the workbooks also person by person; all files
are read back by other code than wrote them (`payroll.output.reread`).  A withheld amount costs
nothing and is charged 0.00.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from payroll.output import reread
from payroll.output.book_conservation import Amounts, amounts_due, find_book_differences
from payroll.output.differences import find_differences
from payroll.output.month_payroll import MonthPayroll
from payroll.output.totals import sums_by
from payroll.problems import Cell, Refusal, problem
from payroll.terms import columns as words

_BOOK_MEMBERS = {words.MONTH_BOOK: "month_book", words.FINANCE_BOOK: "finance_book"}


class ConservationBroken(Refusal):
    """Files that do not say what was computed; nothing was replaced.

    `differences` are Chinese sentences: which member, which program and amount, by how much.  As a
    refusal it is told as problems, one a difference, and ends the program with status 2.
    """

    def __init__(self, differences: list[str]) -> None:
        told = [problem("output-differs", Cell(), difference=each) for each in differences]
        super().__init__(*told)
        self.differences = differences


def check_conservation(
    payroll: MonthPayroll, folder: Path, wage_books: Mapping[str, str]
) -> list[str]:
    """Names of the members that were compared: what lies in `folder` decides.

    `wage_books` gives the file of each program's 工资表 by its Chinese name.
    Raises `ConservationBroken` with every difference found.
    """
    differences = find_row_differences(payroll)
    checked = ["rows"]
    by_payee: Amounts = sums_by(payroll.payments, "program", "payee")
    lines, charges = folder / "lines.csv", folder / "charges.csv"
    if lines.exists():
        with _unreadable_is_a_difference(lines.name, differences):
            stated = reread.lines_by_program_and_payee(lines)
            differences += find_differences(lines.name, by_payee, stated)
        checked.append("lines")
    if lines.exists() and charges.exists():
        cost = {key: 0 if key[1] == "deduction" else fen for key, fen in by_payee.items()}
        with _unreadable_is_a_difference(charges.name, differences):
            charged = reread.charges_by_program_and_payee(charges, lines)
            differences += find_differences(charges.name, cost, charged)
        checked.append("charges")
    books = [name for name in (*wage_books.values(), *_BOOK_MEMBERS) if (folder / name).exists()]
    if books:
        due = amounts_due(payroll.payments)
        programs = {file: program for program, file in wage_books.items()}
        for book in books:
            with _unreadable_is_a_difference(book, differences):
                sheets = reread.read_sheets(folder / book)
                differences += find_book_differences(payroll, book, programs.get(book), sheets, due)
        checked += sorted({_BOOK_MEMBERS.get(book, "wage_books") for book in books})
    if differences:
        raise ConservationBroken(differences)
    return checked


@contextmanager
def _unreadable_is_a_difference(member: str, differences: list[str]) -> Iterator[None]:
    """Add a sentence when a file holds something that we never write, or names unknown lines."""
    try:
        yield
    except (KeyError, ValueError):
        differences.append(f"{member}｜写出的内容读不回来，或者有一行在别的文件里找不到。")


def find_row_differences(payroll: MonthPayroll) -> list[str]:
    """Rows that were read and are neither accepted nor held, or both."""
    read, accepted, held = (
        rows.select("row_id").unique()
        for rows in (payroll.reading.roster, payroll.accepted, payroll.held)
    )
    judged = pl.concat([accepted, held]).unique()
    found = []
    if both := len(accepted.join(held, on="row_id", how="semi")):
        found.append(f"有 {both} 行既发放又搁置。")
    if lost := len(read.join(judged, on="row_id", how="anti")):
        found.append(f"读到 {len(read)} 行，其中 {lost} 行既没有发放，也没有搁置。")
    if extra := len(judged.join(read, on="row_id", how="anti")):
        found.append(f"有 {extra} 行不在读到的 {len(read)} 行之内。")
    return found
