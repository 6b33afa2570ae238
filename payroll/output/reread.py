"""Published files read back by other code than wrote them.

Nothing here shares a line with the writers: CSV goes through the csv module (long files through
the scanner of Polars), workbooks through zipfile and ElementTree, amounts through text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import polars as pl

LONG_FILE_BYTES = 100_000_000
"""Above this size the csv module would take longer than the whole calculation."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def fen_of(text: str) -> int:
    """Whole fen of an amount in yuan as a file states it; nothing is 0.

    >>> fen_of("1954.55"), fen_of("-0.5"), fen_of("2150"), fen_of("")
    (195455, -50, 215000, 0)

    Raises `ValueError` for anything finer than a fen or not a number.
    """
    match = re.fullmatch(r"(-?)([0-9]+)(?:\.([0-9]{1,2}))?", text or "0")
    if match is None:
        raise ValueError("not an amount in whole fen")
    sign, whole, part = match.groups()
    return int(f"{sign}{whole}{(part or '').ljust(2, '0')}")


def lines_by_program_and_payee(path: Path) -> dict[tuple[str, str], int]:
    """Σ amounts in fen of lines.csv by (program, payee)."""
    sums: dict[tuple[str, str], int] = {}
    if path.stat().st_size > LONG_FILE_BYTES:
        amount = pl.col("amount_yuan").str.replace(".", "", literal=True).cast(pl.Int64)
        scanned = pl.scan_csv(path, infer_schema=False)
        by = scanned.group_by("program", "payee").agg(amount.sum()).collect()
        return {(program, payee): fen for program, payee, fen in by.iter_rows()}
    for row in _csv_rows(path):
        key = (row["program"], row["payee"])
        sums[key] = sums.get(key, 0) + fen_of(row["amount_yuan"])
    return sums


def charges_by_program_and_payee(charges: Path, lines: Path) -> dict[tuple[str, str], int]:
    """Σ amounts in fen of charges.csv by (program, payee) of the line charged.

    Raises `KeyError` for a charge whose line is not in lines.csv.
    """
    if lines.stat().st_size > LONG_FILE_BYTES:
        amount = pl.col("amount_yuan").str.replace(".", "", literal=True).cast(pl.Int64)
        keys = pl.scan_csv(lines, infer_schema=False).select("line_id", "program", "payee")
        by = (
            pl.scan_csv(charges, infer_schema=False)
            .select("line_id", amount)
            .join(keys, on="line_id", how="left")
            .group_by("program", "payee")
            .agg(pl.col("amount_yuan").sum())
            .collect()
        )
        return {(program, payee): fen for program, payee, fen in by.iter_rows()}
    keys_of = {row["line_id"]: (row["program"], row["payee"]) for row in _csv_rows(lines)}
    sums: dict[tuple[str, str], int] = {}
    for row in _csv_rows(charges):
        key = keys_of[row["line_id"]]
        sums[key] = sums.get(key, 0) + fen_of(row["amount_yuan"])
    return sums


def sheet_rows(path: Path, sheet: str) -> Iterator[dict[int, str]]:
    """Rows of a sheet of a workbook as {column from 1: stored text or number as text}.

    For a formula this is the value stored beside it.
    """
    with ZipFile(path) as book:
        shared = _shared_strings(book)
        with book.open(_sheet_part(book, sheet)) as part:
            for _, row in ElementTree.iterparse(part):  # noqa: S314 - we wrote it ourselves
                if row.tag == f"{_MAIN}row":
                    yield {_column(cell): _text(cell, shared) for cell in row}
                    row.clear()


def _csv_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def _sheet_part(book: ZipFile, sheet: str) -> str:
    """Name of the part of the workbook that holds `sheet`."""
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))  # noqa: S314
    for entry in workbook.iter(f"{_MAIN}sheet"):
        if entry.get("name") == sheet:
            return f"xl/{targets[entry.get(_RELATION)]}"
    raise KeyError(sheet)


def _shared_strings(book: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
    return ["".join(item.itertext()) for item in strings]


def _column(cell: ElementTree.Element) -> int:
    number = 0
    for letter in cell.get("r", "").rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    stored = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(stored)] if cell.get("t") == "s" else stored
