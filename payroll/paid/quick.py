"""What files say was paid, many months at once, where nothing is wrong with them.

Ten years are 240 files; typing and checking each by itself costs more than reading them.  Here all
months are put under each other first and every different text is parsed once.  What is at all
unusual gives None: `payroll.paid.files` then reads month by month and says what.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payroll.money import parse_hundredths
from payroll.paid.frame import CHARGES, LINES, PAID, PaidMonths
from payroll.period import month_text, parse_month

_CHARGED = "charged_"
_FROM_CHARGES = ("line_id", "project", "fund", "document", "kind", "amount_yuan")
_SAME = (
    *("line_id", "program_id", "program", "unit", "id_number", "name", "component"),
    *("component_name", "payee", "reason"),
)
_MAY_BE_MISSING = "program_id"
_FROM_SHEETS = ("unit", "id_number", "name", "charged_document")
"""Texts that may have got a leading apostrophe when they were written."""


def quick_paid(out: Path, months: Sequence[date]) -> PaidMonths | None:
    """The payments of `months`, each of which has a folder in `out`; None when anything is unusual.

    A month's rows all name that month as their run month, no line is there twice, and each is
    charged what it costs.
    """
    folders = [out / month_text(month) for month in months]
    with ThreadPoolExecutor() as pool:
        read = list(pool.map(_read, folders))
    if not read or any(month is None for month in read):
        return None
    known = [month for month in read if month is not None]
    texts = pl.concat([rows for rows, _ in known])
    counts = [len(rows) for rows, _ in known]
    run_months = pl.Series([month_text(month) for month in months]).gather(
        pl.Series(range(len(months)), dtype=pl.UInt32).repeat_by(pl.Series(counts)).explode()
    )
    if not texts["run_month"].equals(run_months) or not texts["line_id"].is_unique().all():
        return None
    payments = _typed(texts)
    if payments is None:
        return None
    files = {
        f"{folder.name}/{name}": digest
        for folder, (_, digests) in zip(folders, known, strict=True)
        for name, digest in digests.items()
    }
    return PaidMonths(payments, files, tuple(months))


def _read(folder: Path) -> tuple[pl.DataFrame, dict[str, str]] | None:
    """Lines of a month beside their charges, as text, and the digests of the two files."""
    try:
        contents = {name: (folder / name).read_bytes() for name in (LINES, CHARGES)}
        lines = _columns(contents[LINES], _LINE_COLUMNS)
        charges = _columns(contents[CHARGES], _FROM_CHARGES)
    except (OSError, UnicodeDecodeError, csv.Error, StopIteration, pl.exceptions.PolarsError):
        return None
    if lines is None or charges is None or not lines["line_id"].equals(charges["line_id"]):
        return None
    renamed = charges.rename({name: f"{_CHARGED}{name}" for name in _FROM_CHARGES})
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    return pl.concat([lines, renamed], how="horizontal"), digests


def _columns(content: bytes, names: Sequence[str]) -> pl.DataFrame | None:
    """The columns of a file as text, null where an older file lacks one that may be missing."""
    heading = next(csv.reader([content.partition(b"\n")[0].decode("utf-8-sig")]))
    if any(name not in heading and name != _MAY_BE_MISSING for name in names):
        return None
    there = [name for name in names if name in heading]
    rows = pl.read_csv(content, columns=there, infer_schema=False)
    return rows.select(
        pl.col(name) if name in there else pl.lit(None, pl.String).alias(name) for name in names
    )


def _typed(texts: pl.DataFrame) -> pl.DataFrame | None:
    """`PAID`; None for a value not as our files have it, or a charge that is not the cost."""
    columns: dict[str, pl.Series] = {}
    for into, (name, parse, kind, optional) in _PARSED.items():
        values = _parsed(texts[name], parse, kind)
        blank = texts[name].null_count()
        if values.null_count() > (blank if optional else 0):
            return None
        columns[into] = values.alias(into)
    whole = texts.select(
        *(pl.col(name).str.strip_prefix("'") if name in _FROM_SHEETS else name for name in _SAME),
        project=f"{_CHARGED}project",
        fund=f"{_CHARGED}fund",
        document=pl.col(f"{_CHARGED}document").str.strip_prefix("'"),
        kind=f"{_CHARGED}kind",
    ).with_columns(*columns.values())
    cost = pl.when(pl.col("payee") == "deduction").then(0).otherwise("amount_fen")
    ties = whole.select((cost == pl.col("charged_fen")).all()).item()
    return whole.select(*PAID) if ties else None


def _parsed(texts: pl.Series, parse: Callable[[str], Any], kind: pl.DataType) -> pl.Series:
    """Each different text parsed once; null where there is none or it cannot be."""
    known: dict[str, Any] = {}
    for text in texts.unique().drop_nulls():
        try:
            known[text] = parse(text)
        except ValueError:
            known[text] = None
    return texts.replace_strict(list(known), list(known.values()), default=None, return_dtype=kind)


def _fen(text: str) -> int:
    """An amount with exactly two decimals."""
    if text[-3:-2] != ".":
        raise ValueError("not two decimals")
    return parse_hundredths(text)


_PARSED: dict[str, tuple[str, Callable[[str], Any], pl.DataType, bool]] = {
    "amount_fen": ("amount_yuan", _fen, pl.Int64(), False),
    "charged_fen": (f"{_CHARGED}amount_yuan", _fen, pl.Int64(), False),
    "rate_fen": ("rate_yuan", _fen, pl.Int64(), True),
    "run_month": ("run_month", parse_month, pl.Date(), False),
    "service_month": ("service_month", parse_month, pl.Date(), False),
    "paid_days_h": ("paid_days", parse_hundredths, pl.Int64(), True),
    "required_days_h": ("required_days", parse_hundredths, pl.Int64(), True),
}
"""Column of `PAID` → column of the files, how it is parsed, its type, whether it may be blank."""
_LINE_COLUMNS = (
    *_SAME,
    *(name for name, *_ in _PARSED.values() if not name.startswith(_CHARGED)),
)
