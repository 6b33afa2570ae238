"""One worksheet of an xlsx workbook, strictly: every cell once, in order, of the type it states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from payroll.intake.cells.addresses import COLUMNS, LAST_COLUMN, LAST_ROW
from payroll.intake.cells.limits import Limits, Unreadable
from payroll.intake.cells.markup import IGNORED, Attributes, Element, Walk
from payroll.intake.cells.merges import merge_of
from payroll.intake.cells.model import Cells, Kind, Merge
from payroll.intake.cells.numbers import is_number
from payroll.intake.cells.package import grammar, ignored, is_on
from payroll.intake.cells.styles import StringItem, Styles, unescaped
from payroll.intake.cells.text import is_garbled

_ERROR = re.compile(r"#[A-Z0-9/_!?]{1,30}", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]{5,18}Z?)?|T?\d{2}:\d{2}[\d:.]{0,15}", re.ASCII)
_BOOLEANS = {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}
_WHITE = " \t\r\n"
_REMEMBERED = 100_000
"""Different numbers of a sheet of which one copy is kept."""


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
            raise Unreadable("workbook-too-many", what="文字", limit=self.limits.text_total)
        return text


class WorksheetReader:
    """Reads one worksheet part; the results are its public attributes."""

    def __init__(self, part: str, context: Context) -> None:
        self.cells = Cells(context.styles.codes)
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.first_result: tuple[int, int] | None = None
        self.garbled: list[tuple[int, int]] = []
        self._context = context
        self._limits = context.limits
        self._known: dict[str, str] = {}
        self._row = self._column = 0
        self._row_text = ""
        self._states_places: bool | None = None
        self._type = self._value = ""
        self._style = 0
        self._has_formula = self._has_value = self._has_item = False
        self._keeps_space = False
        self._tables = 0
        self._item = StringItem()
        self.walk = Walk(part, Element(grammar({"worksheet": self._grammar()})), context.limits)

    def _grammar(self) -> Element:
        inline = Element(self._item.children, end=self._item_ends)
        cell = Element(
            grammar(
                {
                    "v": Element(end=self._value_ends, start=self._value_starts, holds_text=True),
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
            grammar({"c": cell, "extLst": IGNORED}), start=self._row_starts, skips_foreign=False
        )
        merged = Element(grammar({"mergeCell": Element(start=self._merge_starts)}))
        column = Element(start=self._columns_start)
        return Element(
            grammar(
                ignored(_WORKSHEET_CHILDREN)
                | {
                    "sheetData": Element(
                        grammar({"row": row}), start=self._table_starts, skips_foreign=False
                    ),
                    "mergeCells": merged,
                    "cols": Element(grammar({"col": column})),
                }
            )
        )

    def finish(self) -> None:
        """Check what can only be seen at the end."""
        if self._tables != 1:
            raise self.walk.unexpected("<sheetData>")

    # the table

    def _table_starts(self, _attributes: Attributes) -> None:
        self._tables += 1
        if self._tables > 1:
            raise self.walk.unexpected("<sheetData>")

    def _row_starts(self, attributes: Attributes) -> None:
        text = attributes.get("r")
        self._require_one_way(text is not None)
        row = self._row + 1
        if text is not None:
            row = self.walk.number(attributes, "r")
            if 1 <= row <= self._row:
                code = "cell-duplicate" if row == self._row else "cell-out-of-order"
                raise Unreadable(code).at(row)
        if not 1 <= row <= LAST_ROW:
            raise Unreadable("cell-address", seen="row").at(self._row)
        self._row, self._column = row, 0
        self._row_text = str(row)
        is_hidden = is_on(attributes.get("hidden", "0")) or _is_zero(attributes.get("ht"))
        if is_hidden and row <= self._limits.rows:
            self.hidden_rows.add(row)

    def _require_one_way(self, states_place: bool) -> None:
        """Places are stated for every row and cell or counted for all: a mixture may hide a gap."""
        if self._states_places is None:
            self._states_places = states_place
        elif self._states_places is not states_place:
            raise Unreadable("cell-address", seen="r").at(self._row or 1)

    def _cell_starts(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        if address is None:
            self._require_one_way(False)
            column = self._column + 1
        else:
            column = self._stated_column(address)
        if column > LAST_COLUMN:
            raise Unreadable("cell-address", seen="column").at(self._row)
        self._column = column
        self._type = attributes.get("t", "n")
        style = attributes.get("s")
        self._style = 0 if style is None else self._format_index(attributes)
        self._has_formula = self._has_value = self._has_item = False
        self._context.cells_left -= 1
        if self._context.cells_left < 0:
            raise self._refused("workbook-too-many", what="单元格", limit=self._limits.cells)

    def _stated_column(self, address: str) -> int:
        length = len(self._row_text)
        column = COLUMNS.get(address[:-length])
        if column is None or address[-length:] != self._row_text or not self._states_places:
            raise Unreadable("cell-address", seen=address[:20]).at(self._row)
        if column <= self._column:
            code = "cell-duplicate" if column == self._column else "cell-out-of-order"
            raise Unreadable(code).at(self._row, column)
        return column

    def _format_index(self, attributes: Attributes) -> int:
        style = self.walk.number(attributes, "s")
        formats = self._context.styles.format_of
        if style >= len(formats):
            raise self._refused("cell-value", kind="s")
        return formats[style]

    def _formula_starts(self, _attributes: Attributes) -> None:
        if self._has_formula or self._has_value:
            raise self._refused("cell-value", kind="f")
        self._has_formula = True

    def _value_starts(self, attributes: Attributes) -> None:
        self._keeps_space = bool(attributes) and "preserve" in attributes.values()

    def _value_ends(self, text: str) -> None:
        if self._has_value or self._has_item:
            raise self._refused("cell-value", kind="v")
        self._has_value = True
        self._value = text if self._keeps_space else text.strip(_WHITE)

    def _item_ends(self, _text: str) -> None:
        if self._has_value or self._has_item:
            raise self._refused("cell-value", kind="is")
        self._has_item = True
        self._value = self._item.take()

    def _cell_ends(self, _text: str) -> None:
        if self._has_item is not (self._type == "inlineStr") and (
            self._has_item or self._has_value
        ):
            raise self._refused("cell-value", kind=self._type[:20])
        if not self._has_value and not self._has_item:
            if self._has_formula:
                self._store(Kind.UNCACHED, "")
            return
        if self._value == "" and self._type not in ("str", "s", "inlineStr"):
            if self._has_formula:
                self._store(Kind.UNCACHED, "")
                return
            raise self._refused("cell-value", kind=self._type[:20])
        self._store(*self._typed())

    def _typed(self) -> tuple[Kind, str]:
        """Kind and text of the value, checked against the type the cell states."""
        text, kind = self._value, self._type
        if kind == "s":
            return Kind.TEXT, self._shared(text)
        if kind in ("str", "inlineStr"):
            return Kind.TEXT, self._checked(text if kind == "inlineStr" else unescaped(text))
        if kind == "n" and is_number(text):
            is_date = self._context.styles.is_date[self._style]
            return Kind.DATE if is_date else Kind.NUMBER, text
        if kind == "b" and text in _BOOLEANS:
            return Kind.BOOLEAN, _BOOLEANS[text]
        for other, found, pattern in (("e", Kind.ERROR, _ERROR), ("d", Kind.DATE, _ISO_DATE)):
            if kind == other and pattern.fullmatch(text):
                return found, text
        raise self._refused("cell-value", kind=kind[:20])

    def _shared(self, text: str) -> str:
        """The shared string a cell names by its position."""
        strings = self._context.strings
        if not (text.isdecimal() and text.isascii()) or int(text[:10]) >= len(strings):
            raise self._refused("cell-value", kind="s")
        shared = strings[int(text)]
        if shared in self._context.garbled_strings:
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
        if kind is not Kind.TEXT and len(self._known) < _REMEMBERED:
            text = self._known.setdefault(text, text)
        self.cells.append(row, column, kind, text, self._style, self._has_formula)

    def _refused(self, code: str, **facts: Any) -> Unreadable:
        return Unreadable(code, **facts).at(self._row, self._column)

    # around the table

    def _merge_starts(self, attributes: Attributes) -> None:
        if len(self.merges) >= self._limits.merges:
            raise Unreadable("workbook-too-many", what="合并单元格", limit=self._limits.merges)
        merge = merge_of(attributes.get("ref", ""))
        if merge != (merge.first_row, merge.first_column, merge.first_row, merge.first_column):
            self.merges.append(merge)

    def _columns_start(self, attributes: Attributes) -> None:
        first = self.walk.number(attributes, "min")
        last = self.walk.number(attributes, "max")
        if is_on(attributes.get("hidden", "0")) or _is_zero(attributes.get("width")):
            self.hidden_columns.update(range(first, min(last, self._limits.columns) + 1))


def _is_zero(size: str | None) -> bool:
    """Whether a height or width is written and nought: hidden by dragging instead of by command."""
    return size is not None and size.strip("0.") == "" and size != ""


_WORKSHEET_CHILDREN = (
    "sheetPr dimension sheetViews sheetFormatPr sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup "
    "headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags "
    "drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
