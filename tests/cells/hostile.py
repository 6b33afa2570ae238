"""Files that a stranger could send, and what must come of each: these cells, or this refusal.

`python -m tests.cells.hostile FOLDER [--heavy]` writes them all; nothing in them depends on the
clock or on chance.  Every person is made up.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.cells import builders
from tests.cells.builders import (
    DECLARATION,
    MAIN,
    PEOPLE,
    PEOPLE_CELLS,
    PEOPLE_STRINGS,
    SHEET_PART,
    relations_xml,
    sheet_xml,
    strings_xml,
    styles_xml,
    with_rows,
    workbook_xml,
    xlsx,
    zipped,
)

Expected = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Case:
    """A file and what must come of it."""

    name: str
    content: bytes
    code: str = ""
    """Code of the error that refuses it; empty when it must be read."""
    cells: Expected = ()
    """(address, kind, text) of every cell of every sheet, when it must be read."""


def refused(name: str, content: bytes, code: str) -> Case:
    """A file that must be refused with this code."""
    return Case(name, content, code)


def taken(name: str, content: bytes, *cells: tuple[str, str, str]) -> Case:
    """A file that must be read as these cells."""
    return Case(name, content, cells=cells)


def people(name: str, content: bytes) -> Case:
    """A file that must be read as the two people of the small workbook."""
    return Case(name, content, cells=PEOPLE_CELLS)


def cases() -> list[Case]:
    """Every hostile file, names unique."""
    found = [case for group in GROUPS for case in group()]
    assert len({case.name for case in found}) == len(found)
    return found


def replaced(content: bytes, old: bytes, new: bytes, count: int = -1) -> bytes:
    """`content` with bytes exchanged; fails when there are none."""
    assert old in content
    return content.replace(old, new, count)


def flipped(content: bytes, place: int, bit: int = 0) -> bytes:
    """`content` with one bit turned over."""
    changed = bytearray(content)
    changed[place] ^= 1 << bit
    return bytes(changed)


# containers


def containers() -> Iterator[Case]:
    small = xlsx()
    stored = zipped(builders.parts(), zipfile.ZIP_STORED)
    deflated = small.index(SHEET_PART.encode()) + len(SHEET_PART) + 60
    yield people("deflated.xlsx", small)
    yield people("stored.xlsx", stored)
    yield refused("bit-in-stored.xlsx", flipped(stored, stored.index(b"20.5") + 1), CONTAINER)
    yield refused("bit-in-deflated.xlsx", flipped(small, deflated, 3), CONTAINER)
    yield refused("half.xlsx", small[: len(small) // 2], CONTAINER)
    yield refused("without-last-byte.xlsx", small[:-1], CONTAINER)
    yield refused("only-signature.xlsx", b"PK\x03\x04", "file-is-archive")
    yield refused("empty-archive.zip", b"PK\x05\x06" + bytes(18), "file-is-archive")
    yield refused("something-before.xlsx", b"PK\x03\x04" + bytes(60) + small, CONTAINER)
    yield people("something-after.xlsx", small + bytes(40))
    end = small.rindex(b"PK\x05\x06")
    yield refused("count-wrong.xlsx", flipped(small, end + 10), CONTAINER)
    yield refused("directory-shorter.xlsx", flipped(small, end + 12, 4), CONTAINER)
    central = small.rindex(b"PK\x01\x02")  # of the sheet, the last part
    yield refused("crc-wrong.xlsx", flipped(small, central + 16), CONTAINER)
    yield refused("name-differs.xlsx", flipped(small, central + 46), CONTAINER)
    yield refused("password.xlsx", flipped(small, central + 8), "file-encrypted")
    large = _in_large_format(small)
    yield people("large-format.xlsx", large)
    place = large.index(b"PK\x06\x06") + 32
    yield refused("large-format-count.xlsx", flipped(large, place), CONTAINER)
    yield refused("overlapping.xlsx", _overlapping(small), CONTAINER)
    parts = builders.parts()
    yield refused("bzip2.xlsx", zipped(parts, zipfile.ZIP_BZIP2), CONTAINER)
    yield refused("lzma.xlsx", zipped(parts, zipfile.ZIP_LZMA), CONTAINER)


def _in_large_format(content: bytes) -> bytes:
    """The end of the zip as programs write it that prepare for more than 65,535 parts."""
    end = content.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<HII", content, end + 10)
    large = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    last = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return content[:end] + large + locator + last


def _overlapping(content: bytes) -> bytes:
    """The last part of the directory claims the bytes of the first."""
    place = content.rindex(b"PK\x01\x02") + 42
    return content[:place] + bytes(4) + content[place + 4 :]


def bombs() -> Iterator[Case]:
    zeros = bytes(30_000_000)
    yield refused("ratio.xlsx", zipped({**builders.parts(), SHEET_PART: zeros}), "workbook-ratio")
    yield refused(
        "ratio-elsewhere.xlsx",
        zipped({**builders.parts(), "xl/media/a.png": zeros}),
        "workbook-ratio",
    )
    claims = bytearray(xlsx())
    place = claims.index(b"PK\x01\x02") + 24
    claims[place : place + 4] = (400_000_000).to_bytes(4, "little")
    yield refused("claims-much.xlsx", bytes(claims), "workbook-expands")
    lies = bytearray(zipped({**builders.parts(), SHEET_PART: zeros}))
    place = lies.rindex(b"PK\x01\x02") + 24
    lies[place : place + 4] = (1000).to_bytes(4, "little")
    yield refused("claims-little.xlsx", bytes(lies), CONTAINER)
    many = {f"xl/media/{number}.bin": b"" for number in range(2_100)}
    yield refused("many-parts.xlsx", zipped({**builders.parts(), **many}), "workbook-too-many")
    laughs = "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10 if level else "ha"}">' for level in range(10)
    )
    doctype = f"<!DOCTYPE worksheet [{laughs}]>"
    yield refused(
        "laughs.xlsx", xlsx(sheet_xml().replace("<worksheet", doctype + "<worksheet", 1)), DOCTYPE
    )
    yield refused(
        "laughs-in-strings.xlsx",
        xlsx(shared=strings_xml(["&a9;"]).replace("<sst", doctype + "<sst", 1)),
        DOCTYPE,
    )
    outside = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    yield refused(
        "outside-entity.xlsx",
        xlsx(shared=strings_xml(["&x;"]).replace("<sst", outside + "<sst", 1)),
        DOCTYPE,
    )
    yield refused(
        "doctype-in-workbook.xlsx",
        xlsx(workbook=workbook_xml().replace("<workbook", "<!DOCTYPE workbook><workbook", 1)),
        DOCTYPE,
    )
    yield refused(
        "doctype-in-references.xlsx",
        xlsx(package_relations=relations_xml([]).replace("<Rel", "<!DOCTYPE R><Rel", 1)),
        DOCTYPE,
    )
    yield refused(
        "doctype-in-styles.xlsx",
        xlsx(styles=styles_xml().replace("<styleSheet", "<!DOCTYPE s><styleSheet", 1)),
        DOCTYPE,
    )


def part_names() -> Iterator[Case]:
    parts = builders.parts()
    again = [*parts.items(), (SHEET_PART, sheet_xml("").encode())]
    yield refused("part-twice.xlsx", _with_duplicate(again), "workbook-unsafe")
    upper = [*parts.items(), (SHEET_PART.upper(), sheet_xml("").encode())]
    yield refused("part-twice-in-capitals.xlsx", zipped(upper), "workbook-unsafe")
    for name, bad in (
        ("climbing", "../evil.xml"),
        ("climbing-inside", "xl/../../evil.xml"),
        ("absolute", "/etc/evil.xml"),
        ("drive", "C:/evil.xml"),
        ("backslash", "xl\\evil.xml"),
        ("control", "xl/evil\n.xml"),
        ("dot", "xl/./evil.xml"),
    ):
        yield refused(f"part-{name}.xlsx", zipped({**parts, bad: b"x"}), "workbook-unsafe")
    for name, part, code in (
        ("sheet", SHEET_PART, "workbook-part-missing"),
        ("strings", "xl/sharedStrings.xml", "workbook-part-missing"),
        ("styles", "xl/styles.xml", "workbook-part-missing"),
        ("workbook", "xl/workbook.xml", "workbook-part-missing"),
        ("references", "xl/_rels/workbook.xml.rels", "workbook-part-missing"),
        ("package", "_rels/.rels", "workbook-part-missing"),
        ("types", "[Content_Types].xml", "workbook-part-missing"),
    ):
        rest = {key: value for key, value in parts.items() if key != part}
        yield refused(f"without-{name}.xlsx", zipped(rest), code)
    for name, target, moved in (
        ("absolute", "/xl/worksheets/sheet1.xml", SHEET_PART),
        ("roundabout", "../xl/worksheets/sheet1.xml", SHEET_PART),
        ("capitals", "worksheets/SHEET1.xml", SHEET_PART),
        ("elsewhere", "/other/a.xml", "other/a.xml"),
    ):
        relations = [("rId1", "worksheet", target), *_OTHER_RELATIONS]
        own = builders.parts(workbook_relations=relations_xml(relations))
        own[moved] = own.pop(SHEET_PART)
        yield people(f"target-{name}.xlsx", zipped(own))


def _with_duplicate(entries: list[tuple[str, bytes]]) -> bytes:
    """A zip with one name twice, which Python's writer warns about."""
    marked = [(name, content) for name, content in entries[:-1]]
    spare = SHEET_PART.replace("sheet1", "sheet9")
    content = zipped([*marked, (spare, entries[-1][1])])
    return content.replace(spare.encode(), SHEET_PART.encode())


_OTHER_RELATIONS = [
    ("rId2", "sharedStrings", "sharedStrings.xml"),
    ("rId3", "styles", "styles.xml"),
]


# markup


def markup() -> Iterator[Case]:
    good = sheet_xml()
    for name, bad in (
        ("cut", good[: len(good) // 2]),
        ("two-roots", good + "<worksheet/>"),
        ("unknown-entity", good.replace(PEOPLE, PEOPLE.replace("<v>22</v>", "<v>&x;</v>"))),
        ("null", good.replace("<v>22</v>", "<v>2&#0;</v>")),
        ("crossed", good.replace("</v></c></row></sheetData>", "</c></v></row></sheetData>")),
        ("attribute-twice", good.replace('<c r="B2">', '<c r="B2" r="B2">')),
        ("empty", ""),
        ("not-xml", "姓名,天数"),
        ("unbound-prefix", good.replace("<sheetData>", "<x:sheetData>")),
    ):
        yield refused(f"xml-{name}.xlsx", xlsx(bad), "workbook-part-malformed")
    for name, bad in (
        ("gbk", good.replace("UTF-8", "GBK")),
        ("latin", good.replace("UTF-8", "ISO-8859-1")),
        ("stray-text", good.replace("<row r=", "x<row r=", 1)),
        ("text-in-cell", good.replace('<c r="B2">', '<c r="B2">7')),
        ("other-root", good.replace("worksheet", "chartsheet")),
        ("other-namespace", good.replace(MAIN, "urn:nobody")),
        ("unknown-in-row", good.replace('<c r="B2">', '<d/><c r="B2">')),
        ("unknown-in-cell", good.replace("<v>22</v>", "<w>22</w>")),
        ("unknown-table", good.replace("sheetData", "sheetDate")),
        ("foreign-in-row", good.replace('<c r="B2">', '<d xmlns="urn:x"/><c r="B2">')),
        ("element-in-value", good.replace("<v>22</v>", "<v>2<b/>2</v>")),
        ("two-tables", good.replace("</sheetData>", "</sheetData><sheetData/>")),
        ("row-outside", good.replace("<sheetData>", '<row r="9"/><sheetData>')),
    ):
        yield refused(f"xml-{name}.xlsx", xlsx(bad), "workbook-part-unexpected")
    deep = "<a>" * 100_000 + "</a>" * 100_000
    yield refused(
        "deep.xlsx", xlsx(sheet_xml(after=f"<extLst>{deep}</extLst>")), "workbook-too-deep"
    )
    yield refused(
        "long-attribute.xlsx",
        xlsx(sheet_xml(before=f'<sheetPr a="{_noise(9_000_000)}"/>')),
        "workbook-part-unexpected",
    )
    sixteen = builders.parts()
    sixteen[SHEET_PART] = good.replace("UTF-8", "UTF-16").encode("utf-16")
    yield people("utf-16.xlsx", zipped(sixteen))
    marked = builders.parts()
    marked[SHEET_PART] = b"\xef\xbb\xbf" + good.encode()
    yield people("byte-order-mark.xlsx", zipped(marked))
    yield people("strict-namespaces.xlsx", zipped(builders.parts(strict=True)))
    prefixed = sheet_xml().replace("xmlns=", "xmlns:x=")
    for tag in ("worksheet", "sheetData", "row", "c", "v"):
        for end in (" ", ">"):
            prefixed = prefixed.replace(f"<{tag}{end}", f"<x:{tag}{end}")
        prefixed = prefixed.replace(f"</{tag}>", f"</x:{tag}>")
    yield people("prefixed.xlsx", xlsx(prefixed))
    spaced = PEOPLE.replace("><", ">\n  <").replace(
        "<v>22<", "<v><!-- 21 -->2<![CDATA[2]]><?a b?><"
    )
    yield people("spaced-out.xlsx", with_rows(spaced))
    yield people("foreign-elements.xlsx", xlsx(sheet_xml(before='<y xmlns="urn:x"><v>1</v></y>')))


def _noise(length: int) -> str:
    """Text that does not compress into a suspicious ratio."""
    state, letters = 7, []
    for _ in range(length // 8):
        state = (state * 1_103_515_245 + 12_345) % 2**48
        letters.append(f"{state >> 16:08x}")
    return "".join(letters)


# cells


def _cell(address: str, value: str = "1", attributes: str = "") -> str:
    return f'<c r="{address}" {attributes}><v>{value}</v></c>'


def _row(number: int, cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{cells}</row>'


def extents() -> Iterator[Case]:
    one = ("A1", "number", "1")
    first = _row(1, _cell("A1"))
    yield refused(
        "far-corner.xlsx", with_rows(first + _row(1_048_576, _cell("XFD1048576"))), BEYOND
    )
    yield taken(
        "far-corner-blank.xlsx",
        with_rows(first + _row(1_048_576, '<c r="XFD1048576" s="0"/>')),
        one,
    )
    yield refused("column-513.xlsx", with_rows(_row(1, _cell("A1") + _cell("SS1"))), BEYOND)
    yield refused("row-200001.xlsx", with_rows(first + _row(200_001, _cell("A200001"))), BEYOND)
    wide = "".join(f"<c><v>{number}</v></c>" for number in range(70_000))
    yield refused("wide-row.xlsx", with_rows(f"<row>{wide}</row>"), BEYOND)
    yield refused("wide-blank-row.xlsx", with_rows(f"<row>{'<c/>' * 70_000}</row>"), "cell-address")
    yield taken(
        "million-blank-rows.xlsx",
        with_rows(first + "".join(f'<row r="{row}"/>' for row in range(2, 1_048_577))),
        one,
    )
    tall = "".join(_row(row, _cell(f"A{row}")) for row in range(1, 200_002))
    yield refused("tall.xlsx", with_rows(tall), BEYOND)
    for name, dimension in (("small", "A1"), ("huge", "A1:XFD1048576"), ("nonsense", "?")):
        yield people(
            f"dimension-{name}.xlsx", xlsx(sheet_xml(before=f'<dimension ref="{dimension}"/>'))
        )
    yield refused(
        "string-too-long.xlsx",
        xlsx(strings=[*PEOPLE_STRINGS, _noise(32_776)]),
        "cell-text-too-long",
    )
    yield refused(
        "string-of-megabytes.xlsx",
        xlsx(strings=[*PEOPLE_STRINGS, _noise(3_000_000)]),
        "workbook-part-unexpected",
    )
    long_text = f'<c r="A1" t="inlineStr"><is><t>{_noise(32_776)}</t></is></c>'
    yield refused("inline-too-long.xlsx", with_rows(_row(1, long_text)), "cell-text-too-long")


def heavy_cases() -> list[Case]:
    """Files that take seconds to make: just beyond a limit, or just within."""
    blank = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" s="0"/>' for letter in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, 200_001)
    )
    wide = "".join(
        f"<row r='{row}'>" + "".join(f"<c><v>{row}</v></c>" for _ in range(20)) + "</row>"
        for row in range(1, 200_001)
    ).replace(" r='", " x='")
    strings = (f"<si><t>{row}</t></si>" for row in range(3_100_000))
    shared = f'{DECLARATION}<sst xmlns="{MAIN}">{"".join(strings)}</sst>'
    return [
        taken("two-million-blank-cells.xlsx", with_rows(blank)),
        refused("four-million-cells.xlsx", with_rows(wide), "workbook-too-many"),
        refused("three-million-strings.xlsx", xlsx(shared=shared), "workbook-too-many"),
        refused(
            "millions-of-elements.xlsx",
            xlsx(sheet_xml(after="<extLst>" + "<a/><b/>" * 6_500_000 + "</extLst>")),
            "workbook-ratio",
        ),
    ]


def addresses() -> Iterator[Case]:
    for name, rows, code in (
        ("cell-twice", _row(1, _cell("A1") + _cell("A1", "2")), "cell-duplicate"),
        ("row-twice", _row(1, _cell("A1")) + _row(1, _cell("B1")), "cell-duplicate"),
        ("cells-swapped", _row(1, _cell("B1") + _cell("A1")), "cell-out-of-order"),
        ("rows-swapped", _row(2, _cell("A2")) + _row(1, _cell("A1")), "cell-out-of-order"),
        ("row-differs", _row(1, _cell("A2")), "cell-address"),
        ("small-letters", _row(1, _cell("a1")), "cell-address"),
        ("absolute", _row(1, _cell("$A$1")), "cell-address"),
        ("row-zero", _row(0, _cell("A0")), "cell-address"),
        ("four-letters", _row(1, _cell("AAAA1")), "cell-address"),
        ("beyond-xfd", _row(1, _cell("XFE1")), "cell-address"),
        ("row-1048577", _row(1_048_577, _cell("A1048577")), "cell-address"),
        ("full-width", _row(1, _cell("Ａ1")), "cell-address"),
        ("arabic", _row(1, _cell("A١")), "cell-address"),
        ("one-unstated", _row(1, _cell("A1") + "<c><v>2</v></c>"), "cell-address"),
        ("row-unstated", _row(1, "") + f"<row>{_cell('A2')}</row>", "cell-address"),
        ("row-miscounted", f"<row>{_cell('A2')}</row>", "cell-address"),
        ("row-word", '<row r="one"/>', "workbook-part-unexpected"),
        ("row-minus", '<row r="-1"/>', "workbook-part-unexpected"),
    ):
        yield refused(f"address-{name}.xlsx", with_rows(rows), code)
    yield people("no-addresses.xlsx", with_rows(_unstated(PEOPLE)))
    yield people("only-row-addresses.xlsx", with_rows(re.sub(r'<c r="[^"]*"', "<c", PEOPLE)))
    yield people("only-cell-addresses.xlsx", with_rows(re.sub(r'<row r="[^"]*"', "<row", PEOPLE)))
    for name, merges, code in (
        ("overlapping", ["A1:B2", "B2:C3"], "merge-overlap"),
        ("same", ["A1:B2", "A1:B2"], "merge-overlap"),
        ("inside", ["A1:Z99", "C3:D4"], "merge-overlap"),
        ("reversed", ["B2:A1"], "merge-address"),
        ("nonsense", ["?"], "merge-address"),
        ("too-many", [f"A{row}:B{row}" for row in range(1, 50_003)], "workbook-too-many"),
    ):
        ranges = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
        merged = f"<mergeCells>{ranges}</mergeCells>"
        yield refused(f"merges-{name}.xlsx", xlsx(sheet_xml(after=merged)), code)
    whole = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield people("merges-everything.xlsx", xlsx(sheet_xml(after=whole)))


def _unstated(rows: str) -> str:
    """Rows without any address: places are counted."""
    for address in ("1", "2", "3", "A1", "B1", "A2", "B2", "A3", "B3"):
        rows = rows.replace(f' r="{address}"', "")
    return rows


def values() -> Iterator[Case]:
    for name, cell in (
        ("unknown-type", _cell("A1", "1", 't="x"')),
        ("index-beyond", _cell("A1", "4", 't="s"')),
        ("index-minus", _cell("A1", "-1", 't="s"')),
        ("index-fraction", _cell("A1", "1.0", 't="s"')),
        ("index-arabic", _cell("A1", "١", 't="s"')),
        ("index-padded", _cell("A1", "0" * 12 + "9999", 't="s"')),
        ("index-huge", _cell("A1", "9" * 30, 't="s"')),
        ("number-word", _cell("A1", "张三")),
        ("number-comma", _cell("A1", "1,5")),
        ("number-underscore", _cell("A1", "1_000")),
        ("number-arabic", _cell("A1", "٢٢")),
        ("number-nan", _cell("A1", "NaN")),
        ("number-infinite", _cell("A1", "INF")),
        ("number-hex", _cell("A1", "0x16")),
        ("number-empty", _cell("A1", "")),
        ("boolean-two", _cell("A1", "2", 't="b"')),
        ("error-word", _cell("A1", "wrong", 't="e"')),
        ("date-word", _cell("A1", "2026年3月5日", 't="d"')),
        ("two-values", '<c r="A1"><v>1</v><v>2</v></c>'),
        ("value-and-text", '<c r="A1" t="inlineStr"><is><t>1</t></is><v>2</v></c>'),
        ("text-in-number", '<c r="A1"><is><t>1</t></is></c>'),
        ("value-in-inline", _cell("A1", "1", 't="inlineStr"')),
        ("formula-after-value", '<c r="A1"><v>1</v><f>1+1</f></c>'),
        ("two-formulas", '<c r="A1"><f>1</f><f>2</f><v>1</v></c>'),
        ("style-beyond", _cell("A1", "1", 's="9"')),
    ):
        yield refused(f"value-{name}.xlsx", with_rows(_row(1, cell)), "cell-value")
    for name, text in (("replaced", "张\ufffd"), ("control", "张\x85\x90"), ("half", "_xD83D_")):
        cell = f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'
        yield refused(f"garbled-{name}.xlsx", with_rows(_row(1, cell)), "cell-text-garbled")
    yield refused(
        "garbled-shared.xlsx", xlsx(strings=["姓名", "锟斤拷", "ÕÅÈý", "李四"]), "cell-text-garbled"
    )
    for text in ("21.999999999999996", "2.2E1", "1E-07", "-0", "+5", ".5", "110101199001010007"):
        yield taken(
            f"number {text}.xlsx", with_rows(_row(1, _cell("A1", text))), ("A1", "number", text)
        )
    yield taken(
        "number-spaced.xlsx", with_rows(_row(1, _cell("A1", " 22\n"))), ("A1", "number", "22")
    )
    date_style = styles_xml(['yyyy"年"m"月"d"日"', '0.0_ "d"'])
    dated = _row(1, _cell("A1", "46086", 's="1"') + _cell("B1", "22", 's="2"')) + _row(
        2, _cell("A2", "46086", 's="3"') + _cell("B2", "2026-03-05", 't="d"')
    )
    yield taken(
        "dates.xlsx",
        xlsx(sheet_xml(dated), styles=date_style),
        ("A1", "date", "46086"),
        ("B1", "number", "22"),
        ("A2", "date", "46086"),
        ("B2", "date", "2026-03-05"),
    )
    mixed = _row(
        1,
        '<c r="A1"><f>SUM(B1)</f></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><f t="shared" si="0"/><v>3</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c><c r="G1" s="0"/>'
        '<c r="H1" t="str"><v>_x000D_a_x005F_x000D_</v></c><c r="I1"><f>1</f><v/></c>',
    )
    yield taken(
        "formulas.xlsx",
        with_rows(mixed),
        ("A1", "uncached", ""),
        ("B1", "text", ""),
        ("C1", "number", "3"),
        ("D1", "error", "#DIV/0!"),
        ("E1", "boolean", "TRUE"),
        ("F1", "error", "#REF!"),
        ("H1", "text", "\ra_x000D_"),
        ("I1", "uncached", ""),
    )
    rich = (
        f'{DECLARATION}<sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>张</t></r><r><t>三</t></r>'
        "<rPh sb='0' eb='1'><t>zhang</t></rPh><phoneticPr/></si><si><t> 姓 名 </t></si>"
        '<si><t xml:space="preserve"> 李四</t></si><si/></sst>'
    )
    texts = "".join(_cell(f"{letter}1", str(place), 't="s"') for place, letter in enumerate("ABCD"))
    yield taken(
        "rich-text.xlsx",
        xlsx(sheet_xml(_row(1, texts)), shared=rich),
        ("A1", "text", "张三"),
        ("B1", "text", "姓 名"),
        ("C1", "text", " 李四"),
        ("D1", "text", ""),
    )


# the workbook part


def workbooks() -> Iterator[Case]:
    sheet = '<sheet name="{}" sheetId="1" r:id="{}"/>'
    one = sheet.format("3月", "rId1")
    for name, sheets, code in (
        ("no-sheets", "", "workbook-no-sheets"),
        ("same-name", one + sheet.format("3月", "rId9"), "workbook-sheet-twice"),
        ("same-part", one + sheet.format("4月", "rId1"), "workbook-sheet-twice"),
        ("no-reference", '<sheet name="3月" sheetId="1"/>', "workbook-part-unexpected"),
        ("no-name", sheet.format("", "rId1"), "workbook-part-unexpected"),
        ("odd-state", one.replace("sheetId", 'state="gone" sheetId'), "workbook-part-unexpected"),
        ("unknown-reference", sheet.format("3月", "rId8"), "workbook-part-missing"),
        ("reference-to-strings", sheet.format("3月", "rId2"), "workbook-part-missing"),
    ):
        yield refused(f"book-{name}.xlsx", xlsx(workbook=workbook_xml(sheets)), code)
    outside = [("rId1", "worksheet", "=http://example.org/sheet.xml"), *_OTHER_RELATIONS]
    yield refused(
        "book-sheet-outside.xlsx",
        xlsx(workbook_relations=relations_xml(outside)),
        "workbook-part-missing",
    )
    twice = [("rId1", "worksheet", "worksheets/sheet1.xml")] * 2
    yield refused(
        "book-reference-twice.xlsx",
        xlsx(workbook_relations=relations_xml(twice)),
        "workbook-part-unexpected",
    )
    chart = [("rId1", "chartsheet", "worksheets/sheet1.xml"), *_OTHER_RELATIONS]
    yield refused(
        "book-chart-only.xlsx", xlsx(workbook_relations=relations_xml(chart)), "workbook-no-sheets"
    )
    macro = builders.parts()
    macro["xl/vbaProject.bin"] = b"macro"
    yield people("macros.xlsm", zipped(macro))
    for state in ("hidden", "veryHidden"):
        hidden = one.replace("sheetId", f'state="{state}" sheetId')
        yield people(f"book-{state}.xlsx", xlsx(workbook=workbook_xml(hidden)))
    linked = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId4", "externalLink", "externalLinks/externalLink1.xml"),
        *_OTHER_RELATIONS,
    ]
    yield people("book-external-link.xlsx", xlsx(workbook_relations=relations_xml(linked)))


# other formats


def others() -> Iterator[Case]:
    ole = builders.ole
    table, archive, other = "file-format-unsupported", "file-is-archive", "file-is-no-table"
    html = "<html><head><meta charset='gbk'></head><table><tr><td>张三</td></tr></table></html>"
    spreadsheet = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    yield refused("html.xls", html.encode(), table)
    yield refused("table.xls", b"\r\n<TABLE border=1><tr><td>1</td></tr></TABLE>", table)
    yield refused("spreadsheet-2003.xls", spreadsheet.encode(), table)
    yield refused("archive.mht", b"MIME-Version: 1.0\r\nContent-Type: x", table)
    saved = b"From: <Saved by WPS>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: x"
    yield refused("archive-saved.xls", saved, table)
    yield refused(
        "encrypted.xlsx", ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), ENCRYPTED
    )
    yield refused("word.xls", ole({"WordDocument": b"x"}), other)
    yield refused("slides.xls", ole({"PowerPoint Document": b"x"}), other)
    yield refused("message.xls", ole({"__properties_version1.0": b"x"}), other)
    yield refused("ole-cut.xls", ole({"Workbook": builders.biff8()})[:700], other)
    types = {"[Content_Types].xml": b""}
    for name, entries, code in (
        ("word.xlsx", types | {"word/document.xml": b""}, other),
        ("slides.xlsx", types | {"ppt/presentation.xml": b""}, other),
        ("binary.xlsx", types | {"xl/workbook.bin": b""}, table),
        ("bundle.xlsx", {"张三.txt": b"22"}, archive),
        ("layout.xlsx", {"OFD.xml": b""}, other),
        ("numbers.xlsx", {"Index/Document.iwa": b""}, table),
        ("text.ods", {"mimetype": b"application/vnd.oasis.opendocument.text"}, other),
    ):
        yield refused(name, zipped(entries), code)
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    flat = f'<?xml version="1.0"?><o:document xmlns:o="{office}"/>'
    for name, content, code in (
        ("flat.ods", flat.encode(), table),
        ("data.xlsx", b'<?xml version="1.0"?><people/>', other),
        ("a.pdf.xlsx", b"%PDF-1.7\n", other),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n", other),
        ("scan.xls", b"\xff\xd8\xff\xe0\x00\x10JFIF", other),
        ("scan2.xls", b"GIF89a", other),
        ("scan3.xls", b"BM\x00\x01\x00\x00\x00\x00\x00\x00", other),
        ("scan4.xls", b"II*\x00", other),
        ("phone.xls", b"\x00\x00\x00\x18ftypheic", other),
        ("web.xls", b"RIFF\x00\x00\x00\x00WEBPVP8 ", other),
        ("pack.xlsx", b"Rar!\x1a\x07\x01\x00", archive),
        ("pack7.xlsx", b"7z\xbc\xaf\x27\x1c", archive),
        ("pack.gz.xlsx", b"\x1f\x8b\x08\x00", archive),
        ("program.xls", b"MZ\x90\x00", other),
        ("letter.xls", b"{\\rtf1 }", other),
        ("base.xls", b"SQLite format 3\x00", other),
        ("link.xlsx", b"L\x00\x00\x00\x01\x14\x02\x00", other),
        ("sylk.xls", b"ID;PWXL;N;E", table),
        ("web.json.csv", b'{"a": 1}', other),
    ):
        yield refused(name, content, code)
    yield refused("nothing.xlsx", b"", "file-empty")
    yield refused("one-byte.xlsx", b"\x00", "file-format-unknown")
    yield refused("noise.xlsx", bytes(range(256)) * 20, "file-format-unknown")


def binaries() -> Iterator[Case]:
    good = builders.biff8()
    name, garbled = "张三".encode("gbk"), "cell-text-garbled"
    damaged = "legacy-damaged"
    yield people("plain.xls", good)
    yield people("in-container.xls.xls", builders.ole({"Workbook": good}))
    yield people("old-stream-name.et", builders.ole({"Book": good}))
    yield refused("cut.xls", good[: len(good) // 2], damaged)
    yield refused("cut-in-cells.xls", good[:-20], damaged)
    yield refused("only-head.xls", good[:40], damaged)
    yield refused("file-pass.xls", builders.biff8(globals_extra=_FILE_PASS), ENCRYPTED)
    twice = builders.XLS_PEOPLE + builders.number(1, 1, 3.0)
    yield refused("cell-twice.xls", builders.biff8(twice), "cell-duplicate")
    yield refused(
        "not-a-number.xls", builders.biff8(builders.number(0, 0, float("nan"))), "cell-value"
    )
    yield refused("far-row.xls", builders.biff8(builders.number(0, 600, 1.0)), damaged)
    latin = builders.biff5(builders.byte_label(0, 0, name), 1252)
    yield refused("wrong-code-page.xls", latin, garbled)
    for text, page in (("no-code-page", None), ("gbk-code-page", 936)):
        content = builders.biff5(builders.byte_label(0, 0, name), page)
        yield taken(f"{text}.xls", content, ("A1", "text", "张三"))
    broken = builders.biff5(builders.byte_label(0, 0, b"\xd5\xff\xff"), None)
    yield refused("no-code-page-broken.xls", broken, damaged)
    yield taken("formula.xls", builders.biff8(builders.formula(0, 0, 5.0)), ("A1", "number", "5"))
    yield taken(
        "stale-formula.xls", builders.biff8(builders.formula(0, 0, 0.0, 2)), ("A1", "number", "0")
    )
    artefact = builders.biff8(builders.number(0, 0, 0.1 + 0.2))
    yield taken("artefact.xls", artefact, ("A1", "number", "0.30000000000000004"))
    ring = bytearray(builders.ole({"Workbook": good}))
    ring[512 + 8 : 512 + 12] = (2).to_bytes(4, "little")
    yield refused("ring.xls", bytes(ring), damaged)


_FILE_PASS = builders.record(0x002F, bytes(54))


def documents() -> Iterator[Case]:
    row = "<table:table-row {}>{}</table:table-row>"
    table, text, number = builders.ods_table, builders.ods_text, builders.ods_number

    def sheet(*rows: str, attributes: str = "") -> bytes:
        return builders.ods(builders.ods_content(table("".join(rows), attributes=attributes)))

    yield people("plain.ods", builders.ods())
    yield refused(
        "repeated-rows.ods",
        sheet(row.format('table:number-rows-repeated="1048576"', number("22"))),
        BEYOND,
    )
    yield refused(
        "repeated-columns.ods",
        sheet(row.format("", number("22", 'table:number-columns-repeated="16384"'))),
        BEYOND,
    )
    many = row.format(
        'table:number-rows-repeated="100000"', number("22", 'table:number-columns-repeated="500"')
    )
    yield refused("repeated-both.ods", sheet(many), "workbook-too-many")
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    yield taken(
        "ghost-extent.ods",
        sheet(
            row.format("", number("22") + blank),
            row.format('table:number-rows-repeated="1048575"', blank),
        ),
        ("A1", "number", "22"),
    )
    yield refused(
        "repeated-word.ods",
        sheet(row.format('table:number-rows-repeated="many"', number("22"))),
        "workbook-part-unexpected",
    )
    key = b'<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>'
    yield refused("password.ods", builders.ods(manifest=key), ENCRYPTED)
    content = builders.ods_content(table(builders.ODS_PEOPLE))
    yield refused(
        "doctype.ods", builders.ods(content.replace("?>\n", "?><!DOCTYPE x>", 1)), DOCTYPE
    )
    yield refused("cut.ods", builders.ods(content[:-60]), "workbook-part-malformed")
    yield refused(
        "unknown-element.ods",
        builders.ods(content.replace("table:table-cell", "table:table-sell")),
        "workbook-part-unexpected",
    )
    yield refused(
        "two-sheets-one-name.ods",
        builders.ods(builders.ods_content(table(builders.ODS_PEOPLE) * 2)),
        "workbook-sheet-twice",
    )
    yield refused("no-sheet.ods", builders.ods(builders.ods_content("")), "workbook-no-sheets")
    bad = '<table:table-cell office:value-type="float" office:value="many"/>'
    yield refused("value.ods", sheet(row.format("", bad)), "cell-value")
    yield refused("garbled.ods", sheet(row.format("", text("\ufffd"))), "cell-text-garbled")
    kinds = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=A1"/>'
        '<table:table-cell office:value-type="date" office:date-value="2026-03-05"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell office:value-type="string"><text:p>张<text:s text:c="2"/>'
        "<text:span>三</text:span></text:p><text:p>李四</text:p></table:table-cell>"
    )
    yield taken(
        "kinds.ods",
        sheet(row.format("", kinds)),
        ("A1", "error", "#DIV/0!"),
        ("B1", "uncached", ""),
        ("C1", "date", "2026-03-05"),
        ("D1", "boolean", "TRUE"),
        ("E1", "text", "张  三\n李四"),
    )
    damaged = builders.ods()
    yield refused("bit.ods", flipped(damaged, damaged.index(b"content.xml") + 60), CONTAINER)


def texts() -> Iterator[Case]:
    rows = "姓名,实出勤天数\r\n张三,22\r\n李四,20.5\r\n"
    as_text = tuple((address, "text", text) for address, _, text in PEOPLE_CELLS)
    for name, content in (
        ("utf-8.csv", rows.encode()),
        ("utf-8-mark.csv", rows.encode("utf-8-sig")),
        ("gb18030.csv", rows.encode("gb18030")),
        ("utf-16-le.csv", b"\xff\xfe" + rows.encode("utf-16-le")),
        ("utf-16-be.csv", b"\xfe\xff" + rows.encode("utf-16-be")),
        ("tabs.xls", rows.replace(",", "\t").encode("gb18030")),
        ("semicolons.csv", rows.replace(",", ";").encode()),
        ("stated.csv", b"sep=;\r\n" + rows.replace(",", ";").encode()),
        ("old-mac.csv", rows.replace("\r\n", "\r").encode()),
        ("quoted.csv", rows.replace("张三", '"张三"').encode()),
        ("trailing-commas.csv", rows.replace("22", "22,,,").encode()),
    ):
        shift = name.startswith("stated")
        yield Case(name, content, cells=_moved(as_text, 1) if shift else as_text)
    for name, content, code in (
        ("null.csv", rows.replace("三", "\0").encode(), "text-null"),
        ("utf-16-without-mark.csv", rows.encode("utf-16-le"), "file-format-unknown"),
        ("utf-32.csv", rows.encode("utf-32"), "file-format-unknown"),
        ("two-encodings.csv", rows.encode() + "王五,21\r\n".encode("gb18030"), "text-encoding"),
        ("cut-in-character.csv", "姓名,张".encode()[:-1], "text-encoding"),
        ("either-encoding.csv", "通,通\n".encode("gb18030"), "text-encoding"),
        ("private-use.csv", b"\xd0\xd5,\xaa\xa1\r\n", "text-encoding"),
        ("replaced.csv", rows.replace("张", "\ufffd").encode(), "cell-text-garbled"),
        ("twice-decoded.csv", rows.replace("张三", "锟斤拷").encode(), "cell-text-garbled"),
        ("latin.csv", rows.replace("张三", "ÕÅÈý").encode(), "cell-text-garbled"),
        ("quote-open.csv", rows.replace("张三", '"张三').encode(), "csv-quotes"),
        ("quote-inside.csv", rows.replace("张三", '"张"三').encode(), "csv-quotes"),
        (
            "swallowed.csv",
            rows.replace("张三", '"张三').replace("20.5", '20.5"').encode(),
            SWALLOWED,
        ),
        ("one-more.csv", rows.replace("张三", "张,三").encode(), "csv-row-longer"),
        ("unclear.csv", "甲;乙,丙\r\n丁;戊,己\r\n".encode(), "csv-delimiter"),
        ("wide.csv", (",".join(["1"] * 600) + "\n").encode(), BEYOND),
        ("long.csv", b"a," + b"x" * 40_000 + b"\n", "cell-text-too-long"),
        ("very-long.csv", b"a," + b"x" * 200_000 + b"\n", "csv-quotes"),
        ("only-mark.csv", b"\xef\xbb\xbf", "text-blank"),
        ("only-spaces.csv", b" \r\n \r\n", "text-blank"),
    ):
        yield refused(name, content, code)
    one_column = "姓名\n张三\n".encode()
    yield taken("one-column.csv", one_column, ("A1", "text", "姓名"), ("A2", "text", "张三"))
    formula = b'=HYPERLINK("http://example.org"),@SUM(1)\n'
    yield taken(
        "formulas.csv",
        formula,
        ("A1", "text", '=HYPERLINK("http://example.org")'),
        ("B1", "text", "@SUM(1)"),
    )


def _moved(cells: Expected, rows: int) -> Expected:
    return tuple((f"{place[0]}{int(place[1:]) + rows}", kind, text) for place, kind, text in cells)


CONTAINER = "workbook-damaged"
DOCTYPE = "workbook-doctype"
ENCRYPTED = "file-encrypted"
BEYOND = "cell-beyond-limits"
SWALLOWED = "csv-swallowed"

GROUPS: tuple[Callable[[], Iterator[Case]], ...] = (
    containers,
    bombs,
    part_names,
    markup,
    extents,
    addresses,
    values,
    workbooks,
    others,
    binaries,
    documents,
    texts,
)


def write_all(folder: Path, *, heavy: bool = False) -> None:
    """Write every file into `folder`, and what is expected of them into `expected.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for case in [*cases(), *(heavy_cases() if heavy else [])]:
        (folder / case.name).write_bytes(case.content)
        expected[case.name] = {"code": case.code, "cells": case.cells}
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), heavy="--heavy" in sys.argv)
