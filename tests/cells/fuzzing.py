"""Workbooks damaged at random: what comes of them must be the original or a refusal.

Bits are flipped anywhere in the file.  Markup is changed inside the parts, checksums right again,
in ways that either keep the meaning or break a rule of the format; a changed digit in a value makes
another good workbook, which no reader can notice, and is not among them.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from payroll.intake.cells import read_content
from tests.cells import builders
from tests.cells.builders import Parts, ods_content, ods_table, relations_xml, sheet_xml, zipped

Change = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Original:
    """A good workbook that is going to be damaged."""

    name: str
    content: bytes
    sheets: tuple[str, ...]
    """Parts that hold cells."""


def originals() -> list[Original]:
    """Small workbooks of every kind that carries checksums."""
    rich = _rich_parts()
    return [
        Original("deflated.xlsx", zipped(rich), (builders.SHEET_PART,)),
        Original("stored.xlsx", zipped(rich, zipfile.ZIP_STORED), (builders.SHEET_PART,)),
        Original("deflated.ods", builders.ods(_rich_ods()), ("content.xml",)),
        Original("stored.ods", _stored(builders.ods(_rich_ods())), ("content.xml",)),
    ]


def _rich_parts() -> Parts:
    """A month of twenty people with dates, formulas, merges, hidden rows, a note and two sheets."""
    strings = [
        "3月考勤表",
        "姓名",
        "实出勤天数",
        "上岗日期",
        *(f"张{n}" for n in range(20)),
        "合计",
    ]
    rows = '<row r="1"><c r="A1" s="0" t="s"><v>0</v></c></row>'
    heads = "".join(_shared(column, 2, place) for place, column in enumerate("ABC", 1))
    rows += f'<row r="2" spans="1:3">{heads}</row>'
    for place in range(20):
        row = place + 3
        hidden = ' hidden="1"' if place == 7 else ""
        rows += (
            f'<row r="{row}" spans="1:3"{hidden}>{_shared("A", row, place + 4)}'
            f'<c r="B{row}"><v>{20 + place % 3}.5</v></c>'
            f'<c r="C{row}" s="1"><v>{46023 + place}</v></c></row>'
        )
    rows += f'<row r="23">{_shared("A", 23, 24)}<c r="B23"><f>SUM(B3:B22)</f><v>429</v></c></row>'
    after = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
    before = '<dimension ref="A1:C23"/><cols><col min="4" max="5" width="9" hidden="1"/></cols>'
    relations = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "sharedStrings.xml"),
        ("rId3", "styles", "styles.xml"),
        ("rId4", "worksheet", "worksheets/sheet2.xml"),
    ]
    sheets = (
        '<sheet name="3月" sheetId="1" r:id="rId1"/>'
        '<sheet name="说明" sheetId="2" state="hidden" r:id="rId4"/>'
    )
    parts = builders.parts(
        sheet_xml(rows, before=before, after=after),
        strings,
        workbook=builders.workbook_xml(sheets),
        workbook_relations=relations_xml(relations),
        styles=builders.styles_xml(["yyyy-mm-dd"]),
    )
    note = '<row r="1"><c r="A1" t="inlineStr"><is><t>说明</t></is></c></row>'
    parts["xl/worksheets/sheet2.xml"] = sheet_xml(note).encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations_xml(
        [("rId1", "comments", "../comments1.xml")]
    ).encode()
    parts["xl/comments1.xml"] = (
        f'{builders.DECLARATION}<comments xmlns="{builders.MAIN}"><authors><author>a</author>'
        '</authors><commentList><comment ref="B3" authorId="0"><text><t>请假半天</t></text>'
        "</comment></commentList></comments>"
    ).encode()
    return parts


def _shared(column: str, row: int, place: int) -> str:
    return f'<c r="{column}{row}" t="s"><v>{place}</v></c>'


def _rich_ods() -> str:
    rows = "".join(
        f"<table:table-row>{builders.ods_text(f'张{place}')}{builders.ods_number(f'{place}.5')}"
        '<table:table-cell office:value-type="date" office:date-value="2026-03-05"/>'
        "</table:table-row>"
        for place in range(20)
    )
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    return ods_content(ods_table(rows + blank + builders.ODS_PEOPLE))


def _stored(content: bytes) -> bytes:
    return zipped(unzipped(content), zipfile.ZIP_STORED)


def unzipped(content: bytes) -> Parts:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def meaning(content: bytes) -> object:
    """Everything the reader hands on about these bytes, or None for a refusal."""
    workbook = read_content(content, shown_as="")
    if workbook.refused:
        return None
    return [
        (
            sheet.name,
            sheet.state,
            list(sheet.cells),
            sheet.merges,
            sheet.hidden_rows,
            sheet.hidden_columns,
            dict(sheet.comments),
        )
        for sheet in workbook.sheets
    ]


# damage


def flips(original: Original, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` copies of the file with one bit turned over, each with what was done."""
    chance = random.Random(f"{original.name} {seed}")
    for _ in range(count):
        place, bit = chance.randrange(len(original.content)), chance.randrange(8)
        changed = bytearray(original.content)
        changed[place] ^= 1 << bit
        yield f"bit {bit} of byte {place}", bytes(changed)


def mutations(original: Original, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` copies with changed markup and right checksums, each with what was done."""
    chance = random.Random(f"{original.name} {seed}")
    parts = unzipped(original.content)
    is_ods = original.name.endswith(".ods")
    changes = ANYWHERE + (IN_ODS if is_ods else IN_SHEETS)
    names = ["content.xml"] if is_ods else [name for name in parts if name.startswith("xl/")]
    for _ in range(count):
        change = chance.choice(changes)
        sheets = list(original.sheets) if change in IN_SHEETS else names
        name = chance.choice(sheets)
        changed = change(parts[name].decode(), chance)
        yield f"{change.__name__} in {name}", zipped({**parts, name: changed.encode()})


_TAG = re.compile(r"</?[a-zA-Z:]+[^>]*>")
_CELL = re.compile(r'<c r="[A-Z]+\d+"[^>]*>(?:(?!</c>).)*</c>')
_ROW = re.compile(r"<row .*?</row>")


def _replace_one(text: str, found: list[re.Match[str]], chance: random.Random, new: str) -> str:
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new.replace("\\0", match[0]) + text[match.end() :]


def _tags(text: str) -> list[re.Match[str]]:
    return [match for match in _TAG.finditer(text) if not match[0].startswith("<?")]


def drop_tag(text: str, chance: random.Random) -> str:
    """One tag of a pair is missing; tags that are whole elements stay."""
    return _replace_one(text, [m for m in _tags(text) if not m[0].endswith("/>")], chance, "")


def rename_tag(text: str, chance: random.Random) -> str:
    """One tag has another name than its partner."""
    found = [match for match in _tags(text) if not match[0].endswith("/>")]
    match = chance.choice(found)
    name = re.sub(r"([a-zA-Z:]+)", r"\1x", match[0], count=1)
    return text[: match.start()] + name + text[match.end() :]


def cut_short(text: str, chance: random.Random) -> str:
    """The part ends before its end."""
    return text[: chance.randrange(len(text.rstrip()) - 1)]


def stray_text(text: str, chance: random.Random) -> str:
    """Text stands between two tags where only tags may."""
    found = list(re.finditer(r"(?<=>)(?=<(?!/t>|/v>))", text))
    found = [m for m in found if not re.search(r"(<t[^>]*>|<v>|<text:p>)$", text[: m.start()])]
    return _replace_one(text, found[1:], chance, "七")


def doctype(text: str, _chance: random.Random) -> str:
    """An entity is declared and used."""
    declared = '<!DOCTYPE x [<!ENTITY y "22">]>'
    return re.sub(r"(<\?xml[^>]*\?>)", rf"\1{declared}", text).replace("<v>", "<v>&y;", 1)


def bad_character(text: str, chance: random.Random) -> str:
    """A character that XML does not allow."""
    place = chance.randrange(len(text))
    return text[:place] + chance.choice("\x00\x01\x0b\x1f\ufffe\uffff") + text[place:]


def double_attribute(text: str, chance: random.Random) -> str:
    """An attribute stands twice."""
    found = list(re.finditer(r'(?<=[a-z]) [a-zA-Z:-]+="[^"]*"(?=[ />])', text))
    return _replace_one(text, found, chance, "\\0\\0")


def comment(text: str, chance: random.Random) -> str:
    """A comment between tags, which changes nothing, even when it quotes a row."""
    found = list(re.finditer(r"(?<=>)(?=<)", text))[1:]
    quoted = chance.choice(['<row r="1"/>', "<c/>", "</sheetData>", "x"])
    return _replace_one(text, found, chance, f"<!--{quoted}-->")


def instruction(text: str, chance: random.Random) -> str:
    """A processing instruction between tags, which changes nothing."""
    return _replace_one(text, list(re.finditer(r"(?<=>)(?=<)", text))[1:], chance, "<?a b?>")


def double_cell(text: str, chance: random.Random) -> str:
    """A cell stands twice."""
    return _replace_one(text, list(_CELL.finditer(text)), chance, "\\0\\0")


def double_row(text: str, chance: random.Random) -> str:
    """A row stands twice."""
    return _replace_one(text, list(_ROW.finditer(text)), chance, "\\0\\0")


def swap_rows(text: str, chance: random.Random) -> str:
    """Two neighbouring rows have changed places."""
    rows = list(_ROW.finditer(text))
    if len(rows) < 2:
        return text + "<"
    first = chance.randrange(len(rows) - 1)
    one, two = rows[first], rows[first + 1]
    return text[: one.start()] + two[0] + one[0] + text[two.end() :]


def swap_cells(text: str, chance: random.Random) -> str:
    """Two neighbouring cells have changed places."""
    found = list(re.finditer(r"(<c [^>]*>(?:(?!</c>).)*</c>)(<c [^>]*>(?:(?!</c>).)*</c>)", text))
    match = chance.choice(found)
    return text[: match.start()] + match[2] + match[1] + text[match.end() :]


def move_cell(text: str, chance: random.Random) -> str:
    """A cell says it stands in another row."""
    return _replace_one(text, list(re.finditer(r'(?<=<c r="[A-Z])\d+(?=")', text)), chance, "\\09")


def lose_address(text: str, chance: random.Random) -> str:
    """One cell does not say where it stands."""
    return _replace_one(text, list(re.finditer(r'(?<=<c) r="[A-Z]+\d+"', text)), chance, "")


def odd_type(text: str, chance: random.Random) -> str:
    """A cell is of a type that its value cannot have."""
    found = list(re.finditer(r'(?<=<c r="..") t="s"(?=><v>\d)', text))
    kind = chance.choice(["x", "inlineStr", "e", "d", "S", ""])
    return _replace_one(text, found, chance, f' t="{kind}"')


def index_beyond(text: str, chance: random.Random) -> str:
    """A cell names a string that is not there."""
    found = list(re.finditer(r'(?<=t="s"><v>)\d+', text))
    return _replace_one(text, found, chance, chance.choice(["999", "-1", "1.0", "", "0x1"]))


def bad_number(text: str, chance: random.Random) -> str:
    """A number is none."""
    found = list(re.finditer(r"(?<=<v>)\d+\.5", text))
    return _replace_one(
        text, found, chance, chance.choice(["二十", "2 2", "1,5", "NaN", "٢", "--1"])
    )


def style_beyond(text: str, chance: random.Random) -> str:
    """A cell names a style that is not there."""
    found = list(re.finditer(r'(?<=<c r=")([A-Z]+\d+")(?= )', text))
    return _replace_one(text, found, chance, '\\0 s="77"')


def unknown_element(text: str, chance: random.Random) -> str:
    """An element that nobody knows stands among rows, cells or values."""
    found = list(re.finditer(r"(?<=>)(?=<(row|c|v)[ >])", text))
    return _replace_one(text, found, chance, chance.choice(["<q/>", "<C/>", '<v xmlns="urn:x"/>']))


def wrong_dimension(text: str, chance: random.Random) -> str:
    """The sheet says it is smaller or larger than it is, which changes nothing."""
    seen = chance.choice(["A1", "A1:A2", "A1:XFD1048576", "C9:B1", ""])
    return re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{seen}"', text)


def white_space(text: str, chance: random.Random) -> str:
    """White space between tags, which changes nothing."""
    found = list(re.finditer(r"(?<=>)(?=<(row|c|v|/row|/c|/sheetData)[ >/])", text))
    return _replace_one(text, found, chance, chance.choice(["\n", "  ", "\r\n\t"]))


def other_quotes(text: str, chance: random.Random) -> str:
    """Another way to write the same tag, which changes nothing."""
    return _replace_one(text, list(re.finditer(r'(?<= t=)"s"', text)), chance, "'s'")


def character_data(text: str, chance: random.Random) -> str:
    """Another way to write the same value, which changes nothing."""
    match = chance.choice(list(re.finditer(r"(?<=<v>)(\d)(\d*)", text)))
    new = chance.choice([f"&#{ord(match[1])};{match[2]}", f"<![CDATA[{match[1]}]]>{match[2]}"])
    return text[: match.start()] + new + text[match.end() :]


def overlapping_merge(text: str, _chance: random.Random) -> str:
    """Two merged ranges overlap."""
    return text.replace(
        '<mergeCell ref="A1:C1"/>', '<mergeCell ref="A1:C1"/><mergeCell ref="B1:B2"/>'
    )


def bad_repeat(text: str, chance: random.Random) -> str:
    """A row is repeated a number of times that is none, or far too many."""
    count = chance.choice(["0", "-1", "x", "1048577", "99999999999"])
    return text.replace('number-rows-repeated="3"', f'number-rows-repeated="{count}"')


def bad_value(text: str, chance: random.Random) -> str:
    """A value of a cell is not of its type."""
    found = list(re.finditer(r'(?<=office:value=")[^"]+', text))
    return _replace_one(text, found, chance, chance.choice(["", "x", "1,5", "٣"]))


def unknown_cell(text: str, chance: random.Random) -> str:
    """An element that is no cell stands in a row."""
    found = list(re.finditer(r"(?<=>)(?=<table:table-(cell|row)[ >])", text))
    return _replace_one(text, found, chance, "<table:table-sell/>")


ANYWHERE: list[Change] = [
    drop_tag,
    rename_tag,
    cut_short,
    stray_text,
    doctype,
    bad_character,
    double_attribute,
    comment,
    instruction,
]
IN_SHEETS: list[Change] = [
    double_cell,
    double_row,
    swap_rows,
    swap_cells,
    move_cell,
    lose_address,
    odd_type,
    index_beyond,
    bad_number,
    style_beyond,
    unknown_element,
    wrong_dimension,
    white_space,
    other_quotes,
    character_data,
    overlapping_merge,
]
IN_ODS: list[Change] = [bad_repeat, bad_value, unknown_cell]


@dataclass
class Tally:
    """What came of the damaged workbooks."""

    equal: int = 0
    refused: int = 0
    different: list[str] | None = None

    @property
    def inputs(self) -> int:
        """Damaged workbooks tried."""
        return self.equal + self.refused + len(self.different or [])


def tried(original: Original, damaged: Iterator[tuple[str, bytes]]) -> Tally:
    """Reads every damaged copy and compares it with the original."""
    whole, tally = meaning(original.content), Tally(different=[])
    assert whole is not None, original.name
    for what, content in damaged:
        found = meaning(content)
        if found is None:
            tally.refused += 1
        elif found == whole:
            tally.equal += 1
        else:
            assert tally.different is not None
            tally.different.append(f"{original.name}: {what}")
    return tally
