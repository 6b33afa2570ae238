"""Text as a person sees it: spaces and invisible characters settled, nothing else touched."""

from __future__ import annotations

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0xAD,  # soft hyphen
        0x034F,
        0x061C,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        *range(0x180B, 0x180F),
        *range(0x200B, 0x2010),  # zero width, direction marks
        *range(0x202A, 0x202F),  # direction overrides
        *range(0x2060, 0x2070),
        0x2800,  # braille blank
        0x3164,  # Hangul filler
        *range(0xFE00, 0xFE10),  # variation selectors
        0xFEFF,
        0xFFA0,
        *range(0xFFF9, 0xFFFC),
    ]
)
_SPACES = dict.fromkeys(
    [
        0x09,
        0x0A,
        0x0D,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    ],
    " ",
)
_INVISIBLE_AND_SPACES: dict[int, str | None] = {**_INVISIBLE, **_SPACES}
_FOLDED: dict[int, int | str | None] = {**_INVISIBLE, **_FULL_WIDTH, **_SPACES}
_RUN_OF_SPACES = re.compile(r" {2,}")

_ALWAYS_GARBLED = re.compile(
    "[\ufffd\ufffe\uffff\x80-\x84\x86-\x9f\ud800-\udfff]"
    "|锟斤拷|锟斤|烫烫烫|屯屯屯"
    # GBK bytes shown as Latin-1, unless all of them are marks that people use, or one and the same
    "|(?![×÷°±·§½¼¾²³¹«»¥]+(?![\xa1-\xff]))(?!([\xa1-\xff])\\1+(?![\xa1-\xff]))[\xa1-\xff]{4,}"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def visible(text: str) -> str:
    """`text` without invisible characters, every kind of space an ASCII one, none at the ends.

    Zero-width characters, direction marks, control characters and soft hyphens go; NBSP, the
    ideographic space, tabs and line breaks become single spaces.  Letters stay as they are.

    >>> visible("\u3000张\u200b三\xa0 ")
    '张三'
    """
    if text.isascii() and text.isalnum():
        return text
    return _tidy(text.translate(_INVISIBLE_AND_SPACES))


def folded_digits(text: str) -> str | None:
    """`text` as ASCII digits, None when anything else is left.

    Full-width U+FF01–FF5E are folded, invisible characters and spaces at the ends removed; nothing
    more.  NFKC would make `12` of `1²`, `int` accepts Arabic digits and underscores, and `2 2` may
    be two numbers.

    >>> [folded_digits(text) for text in ("１２\u200b３ ", "2 2", "1²", "٣", "")]
    ['123', None, None, None, None]
    """
    folded = folded_width(text)
    return folded if folded.isascii() and folded.isdigit() else None


def folded_width(text: str) -> str:
    """`text` with full-width U+FF01–FF5E as ASCII, spaces and invisible characters as in `visible`.

    >>> folded_width("Ｘ（\u3000１）")
    'X( 1)'
    """
    return text if text.isascii() and text.isalnum() else _tidy(text.translate(_FOLDED))


def _tidy(text: str) -> str:
    return _RUN_OF_SPACES.sub(" ", text).strip(" ")


def is_garbled(text: str) -> bool:
    """Whether `text` holds what no keyboard types and a wrong decoding leaves behind.

    Replacement characters, C1 controls, lone surrogates, noncharacters, runs of Latin-1 letters,
    and the two phrases that GBK makes of replaced or uninitialised bytes.

    >>> [is_garbled(text) for text in ("锟斤拷", "ÕÅÈý", "ÕÅ×Ó", "张三×½", "×××½", "¯¯¯¯¯¯")]
    [True, True, True, False, False, False]
    """
    return not text.isascii() and _ALWAYS_GARBLED.search(text) is not None


def has_private_characters(text: str) -> bool:
    """Whether `text` holds private-use characters: proof of a wrong guess when bytes were guessed.

    >>> has_private_characters("\\ue5e5")
    True
    """
    return not text.isascii() and _PRIVATE.search(text) is not None
