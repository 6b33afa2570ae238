"""XML from a stranger, walked by expat along a grammar of the elements that may occur.

Nothing is kept in memory but what the callbacks keep.  An element the grammar does not know is
refused where a change of meaning could hide (`<c>` turned into `<d>` must not lose a person) and
passed over where the standard leaves room for extensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from payroll.intake.cells.limits import Limits, Unreadable, shown

Attributes = Mapping[str, str]
_LAG_BYTES = 4_000_000
"""A single tag or reference this long is no workbook, and older expats need quadratic time."""


@dataclass
class Element:
    """An element of a grammar: what may stand in it and whom to tell.

    `children` is keyed by `namespace local`.  `holds_text` hands the text to `end`; other elements
    may contain white space only.
    """

    children: dict[str, Element] = field(default_factory=dict)
    start: Callable[[Attributes], None] | None = None
    end: Callable[[str], None] | None = None
    holds_text: bool = False
    on_text: Callable[[str], None] | None = None
    """Told every piece of text that stands directly in the element, for mixed content."""
    skips_foreign: bool = True
    """Whether elements of namespaces that no child belongs to are passed over; an element without
    children in the grammar may not have any."""
    skips_any: bool = False


IGNORED = Element(skips_any=True)
"""An element whose content does not matter, whatever it is."""


class Walk:
    """One part on its way through expat."""

    def __init__(self, part: str, root: Element, limits: Limits) -> None:
        self.part = part
        self._limits = limits
        self._stack = [root]
        self._skipped = 0
        self._text = ""
        self._text_left = limits.text_total
        self._longest = limits.text_length * 8  # every character may be written as `_x000D_`
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        self._parser = parser

    @property
    def line(self) -> int:
        """Line of the part that is being read."""
        return self._parser.CurrentLineNumber

    @property
    def position(self) -> int:
        """Byte, of those given to expat, where the current event starts."""
        return self._parser.CurrentByteIndex

    def run(
        self, chunks: Iterable[bytes], short_way: Callable[[bytes, int], bool] | None = None
    ) -> None:
        """Read the part to its end.  Raises `Unreadable`.

        A chunk that `short_way` takes (told how many bytes expat has had) is not given to expat.
        """
        parser, fed, tags = self._parser, 0, 0
        try:
            for chunk in chunks:
                if short_way is not None and short_way(chunk, fed):
                    continue
                tags += chunk.count(b"<")
                if tags > 2 * self._limits.elements:
                    raise self._limits.too_many("elements")
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > _LAG_BYTES:
                    raise self.unexpected("XML")
            parser.Parse(b"", True)
        except expat.ExpatError as failure:
            raise Unreadable(
                "workbook-part-malformed", part=shown(self.part), line=failure.lineno
            ) from failure

    def unexpected(self, what: str) -> Unreadable:
        """The refusal of something that may not stand where the walk is now."""
        return Unreadable(
            "workbook-part-unexpected", part=shown(self.part), line=self.line, what=shown(what)
        )

    def number(self, attributes: Attributes, name: str, default: int | None = None) -> int:
        """The whole number an attribute holds.  Raises `Unreadable` when it holds none."""
        text = attributes.get(name)
        if text is None and default is not None:
            return default
        if text is None or not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise self.unexpected(name.rpartition(" ")[2])
        return int(text)

    def _start(self, name: str, attributes: Attributes) -> None:
        here = self._stack[-1]
        element = here.children.get(name)
        if element is None:
            if not here.skips_any and not self._is_foreign(here, name):
                raise self.unexpected(f"<{name.rpartition(' ')[2]}>")
            element = IGNORED
        if element.start is not None:
            element.start(attributes)
        if element.skips_any:
            self._skipped = 1
            self._parser.StartElementHandler = self._skip_start
            self._parser.EndElementHandler = self._skip_end
            self._parser.CharacterDataHandler = None
        else:
            self._stack.append(element)

    def _end(self, _name: str) -> None:
        element = self._stack.pop()
        if element.end is not None:
            element.end(self._text)
        self._text = ""

    def _skip_start(self, _name: str, _attributes: Attributes) -> None:
        self._skipped += 1
        if self._skipped > self._limits.depth:
            raise Unreadable("workbook-too-deep", part=shown(self.part))

    def _skip_end(self, _name: str) -> None:
        self._skipped -= 1
        if not self._skipped:
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = self._characters

    def _characters(self, text: str) -> None:
        here = self._stack[-1]
        if here.holds_text:
            self._text += text
            if len(self._text) > self._longest:
                raise self.unexpected("text")
        elif here.on_text is not None:
            self._text_left -= len(text)
            if self._text_left < 0:
                raise self._limits.too_many("text_total")
            here.on_text(text)
        elif text.strip(" \t\r\n"):
            raise self.unexpected("text")

    def _is_foreign(self, here: Element, name: str) -> bool:
        """Whether the standard lets others put an element of this name here."""
        namespace = name.rpartition(" ")[0]
        known = {child.rpartition(" ")[0] for child in here.children}
        return here.skips_foreign and bool(namespace and known) and namespace not in known

    def _doctype(self, *_declaration: object) -> None:
        raise Unreadable("workbook-doctype", part=shown(self.part))

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.upper() not in ("UTF-8", "UTF-16", "US-ASCII"):
            raise self.unexpected(encoding)
