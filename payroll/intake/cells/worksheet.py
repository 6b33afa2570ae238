"""One worksheet of an xlsx workbook, strictly: every cell once, in order, of the type it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from payroll.intake.cells.addresses import COLUMNS, LAST_COLUMN, LAST_ROW
from payroll.intake.cells.limits import Limits, Unreadable, shown
from payroll.intake.cells.markup import IGNORED, Attributes, Element, Walk
from payroll.intake.cells.model import Cells, Kind
from payroll.intake.cells.numbers import is_number
from payroll.intake.cells.package import grammar, is_on
from payroll.intake.cells.plain_rows import ROW_END, TABLE_START, Place, PlainRows, blocks
from payroll.intake.cells.styles import StringItem, Styles, unescaped
from payroll.intake.cells.surroundings import Surroundings, is_nought
from payroll.intake.cells.text import is_garbled

_ERROR = re.compile(r"#[A-Z0-9/_!?]{1,30}", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]{5,18}Z?)?|T?\d{2}:\d{2}[\d:.]{0,15}", re.ASCII)
_BOOLEANS = {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}
_WHITE = " \t\r\n"
_OFTEN_SEEN = 5
"""Numbers of up to so many characters are kept once a sheet, not once a cell."""
_WITH_VALUE = frozenset({"s", "n", "str", "b", "e", "d"})


@dataclass
class Context:
    """What the sheets of one workbook share."""

    styles: Styles
    strings: list[str]
    limits: Limits
    cells_left: int
    text_left: int
    garbled_strings: frozenset[str] = frozenset()

    def within(self, text: str) -> str:
        """`text`, unless it is too long for a cell or one too many.  Raises `Unreadable`."""
        if len(text) > self.limits.text_length:
            raise Unreadable("cell-text-too-long", limit=self.limits.text_length)
        self.text_left -= len(text)
        if self.text_left < 0:
            raise self.limits.too_many("text_total")
        return text


class WorksheetReader:
    """Reads one worksheet part; the results are its public attributes."""

    def __init__(self, part: str, context: Context) -> None:
        self.cells = Cells(context.styles.codes)
        self.hidden_rows: set[int] = set()
        self.first_result: tuple[int, int] | None = None
        self.garbled: list[tuple[int, int]] = []
        self.around = Surroundings(context.limits)
        self._context = context
        self._limits = context.limits
        self._cells_left = context.cells_left
        self._is_date = context.styles.is_date
        self._garbled_strings = context.garbled_strings
        self._format_of = context.styles.format_of
        self._known: dict[str, str] = {}
        self._row = self._column = 0
        self._row_text = "0"
        self._row_digits = 1
        self._rows_state: bool | None = None
        self._cells_state: bool | None = None
        self._type = ""
        self._value: str | None = None
        self._item_text: str | None = None
        self._style = 0
        self._has_formula = False
        self._tables = 0
        self._boundary = -1  # bytes expat had had when the last row or the table's head ended
        self._short_way = PlainRows(
            self.cells, context.strings, context.styles.kinds, context.limits
        )
        self._item = StringItem()
        self.walk = Walk(part, Element(grammar({"worksheet": self._grammar()})), context.limits)
        self.around.walk = self.walk

    def _grammar(self) -> Element:
        inline = Element(self._item.children, end=self._item_ends)
        cell = Element(
            grammar(
                {
                    "v": Element(end=self._value_ends, holds_text=True),
                    "f": Element(start=self._formula_starts, skips_any=True),
                    "is": inline,
                    "extLst": IGNORED,
                }
            ),
            start=self._cell_starts,
            end=self._cell_ends,
            skips_foreign=False,
        )
        row = Element(
            grammar({"c": cell, "extLst": IGNORED}),
            start=self._row_starts,
            end=self._row_ends,
            skips_foreign=False,
        )
        table = Element(grammar({"row": row}), start=self._table_starts, skips_foreign=False)
        return Element(grammar(self.around.children | {"sheetData": table}))

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read the part to its end.  Raises `Unreadable`."""
        if self._garbled_strings:
            self.walk.run(chunks)
        else:
            self.walk.run(blocks(chunks), self._takes_short_way)
        self._context.cells_left = self._cells_left
        if self._tables != 1:
            raise self.walk.unexpected("<sheetData>")

    def _takes_short_way(self, block: bytes, fed: int) -> bool:
        """Whether a block was read without expat, which has had `fed` bytes.

        Only where expat has seen the last row, or the start of the table, end with its last byte:
        else the block may stand in a comment.
        """
        if fed != self._boundary or self._rows_state is False or self._cells_state is False:
            return False
        left = self._context.text_left
        place = Place(self._row, self._cells_left, left, self.first_result)
        end = self._short_way.read(block, place)
        if end is None:
            return False
        self._row, self._cells_left, self._context.text_left, self.first_result = end
        self._rows_state = self._cells_state = True
        return True

    # the table

    def _table_starts(self, _attributes: Attributes) -> None:
        self._tables += 1
        self._boundary = self.walk.position + len(TABLE_START)
        if self._tables > 1:
            raise self.walk.unexpected("<sheetData>")

    def _row_starts(self, attributes: Attributes) -> None:
        states_place = "r" in attributes
        if self._rows_state is not states_place:
            self._rows_state = self._one_way(self._rows_state, states_place)
        row = self._row + 1
        if states_place:
            row = self.walk.number(attributes, "r")
            if 1 <= row <= self._row:
                code = "cell-duplicate" if row == self._row else "cell-out-of-order"
                raise Unreadable(code).at(row)
        if not 1 <= row <= LAST_ROW:
            raise Unreadable("cell-address", seen=str(row)).at(self._row)
        self._row, self._column = row, 0
        self._row_text = str(row)
        self._row_digits = len(self._row_text)
        if row <= self._limits.rows and _is_hidden(attributes):
            self.hidden_rows.add(row)

    def _row_ends(self, _text: str) -> None:
        self._boundary = self.walk.position + len(ROW_END)
        self.cells.pack()

    def _one_way(self, known: bool | None, states_place: bool) -> bool:
        """Whether all rows (or cells) state their place, or none; a mixture may hide a gap."""
        if known is not None:
            raise Unreadable("cell-address", seen="?").at(self._row or 1)
        return states_place

    def _cell_starts(self, attributes: Attributes) -> None:
        get = attributes.get
        address = get("r")
        states_place = address is not None
        if self._cells_state is not states_place:
            self._cells_state = self._one_way(self._cells_state, states_place)
        if address is None:
            column = self._column + 1
            if column > LAST_COLUMN:
                raise Unreadable("cell-address", seen="XFE").at(self._row)
        else:
            digits = self._row_digits
            column = COLUMNS.get(address[:-digits], 0)
            if column <= self._column or address[-digits:] != self._row_text:
                raise self._misplaced(address, column)
        self._column = column
        self._type = get("t", "n")
        style = get("s")
        self._style = 0 if style is None else self._format_index(style)
        self._value = self._item_text = None
        self._has_formula = False
        self._cells_left -= 1
        if self._cells_left < 0:
            raise self._limits.too_many("cells").at(self._row, self._column)

    def _misplaced(self, address: str, column: int) -> Unreadable:
        if not column or address[-self._row_digits :] != self._row_text:
            return Unreadable("cell-address", seen=shown(address)).at(self._row)
        code = "cell-duplicate" if column == self._column else "cell-out-of-order"
        return Unreadable(code).at(self._row, column)

    def _format_index(self, style: str) -> int:
        index = self._format_of.get(style)
        if index is None:
            raise self._refused("cell-value", kind="s")
        return index

    def _formula_starts(self, _attributes: Attributes) -> None:
        if self._has_formula or self._value is not None:
            raise self._refused("cell-value", kind="f")
        self._has_formula = True

    def _value_ends(self, text: str) -> None:
        if self._value is not None:
            raise self._refused("cell-value", kind="v")
        self._value = text

    def _item_ends(self, _text: str) -> None:
        if self._item_text is not None:
            raise self._refused("cell-value", kind="is")
        self._item_text = self._item.take()

    def _cell_ends(self, _text: str) -> None:
        stated, value = self._type, self._value
        if self._item_text is not None or stated not in _WITH_VALUE:
            found = self._inline(stated)
        elif value is None:
            found = None
        elif stated == "s":
            found = Kind.TEXT, self._shared(value.strip(_WHITE))
        elif stated == "str":
            found = Kind.TEXT, self._checked(unescaped(value))
        else:
            found = self._typed(stated, value.strip(_WHITE))
        if found is not None:
            self._store(*found)
        elif self._has_formula:
            self._store(Kind.UNCACHED, "")

    def _inline(self, stated: str) -> tuple[Kind, str] | None:
        """The text of an inline string; None for a blank cell.  Nothing else may stand in one."""
        if self._item_text is None and self._value is None and stated == "inlineStr":
            return None
        if self._item_text is None or self._value is not None or stated != "inlineStr":
            raise self._refused("cell-value", kind=shown(stated))
        return Kind.TEXT, self._checked(self._item_text)

    def _typed(self, stated: str, text: str) -> tuple[Kind, str] | None:
        """Kind and text of a value that is no text; None for a formula with an empty result."""
        if stated == "n" and is_number(text):
            if len(text) <= _OFTEN_SEEN:
                text = self._known.setdefault(text, text)
            return Kind.DATE if self._is_date[self._style] else Kind.NUMBER, text
        if stated == "b" and text in _BOOLEANS:
            return Kind.BOOLEAN, _BOOLEANS[text]
        for other, kind, pattern in (("e", Kind.ERROR, _ERROR), ("d", Kind.DATE, _ISO_DATE)):
            if stated == other and pattern.fullmatch(text):
                return kind, text
        if text or not self._has_formula:
            raise self._refused("cell-value", kind=shown(stated))
        return None

    def _shared(self, text: str) -> str:
        """The shared string a cell names by its position."""
        strings = self._context.strings
        is_index = text.isdecimal() and text.isascii() and len(text) < 10
        if not is_index or int(text) >= len(strings):
            raise self._refused("cell-value", kind="s")
        shared = strings[int(text)]
        if self._garbled_strings and shared in self._garbled_strings:
            self.garbled.append((self._row, self._column))
        return shared

    def _checked(self, text: str) -> str:
        try:
            self._context.within(text)
        except Unreadable as refusal:
            raise refusal.at(self._row, self._column) from None
        if is_garbled(text):
            self.garbled.append((self._row, self._column))
        return text

    def _store(self, kind: Kind, text: str) -> None:
        row, column = self._row, self._column
        if row > self._limits.rows or column > self._limits.columns:
            raise self._refused(
                "cell-beyond-limits", rows=self._limits.rows, columns=self._limits.columns
            )
        if self._has_formula and self.first_result is None and kind is not Kind.UNCACHED:
            self.first_result = (row, column)
        self.cells.append(row, column, kind, text, self._style, self._has_formula)

    def _refused(self, code: str, **facts: Any) -> Unreadable:
        return Unreadable(code, **facts).at(self._row, self._column)


def _is_hidden(attributes: Attributes) -> bool:
    return is_on(attributes.get("hidden", "0")) or is_nought(attributes.get("ht"))
