"""The short way through a worksheet: rows written the way most programs write them.

A block of whole rows that consists of nothing but plain tokens is read with one regular expression,
three times as quickly as through expat's callbacks.  It never refuses: at the first thing that is
not plain, wrong or merely unusual, the block is left untouched and goes the strict way, which
decides.  So this way may only know what it takes; what it does not take it need not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from payroll.intake.cells.addresses import COLUMNS
from payroll.intake.cells.limits import Limits
from payroll.intake.cells.model import Cells, Kind
from payroll.intake.cells.text import is_garbled

TABLE_START, TABLE_END, ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_ROW_START = b"<row "
_LONGEST_ROW = 1_000_000

_TOKEN = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="(s|n|inlineStr)")?'
    rb"(?:/>|>(?:(<f>[ -%'-;=-~]*</f>)?<v>(-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:E-?[0-9]{1,3})?)</v>"
    rb"|<is><t>([^<&\x00-\x1f]+)</t></is>)</c>)"
    rb'|<row r="([1-9][0-9]{0,6})"([^<>/]*)(/?)>'
    rb"|(</row>)"
    rb"|([\s\S]+)"
)
_ROW_ATTRIBUTE = re.compile(
    rb' (spans|s|customFormat|ht|customHeight|thickTop|thickBot|x14ac:dyDescent)="([0-9a-z.:]+)"'
)
_COLUMNS = {letters.encode(): column for letters, column in COLUMNS.items()}
_OFTEN_SEEN = 5
"""Numbers of up to so many characters are kept once a sheet, not once a cell."""
_REMEMBERED_ROWS = 10_000


class Place(NamedTuple):
    """How far a worksheet has been read."""

    row: int
    cells_left: int
    text_left: int
    first_result: tuple[int, int] | None


class PlainRows:
    """The short way through one worksheet; cells are stored into `cells`."""

    def __init__(
        self, cells: Cells, strings: list[str], styles: dict[str, tuple[int, Kind]], limits: Limits
    ) -> None:
        self._cells = cells
        self._strings = strings
        self._styles = {style.encode(): format_of for style, format_of in styles.items()}
        self._styles[b""] = (0, Kind.NUMBER)
        self._limits = limits
        self._numbers: dict[bytes, str] = {}
        self._known_rows: dict[bytes, bool] = {}
        self._text_left = 0

    def read(self, block: bytes, place: Place) -> Place | None:
        """Where a block of rows that starts at `place` ends; None when it is not plain."""
        tokens = _TOKEN.findall(block)
        if any(token[-1] for token in tokens):
            return None
        before = len(self._cells)
        self._text_left = place.text_left
        try:
            end = self._read(tokens, place)
        except _NotPlainError:
            self._cells.cut(before)
            return None
        self._cells.pack()
        return end

    def _read(  # noqa: C901  # a call a cell would cost a third more time
        self, tokens: list[tuple[bytes, ...]], place: Place
    ) -> Place:
        row, _, _, first_result = place
        row_text, column, within, seen = b"", 0, False, 0
        append, styles, last_column = self._cells.append, self._styles, self._limits.columns
        for (
            letters,
            digits,
            style,
            stated,
            formula,
            value,
            inline,
            number,
            rest,
            end,
            _,
            _,
        ) in tokens:
            if letters:
                new = _COLUMNS.get(letters, 0)
                if not within or digits != row_text or new <= column or style not in styles:
                    raise _NotPlainError
                column = new
                seen += 1
                format_index, kind = styles[style]
                if value:
                    text = self._value(stated, value)
                    if stated == b"s":
                        kind = Kind.TEXT
                elif inline or stated == b"inlineStr":
                    kind, text = Kind.TEXT, self._inline(stated, inline)
                else:
                    continue
                if column > last_column:
                    raise _NotPlainError
                if formula and first_result is None:
                    first_result = (row, column)
                append(row, column, kind, text, format_index, bool(formula))
            elif number:
                if within or not self._is_plain_row(rest) or int(number) <= row:
                    raise _NotPlainError
                row, row_text, column, within = int(number), number, 0, not end
            elif within:
                within = False
            else:
                raise _NotPlainError
        if within or seen > place.cells_left or row > self._limits.rows:
            raise _NotPlainError
        return Place(row, place.cells_left - seen, self._text_left, first_result)

    def _value(self, stated: bytes, value: bytes) -> str:
        """The text of a number, or the shared string at a position."""
        if stated == b"s":
            if not value.isdigit() or int(value) >= len(self._strings):
                raise _NotPlainError
            return self._strings[int(value)]
        if stated == b"inlineStr":
            raise _NotPlainError
        if len(value) > _OFTEN_SEEN:
            return value.decode()
        text = self._numbers.get(value)
        if text is None:
            text = self._numbers[value] = value.decode()
        return text

    def _inline(self, stated: bytes, content: bytes) -> str:
        """The text of an inline string that needs no further look."""
        try:
            text = content.decode()
        except UnicodeDecodeError:
            raise _NotPlainError from None
        self._text_left -= len(text)
        is_odd = "_x" in text or text != text.strip() or is_garbled(text)
        is_long = len(text) > self._limits.text_length or self._text_left < 0
        if not text or stated != b"inlineStr" or is_odd or is_long:
            raise _NotPlainError
        return text

    def _is_plain_row(self, attributes: bytes) -> bool:
        """Whether the attributes of a row are known, different, and do not hide it."""
        known = self._known_rows.get(attributes)
        if known is None:
            found = _ROW_ATTRIBUTE.findall(attributes)
            names = {name for name, _ in found}
            length = sum(len(name) + len(value) + 4 for name, value in found)
            is_high = all(value.strip(b"0.") for name, value in found if name == b"ht")
            known = is_high and len(names) == len(found) and length == len(attributes)
            if len(self._known_rows) < _REMEMBERED_ROWS:
                self._known_rows[attributes] = known
        return known


class _NotPlainError(Exception):
    """Something that the strict way has to judge."""


def blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a worksheet, cut before and after its table and between rows."""
    waiting, within = b"", False
    for chunk in chunks:
        waiting += chunk
        if not within:
            head, mark, rest = waiting.partition(TABLE_START)
            if mark:
                yield head + mark
                waiting, within = rest, True
            elif len(waiting) > len(TABLE_START):
                yield waiting[: -len(TABLE_START)]
                waiting = waiting[-len(TABLE_START) :]
        if within:
            end = waiting.find(TABLE_END)
            cut = end if end >= 0 else waiting.rfind(_ROW_START)
            if cut <= 0 and len(waiting) > _LONGEST_ROW:
                cut = len(waiting)
            if cut > 0:
                yield waiting[:cut]
                waiting = waiting[cut:]
    yield waiting
