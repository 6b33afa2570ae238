"""A page as a small PNG: margins cut away, sixteen colours, nothing but the standard library."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from functools import cache
from pathlib import Path

Colour = tuple[int, int, int]

COLOURS = 16
APART = 24
"""How much two colours of the palette differ at least, summed over red, green and blue."""
BORDER = 12


def write_small_png(ppm: bytes, picture: Path) -> None:
    """Write a binary PPM (as pdftoppm makes it) as a PNG of sixteen colours."""
    _, size, _, content = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [content[at : at + 3 * width] for at in range(0, 3 * width * height, 3 * width)]
    rows = _trimmed(rows, width)
    picture.write_bytes(_png(rows))


def _trimmed(rows: list[bytes], width: int) -> list[bytes]:
    """The rows without the white around them, but for a narrow border."""
    white = b"\xff" * 3 * width
    used = [number for number, row in enumerate(rows) if row != white]
    top, bottom = max(used[0] - BORDER, 0), used[-1] + BORDER
    lefts = [len(row) - len(row.lstrip(b"\xff")) for row in rows if row != white]
    rights = [len(row.rstrip(b"\xff")) for row in rows if row != white]
    left, right = max(min(lefts) // 3 - BORDER, 0), -(-max(rights) // 3) + BORDER
    return [row[3 * left : 3 * right] for row in rows[top:bottom]]


def _png(rows: list[bytes]) -> bytes:
    pixels = [list(zip(row[0::3], row[1::3], row[2::3], strict=True)) for row in rows]
    palette = _palette(Counter(pixel for row in pixels for pixel in row))

    @cache
    def nearest(colour: Colour) -> int:
        return min(range(len(palette)), key=lambda number: _distance(palette[number], colour))

    packed = b"".join(
        b"\0" + bytes(a << 4 | b for a, b in zip(numbers[0::2], numbers[1::2], strict=True))
        for row in pixels
        for numbers in [[nearest(pixel) for pixel in row[: len(row) // 2 * 2]]]
    )
    header = struct.pack(">IIBBBBB", len(pixels[0]) // 2 * 2, len(rows), 4, 3, 0, 0, 0)
    parts = {
        b"IHDR": header,
        b"PLTE": bytes(value for colour in palette for value in colour),
        b"IDAT": zlib.compress(packed, 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, part) for kind, part in parts.items())


def _palette(used: Counter[Colour]) -> list[Colour]:
    """The commonest colours that are not nearly the same."""
    chosen: list[Colour] = []
    for colour, _ in used.most_common():
        if all(_distance(colour, other) >= APART for other in chosen):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    return chosen


def _distance(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
