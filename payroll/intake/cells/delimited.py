"""Text files of values between delimiters: decoded strictly, split strictly, never interpreted."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from payroll.intake.cells.contents import Contents
from payroll.intake.cells.limits import Limits, Unreadable
from payroll.intake.cells.model import Cells, Kind, Sheet
from payroll.intake.cells.text import has_private_characters, is_garbled
from payroll.terms.messages.files import DELIMITER_NAMES

_THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_BEYOND_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
_UNUSUAL = re.compile("[^\\x00-\\x7f×÷°±·§½¼¾²³¹«»]")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def decode_text(content: bytes) -> tuple[str, str]:
    """Encoding and text of these bytes: by byte order mark, else UTF-8, else GB18030.

    Strictly: a byte that does not fit refuses the encoding.  Where the encoding is a guess, the
    other one must not be as likely: UTF-8 with a broken place is not GB18030, and a few GB18030
    characters may happen to be UTF-8.  The mark is not part of the text.  Raises `Unreadable`.

    >>> decode_text("姓名".encode("gb18030"))
    ('gb18030', '姓名')
    """
    encoding = _marked_encoding(content)
    try:
        text = content.decode(encoding or "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as failure:
        if encoding is not None or _is_broken_utf_8(content[: failure.start]):
            raise Unreadable("text-encoding") from failure
        encoding, text = "gb18030", _gb18030(content)
    if "\x00" in text:
        raise Unreadable("text-null").at(text.count("\n", 0, text.index("\x00")) + 1)
    if encoding is None and _may_be_gb18030(content, text):
        raise Unreadable("text-encoding")
    return encoding or "utf-8", text


def _gb18030(content: bytes) -> str:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as failure:
        raise Unreadable("text-encoding") from failure
    if has_private_characters(text) or is_garbled(text):
        raise Unreadable("text-encoding")
    return text


def _is_broken_utf_8(start: bytes) -> bool:
    """Whether bytes that are valid UTF-8 up to an error can hardly be anything else."""
    return len(_THREE_BYTES.findall(start)) >= 2


def _may_be_gb18030(content: bytes, text: str) -> bool:
    """Whether text that is valid UTF-8 has only characters that GB18030 makes of Chinese, too."""
    if content.isascii() or _BEYOND_TWO_BYTES.search(text) or not _UNUSUAL.search(text):
        return False
    try:
        return _IDEOGRAPH.search(content.decode("gb18030")) is not None
    except UnicodeDecodeError:
        return False


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
    if not text.strip():
        raise Unreadable("text-blank")
    records = _records(text, stated or _delimiter(text), limits, skipped=1 if stated else 0)
    contents = Contents(encoding=encoding)
    places = zip(records.rows, records.columns, records.texts(), strict=True)
    garbled = [place[:2] for place in places if is_garbled(place[2])] if is_garbled(text) else []
    contents.add(Sheet("", records), garbled)
    return contents


def _stated_delimiter(text: str) -> tuple[str, str | None]:
    """The text after a first line `sep=;`, which Excel understands, and the delimiter it states."""
    line, _, rest = text.partition("\n")
    stated = line.strip().strip('"')
    if stated.lower().startswith("sep=") and stated[4:] in DELIMITER_NAMES:
        return rest, stated[4:]
    return text, None


def _delimiter(text: str) -> str:
    """The delimiter under which the rows of the text agree on their number of columns.

    Raises `Unreadable` when two delimiters explain the text equally well.
    """
    scores: dict[str, tuple[int, int]] = {}
    for delimiter in DELIMITER_NAMES:
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
            fields = len(record)  # blank ones too: the last columns of a sheet often are
            while record and not record[-1]:
                record.pop()
            widths[fields if record else 0] += 1
            total += _append(cells, record, row, limits)
            cells.pack()
            if len(cells) > limits.cells or total > limits.text_total:
                raise limits.too_many("cells")
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
    for row, column, text in zip(cells.rows, cells.columns, cells.texts(), strict=True):
        if column > width > 1:
            names = {"fields": column, "width": width, "delimiter": DELIMITER_NAMES[delimiter]}
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
