"""What the workbooks say, cell by cell, against what was computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import polars as pl

from payroll.output.differences import Amounts, find_differences
from payroll.output.month_payroll import MonthPayroll
from payroll.output.recalculation import find_formula_differences
from payroll.output.reread import ReadSheet, fen_of
from payroll.output.totals import sums_by
from payroll.terms import columns as words

__all__ = ["Amounts", "amounts_due", "find_book_differences", "find_person_differences"]

Sheets = Mapping[str, ReadSheet]
_Sums = Counter[tuple[str, ...]]
_OF_PAYEE = {"person": words.GROSS, "deduction": words.DEDUCTION, "insurer": words.INSURER}
_COMMON = (words.GROSS, words.DEDUCTION, words.NET, words.INSURER)


def amounts_due(payments: pl.DataFrame) -> _Sums:
    """Fen by (program, heading, ID number): the components paid to the person, 应发, 扣款, 实发 and
    单位承担保险."""
    due: _Sums = Counter()
    sums = sums_by(payments, "program", "payee", "component_name", "id_number")
    for (program, payee, component, person), fen in sums.items():
        due[program, _OF_PAYEE[payee], person] += fen
        if payee == "person":
            due[program, component, person] += fen
        if payee != "insurer":
            due[program, words.NET, person] += fen if payee == "person" else -fen
    return due


def find_book_differences(
    payroll: MonthPayroll, file: str, program: str | None, sheets: Sheets, due: Amounts
) -> list[str]:
    """A Chinese sentence for everything the workbook `file` says otherwise; `program` is the
    Chinese name of the program whose 工资表 it is."""
    found = find_formula_differences(file, sheets)
    if program is None and file == words.MONTH_BOOK:
        return found + _of_month_book(file, sheets, payroll, due)
    return found + find_person_differences(file, program, sheets, due)


def find_person_differences(
    file: str, program: str | None, sheets: Sheets, due: Amounts
) -> list[str]:
    """A Chinese sentence for every amount of a person that the 工资表 of a program, or the workbook
    of finance, says otherwise."""
    if program is not None:
        return _of_wage_book(file, program, sheets, due)
    return _of_finance_book(file, sheets, due)


def _of_wage_book(file: str, program: str, sheets: Sheets, due: Amounts) -> list[str]:
    """The people's rows, the total row, the sums by unit, the net pay beside the reasons."""
    own = {key: fen for key, fen in due.items() if key[0] == program}
    headings = [*dict.fromkeys(heading for _, heading, _ in own), *_COMMON]
    people: _Sums = Counter()
    total: _Sums = Counter()
    for row in sheets[words.WAGE_SHEET].table(words.SERIAL):
        first = row[words.SERIAL]
        if first.isdigit():
            people.update(_stated(row, headings, program, row[words.ID_NUMBER]))
        elif first.startswith(words.TOTAL):
            total.update(_stated(row, headings, program))
    units = sheets[words.UNITS_SHEET].table(words.SERIAL)
    by_unit = _sum(_stated(row, _COMMON, program) for row in units if row[words.SERIAL].isdigit())
    reasons = sheets[words.REASONS_SHEET].table(words.SERIAL)
    net = _sum(_stated(row, [words.NET], program) for row in reasons)
    whole = _without_person(own)
    return [
        *find_differences(file, own, people),
        *find_differences(f"{file}（{words.TOTAL}行）", whole, total),
        *find_differences(f"{file}（{words.UNITS_SHEET}）", _only(whole, _COMMON), by_unit),
        *find_differences(f"{file}（{words.REASONS_SHEET}）", _only(whole, [words.NET]), net),
    ]


def _of_month_book(file: str, sheets: Sheets, payroll: MonthPayroll, due: Amounts) -> list[str]:
    """The rows of the programs and of the projects."""
    programs: _Sums = Counter()
    for row in sheets[words.UNITS_SHEET].table(words.PROGRAM):
        if row[words.PROGRAM] == words.TOTAL:
            break
        programs.update(_stated(row, _COMMON, row[words.PROGRAM]))
    projects: _Sums = Counter()
    budgets: dict[tuple[str, ...], int] = {}
    for row in sheets[words.UNITS_SHEET].table(words.PROJECT):
        if row[words.PROJECT] == words.TOTAL:
            break
        projects.update(_stated(row, [words.WITHIN, words.OVER], row[words.PROJECT]))
        budgets.update(_stated(row, [words.YEAR_BUDGET], row[words.PROJECT]))
    kinds = {"within": words.WITHIN, "over": words.OVER}
    charged: dict[tuple[str, ...], int] = {
        (project or "", kinds[kind]): fen
        for (project, kind), fen in sums_by(payroll.charges, "project", "kind").items()
    }
    granted = {key: payroll.budget_fen.get(key[0], 0) for key in budgets}
    return [
        *find_differences(file, _only(_without_person(due), _COMMON), programs),
        *find_differences(file, charged, projects),
        *find_differences(file, granted, budgets),
    ]


def _of_finance_book(file: str, sheets: Sheets, due: Amounts) -> list[str]:
    """The rows to import, the rows to pay and the sums by project."""
    rows = _sum(
        _stated(row, _COMMON, row[words.PROGRAM], row[words.ID_NUMBER])
        for row in sheets[words.FINANCE_SHEET].table(words.SERVICE_MONTH)
    )
    cards: _Sums = Counter()
    for row in sheets[words.CARD_SHEET].table(words.NAME):
        if row[words.ID_NUMBER]:
            cards.update(_stated(row, [words.TO_PAY], words.CARD_SHEET, row[words.ID_NUMBER]))
    to_pay: _Sums = Counter()
    for (_, heading, person), fen in due.items():
        if heading == words.NET:
            to_pay[words.CARD_SHEET, words.TO_PAY, person] += fen
    projects = _sum(
        _stated(row, _COMMON, row[words.PROGRAM])
        for row in sheets[words.PROJECT_SHEET].table(words.PROJECT)
        if row[words.PROGRAM]
    )
    common = _only(due, _COMMON)
    return [
        *find_differences(f"{file}（{words.FINANCE_SHEET}）", common, rows),
        *find_differences(file, to_pay, cards),
        *find_differences(f"{file}（{words.PROJECT_SHEET}）", _without_person(common), projects),
    ]


def _stated(
    row: Mapping[str, str], headings: Iterable[str], program: str, *person: str
) -> dict[tuple[str, ...], int]:
    """Fen that a row states under the headings it has."""
    return {(program, name, *person): fen_of(row[name]) for name in headings if name in row}


def _sum(stated: Iterable[Mapping[tuple[str, ...], int]]) -> _Sums:
    sums: _Sums = Counter()
    for amounts in stated:
        sums.update(amounts)
    return sums


def _without_person(amounts: Amounts) -> _Sums:
    return _sum({key[:2]: fen} for key, fen in amounts.items())


def _only(amounts: Amounts, headings: Iterable[str]) -> Amounts:
    wanted = set(headings)
    return {key: fen for key, fen in amounts.items() if key[1] in wanted}
