"""What a file is, by its content.  Its name is never looked at: containers lie about themselves."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import Path

SNIFFED_BYTES = 65_536


class Format(StrEnum):
    """The formats told apart.  The first five are read, the others are named when refused."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    ENCRYPTED = "encrypted"
    XLSB = "xlsb"
    HTML = "html"
    MHTML = "mhtml"
    XML_SPREADSHEET = "xml-spreadsheet"
    FLAT_ODS = "flat-ods"
    XML = "xml"
    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"
    PPT = "ppt"
    PPTX = "pptx"
    ODT = "odt"
    OFD = "ofd"
    NUMBERS = "numbers"
    OLE = "ole"
    RTF = "rtf"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    TAR = "tar"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    WEBP = "webp"
    HEIC = "heic"
    EXE = "exe"
    SQLITE = "sqlite"
    ACCESS = "access"
    SYLK = "sylk"
    DIF = "dif"
    SHORTCUT = "shortcut"
    JSON = "json"


_SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"Rar!\x1a\x07", Format.RAR),
    (b"7z\xbc\xaf\x27\x1c", Format.SEVEN_ZIP),
    (b"\x1f\x8b", Format.GZIP),
    *((b"BZh%d1AY" % level, Format.BZIP2) for level in range(1, 10)),
    (b"\xfd7zXZ\x00", Format.XZ),
    (b"\x89PNG\r\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"GIF8", Format.GIF),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"MZ\x90", Format.EXE),
    (b"\x7fELF", Format.EXE),
    (b"SQLite format 3\x00", Format.SQLITE),
    (b"\x00\x01\x00\x00Standard ", Format.ACCESS),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Format.SHORTCUT),
    # BIFF 2-4 worksheets have no container; a BIFF 5 or 8 stream may stand bare as well.
    (b"\x09\x00\x04\x00", Format.XLS),
    (b"\x09\x02\x06\x00", Format.XLS),
    (b"\x09\x04\x06\x00", Format.XLS),
    (b"\x09\x08\x08\x00", Format.XLS),
    (b"\x09\x08\x10\x00", Format.XLS),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ODF_TYPE = b"application/vnd.oasis.opendocument."

# In this order: an encrypted workbook has none of the later streams in the open.
_OLE_STREAMS: tuple[tuple[str, Format], ...] = (
    ("EncryptedPackage", Format.ENCRYPTED),
    ("Workbook", Format.XLS),
    ("Book", Format.XLS),
    ("WordDocument", Format.DOC),
    ("PowerPoint Document", Format.PPT),
)
_MARKUP: tuple[tuple[str, Format], ...] = (
    ("urn:schemas-microsoft-com:office:spreadsheet", Format.XML_SPREADSHEET),
    ('progid="excel.sheet"', Format.XML_SPREADSHEET),
    ("urn:oasis:names:tc:opendocument", Format.FLAT_ODS),
    ("<html", Format.HTML),
    ("<table", Format.HTML),
)
_MESSAGE_HEAD = re.compile(r"from: .*\n(.+\n)*?mime-version:")
_HTML_START = re.compile(r"<(!doctype html|html|head|body|meta|style|table|div|title)\b")


def sniff(path: Path) -> Format:
    """The format of the file at `path` from its content.

    Raises `OSError` when it cannot be read.  `read_cells` does the same for bytes it holds.
    """
    return sniffed(path.read_bytes())


def sniffed(content: bytes) -> Format:
    """The format of these bytes.

    >>> sniffed(b"name,days\\n"), sniffed(b"%PDF-1.7"), sniffed(b"")
    (<Format.TEXT: 'text'>, <Format.PDF: 'pdf'>, <Format.EMPTY: 'empty'>)
    """
    if not content:
        return Format.EMPTY
    if content.startswith(_ZIP):
        return _zip_format(content)
    if content.startswith(_OLE):
        return _ole_format(content)
    for signature, found in _SIGNATURES:
        if content.startswith(signature):
            return found
    return _placed_signature(content) or _text_format(content)


def _zip_format(content: bytes) -> Format:
    """Which of the many formats inside a zip this is; damaged ones go to the strict reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.lower() for name in archive.namelist()}
            kind = archive.read("mimetype") if _is_small(archive, "mimetype") else b""
    except Exception:  # whatever a hostile zip makes the library raise, it is a damaged zip
        return Format.XLSX if b"xl/" in content else Format.ZIP
    if kind.startswith(_ODF_TYPE):
        return Format.ODS if kind.startswith(_ODF_TYPE + b"spreadsheet") else Format.ODT
    if "xl/workbook.bin" in names:
        return Format.XLSB
    for folder, found in (("word/", Format.DOCX), ("ppt/", Format.PPTX)):
        if any(name.startswith(folder) for name in names):
            return found
    if "ofd.xml" in names:
        return Format.OFD
    if "index/document.iwa" in names:
        return Format.NUMBERS
    if "[content_types].xml" in names or any(name.startswith("xl/") for name in names):
        return Format.XLSM if "xl/vbaproject.bin" in names else Format.XLSX
    return Format.ZIP


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.NameToInfo and archive.NameToInfo[name].file_size < 200


def _ole_format(content: bytes) -> Format:
    """The document in an OLE container, by the names in its directory (entries of 128 bytes)."""
    for name, found in _OLE_STREAMS:
        entry = name.encode("utf-16-le") + b"\x00\x00"
        length = len(entry).to_bytes(2, "little")
        place = content.find(entry)
        while place >= 0:
            if place % 128 == 0 and content[place + 64 : place + 66] == length:
                return found
            place = content.find(entry, place + 2)
    return Format.OLE


def _placed_signature(content: bytes) -> Format | None:
    """Formats whose mark does not stand at the very start."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Format.WEBP
    if content[4:8] == b"ftyp":
        return Format.HEIC
    if content[257:262] == b"ustar":
        return Format.TAR
    if content[:2] == b"BM" and content[6:10] == b"\x00\x00\x00\x00":
        return Format.BMP
    return None


def _text_format(content: bytes) -> Format:
    start = content[:SNIFFED_BYTES]
    if start.startswith(b"\xff\xfe\x00\x00"):
        return Format.UNKNOWN  # UTF-32: nobody writes it, and it would pass for UTF-16
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(start[:2], "latin-1")
    text = start.decode(wide, errors="replace").lstrip("\ufeff\xef\xbb\xbf \t\r\n").lower()
    if text.startswith("<") and (found := _markup_format(text)):
        return found
    if text.startswith("mime-version:") or _MESSAGE_HEAD.match(text):
        return Format.MHTML
    if text.startswith("id;p"):
        return Format.SYLK
    if text.startswith(("table\r\n0,1", "table\n0,1")):
        return Format.DIF
    if re.match(r"(\{\s*\"|\[\s*[\[{])", text):
        return Format.JSON
    if start.startswith(_BYTE_ORDER_MARKS) or not _looks_binary(start):
        return Format.TEXT
    return Format.UNKNOWN


def _markup_format(text: str) -> Format | None:
    if _HTML_START.match(text):
        return Format.HTML
    for mark, found in _MARKUP:
        if mark in text:
            return found
    return Format.XML if text.startswith("<?xml") else None


def _looks_binary(start: bytes) -> bool:
    """Whether control bytes are too many for text; NUL bytes in text are refused later, by name."""
    controls = sum(start.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 26))
    return controls * 20 > len(start)
