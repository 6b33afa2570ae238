"""Text files of values between delimiters: decoded strictly, split strictly, never interpreted."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from payroll.intake.cells.contents import Contents
from payroll.intake.cells.limits import Limits, Unreadable
from payroll.intake.cells.model import Cells, Kind, Sheet
from payroll.intake.cells.text import has_private_characters, is_garbled

DELIMITERS = {
    ",": "逗号",
    "\t": "制表符",
    ";": "分号",
    "，": "全角逗号",
    "；": "全角分号",
    "|": "竖线",
}


def decode_text(content: bytes) -> tuple[str, str]:
    """Encoding and text of these bytes: by byte order mark, else UTF-8, else GB18030.

    Strictly: a byte that does not fit refuses the encoding, and the text of a guessed GB18030 must
    look like text.  The mark is not part of the text.  Raises `Unreadable`.

    >>> decode_text("姓名".encode("gb18030"))
    ('gb18030', '姓名')
    """
    marked = _marked_encoding(content)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.removeprefix("\ufeff")
        if "\x00" in text:
            raise Unreadable("text-null").at(text.count("\n", 0, text.index("\x00")) + 1)
        if encoding == "gb18030" and (has_private_characters(text) or is_garbled(text)):
            break
        return encoding, text
    raise Unreadable("text-encoding")


def _marked_encoding(content: bytes) -> str | None:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def read_delimited(content: bytes, limits: Limits) -> Contents:
    """The one nameless sheet of a text file; every value is text.  Raises `Unreadable`.

    Rows are counted as a spreadsheet counts them when it opens the file: a quoted line break does
    not start a row, a blank line is a row.
    """
    encoding, text = decode_text(content)
    text, stated = _stated_delimiter(text)
    records = _records(text, stated or _delimiter(text), limits, skipped=1 if stated else 0)
    return Contents(sheets=[Sheet("", records)], encoding=encoding)


def _stated_delimiter(text: str) -> tuple[str, str | None]:
    """The text after a first line `sep=;`, which Excel understands, and the delimiter it states."""
    line, _, rest = text.partition("\n")
    stated = line.strip().strip('"')
    if stated.lower().startswith("sep=") and stated[4:] in DELIMITERS:
        return rest, stated[4:]
    return text, None


def _delimiter(text: str) -> str:
    """The delimiter under which the rows of the text agree on their number of columns.

    Raises `Unreadable` when two delimiters explain the text equally well.
    """
    scores: dict[str, tuple[int, int]] = {}
    for delimiter in DELIMITERS:
        if delimiter in text and (score := _score(text, delimiter)):
            scores[delimiter] = score
    if not scores:
        return ","
    best = max(scores.values())
    winners = [delimiter for delimiter, score in scores.items() if score == best]
    if "\t" in winners:
        return "\t"  # nobody types a tab inside a value
    if len(winners) > 1:
        raise Unreadable("csv-delimiter")
    return winners[0]


def _score(text: str, delimiter: str) -> tuple[int, int] | None:
    """Rows that have the commonest number of columns, and that number; None below two columns."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(record) > 1:
                widths[len(record)] += 1
    except csv.Error:
        pass  # the reader proper says where; the rows up to there still count
    if not widths:
        return None
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _records(text: str, delimiter: str, limits: Limits, skipped: int) -> Cells:
    cells = Cells()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = skipped
    widths: Counter[int] = Counter()
    total = 0
    try:
        for row, record in enumerate(reader, skipped + 1):
            while record and not record[-1]:
                record.pop()
            widths[len(record)] += 1
            total += _append(cells, record, row, limits)
            if len(cells) > limits.cells or total > limits.text_total:
                raise Unreadable("workbook-too-many", what="单元格或文字", limit=limits.cells)
    except csv.Error as failure:
        raise Unreadable("csv-quotes").at(row + 1) from failure
    del widths[0]
    _require_even_rows(cells, delimiter, widths)
    return cells


def _require_even_rows(cells: Cells, delimiter: str, widths: Counter[int]) -> None:
    """Refuse a row with more columns than the others, or one that holds other rows in quotes.

    The first is what an unquoted delimiter inside a value looks like, every value after it one
    column off; the second what a stray quotation mark does.  Shorter rows are titles, footers and
    rows whose last columns are blank.
    """
    if not widths:
        return
    width = max(widths, key=lambda one: (widths[one], one))
    for row, column, text in zip(cells.rows, cells.columns, cells.texts, strict=True):
        if column > width > 1:
            names = {"fields": column, "width": width, "delimiter": DELIMITERS[delimiter]}
            raise Unreadable("csv-row-longer", **names).at(row)
        if "\n" in text or "\r" in text:
            longest = max(line.count(delimiter) for line in text.splitlines())
            if width > 1 and longest >= width - 1:
                raise Unreadable("csv-swallowed").at(row, column)


def _append(cells: Cells, record: list[str], row: int, limits: Limits) -> int:
    """Store a record's values; returns how many characters they have."""
    length = 0
    for column, text in enumerate(record, 1):
        if not text:
            continue
        if row > limits.rows or column > limits.columns:
            refusal = Unreadable("cell-beyond-limits", rows=limits.rows, columns=limits.columns)
            raise refusal.at(row, column)
        if len(text) > limits.text_length:
            raise Unreadable("cell-text-too-long", limit=limits.text_length).at(row, column)
        length += len(text)
        cells.append(row, column, Kind.TEXT, text, 0, is_formula=False)
    return length
