"""An xlsx or xlsm workbook, read strictly with the standard library's zipfile and expat.

Macros and external links are never followed; see docs/decisions-cells.md for why this is our own
code and not a library.
"""

from __future__ import annotations

from payroll.intake.cells.addresses import place_of
from payroll.intake.cells.container import Container, opened
from payroll.intake.cells.contents import Contents, Remark
from payroll.intake.cells.limits import Limits, Unreadable, shown
from payroll.intake.cells.markup import Attributes, Element, Walk
from payroll.intake.cells.model import Sheet, Visibility
from payroll.intake.cells.package import (
    Relationship,
    SheetEntry,
    WorkbookPart,
    grammar,
    ignored,
    relationships,
    workbook_part,
)
from payroll.intake.cells.styles import StringItem, read_strings, read_styles, require_few
from payroll.intake.cells.text import is_garbled
from payroll.intake.cells.worksheet import Context, WorksheetReader

_WITHOUT_CELLS = frozenset({"chartsheet"})
_NOT_READ = frozenset({"dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})


def read_xlsx(content: bytes, limits: Limits) -> Contents:
    """Every sheet of the workbook in these bytes.  Raises `Unreadable`."""
    container = opened(content, limits)
    book = workbook_part(container, limits)
    strings = read_strings(container, book.target("sharedStrings"), limits)
    context = Context(
        read_styles(container, book.target("styles"), limits),
        strings,
        limits,
        limits.cells,
        limits.text_total,
        frozenset(text for text in strings if is_garbled(text)),
    )
    contents = Contents(date1904=book.date1904)
    if any(one.kind == "externalLink" for one in book.relationships.values()):
        contents.remarks.append(Remark("workbook-external-links"))
    _require_different(book)
    for entry in book.sheets:
        _read_sheet(container, book, entry, context, contents)
    if not contents.sheets:
        raise Unreadable("workbook-no-sheets")
    return contents


def _require_different(book: WorkbookPart) -> None:
    names = {entry.name.lower() for entry in book.sheets}
    sources = {entry.relationship for entry in book.sheets}
    targets = [one.target for key, one in book.relationships.items() if key in sources]
    if not len(names) == len(sources) == len(book.sheets) or len(set(targets)) < len(targets):
        raise Unreadable("workbook-sheet-twice")


def _read_sheet(
    container: Container,
    book: WorkbookPart,
    entry: SheetEntry,
    context: Context,
    contents: Contents,
) -> None:
    source = book.relationships.get(entry.relationship, Relationship("", ""))
    if source.kind in _WITHOUT_CELLS:
        return
    if source.kind in _NOT_READ:
        contents.remarks.append(Remark("workbook-sheet-skipped", entry.name))
        return
    if source.kind != "worksheet":
        raise Unreadable("workbook-part-missing", part=shown(entry.relationship))
    reader = WorksheetReader(source.target, context)
    try:
        container.require_few(source.target, "c", "cells", context.limits)
        reader.read(container.chunks(source.target))
        comments = _comments(container, source.target, context)
    except Unreadable as failure:
        raise failure.on(entry.name) from None
    state: Visibility = entry.state  # type: ignore[assignment]  # checked when it was read
    sheet = Sheet(
        entry.name,
        reader.cells,
        state,
        tuple(reader.around.merges),
        frozenset(reader.hidden_rows),
        frozenset(reader.around.hidden_columns),
        comments,
    )
    contents.add(sheet, reader.garbled)
    if reader.first_result is not None and not book.is_calculated:
        contents.remarks.append(Remark("workbook-not-calculated", entry.name, *reader.first_result))


def _comments(container: Container, sheet: str, context: Context) -> dict[tuple[int, int], str]:
    """Notes on the cells of a sheet, by place."""
    limits = context.limits
    parts = [
        one.target
        for one in relationships(container, sheet, limits).values()
        if one.kind == "comments"
    ]
    notes: dict[tuple[int, int], str] = {}
    item = StringItem()
    place = (0, 0)

    def start(attributes: Attributes) -> None:
        nonlocal place
        require_few(notes, limits)
        place = place_of(attributes.get("ref", ""))

    def end(_text: str) -> None:
        notes[place] = context.within(item.take())

    comment = grammar({"text": Element(item.children)} | ignored("commentPr"))
    comments = grammar({"comment": Element(comment, start=start, end=end)})
    root = grammar({"commentList": Element(comments)} | ignored("authors extLst"))
    for part in parts:
        walk = Walk(part, Element(grammar({"comments": Element(root)})), limits)
        walk.run(container.chunks(part))
    return notes
