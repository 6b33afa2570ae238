"""An OpenDocument spreadsheet, read strictly: same container, same walk, same refusals as xlsx.

No library tells an error from a blank, a formula from a value and a hidden row from a visible one
in this format; see docs/decisions-cells.md.
"""

from __future__ import annotations

import re

from payroll.intake.cells.container import Container, opened
from payroll.intake.cells.contents import Contents, Remark
from payroll.intake.cells.limits import Limits, Unreadable
from payroll.intake.cells.markup import IGNORED, Attributes, Element, Walk
from payroll.intake.cells.model import Cells, Kind, Merge, Sheet
from payroll.intake.cells.numbers import is_number
from payroll.intake.cells.text import is_garbled

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{_NAMESPACE}{name}:1.0 " for name in ("office", "table", "text", "style")
)
_EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_ERROR = re.compile(r"#(REF|N/A|NAME|DIV/0|VALUE|NUM|NULL)[!?]?|Err:\d{3}", re.ASCII)
_DATE = re.compile(r"-?\d{4,6}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}([.,]\d+)?Z?)?", re.ASCII)
_TIME = re.compile(r"-?PT\d+H\d+M\d+([.,]\d+)?S", re.ASCII)
_NUMBERS = frozenset({"float", "currency", "percentage"})
_LAST_ROW = 1_048_576


def read_ods(content: bytes, limits: Limits) -> Contents:
    """Every sheet of the spreadsheet in these bytes.  Raises `Unreadable`."""
    container = opened(content, limits)
    _require_open(container)
    contents = Contents()
    reader = _ContentReader(contents, limits)
    reader.walk.run(container.chunks("content.xml"))
    if not contents.sheets:
        raise Unreadable("workbook-no-sheets")
    names = {sheet.name.lower() for sheet in contents.sheets}
    if len(names) < len(contents.sheets):
        raise Unreadable("workbook-sheet-twice")
    return contents


def _require_open(container: Container) -> None:
    if "META-INF/manifest.xml" in container:
        manifest = b"".join(container.chunks("META-INF/manifest.xml"))
        if b"encryption-data" in manifest:
            raise Unreadable("file-encrypted")


class _ContentReader:
    """Walks through `content.xml`; sheets go to `contents` as they end."""

    def __init__(self, contents: Contents, limits: Limits) -> None:
        self._contents = contents
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._cells_left = limits.cells
        self._text_left = limits.text_total
        self.walk = Walk("content.xml", self._grammar(), limits)

    # grammar

    def _grammar(self) -> Element:
        display = Element(start=self._table_properties, skips_any=True)
        style = Element({f"{_STYLE}table-properties": display}, start=self._style_starts)
        style.children |= _ignored(
            _STYLE,
            "table-column-properties table-row-properties table-cell-properties map "
            "text-properties paragraph-properties graphic-properties chart-properties",
        )
        styles = Element({f"{_STYLE}style": style})
        styles.children |= _ignored(_STYLE, "default-style page-layout")
        body = Element({f"{_OFFICE}spreadsheet": self._spreadsheet()}, skips_foreign=False)
        document = Element({f"{_OFFICE}automatic-styles": styles, f"{_OFFICE}body": body})
        document.children |= _ignored(_OFFICE, "scripts font-face-decls")
        return Element({f"{_OFFICE}document-content": document})

    def _spreadsheet(self) -> Element:
        rows = self._rows()
        columns = Element()
        columns.children = {
            f"{_TABLE}table-column": Element(start=self._column_starts),
            f"{_TABLE}table-columns": columns,
            f"{_TABLE}table-header-columns": columns,
            f"{_TABLE}table-column-group": columns,
        }
        table = Element(columns.children | rows.children, self._table_starts, self._table_ends)
        table.children |= _ignored(
            _TABLE, "title desc scenario shapes named-expressions table-protection"
        )
        table.children[f"{_TABLE}table-source"] = Element(start=self._source_starts)
        spreadsheet = Element({f"{_TABLE}table": table})
        spreadsheet.children |= _ignored(
            _TABLE,
            "tracked-changes content-validations label-ranges calculation-settings "
            "named-expressions database-ranges data-pilot-tables consolidation dde-links",
        )
        return spreadsheet

    def _rows(self) -> Element:
        cell = Element(self._texts(), self._cell_starts, self._cell_ends)
        row = Element(
            {f"{_TABLE}table-cell": cell, f"{_TABLE}covered-table-cell": cell},
            self._row_starts,
            self._row_ends,
            skips_foreign=False,
        )
        rows = Element()
        rows.children = {f"{_TABLE}table-row": row}
        rows.children |= dict.fromkeys(
            (f"{_TABLE}{name}" for name in ("table-rows", "table-header-rows", "table-row-group")),
            rows,
        )
        return rows

    def _texts(self) -> dict[str, Element]:
        """Grammar of what a cell displays: paragraphs, with spaces and breaks as elements."""
        inline = Element(on_text=self._say)
        inline.children = {
            f"{_TEXT}s": Element(start=self._spaces_start),
            f"{_TEXT}tab": Element(start=lambda _attributes: self._say("\t")),
            f"{_TEXT}line-break": Element(start=lambda _attributes: self._say("\n")),
            f"{_TEXT}note": IGNORED,
            f"{_TEXT}ruby-text": IGNORED,
        }
        for name in ("span", "a", "ruby", "ruby-base", "date", "time", "sheet-name", "title"):
            inline.children[f"{_TEXT}{name}"] = inline
        paragraph = Element(inline.children, start=self._paragraph_starts, on_text=self._say)
        note = Element(
            {f"{_TEXT}p": paragraph}, start=self._note_starts, end=self._note_ends, skips_any=False
        )
        return {f"{_TEXT}p": paragraph, f"{_OFFICE}annotation": note} | _ignored(
            _TABLE, "detective cell-range-source"
        )

    # styles

    def _style_starts(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{_STYLE}name", "")

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    # tables

    def _table_starts(self, attributes: Attributes) -> None:
        if len(self._contents.sheets) >= self._limits.sheets:
            raise Unreadable("workbook-too-many", what="工作表", limit=self._limits.sheets)
        self._name = attributes.get(f"{_TABLE}name", "")
        self._is_hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden_styles
        self._is_copy = False
        self._cells = Cells()
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._notes: dict[tuple[int, int], str] = {}
        self._garbled: list[tuple[int, int]] = []
        self._row = self._column = 0

    def _source_starts(self, _attributes: Attributes) -> None:
        """The table is a copy of one in another file, kept for formulas: not a sheet of this one."""
        self._is_copy = True

    def _table_ends(self, _text: str) -> None:
        if self._is_copy:
            if all(one.code != "workbook-external-links" for one in self._contents.remarks):
                self._contents.remarks.append(Remark("workbook-external-links"))
            return
        sheet = Sheet(
            self._name,
            self._cells,
            "hidden" if self._is_hidden else "visible",
            tuple(self._merges),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            self._notes,
        )
        self._contents.add(sheet, self._garbled)

    def _column_starts(self, attributes: Attributes) -> None:
        first = self._column + 1
        self._column += self._count(attributes, "number-columns-repeated")
        if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            last = min(self._column, self._limits.columns)
            self._hidden_columns.update(range(first, last + 1))

    def _row_starts(self, attributes: Attributes) -> None:
        self._row += 1
        self._column = 0
        self._copies = self._count(attributes, "number-rows-repeated")
        self._row_cells: list[tuple[int, Kind, str, bool]] = []
        if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            last = min(self._row + self._copies - 1, self._limits.rows)
            self._hidden_rows.update(range(self._row, last + 1))

    def _row_ends(self, _text: str) -> None:
        if self._row_cells:
            for row in range(self._row, self._row + self._copies):
                for column, kind, text, is_formula in self._row_cells:
                    self._store(row, column, kind, text, is_formula=is_formula)
        self._row += self._copies - 1
        if self._row > _LAST_ROW:
            raise Unreadable("cell-address", seen="row").on(self._name)

    def _store(self, row: int, column: int, kind: Kind, text: str, *, is_formula: bool) -> None:
        limits = self._limits
        self._cells_left -= 1
        if self._cells_left < 0:
            raise Unreadable("workbook-too-many", what="单元格", limit=limits.cells).on(self._name)
        if row > limits.rows or column > limits.columns:
            refusal = Unreadable("cell-beyond-limits", rows=limits.rows, columns=limits.columns)
            raise refusal.at(row, column).on(self._name)
        self._cells.append(row, column, kind, text, 0, is_formula)

    # cells

    def _cell_starts(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._paragraphs: list[list[str]] = []
        self._column += 1
        self._width = self._count(attributes, "number-columns-repeated")
        spanned = self._count(attributes, "number-columns-spanned")
        down = self._count(attributes, "number-rows-spanned")
        if spanned > 1 or down > 1:
            if len(self._merges) >= self._limits.merges:
                raise Unreadable("workbook-too-many", what="合并单元格", limit=self._limits.merges)
            last = (self._row + down - 1, self._column + spanned - 1)
            self._merges.append(Merge(self._row, self._column, *last))

    def _cell_ends(self, _text: str) -> None:
        attributes = self._attributes
        is_formula = f"{_TABLE}formula" in attributes
        found = self._typed(attributes, is_formula=is_formula)
        if found is not None:
            kind, text = found
            last = self._column + self._width
            if last - 1 > self._limits.columns:
                limits = self._limits
                refusal = Unreadable("cell-beyond-limits", rows=limits.rows, columns=limits.columns)
                raise refusal.at(self._row, last - 1).on(self._name)
            if is_garbled(text):
                self._garbled.append((self._row, self._column))
            self._row_cells += [
                (column, kind, text, is_formula) for column in range(self._column, last)
            ]
        self._column += self._width - 1

    def _typed(self, attributes: Attributes, *, is_formula: bool) -> tuple[Kind, str] | None:
        """Kind and text of the cell as its attributes state them; None for a blank one."""
        kind = attributes.get(f"{_OFFICE}value-type", "")
        shown = self._shown()
        if attributes.get(f"{_EXTENSION}value-type") == "error":
            return Kind.ERROR, shown
        if kind in _NUMBERS and is_number(text := attributes.get(f"{_OFFICE}value", "")):
            return Kind.NUMBER, text
        if kind == "date" and _DATE.fullmatch(text := attributes.get(f"{_OFFICE}date-value", "")):
            return Kind.DATE, text
        if kind == "time" and _TIME.fullmatch(text := attributes.get(f"{_OFFICE}time-value", "")):
            return Kind.DATE, text
        if kind == "boolean":
            text = attributes.get(f"{_OFFICE}boolean-value", "")
            if text in ("true", "false"):
                return Kind.BOOLEAN, text.upper()
        elif kind == "string":
            text = attributes.get(f"{_OFFICE}string-value", shown)
            if is_formula and _ERROR.fullmatch(text):
                return Kind.ERROR, text
            return (Kind.TEXT, self._checked(text)) if text or is_formula else None
        elif not kind and not shown:
            return (Kind.UNCACHED, "") if is_formula else None
        elif not kind and not is_formula:
            return Kind.TEXT, self._checked(shown)
        refusal = Unreadable("cell-value", kind=kind[:20])
        raise refusal.at(self._row, self._column).on(self._name)

    def _checked(self, text: str) -> str:
        self._text_left -= len(text)
        if len(text) > self._limits.text_length:
            refusal = Unreadable("cell-text-too-long", limit=self._limits.text_length)
            raise refusal.at(self._row, self._column).on(self._name)
        if self._text_left < 0:
            raise Unreadable("workbook-too-many", what="文字", limit=self._limits.text_total)
        return text

    # what a cell displays

    def _paragraph_starts(self, _attributes: Attributes) -> None:
        self._paragraphs.append([])

    def _say(self, text: str) -> None:
        self._paragraphs[-1].append(text)

    def _spaces_start(self, attributes: Attributes) -> None:
        self._say(" " * min(self.walk.number(attributes, f"{_TEXT}c", 1), 1000))

    def _shown(self) -> str:
        return "\n".join("".join(pieces) for pieces in self._paragraphs)

    def _note_starts(self, _attributes: Attributes) -> None:
        self._before_note, self._paragraphs = self._paragraphs, []

    def _note_ends(self, _text: str) -> None:
        self._notes[self._row, self._column] = self._shown()
        self._paragraphs = self._before_note

    def _count(self, attributes: Attributes, name: str) -> int:
        count = self.walk.number(attributes, f"{_TABLE}{name}", 1)
        if not 1 <= count <= _LAST_ROW:
            raise self.walk.unexpected(name)
        return count


def _ignored(namespace: str, names: str) -> dict[str, Element]:
    return {f"{namespace}{name}": IGNORED for name in names.split()}
