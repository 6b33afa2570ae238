"""An OpenDocument spreadsheet, read strictly: same container, same walk, same refusals as xlsx.

No library tells an error from a blank, a formula from a value and a hidden row from a visible one
in this format; see docs/decisions-cells.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from payroll.intake.cells.container import Container, opened
from payroll.intake.cells.contents import Contents, Remark
from payroll.intake.cells.limits import Limits, Unreadable, shown
from payroll.intake.cells.markup import Attributes, Element, Walk
from payroll.intake.cells.model import Cells, Kind, Merge, Sheet
from payroll.intake.cells.ods_values import OFFICE, STYLE, TABLE, Display, among, kind_and_text
from payroll.intake.cells.text import is_garbled

_MANIFEST = "META-INF/manifest.xml"
_LAST_ROW = 1_048_576


def read_ods(content: bytes, limits: Limits) -> Contents:
    """Every sheet of the spreadsheet in these bytes.  Raises `Unreadable`."""
    container = opened(content, limits)
    _require_open(container)
    contents = Contents()
    _ContentReader(contents, limits).walk.run(container.chunks("content.xml"))
    if not contents.sheets:
        raise Unreadable("workbook-no-sheets")
    if len({sheet.name.lower() for sheet in contents.sheets}) < len(contents.sheets):
        raise Unreadable("workbook-sheet-twice")
    return contents


def _require_open(container: Container) -> None:
    """Refuse a file whose parts are encrypted, by its list of parts."""
    if _MANIFEST in container and b"encryption-data" in b"".join(container.chunks(_MANIFEST)):
        raise Unreadable("file-encrypted")


@dataclass
class _Table:
    """A table while it is read."""

    name: str = ""
    is_hidden: bool = False
    is_copy: bool = False
    """A copy of a table in another file, kept for formulas: not a sheet of this one."""
    cells: Cells = field(default_factory=Cells)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    garbled: list[tuple[int, int]] = field(default_factory=list)
    row: int = 0
    column: int = 0


class _ContentReader:
    """Walks through `content.xml`; sheets go to `contents` as they end."""

    def __init__(self, contents: Contents, limits: Limits) -> None:
        self._contents = contents
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table = _Table()
        self._row_copies = 1
        self._row_values: list[tuple[int, Kind, str, bool]] = []
        self._attributes: Attributes = {}
        self._display = Display()
        self._cells_left = limits.cells
        self._text_left = limits.text_total
        self.walk = Walk("content.xml", self._grammar(), limits)

    def _grammar(self) -> Element:
        display = Element(start=self._table_properties, skips_any=True)
        style = Element({f"{STYLE}table-properties": display}, start=self._style_starts)
        style.children |= among(STYLE, _STYLE_CHILDREN)
        styles = Element({f"{STYLE}style": style} | among(STYLE, "default-style page-layout"))
        table = Element(self._columns() | self._rows(), self._table_starts, self._table_ends)
        table.children |= among(TABLE, _TABLE_CHILDREN)
        table.children[f"{TABLE}table-source"] = Element(start=self._source_starts)
        spreadsheet = Element({f"{TABLE}table": table} | among(TABLE, _SPREADSHEET_CHILDREN))
        body = Element({f"{OFFICE}spreadsheet": spreadsheet}, skips_foreign=False)
        document = Element({f"{OFFICE}automatic-styles": styles, f"{OFFICE}body": body})
        document.children |= among(OFFICE, "scripts font-face-decls")
        return Element({f"{OFFICE}document-content": document})

    def _columns(self) -> dict[str, Element]:
        group = Element()
        group.children = {f"{TABLE}table-column": Element(start=self._column_starts)}
        for name in ("table-columns", "table-header-columns", "table-column-group"):
            group.children[f"{TABLE}{name}"] = group
        return group.children

    def _rows(self) -> dict[str, Element]:
        cell = Element(self._display.children, self._cell_starts, self._cell_ends)
        cells = {f"{TABLE}table-cell": cell, f"{TABLE}covered-table-cell": cell}
        row = Element(cells, self._row_starts, self._row_ends, skips_foreign=False)
        group = Element()
        group.children = {f"{TABLE}table-row": row}
        for name in ("table-rows", "table-header-rows", "table-row-group"):
            group.children[f"{TABLE}{name}"] = group
        return group.children

    # styles: only which tables are hidden

    def _style_starts(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    # tables

    def _table_starts(self, attributes: Attributes) -> None:
        if len(self._contents.sheets) >= self._limits.sheets:
            raise self._limits.too_many("sheets")
        is_hidden = attributes.get(f"{TABLE}style-name", "") in self._hidden_styles
        self._table = _Table(attributes.get(f"{TABLE}name", ""), is_hidden)

    def _source_starts(self, _attributes: Attributes) -> None:
        self._table.is_copy = True

    def _table_ends(self, _text: str) -> None:
        table = self._table
        if table.is_copy:
            remark = Remark("workbook-external-links")
            if remark not in self._contents.remarks:
                self._contents.remarks.append(remark)
            return
        sheet = Sheet(
            table.name,
            table.cells,
            "hidden" if table.is_hidden else "visible",
            tuple(table.merges),
            frozenset(table.hidden_rows),
            frozenset(table.hidden_columns),
            table.comments,
        )
        self._contents.add(sheet, table.garbled)

    def _column_starts(self, attributes: Attributes) -> None:
        table = self._table
        first = table.column + 1
        table.column += self._count(attributes, "number-columns-repeated")
        if attributes.get(f"{TABLE}visibility", "visible") != "visible":
            last = min(table.column, self._limits.columns)
            table.hidden_columns.update(range(first, last + 1))

    def _row_starts(self, attributes: Attributes) -> None:
        table = self._table
        table.row, table.column = table.row + 1, 0
        self._row_copies = self._count(attributes, "number-rows-repeated")
        self._row_values = []
        if attributes.get(f"{TABLE}visibility", "visible") != "visible":
            last = min(table.row + self._row_copies - 1, self._limits.rows)
            table.hidden_rows.update(range(table.row, last + 1))

    def _row_ends(self, _text: str) -> None:
        table, limits = self._table, self._limits
        last = table.row + self._row_copies - 1
        if last > _LAST_ROW:
            raise self.walk.unexpected("number-rows-repeated")
        if self._row_values and last > limits.rows:
            raise self._beyond(last, self._row_values[0][0])
        self._cells_left -= len(self._row_values) * self._row_copies
        if self._cells_left < 0:
            raise limits.too_many("cells").on(self._table.name)
        for row in range(table.row, last + 1) if self._row_values else ():
            for column, kind, text, is_formula in self._row_values:
                table.cells.append(row, column, kind, text, 0, is_formula)
        table.cells.pack()
        table.row = last

    # cells

    def _cell_starts(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._table.column += 1

    def _cell_ends(self, _text: str) -> None:
        table, attributes = self._table, self._attributes
        first = table.column
        table.column += self._count(attributes, "number-columns-repeated") - 1
        self._keep_merge(attributes, first)
        if (note := self._display.taken_note()) is not None:
            table.comments[table.row, first] = note
        displayed = self._display.take()
        try:
            found = kind_and_text(attributes, displayed)
        except ValueError:
            kind = shown(attributes.get(f"{OFFICE}value-type", ""))
            raise self._refused("cell-value", kind=kind) from None
        if found is None:
            return
        if table.column > self._limits.columns:
            raise self._beyond(table.row, table.column)
        kind, text = found
        self._require_short(text)
        is_formula = f"{TABLE}formula" in attributes
        for column in range(first, table.column + 1):
            self._row_values.append((column, kind, text, is_formula))
        if is_garbled(text):
            table.garbled.append((table.row, first))

    def _keep_merge(self, attributes: Attributes, column: int) -> None:
        across = self._count(attributes, "number-columns-spanned")
        down = self._count(attributes, "number-rows-spanned")
        if across == down == 1:
            return
        table = self._table
        if len(table.merges) >= self._limits.merges:
            raise self._limits.too_many("merges")
        last = (table.row + down - 1, column + across - 1)
        table.merges.append(Merge(table.row, column, *last))

    def _require_short(self, text: str) -> None:
        self._text_left -= len(text)
        if len(text) > self._limits.text_length:
            raise self._refused("cell-text-too-long", limit=self._limits.text_length)
        if self._text_left < 0:
            raise self._limits.too_many("text_total").on(self._table.name)

    def _count(self, attributes: Attributes, name: str) -> int:
        count = self.walk.number(attributes, f"{TABLE}{name}", 1)
        if not 1 <= count <= _LAST_ROW:
            raise self.walk.unexpected(name)
        return count

    def _beyond(self, row: int, column: int) -> Unreadable:
        facts = {"rows": self._limits.rows, "columns": self._limits.columns}
        return Unreadable("cell-beyond-limits", **facts).at(row, column).on(self._table.name)

    def _refused(self, code: str, **facts: Any) -> Unreadable:
        table = self._table
        return Unreadable(code, **facts).at(table.row, table.column).on(table.name)


_STYLE_CHILDREN = (
    "table-column-properties table-row-properties table-cell-properties map text-properties "
    "paragraph-properties graphic-properties chart-properties section-properties "
    "drawing-page-properties ruby-properties"
)
_TABLE_CHILDREN = "title desc scenario shapes named-expressions table-protection"
_SPREADSHEET_CHILDREN = (
    "tracked-changes content-validations label-ranges calculation-settings named-expressions "
    "database-ranges data-pilot-tables consolidation dde-links"
)
