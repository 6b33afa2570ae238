"""What was paid: the lines and charges of the months under `out`, read back and tied to the fen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from payroll.money import yuan
from payroll.paid.frame import CHARGES, LINES, PAID, PaidMonths
from payroll.paid.quick import quick_paid
from payroll.period import month_text, parse_month
from payroll.problems import Cell, Refusal, problem
from payroll.terms import paid as words

_TEXTS = (
    *("line_id", "program_id", "program", "unit", "id_number", "name", "component"),
    *("component_name", "payee", "reason"),
)
_MONTHS = ("run_month", "service_month")
_DAYS = {"paid_days": "paid_days_h", "required_days": "required_days_h"}
_AMOUNTS = {"amount_yuan": "amount_fen", "rate_yuan": "rate_fen"}
_FROM_LINES = (*_TEXTS, *_MONTHS, *_DAYS, "rate_yuan", "amount_yuan")
_MAY_BE_MISSING = frozenset({"program_id"})
_FROM_CHARGES = ("line_id", "project", "fund", "document", "kind", "amount_yuan")
_FROM_SHEETS = ("unit", "id_number", "name", "document")
"""Texts that may carry one leading apostrophe (`payroll.output.csv_files`)."""

_MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
_AMOUNT = r"^-?[0-9]{1,15}\.[0-9]{2}$"
_NUMBER = r"^(-?[0-9]{1,6}(\.[0-9]{1,2})?)?$"
_SHOWN = 20
"""Characters of a wrong value that a message shows."""


def months_in_files(out: Path) -> list[date]:
    """The run months that have results under `out`, ascending, without looking into them."""
    return [month for month, _ in _month_folders(out)]


def payments_in_files(out: Path, months: Sequence[date]) -> PaidMonths:
    """The payments of `months`, each of which has a folder in `out`; fen and hundredths of a day.

    Raises `Refusal` with every file that is not as this program writes it or does not tie: each
    line has one charge of the same amount (0.00 for a deduction, which costs nothing more); a line
    is there once, in the folder of its own month.
    """
    paid = quick_paid(out, months) or careful_paid(out, months)
    texts = pl.col(pl.String).exclude("program_id").fill_null("")
    return replace(paid, payments=paid.payments.with_columns(texts))


def careful_paid(out: Path, months: Sequence[date]) -> PaidMonths:
    """The same month by month, slower, to say what is wrong and where.  Raises `Refusal`."""
    payments, files = [pl.DataFrame(schema=PAID)], dict[str, str]()
    refusals: list[Refusal] = []
    for month in months:
        try:
            payments.append(_paid_in(out / month_text(month), month_text(month), files))
        except Refusal as refusal:
            refusals.append(refusal)
    if refusals:
        raise Refusal(*(found for refusal in refusals for found in refusal.problems))
    paid = PaidMonths(pl.concat(payments, rechunk=False), files, tuple(months))
    _require_months(paid, out)
    return paid


def _month_folders(out: Path) -> list[tuple[date, Path]]:
    folders = []
    for path in out.iterdir() if out.is_dir() else ():
        try:
            month = parse_month(path.name)
        except ValueError:
            continue
        if any((path / name).is_file() for name in (LINES, CHARGES)):
            folders.append((month, path))
    return sorted(folders)


def _paid_in(folder: Path, month: str, files: dict[str, str]) -> pl.DataFrame:
    """`PAID` of one month.  Raises `Refusal`."""
    lines = _read(folder / LINES, _FROM_LINES, month, files)
    charges = _read(folder / CHARGES, _FROM_CHARGES, month, files)
    charged = charges.select(
        *("line_id", "project", "fund", "document", "kind"), charged_fen="amount_fen"
    )
    lines = lines.with_columns(pl.col(_MONTHS).str.to_date("%Y-%m"))
    if lines["line_id"].equals(charges["line_id"]) and not lines["line_id"].has_nulls():
        payments = pl.concat([lines, charged.drop("line_id")], how="horizontal")
    else:
        payments = _joined(lines, charged, month)
    _require_ties(payments, month)
    return payments.select(*PAID)


def _require_months(paid: PaidMonths, out: Path) -> None:
    """Refuse folders that hold the payments of another month, and lines that are there twice."""
    problems = []
    for month in paid.months:
        name = month_text(month)
        seen = pl.read_csv(out / name / LINES, columns=["run_month"], infer_schema=False)
        other = (seen["run_month"] != name).arg_true()
        if len(other):
            where = Cell(f"{name}/{LINES}", "", int(other[0]) + 2)
            facts = {"month": name, "count": f"{len(other):,}", "seen": seen["run_month"][other[0]]}
            problems.append(problem("paid-month-differs", where, name="", row_id=None, **facts))
    again = paid.payments.filter(~pl.col("line_id").is_first_distinct())
    if not (problems or again.is_empty()):
        month, line = again.select("run_month", "line_id").row(0)
        where = Cell(f"{month_text(month)}/{LINES}")
        problems.append(
            problem("paid-line-again", where, month=month_text(month), line=line, count=len(again))
        )
    if problems:
        raise Refusal(*problems)


def _read(path: Path, columns: tuple[str, ...], month: str, files: dict[str, str]) -> pl.DataFrame:
    """The columns of a file of ours, amounts and days as whole numbers.  Raises `Refusal`."""
    name = f"{month}/{path.name}"
    other = CHARGES if path.name == LINES else LINES
    if not path.is_file():
        raise Refusal(
            problem("paid-file-missing", Cell(name), file=path.name, other=other, month=month)
        )
    content = path.read_bytes()
    files[name] = hashlib.sha256(content).hexdigest()
    try:
        found = pl.read_csv(content, infer_schema=False)
    except pl.exceptions.PolarsError:
        raise _unreadable(name, month, words.NOT_CSV) from None
    absent = [each for each in columns if each not in found.columns]
    if missing := [each for each in absent if each not in _MAY_BE_MISSING]:
        raise _unreadable(name, month, words.NO_COLUMNS.format(columns="、".join(missing)))
    found = found.with_columns(pl.lit(None, pl.String).alias(each) for each in absent).select(
        columns
    )
    for column, pattern in (*((each, _MONTH) for each in _MONTHS), ("amount_yuan", _AMOUNT)):
        _require(found, column, pattern, name, month)
    for column in _DAYS:
        _require(found, column, _NUMBER, name, month, blank=True)
    _require(found, "rate_yuan", _AMOUNT, name, month, blank=True)
    texts = [each for each in _FROM_SHEETS if each in columns]
    return found.with_columns(
        pl.col(texts).str.strip_prefix("'"),
        *(_hundredths(column).alias(into) for column, into in _DAYS.items() if column in columns),
        *(
            pl.col(column).str.replace(".", "", literal=True).cast(pl.Int64).alias(into)
            for column, into in _AMOUNTS.items()
            if column in columns
        ),
    )


def _require(
    found: pl.DataFrame, column: str, pattern: str, name: str, month: str, *, blank: bool = False
) -> None:
    """Refuse the first value that is not written as ours are."""
    if column not in found.columns:
        return
    right = found[column].str.contains(pattern).fill_null(blank)
    if not right.all():
        place = int((~right).arg_max() or 0)
        seen = found[column][place]
        seen, cell = (seen or "")[:_SHOWN], Cell(name, "", place + 2)
        raise Refusal(problem("paid-value-unreadable", cell, column=column, seen=seen, month=month))


def _hundredths(column: str) -> pl.Expr:
    """Hundredths of a number with up to two decimals, as text that was checked."""
    text = pl.col(column)
    whole, part = text.str.extract(r"^(-?[0-9]+)"), text.str.extract(r"\.([0-9]+)$").fill_null("")
    return pl.concat_str(whole, part.str.pad_end(2, "0")).cast(pl.Int64)


def _joined(lines: pl.DataFrame, charged: pl.DataFrame, month: str) -> pl.DataFrame:
    """Lines with their charges where the files are in different orders.  Raises `Refusal`."""
    for frame, file in ((lines, LINES), (charged, CHARGES)):
        twice = frame.filter(frame["line_id"].is_duplicated() | frame["line_id"].is_null())
        if not twice.is_empty():
            line = twice["line_id"][0] or words.NO_LINE_ID
            raise _differ(month, words.LINE_TWICE.format(file=file, line=line))
    for one, other, sentence in (
        (lines, charged, words.LINES_NOT_CHARGED),
        (charged, lines, words.CHARGES_WITHOUT_LINE),
    ):
        alone = one.join(other, on="line_id", how="anti")
        if not alone.is_empty():
            facts = {"line": alone["line_id"][0], "count": f"{len(alone):,}"}
            raise _differ(month, sentence.format(**facts))
    return lines.join(charged, on="line_id", how="left", maintain_order="left")


def _require_ties(payments: pl.DataFrame, month: str) -> None:
    cost = pl.when(pl.col("payee") == "deduction").then(0).otherwise("amount_fen")
    off = payments.filter(cost != pl.col("charged_fen"))
    if not off.is_empty():
        line, amount, charged = off.select("line_id", cost, "charged_fen").row(0)
        facts = {"line": line, "amount": yuan(amount), "charged": yuan(charged)}
        raise _differ(month, words.CHARGED_OTHERWISE.format(**facts))


def _unreadable(name: str, month: str, what: str) -> Refusal:
    return Refusal(problem("paid-file-unreadable", Cell(name), what=what, month=month))


def _differ(month: str, what: str) -> Refusal:
    cell = Cell(f"{month}/{CHARGES}")
    return Refusal(problem("paid-charges-differ", cell, month=month, what=what))
