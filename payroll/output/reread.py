"""Published files read back by other code than wrote them.

Nothing here shares a line with the writers: CSV goes through the csv module (long files through
the scanner of Polars), workbooks through zipfile and patterns, amounts through text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import polars as pl

LONG_FILE_BYTES = 100_000_000
"""Above this size the csv module would take longer than the whole calculation."""

_LINE_KEYS = ("line_id", "program", "payee")

_CELL = re.compile(
    r'<c r="([A-Z]+)([0-9]+)"(?: s="[0-9]+")?(?: t="(s|inlineStr)")?'
    r"(?:/>|>(?:<f>([^<]*)</f>)?(?:<v>([^<]*)</v>|<is><t[^>]*>([^<]*)</t></is>)</c>)"
)
_SHARED = re.compile(r"<si><t[^>]*>([^<]*)</t></si>")
_SHEET = re.compile(r'<sheet name="([^"]*)"')


@lru_cache(maxsize=65_536)
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
    for program, payee, amount_yuan in _csv_rows(path, "program", "payee", "amount_yuan"):
        sums[program, payee] = sums.get((program, payee), 0) + fen_of(amount_yuan)
    return sums


def charges_by_program_and_payee(charges: Path, lines: Path) -> dict[tuple[str, ...], int]:
    """Σ amounts in fen of charges.csv by (program, payee) of the line charged.

    Raises `KeyError` for a charge whose line is not in lines.csv.
    """
    if lines.stat().st_size > LONG_FILE_BYTES:
        amount = pl.col("amount_yuan").str.replace(".", "", literal=True).cast(pl.Int64)
        keys = pl.scan_csv(lines, infer_schema=False).select(*_LINE_KEYS)
        by = (
            pl.scan_csv(charges, infer_schema=False)
            .select("line_id", amount)
            .join(keys, on="line_id", how="left")
            .group_by("program", "payee")
            .agg(pl.col("amount_yuan").sum())
            .collect()
        )
        return {(program, payee): fen for program, payee, fen in by.iter_rows()}
    keys_of = {line: (of, payee) for line, of, payee in _csv_rows(lines, *_LINE_KEYS)}
    sums: dict[tuple[str, ...], int] = {}
    for line, amount_yuan in _csv_rows(charges, "line_id", "amount_yuan"):
        key = keys_of[line]
        sums[key] = sums.get(key, 0) + fen_of(amount_yuan)
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
    """Every sheet of a workbook by its name.

    Reads the few forms of cells that our workbooks have; raises `ValueError` when there are others.
    """
    with ZipFile(path) as book:
        content = {name: book.read(name).decode("utf-8") for name in book.namelist()}
    shared = [unescape(text) for text in _SHARED.findall(content.get("xl/sharedStrings.xml", ""))]
    if len(shared) != content.get("xl/sharedStrings.xml", "").count("<si>"):
        raise ValueError("a shared text of another form")
    names = [unescape(name) for name in _SHEET.findall(content["xl/workbook.xml"])]
    return {
        name: _read_sheet(name, content[f"xl/worksheets/sheet{number}.xml"], shared)
        for number, name in enumerate(names, 1)
    }


def _read_sheet(name: str, content: str, shared: list[str]) -> ReadSheet:
    rows: dict[int, dict[int, str]] = {}
    formulas: dict[tuple[int, int], str] = {}
    cells = 0
    for letters, digits, kind, formula, value, text in _CELL.findall(content):
        cells += 1
        row, column = int(digits), column_number(letters)
        if formula:
            formulas[row, column] = unescape(formula)
        stored = shared[int(value)] if kind == "s" else unescape(text) if kind else value
        rows.setdefault(row, {})[column] = stored
    if cells != content.count("<c "):
        raise ValueError("a cell of another form")
    return ReadSheet(name, rows, formulas)


def _csv_rows(path: Path, *names: str) -> Iterator[list[str]]:
    """The named columns of every row."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = csv.reader(handle)
        places = [*map(next(rows).index, names)]
        for row in rows:
            yield [row[place] for place in places]


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Column from 1 of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
