"""One workbook a program: what three people sign."""

from __future__ import annotations

import re
from pathlib import Path

from payroll.output.book import new_book
from payroll.output.month_payroll import MonthPayroll
from payroll.output.payslips import component_amounts, payslips
from payroll.output.wage_sheet import write_wage_sheet
from payroll.terms import columns as words

_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')


def write_wage_books(payroll: MonthPayroll, folder: Path) -> dict[str, str]:
    """Write the workbook of every program with people, accepted or held; file by program name."""
    slips = payslips(payroll).partition_by("program_id", as_dict=True)
    held = set(payroll.held["program_id"])
    amounts = component_amounts(payroll.payments)
    nobody = payslips(payroll).clear()
    books = {}
    for program in payroll.programs:
        if (program.id,) not in slips and program.id not in held:
            continue
        file = file_name(words.WAGE_BOOK, program=program.name)
        title = words.WAGE_TITLE.format(program=program.name)
        with new_book(folder / file, payroll.run_month, title) as book:
            of_program = slips.get((program.id,), nobody)
            write_wage_sheet(book, program, payroll.run_month, of_program, amounts)
        books[program.name] = file
    return books


def file_name(pattern: str, **parts: str) -> str:
    """A file name that every system takes, from names that people chose.

    >>> file_name("工资表_{program}.xlsx", program="公益/岗: 一")
    '工资表_公益_岗_一.xlsx'
    """
    return pattern.format_map({k: _NOT_IN_A_FILE_NAME.sub("_", v) for k, v in parts.items()})
