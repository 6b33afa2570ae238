"""Workbooks put together by hand, so that every byte of them can be wrong on purpose."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_PART = "xl/worksheets/sheet1.xml"

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET_PART}" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
)

Parts = dict[str, bytes]

PEOPLE = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>22</v></c></row>'
    '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>20.5</v></c></row>'
)
PEOPLE_STRINGS = ("姓名", "实出勤天数", "张三", "李四")
PEOPLE_CELLS = (
    ("A1", "text", "姓名"),
    ("B1", "text", "实出勤天数"),
    ("A2", "text", "张三"),
    ("B2", "number", "22"),
    ("A3", "text", "李四"),
    ("B3", "number", "20.5"),
)


def zipped(
    parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The parts as a zip: fixed times, the order given."""
    buffer = io.BytesIO()
    entries = parts.items() if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 0, 0, 0)), content, method)
    return buffer.getvalue()


def sheet_xml(rows: str = PEOPLE, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A worksheet part around rows."""
    return (
        f'{DECLARATION}<worksheet xmlns="{main}" xmlns:r="{DOCUMENT_RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def strings_xml(strings: Iterable[str], main: str = MAIN) -> str:
    """A shared strings part; the strings are XML."""
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in strings)
    return f'{DECLARATION}<sst xmlns="{main}">{items}</sst>'


_LOOKS = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
)


def styles_xml(formats: Iterable[str] = (), main: str = MAIN) -> str:
    """A styles part: style 0 is General, then one style a format code, last built-in format 14."""
    codes = list(formats)
    own = "".join(
        f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(code)}/>'
        for place, code in enumerate(codes)
    )
    numbers = [0, *(164 + place for place in range(len(codes))), 14]
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    return (
        f'{DECLARATION}<styleSheet xmlns="{main}"><numFmts>{own}</numFmts>{_LOOKS}'
        f"<cellXfs>{styles}</cellXfs></styleSheet>"
    )


def relations_xml(relations: Iterable[tuple[str, str, str]], base: str = DOCUMENT_RELATIONS) -> str:
    """A relationship part of (id, kind, target); a target `=x` lies outside the package."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{base}/{kind}" Target="{target.lstrip("=")}"'
        + (' TargetMode="External"/>' if target.startswith("=") else "/>")
        for key, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONS}">{items}</Relationships>'


def workbook_xml(
    sheets: str = '<sheet name="3月" sheetId="1" r:id="rId1"/>',
    *,
    before: str = "",
    after: str = "",
    main: str = MAIN,
    relations: str = DOCUMENT_RELATIONS,
) -> str:
    """A workbook part around its list of sheets."""
    return (
        f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{relations}">{before}'
        f"<sheets>{sheets}</sheets>{after}</workbook>"
    )


def parts(
    sheet: str | None = None,
    strings: Iterable[str] = PEOPLE_STRINGS,
    *,
    strict: bool = False,
    **others: str,
) -> Parts:
    """The parts of a small workbook.

    Parts are replaced by keyword: `styles`, `workbook`, `workbook_relations`, `package_relations`,
    `shared`.
    """
    main = STRICT_MAIN if strict else MAIN
    base = STRICT_RELATIONS if strict else DOCUMENT_RELATIONS
    relations = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "styles", "styles.xml"),
    ]
    package = [("rId1", "officeDocument", "xl/workbook.xml")]
    texts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": others.get("package_relations", relations_xml(package, base)),
        "xl/workbook.xml": others.get("workbook", workbook_xml(main=main, relations=base)),
        "xl/_rels/workbook.xml.rels": others.get(
            "workbook_relations", relations_xml(relations, base)
        ),
        "xl/sharedStrings.xml": others.get("shared", strings_xml(strings, main)),
        "xl/styles.xml": others.get("styles", styles_xml(main=main)),
        SHEET_PART: sheet_xml(main=main) if sheet is None else sheet,
    }
    return {name: text.encode() for name, text in texts.items()}


def xlsx(sheet: str | None = None, strings: Iterable[str] = PEOPLE_STRINGS, **others: str) -> bytes:
    """A small workbook as bytes."""
    return zipped(parts(sheet, strings, **others))


def with_rows(rows: str, **around: str) -> bytes:
    """A small workbook whose sheet has these rows."""
    return xlsx(sheet_xml(rows, **around))


# OpenDocument

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def ods_content(tables: str, styles: str = "") -> str:
    """The content part of a spreadsheet around its tables."""
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces} '
        f'xmlns:calcext="{calc}"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods_table(rows: str, name: str = "3月", attributes: str = "") -> str:
    """A table around its rows."""
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def ods_text(text: str) -> str:
    """A text cell."""
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def ods_number(text: str, attributes: str = "") -> str:
    """A number cell."""
    return (
        f'<table:table-cell office:value-type="float" office:value="{text}" {attributes}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


ODS_PEOPLE = "".join(
    f"<table:table-row>{ods_text(name)}{days}</table:table-row>"
    for name, days in (
        ("姓名", ods_text("实出勤天数")),
        ("张三", ods_number("22")),
        ("李四", ods_number("20.5")),
    )
)


def ods(content: str | None = None, **others: bytes) -> bytes:
    """A spreadsheet as bytes; `manifest` replaces the list of parts."""
    content = ods_content(ods_table(ODS_PEOPLE)) if content is None else content
    entries = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.encode()),
        ("META-INF/manifest.xml", others.get("manifest", b"<manifest/>")),
    ]
    return zipped(entries)


# binary workbooks


def record(code: int, content: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", code, len(content)) + content


def label(row: int, column: int, text: str) -> bytes:
    """A text cell of BIFF 8, its row and column from 0."""
    written = text.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + written)


def number(row: int, column: int, value: float) -> bytes:
    """A number cell, its row and column from 0."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def formula(row: int, column: int, value: float, flags: int = 0) -> bytes:
    """A formula cell `=1` with a stored result."""
    tokens = b"\x1e\x01\x00"
    head = struct.pack("<HHHdHI", row, column, 0, value, flags, 0)
    return record(0x0006, head + struct.pack("<H", len(tokens)) + tokens)


XLS_PEOPLE = (
    label(0, 0, "姓名")
    + label(0, 1, "实出勤天数")
    + label(1, 0, "张三")
    + number(1, 1, 22.0)
    + label(2, 0, "李四")
    + number(2, 1, 20.5)
)


def biff8(cells: bytes = XLS_PEOPLE, name: str = "3月", globals_extra: bytes = b"") -> bytes:
    """The stream of a BIFF 8 workbook with one sheet."""
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)
    sheet_bof = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)
    font = struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 2, 0) + b"A\x00"
    style = struct.pack("<HHHBBBBIIH", 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    written = name.encode("utf-16-le")
    head = record(0x0809, bof) + globals_extra + record(0x0042, struct.pack("<H", 1200))
    head += record(0x0031, font) * 5 + record(0x00E0, style) * 16
    length = len(head) + 4 + 8 + len(written) + 4
    entry = struct.pack("<IBBBB", length, 0, 0, len(name), 1) + written
    head += record(0x0085, entry) + record(0x000A)
    return head + record(0x0809, sheet_bof) + cells + record(0x000A)


def biff5(cells: bytes, code_page: int | None) -> bytes:
    """The stream of a BIFF 5 workbook with one sheet named `S`; texts are bytes of a code page."""
    bof = struct.pack("<HHHH", 0x0500, 0x0005, 0, 1996)
    sheet_bof = struct.pack("<HHHH", 0x0500, 0x0010, 0, 1996)
    font = struct.pack("<HHHHHBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1) + b"A"
    style = struct.pack("<HHHBBHHHH", 0, 0, 0, 0x20, 0, 0x20C0, 0, 0, 0)
    head = record(0x0809, bof)
    if code_page is not None:
        head += record(0x0042, struct.pack("<H", code_page))
    head += record(0x0031, font) * 5 + record(0x00E0, style) * 16
    length = len(head) + 4 + 8 + 4
    head += record(0x0085, struct.pack("<IBBB", length, 0, 0, 1) + b"S") + record(0x000A)
    return head + record(0x0809, sheet_bof) + cells + record(0x000A)


def byte_label(row: int, column: int, text: bytes) -> bytes:
    """A text cell of BIFF 5."""
    return record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + text)


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to at least 4096 bytes."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat = [fat_sector, end]  # sector 0: the table itself; sector 1: the directory
    body = b""
    entries = [_ole_entry("Root Entry", 5, end, 0, child=1)]
    for place, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        count = len(padded) // 512
        start = len(fat)
        fat += [*range(start + 1, start + count), end]
        body += padded
        right = place + 1 if place < len(streams) else free
        entries.append(_ole_entry(name, 2, start, len(padded), right=right))
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    head += struct.pack("<I", 0) + struct.pack("<108I", *[free] * 108)
    return head + table + directory + body


def _ole_entry(
    name: str, kind: int, start: int, size: int, *, child: int = -1, right: int = -1
) -> bytes:
    free = 0xFFFFFFFF
    written = name.encode("utf-16-le") + b"\0\0"
    links = (free, right if right >= 0 else free, child if child >= 0 else free)
    entry = written.ljust(64, b"\0") + struct.pack("<HBB3I", len(written), kind, 1, *links)
    return entry + b"\0" * 36 + struct.pack("<III", start, size, 0)
