"""Number formats and shared strings: what the cells of an xlsx workbook point to."""

from __future__ import annotations

import re
from collections.abc import Sized
from dataclasses import dataclass, field

from payroll.intake.cells.container import Container
from payroll.intake.cells.dates import format_code, is_date_format
from payroll.intake.cells.limits import Limits, Unreadable
from payroll.intake.cells.markup import Attributes, Element, Walk
from payroll.intake.cells.model import Kind
from payroll.intake.cells.package import grammar, ignored

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_XML_SPACE = "http://www.w3.org/XML/1998/namespace space"
_WHITE = " \t\r\n"


@dataclass
class Styles:
    """Number formats of the cell styles."""

    codes: list[str] = field(default_factory=lambda: [""])
    """Format codes; cells name them by position."""
    format_of: dict[str, int] = field(default_factory=lambda: {"0": 0})
    """Position in `codes` by cell style, the style's number as cells write it."""
    is_date: list[bool] = field(default_factory=lambda: [False])
    """Whether the format at a position in `codes` shows a date or time."""

    @property
    def kinds(self) -> dict[str, tuple[int, Kind]]:
        """Format and kind of a number by cell style."""
        return {
            style: (index, Kind.DATE if self.is_date[index] else Kind.NUMBER)
            for style, index in self.format_of.items()
        }


def read_styles(container: Container, part: str | None, limits: Limits) -> Styles:
    """Number formats of a workbook; only General when it has no styles."""
    if part is None:
        return Styles()
    own_codes: dict[int, str] = {}
    used: list[int] = []

    def number_format(attributes: Attributes) -> None:
        require_few(own_codes, limits)
        own_codes[walk.number(attributes, "numFmtId")] = attributes.get("formatCode", "")

    def cell_style(attributes: Attributes) -> None:
        require_few(used, limits)
        used.append(walk.number(attributes, "numFmtId", 0))

    sheet = ignored(
        "fonts fills borders cellStyleXfs cellStyles dxfs tableStyles colors extLst"
    ) | {
        "numFmts": Element(grammar({"numFmt": Element(start=number_format)})),
        "cellXfs": Element(grammar({"xf": Element(start=cell_style, skips_any=True)})),
    }
    walk = Walk(part, Element(grammar({"styleSheet": Element(grammar(sheet))})), limits)
    walk.run(container.chunks(part))
    numbers = sorted(set(used))
    codes = [format_code(own_codes.get(number), number) for number in numbers]
    # General stands first whatever the styles say: cells without a style name position 0.
    place = {number: index + 1 for index, number in enumerate(numbers)}
    return Styles(
        ["", *codes],
        {str(style): place[number] for style, number in enumerate(used)} or {"0": 0},
        [False, *(is_date_format(code) for code in codes)],
    )


def require_few(items: Sized, limits: Limits) -> None:
    """Refuse one more of what a workbook has already more of than any real one."""
    if len(items) >= limits.references:
        raise limits.too_many("references")


class StringItem:
    """Collects the text of one `si`, `is` or comment: its runs joined, its phonetic hints left out.

    `take` ends an item.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._keeps_space = False
        plain = Element(start=self._text_starts, end=self._text_ends, holds_text=True)
        run = Element(grammar({"t": plain} | ignored("rPr")))
        self.children = grammar({"t": plain, "r": run} | ignored("rPh phoneticPr"))

    def _text_starts(self, attributes: Attributes) -> None:
        self._keeps_space = attributes.get(_XML_SPACE) == "preserve"

    def _text_ends(self, text: str) -> None:
        if text:
            self._pieces.append(text if self._keeps_space else text.strip(_WHITE))

    def take(self) -> str:
        """The text collected since the last call."""
        pieces, self._pieces = self._pieces, []
        return unescaped("".join(pieces))


def read_strings(container: Container, part: str | None, limits: Limits) -> list[str]:
    """The shared strings of a workbook; none when it has no such part."""
    strings: list[str] = []
    if part is None:
        return strings
    container.require_few(part, "si", "strings", limits)
    item = StringItem()
    total = 0

    def end(_text: str) -> None:
        nonlocal total
        text = item.take()
        total += len(text)
        if len(text) > limits.text_length:
            raise Unreadable("cell-text-too-long", limit=limits.text_length)
        if total > limits.text_total:
            raise limits.too_many("text_total")
        if len(strings) >= limits.strings:
            raise limits.too_many("strings")
        strings.append(text)

    root = Element(grammar({"si": Element(item.children, end=end)} | ignored("extLst")))
    Walk(part, Element(grammar({"sst": root})), limits).run(container.chunks(part))
    return strings


def unescaped(text: str) -> str:
    """`text` with the `_xHHHH_` escapes of the format resolved (ISO/IEC 29500-1, 22.9.2.19).

    >>> unescaped("a_x000D_b"), unescaped("_x005F_x000D_")
    ('a\\rb', '_x000D_')
    """
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return text  # a lone surrogate: `is_garbled` finds it
