"""One person's month told from its columns, so that it cannot disagree with the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from payroll.identity import tail
from payroll.money import days, parse_hundredths, yuan
from payroll.output.month_payroll import MonthPayroll
from payroll.output.sentences import sentences
from payroll.period import month_title
from payroll.problems import Cell
from payroll.rates.model import Program
from payroll.terms import explanation as words
from payroll.terms.settings import SETTINGS, value_title

Row = dict[str, Any]


def explanations(payroll: MonthPayroll, who: str) -> list[str]:
    """A paragraph for every row of the month whose person has the name or ID number `who`.

    Each tells place, days, the calculation of every amount with its source, sums, projects,
    policies and problems; only the last four characters of the ID are shown.  Empty when nobody is
    called so.
    """
    called = (pl.col("name") == who) | (pl.col("id_number") == who.upper())
    rows = pl.concat([payroll.accepted, payroll.held]).filter(called).sort("row_id")
    return ["\n".join(_paragraph(payroll, row)) for row in rows.iter_rows(named=True)]


def _paragraph(payroll: MonthPayroll, row: Row) -> Iterator[str]:
    program = next((each for each in payroll.programs if each.id == row["program_id"]), None)
    payments = payroll.payments.filter(_of(row))
    who = f"{row['name']}（身份证号尾号 {tail(row['id_number'] or '')}）"
    what = program.name if program else row["program_seen"] or ""
    yield "｜".join([month_title(row["service_month"]), who, what, row["unit"] or ""])
    place = str(Cell(row["file"], row["sheet"], row["row"]))
    yield "  " + words.PLACE.format(place=place)
    if not payments.is_empty():
        yield "  " + _days(payments, program, row)
        if row["start_date"] or row["end_date"]:
            first = row["start_date"] or words.FIRST_DAY_UNKNOWN
            last = row["end_date"] or words.LAST_DAY_UNKNOWN
            yield "  " + words.IN_POST.format(first=first, last=last)
        yield from ("  " + told for told in sentences(payments.iter_rows(named=True)))
        yield "  " + _sums(payments)
        yield from ("  " + told for told in _charges(payroll, payments))
    elif not (withheld := payroll.withheld.filter(_of(row))).is_empty():
        yield "  " + words.WITHHELD
        yield from ("  " + told for told in sentences(withheld.iter_rows(named=True)))
    else:
        yield "  " + words.HELD
    if program and program.policy:
        yield "  " + _policies(program)
    for found in payroll.problems:
        if found.row_id == row["row_id"]:
            severity = words.SEVERITIES[found.severity]
            yield "  " + words.PROBLEM.format(
                severity=severity, found=found.found, remedy=found.remedy, code=found.code
            )


def _of(row: Row) -> pl.Expr:
    """Payments of a row: its own, and the differences of earlier months (they have no row here)."""
    same = pl.col("id_number").eq(row["id_number"]) & pl.col("program_id").eq(row["program_id"])
    return pl.col("row_id").eq(row["row_id"]) | (pl.col("row_id").is_null() & same)


def _days(payments: pl.DataFrame, program: Program | None, row: Row) -> str:
    """The days of the row and how leave counts; required days from the calendar are said so."""
    counted = payments.filter(pl.col("paid_days_h").is_not_null())
    if counted.is_empty() or row["attended_days_h"] is None:
        return words.NO_DAYS
    attended = days(row["attended_days_h"])
    leave = "".join(_leave(program, item) for item in row["leave"] or [])
    by_days = counted.filter(pl.col("proration") != "calendar")
    if by_days.is_empty():
        return words.BY_CALENDAR_DAYS.format(attended=attended, leave=leave)
    line = by_days.row(0, named=True)
    paid_h = line["month_paid_days_h"] or line["paid_days_h"]
    required = days(line["required_days_h"])
    if row["required_days_h"] is None:
        required += words.DAYS_FROM_CALENDAR
    return words.DAYS.format(
        required=required,
        attended=attended,
        leave=leave,
        paid=days(paid_h),
    )


def _leave(program: Program | None, item: Row) -> str:
    setting = program.leave.get(item["kind"]) if program else None
    ratio = days(parse_hundredths(setting.value)) if setting and setting.value else "—"
    status = f"，{setting.status}" if setting and setting.status else ""
    return words.LEAVE.format(
        kind=item["kind"], days=days(item["days_h"]), ratio=ratio, status=status
    )


def _sums(payments: pl.DataFrame) -> str:
    by_payee = dict(payments.group_by("payee").agg(pl.col("amount_fen").sum()).iter_rows())
    person, insurer = by_payee.get("person", 0), by_payee.get("insurer", 0)
    net = person - by_payee.get("deduction", 0)
    return words.SUMS.format(net=yuan(net), insurer=yuan(insurer), cost=yuan(person + insurer))


def _charges(payroll: MonthPayroll, payments: pl.DataFrame) -> Iterator[str]:
    """What the person costs each project, the part beyond a budget apart."""
    mine = payroll.charges.join(payments.select("line_id"), on="line_id", how="semi")
    totals = mine.group_by("project", "fund", "kind", maintain_order=True).agg(
        pl.col("amount_fen").sum()
    )
    for project, fund, kind, amount_fen in totals.iter_rows():
        over = words.OVER if kind == "over" else ""
        yield words.CHARGED.format(project=project, fund=fund, amount=yuan(amount_fen), over=over)


def _policies(program: Program) -> str:
    """The settings of the program, each with its status when no source states it."""
    told = [
        words.SETTING.format(
            name=SETTINGS.get(name, name),
            value=value_title(name, setting.value),
            status=words.STATUS.format(status=setting.status) if setting.status else "",
        )
        for name, setting in program.policy.items()
    ]
    return words.POLICIES.format(settings="；".join(told))
