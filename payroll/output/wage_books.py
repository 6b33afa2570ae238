"""One workbook a program: what three people sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payroll.output.book import book_in
from payroll.output.month_payroll import MonthPayroll
from payroll.output.payslips import component_amounts, payslips
from payroll.output.policies import policy_rows, rate_rows, remark
from payroll.output.policies_sheet import write_policies_sheet
from payroll.output.problems_sheet import write_problems_sheet
from payroll.output.reasons_sheet import write_reasons_sheet
from payroll.output.units_sheet import write_units_sheet
from payroll.output.wage_sheet import Amounts, write_wage_sheet
from payroll.problems import Problem
from payroll.progress import told
from payroll.rates.model import Program
from payroll.terms import columns as words
from payroll.terms.progress import WRITING

_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')


def write_wage_books(payroll: MonthPayroll, folder: Path) -> dict[str, str]:
    """Write the workbook of every program with people, accepted or held; file by program name."""
    everyone = payslips(payroll)
    slips = everyone.partition_by("program_id", as_dict=True)
    payments = payroll.payments.partition_by("program_id", as_dict=True)
    held = set(payroll.held["program_id"])
    amounts = component_amounts(payroll.payments)
    books = {}
    for program in told(payroll.programs, WRITING):
        key = (program.id,)
        if key not in slips and program.id not in held:
            continue
        file = file_name(words.WAGE_BOOK, program=program.name)
        month = ProgramMonth(
            program,
            slips.get(key, everyone.clear()),
            payments.get(key, payroll.payments.clear()),
        )
        _write_book(payroll, month, amounts, folder / file)
        books[program.name] = file
    return books


@dataclass(frozen=True)
class ProgramMonth:
    """What one program's workbook shows."""

    program: Program
    slips: pl.DataFrame
    payments: pl.DataFrame


def _write_book(payroll: MonthPayroll, month: ProgramMonth, amounts: Amounts, path: Path) -> None:
    program, when = month.program, payroll.run_month
    title = words.WAGE_TITLE.format(program=program.name)
    with book_in(path, when, title, payroll.office) as book:
        note = remark(payroll, program)
        totals = write_wage_sheet(book, program, when, month.slips, amounts, note)
        write_units_sheet(book, program, when, totals)
        withheld = payroll.withheld.filter(pl.col("program_id") == program.id)
        write_reasons_sheet(book, program, when, month.slips, month.payments, withheld)
        title = words.PROBLEMS_TITLE.format(program=program.name)
        write_problems_sheet(book, title, when, problems_of(payroll, program))
        policies, rates = policy_rows(payroll, program), rate_rows(payroll, program)
        write_policies_sheet(book, program, when, policies, rates)


def problems_of(payroll: MonthPayroll, program: Program) -> list[Problem]:
    """Problems of the program's rows, of the sheets they stand in and of its rate file."""
    rows = payroll.reading.roster.filter(pl.col("program_id").cast(pl.String) == program.id)
    ids = set(rows["row_id"])
    sheets = {*rows.select("file", "sheet").iter_rows(), *((file, "") for file in rows["file"])}
    return [
        found
        for found in payroll.problems
        if found.row_id in ids
        or (found.row_id is None and (found.cell.file, found.cell.sheet) in sheets)
        or found.cell.file == program.file
    ]


def file_name(pattern: str, **parts: str) -> str:
    """A file name that every system takes, from names that people chose.

    >>> file_name("工资表_{program}.xlsx", program="公益/岗: 一")
    '工资表_公益_岗_一.xlsx'
    """
    return pattern.format_map({k: _NOT_IN_A_FILE_NAME.sub("_", v) for k, v in parts.items()})
