"""The zip container of xlsx and ods, opened without trusting it.

Libraries that read workbooks quickly do not check the CRC of what they inflate, so a flipped bit
becomes another value.  Here every part is inflated through `zipfile` to its end, which checks
length and CRC, and only after the directory as a whole was found plausible.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from payroll.intake.cells.limits import Limits, Unreadable, shown

_CHUNK = 1 << 18
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNSAFE_NAME = re.compile(r"(^/)|(^|/)\.\.?(/|$)|[\\:\x00-\x1f\x7f]|^$|//")
_END_RECORD, _LARGE_END_RECORD = b"PK\x05\x06", b"PK\x06\x06"
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED, _UTF_8_NAME = 0x1, 0x800


@dataclass(frozen=True)
class Container:
    """Parts by name; names are compared without case, as the packaging standard asks."""

    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def require_few(self, name: str, tag: str, what: str, limits: Limits) -> None:
        """Refuse a part with more elements `tag` than the limit `what` before any is parsed.

        Counting is a hundred times cheaper than parsing, so a part that asks for minutes of work
        is refused within a second.  Raises `Unreadable`.
        """
        entry = self.parts.get(name.lower())
        limit = getattr(limits, what)
        if entry is None or entry.file_size < limit * (len(tag) + 3):
            return
        marks = [f"<{tag}{end}".encode() for end in " >/"]
        count = 0
        for chunk in self.chunks(name):
            count += sum(chunk.count(mark) for mark in marks)
            if count > limit:
                raise limits.too_many(what)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece to the end, CRC checked.

        Raises `Unreadable` when the part is missing or does not pass.
        """
        entry = self.parts.get(name.lower())
        if entry is None:
            raise Unreadable("workbook-part-missing", part=shown(name))
        try:
            with self.archive.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except Unreadable:
            raise
        except _ZIP_ERRORS as failure:
            raise Unreadable("workbook-damaged", part=shown(name)) from failure


def opened(content: bytes, limits: Limits) -> Container:
    """The container of these bytes, its directory checked against the limits and against itself.

    Raises `Unreadable`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except _ZIP_ERRORS as failure:
        raise Unreadable("workbook-damaged", part="zip") from failure
    if len(entries) > limits.entries:
        raise limits.too_many("entries")
    _require_whole_directory(content, archive)
    _require_sane_sizes(entries, limits)
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        key = entry.filename.lower()
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("file-encrypted")
        if key in parts or _UNSAFE_NAME.search(entry.orig_filename):
            raise Unreadable("workbook-unsafe", part=shown(entry.filename))
        if entry.compress_type not in _PLAIN_METHODS:
            raise Unreadable("workbook-damaged", part=shown(entry.filename))
        parts[key] = entry
    _require_apart(content, entries)
    return Container(archive, parts)


def _require_whole_directory(content: bytes, archive: zipfile.ZipFile) -> None:
    """The end record must agree with what was found: a flipped size would hide the first parts."""
    place = content.rfind(_END_RECORD)
    count = int.from_bytes(content[place + 10 : place + 12], "little")
    offset = int.from_bytes(content[place + 16 : place + 20], "little")
    if count == 0xFFFF or offset == 0xFFFFFFFF:  # the larger record before it holds them
        place = content.rfind(_LARGE_END_RECORD)
        count = int.from_bytes(content[place + 32 : place + 40], "little")
        offset = int.from_bytes(content[place + 48 : place + 56], "little")
    if place < 0 or count != len(archive.infolist()) or offset != archive.start_dir:
        raise Unreadable("workbook-damaged", part="zip")


def _require_sane_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the directory promises must fit; `zipfile` then holds the parts to that promise.

    Pictures may compress well and are not read, so only very large ones are looked at.
    """
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise Unreadable(
            "workbook-expands", size=total // 1_000_000, limit=limits.unpacked_bytes // 1_000_000
        )
    for entry in entries:
        is_read = entry.filename.lower().endswith((".xml", ".rels"))
        if entry.file_size > (limits.ratio_from_bytes if is_read else limits.picture_bytes):
            ratio = entry.file_size // max(entry.compress_size, 1)
            if ratio > limits.ratio:
                raise Unreadable(
                    "workbook-ratio", part=shown(entry.filename), ratio=ratio, limit=limits.ratio
                )


def _require_apart(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Every part stands where the directory says, under its name, and shares no bytes.

    Overlapping parts are how small bombs are built; a name that differs would make a part that is
    there look as if it were not.
    """
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        name_at = start + _LOCAL_HEADER_BYTES
        header = content[start:name_at]
        name_length = int.from_bytes(header[26:28], "little")
        extra_length = int.from_bytes(header[28:30], "little")
        name = content[name_at : name_at + name_length]
        encoding = "utf-8" if entry.flag_bits & _UTF_8_NAME else "cp437"
        if start < end or name != entry.orig_filename.encode(encoding, "replace"):
            raise Unreadable("workbook-damaged", part=shown(entry.filename))
        end = name_at + name_length + extra_length + entry.compress_size


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,  # includes UnicodeDecodeError of a name
    LookupError,
    ArithmeticError,
    __import__("zlib").error,
    __import__("struct").error,
)
