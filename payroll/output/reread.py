"""Published files read back by other code than wrote them.

Nothing here shares a line with the writers: CSV goes through the csv module (long files through
the scanner of Polars), workbooks through zipfile and ElementTree, amounts through text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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


def lines_by_program_and_payee(path: Path) -> dict[tuple[str, ...], int]:
    """Σ amounts in fen of lines.csv by (program, payee)."""
    sums: dict[tuple[str, ...], int] = {}
    if path.stat().st_size > LONG_FILE_BYTES:
        amount = pl.col("amount_yuan").str.replace(".", "", literal=True).cast(pl.Int64)
        scanned = pl.scan_csv(path, infer_schema=False)
        by = scanned.group_by("program", "payee").agg(amount.sum()).collect()
        return {(program, payee): fen for program, payee, fen in by.iter_rows()}
    for row in _csv_rows(path):
        key = (row["program"], row["payee"])
        sums[key] = sums.get(key, 0) + fen_of(row["amount_yuan"])
    return sums


def charges_by_program_and_payee(charges: Path, lines: Path) -> dict[tuple[str, ...], int]:
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
    sums: dict[tuple[str, ...], int] = {}
    for row in _csv_rows(charges):
        key = keys_of[row["line_id"]]
        sums[key] = sums.get(key, 0) + fen_of(row["amount_yuan"])
    return sums


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as the file stores it; rows and columns count from 1."""

    name: str
    rows: dict[int, dict[int, str]]
    """Text, or number as text, by row and column; for a formula the value stored beside it."""
    formulas: dict[tuple[int, int], str]

    def table(self, first_heading: str) -> Iterator[dict[str, str]]:
        """Rows below the heading row as {heading: text}; a cell that is not there is empty.

        The heading row is the one whose first cell is `first_heading`.
        """
        headings: dict[int, str] = {}
        for row in self.rows.values():
            if row.get(1) == first_heading:
                headings = row
            elif headings:
                yield {heading: row.get(column, "") for column, heading in headings.items()}


def read_sheets(path: Path) -> dict[str, ReadSheet]:
    """Every sheet of a workbook by its name."""
    with ZipFile(path) as book:
        shared = _shared_strings(book)
        sheets = {}
        for name, part in _sheet_parts(book):
            rows: dict[int, dict[int, str]] = {}
            formulas: dict[tuple[int, int], str] = {}
            for row in ElementTree.fromstring(book.read(part)).iter(f"{_MAIN}row"):  # noqa: S314
                number = int(row.get("r", ""))
                cells = rows[number] = {}
                for cell in row:
                    column = _column(cell.get("r", ""))
                    cells[column] = _text(cell, shared)
                    if (formula := cell.findtext(f"{_MAIN}f")) is not None:
                        formulas[number, column] = formula
            sheets[name] = ReadSheet(name, rows, formulas)
    return sheets


def _csv_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def _sheet_parts(book: ZipFile) -> Iterator[tuple[str, str]]:
    """Name of every sheet and the part of the workbook that holds it."""
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))  # noqa: S314
    for entry in workbook.iter(f"{_MAIN}sheet"):
        yield entry.get("name", ""), f"xl/{targets[entry.get(_RELATION)]}"


def _shared_strings(book: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
    return ["".join(item.itertext()) for item in strings]


@lru_cache(maxsize=65_536)
def _column(address: str) -> int:
    """Column from 1 of a cell's address."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    stored = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(stored)] if cell.get("t") == "s" else stored
