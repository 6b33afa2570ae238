"""Text of strangers as a cell may show it: only ever text, and nothing invisible in it."""

from __future__ import annotations

import re
import unicodedata

MAX_UNITS = 32_767
"""Longest text of a cell, in UTF-16 units; a longer one makes the file unreadable."""

_KEPT = 32_000
_WRITTEN_OUT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet reads as a character written out (`_x000D_`)."""
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def plain(text: str | None) -> str:
    """`text` fit for a cell: invisible characters spelt out, cut where no cell could hold it.

    Control and bidirectional characters can make a name look like another one; a spreadsheet
    would also refuse some of them.  What it would read as markup gets a full-width sign.

    >>> plain("张\\u202e三"), plain("a\\nb"), plain("_x000D_"), plain(None)
    ('张[U+202E]三', 'a b', '＿x000D_', '')
    """
    if not text:
        return ""
    if not text.isprintable():
        text = "".join(_shown(character) for character in text)
    if len(text) > _KEPT // 2 and len(text.encode("utf-16-le")) // 2 > _KEPT:
        whole = len(text)
        kept = text.encode("utf-16-le")[: _KEPT * 2].decode("utf-16-le", errors="ignore")
        text = f"{kept}…（原文共 {whole} 字，此处截断）"
    if text.startswith("<r>"):  # XlsxWriter would take it for formatted text and write it as XML
        text = f"＜{text[1:]}"
    return _WRITTEN_OUT.sub("＿", text) if "_x" in text else text


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    if unicodedata.category(character) in _INVISIBLE:
        return f"[U+{ord(character):04X}]"
    return character
