"""What one cell of an OpenDocument table holds: its typed value, its text, its note."""

from __future__ import annotations

import re

from payroll.intake.cells.markup import IGNORED, Attributes, Element
from payroll.intake.cells.model import Kind
from payroll.intake.cells.numbers import is_number

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (
    f"{_NAMESPACE}{name}:1.0 " for name in ("office", "table", "text", "style")
)
_EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

_ERROR = re.compile(r"#(REF|N/A|NAME|DIV/0|VALUE|NUM|NULL)[!?]?|Err:\d{3}", re.ASCII)
_DATE = re.compile(r"-?\d{4,6}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}([.,]\d+)?Z?)?", re.ASCII)
_TIME = re.compile(r"-?PT\d+H\d+M\d+([.,]\d+)?S", re.ASCII)
_MOST_SPACES = 1000


def kind_and_text(attributes: Attributes, shown: str) -> tuple[Kind, str] | None:
    """Kind and exact text of a cell from its attributes and what it displays; None for a blank.

    Raises `ValueError` when they do not fit together.
    """
    stated = attributes.get(f"{OFFICE}value-type", "")
    if attributes.get(f"{_EXTENSION}value-type") == "error":
        return Kind.ERROR, shown
    if stated in ("", "string"):
        return _text(attributes, stated, shown)
    if stated == "boolean":
        text = attributes.get(f"{OFFICE}boolean-value", "")
        if text in ("true", "false"):
            return Kind.BOOLEAN, text.upper()
    elif stated in ("date", "time"):
        text = attributes.get(f"{OFFICE}{stated}-value", "")
        if (_DATE if stated == "date" else _TIME).fullmatch(text):
            return Kind.DATE, text
    elif stated in ("float", "currency", "percentage"):
        text = attributes.get(f"{OFFICE}value", "")
        if is_number(text):
            return Kind.NUMBER, text
    raise ValueError(stated)


def _text(attributes: Attributes, stated: str, shown: str) -> tuple[Kind, str] | None:
    """A text, an error written as text, a formula without a result, or nothing."""
    is_formula = f"{TABLE}formula" in attributes
    text = attributes.get(f"{OFFICE}string-value", shown)
    if is_formula and not stated:
        if text:
            raise ValueError("a result without a type")
        return Kind.UNCACHED, ""
    if is_formula and _ERROR.fullmatch(text):
        return Kind.ERROR, text
    return (Kind.TEXT, text) if text or is_formula else None


class Display:
    """Collects what a cell displays: paragraphs, in which spaces and breaks are elements.

    `children` is the grammar of a cell's content; `take` ends a cell or a note.
    """

    def __init__(self) -> None:
        self._paragraphs: list[list[str]] = []
        self._outside: list[list[str]] = []
        self._note: str | None = None
        inline = Element(on_text=self._say)
        inline.children = {
            f"{TEXT}s": Element(start=self._spaces_start),
            f"{TEXT}tab": Element(start=lambda _attributes: self._say("\t")),
            f"{TEXT}line-break": Element(start=lambda _attributes: self._say("\n")),
            **among(TEXT, "note ruby-text"),
        }
        for name in ("span", "a", "ruby", "ruby-base", "date", "time", "sheet-name", "title"):
            inline.children[f"{TEXT}{name}"] = inline
        paragraph = Element(inline.children, start=self._paragraph_starts, on_text=self._say)
        note = Element({f"{TEXT}p": paragraph}, start=self._note_starts, end=self._note_ends)
        note.children |= among(TEXT, "list")
        self.children = {f"{TEXT}p": paragraph, f"{OFFICE}annotation": note}
        self.children |= among(TABLE, "detective cell-range-source")

    def _paragraph_starts(self, _attributes: Attributes) -> None:
        self._paragraphs.append([])

    def _say(self, text: str) -> None:
        self._paragraphs[-1].append(text)

    def _spaces_start(self, attributes: Attributes) -> None:
        count = attributes.get(f"{TEXT}c", "1")
        self._say(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))

    def _note_starts(self, _attributes: Attributes) -> None:
        self._outside, self._paragraphs = self._paragraphs, []

    def _note_ends(self, _text: str) -> None:
        self._note = self.take()
        self._paragraphs = self._outside

    def taken_note(self) -> str | None:
        """The note that stood among the text, if any; once."""
        note, self._note = self._note, None
        return note

    def take(self) -> str:
        """The text since the last call, a line a paragraph."""
        paragraphs, self._paragraphs = self._paragraphs, []
        return "\n".join("".join(pieces) for pieces in paragraphs)


def among(namespace: str, names: str) -> dict[str, Element]:
    """Elements, named between spaces, that may stand here and say nothing about values."""
    return {f"{namespace}{name}": IGNORED for name in names.split()}
