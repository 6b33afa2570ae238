"""A file of results as rows: every row is a result, a footer that is counted, or a problem."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from payroll.amounts import parse_hundredths
from payroll.bank.template import AUTO, Answer, Span, Template
from payroll.intake.cells import Unreadable, decode_text
from payroll.intake.cells.files import read_bytes
from payroll.intake.cells.limits import limits_in_force
from payroll.intake.lists import ListRow, read_list
from payroll.intake.values.numbers import read_id, read_name
from payroll.intake.values.read import is_blank, shown
from payroll.intake.words import compact, key
from payroll.problems import Cell, Problem, Refusal, in_file_order, problem
from payroll.terms.bank import FIELDS, SERIAL

NEEDED = ("account", "amount", "status")
_ACCOUNT = re.compile(r"[0-9]{6,32}")
_ID = re.compile(r"[0-9]{17}[0-9X]")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What the bank says of one transfer."""

    cell: Cell
    """The row."""
    account: str
    name: str
    """Empty when the file has no such column; so is the ID number."""
    id_number: str
    amount_fen: int
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file of results, read whole."""

    name: str
    sha256: str
    rows: tuple[ResultRow, ...]
    footers: int
    """Rows that the template's footer words say are no results."""


def read_result(path: Path, template: Template) -> ResultFile:
    """The results in the file at `path`.

    Raises `Refusal` with every problem of every row: a file is taken whole or not at all.
    """
    listed, problems, sha256 = _READERS[template.kind](path, template)
    meanings = template.status.meanings()
    rows: list[ResultRow] = []
    footers = 0
    for row in listed:
        if _is_footer(row, template):
            footers += 1
            continue
        flaws = list(_flaws(row, template, meanings))
        problems += flaws
        if not flaws and not row.unreadable:
            rows.append(_result(row, template, meanings))
    if not rows and not problems:
        problems = [problem("bank-result-empty", Cell(path.name))]
    if any(each.severity == "error" for each in problems):
        raise Refusal(*in_file_order(problems))
    return ResultFile(path.name, sha256, tuple(rows), footers)


def _is_footer(row: ListRow, template: Template) -> bool:
    texts = sorted(row.texts, key=lambda field: row.columns.get(field, 0))
    first = key(row.texts[texts[0]]) if texts else ""
    return any(first.startswith(key(word)) for word in template.footer)


def _flaws(row: ListRow, template: Template, meanings: dict[str, Answer]) -> Iterator[Problem]:
    """What is wrong with one row, each at its cell."""
    texts = row.texts
    for field in NEEDED:
        if field not in texts and field not in row.unreadable:
            yield problem("bank-result-cell-empty", row.cell(field), label=FIELDS[field])
    if "account" in texts and not _ACCOUNT.fullmatch(_digits(texts["account"])):
        yield problem("bank-result-account-unreadable", row.cell("account"))
    if "amount" in texts and _fen(texts["amount"], template) is None:
        seen = shown(texts["amount"])
        yield problem("bank-result-amount-unreadable", row.cell("amount"), found=seen)
    if "status" in texts and key(texts["status"]) not in meanings:
        known = "、".join(dict.fromkeys(meanings))
        facts: dict[str, Any] = {
            "template": template.name,
            "known": known,
            "found": shown(texts["status"]),
        }
        yield problem("bank-result-status-unknown", row.cell("status"), **facts)
    if "id_number" in texts and not _ID.fullmatch(read_id(texts["id_number"]).value or ""):
        yield problem("bank-result-id-unreadable", row.cell("id_number"))


def _result(row: ListRow, template: Template, meanings: dict[str, Answer]) -> ResultRow:
    texts = row.texts
    fen = _fen(texts["amount"], template)
    if fen is None:
        raise AssertionError("a row with a flaw")
    return ResultRow(
        cell=row.cell(),
        account=_digits(texts["account"]),
        name=plain_name(texts.get("name", "")),
        id_number=read_id(texts.get("id_number", "")).value or "",
        amount_fen=fen,
        answer=meanings[key(texts["status"])],
        reason=" ".join(texts.get("reason", "").split()),
    )


def plain_name(text: str) -> str:
    """A name as banks and sheets are compared: without notes and without any space.

    >>> plain_name("张　三（代）")
    '张三'
    """
    return compact(read_name(text).value or "")


def _digits(text: str) -> str:
    return compact(text).replace("-", "").removeprefix("'")


def _fen(text: str, template: Template) -> int | None:
    """A positive amount in whole fen; thousands separators are taken away."""
    plain = compact(text).replace(",", "").removeprefix("¥").removesuffix("元")
    try:
        if template.amount_unit == "fen":
            fen = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 18 else 0
        else:
            fen = parse_hundredths(plain)
    except ValueError:
        return None
    return fen if fen > 0 else None


Listed = tuple[list[ListRow], list[Problem], str]


def _read_table(path: Path, template: Template) -> Listed:
    """A workbook or text with headings; whatever it is, the reader of sheets sees to it."""
    headings = {"serial": SERIAL} | {
        field: (FIELDS[field], *place)
        for field, place in template.columns.places()
        if isinstance(place, list)
    }
    listed = read_list(path, headings, NEEDED)
    return list(listed.rows), list(listed.problems), listed.sha256


def _read_delimited(path: Path, template: Template) -> Listed:
    """Values between delimiters, fields by number of column."""
    content = _content(path)
    text = _decoded(content, path, template)
    places = {field: place for field, place in template.columns.places() if isinstance(place, int)}
    numbers = {"serial": 1} | places
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=template.delimiter, strict=True)
    rows: list[ListRow] = []
    record_number = 0
    try:
        for record_number, record in enumerate(reader, 1):
            if record_number <= template.skip or not any(value.strip() for value in record):
                continue
            texts = {
                field: record[number - 1]
                for field, number in numbers.items()
                if number <= len(record)
            }
            rows.append(_row(path.name, record_number, texts, numbers))
    except csv.Error:
        raise Refusal(problem("csv-quotes", Cell(path.name, "", record_number + 1))) from None
    return rows, [], hashlib.sha256(content).hexdigest()


def _read_fixed(path: Path, template: Template) -> Listed:
    """Fields by their bytes: a Chinese character has two in GBK, so text is cut before decoding."""
    content = _content(path)
    places = {field: place for field, place in template.columns.places() if isinstance(place, Span)}
    spans = dict(sorted(places.items(), key=lambda item: item[1].start))
    needed = max(span.end for field, span in spans.items() if field in NEEDED)
    longest = max(span.end for span in spans.values())
    rows, problems = [], list[Problem]()
    for number, line in enumerate(content.split(b"\n"), 1):
        line = line.rstrip(b"\r\x1a")  # noqa: PLW2901  (ends of line, and of file, of old systems)
        if number <= template.skip or not line.strip():
            continue
        place = Cell(path.name, "", number)
        if len(line) < needed or len(line.rstrip(b" ")) > longest:
            facts: dict[str, Any] = {"found": len(line), "needed": needed, "longest": longest}
            problems.append(problem("bank-result-width", place, **facts))
            continue
        try:
            texts = {
                field: line[span.start - 1 : span.end].decode(template.encoding)
                for field, span in spans.items()
            }
        except UnicodeDecodeError:
            problems.append(problem("bank-result-cut", place, encoding=template.encoding))
            continue
        rows.append(_row(path.name, number, texts, {}))
    return rows, problems, hashlib.sha256(content).hexdigest()


def _row(file: str, number: int, texts: dict[str, str], columns: dict[str, int]) -> ListRow:
    kept = {field: text.strip() for field, text in texts.items() if not is_blank(text)}
    return ListRow(number, kept, frozenset(), Cell(file), columns)


def _content(path: Path) -> bytes:
    try:
        return read_bytes(path, limits_in_force())
    except Unreadable as refusal:
        raise Refusal(problem(refusal.code, Cell(path.name), **refusal.facts)) from None


def _decoded(content: bytes, path: Path, template: Template) -> str:
    try:
        if template.encoding == AUTO:
            return decode_text(content)[1]
        return content.decode(template.encoding).removeprefix("\ufeff")
    except Unreadable as refusal:
        raise Refusal(problem(refusal.code, Cell(path.name), **refusal.facts)) from None
    except UnicodeDecodeError:
        place, encoding = Cell(path.name), template.encoding
        raise Refusal(problem("bank-result-encoding", place, encoding=encoding)) from None


_READERS: dict[str, Callable[[Path, Template], Listed]] = {
    "table": _read_table,
    "delimited": _read_delimited,
    "fixed": _read_fixed,
}
