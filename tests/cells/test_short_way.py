"""The short way through plain rows hands on what the strict way does, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from zipfile import ZIP_STORED

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll.intake.cells import read_content
from payroll.intake.cells.worksheet import WorksheetReader
from tests.cells import builders
from tests.cells.fuzzing import meaning

COLUMNS = ["A", "B", "C", "Z", "AA"]

numbers = st.sampled_from(
    ["0", "22", "20.5", "-1", "21.999999999999996", "2.2E1", "1E-07", "46086"]
)
oddities = st.sampled_from(["", "x", "1,5", "+5", ".5", " 22", "NaN", "00", "1e5", "7" * 30, "٣"])
texts = st.sampled_from(["张三", "a&amp;b", " x ", "_x000D_", "", "<![CDATA[x]]>", "√", "ÕÅÈý"])
attributes = st.sampled_from(
    [
        "",
        ' spans="1:3"',
        ' ht="15"',
        ' ht="0"',
        ' hidden="1"',
        ' hidden="0"',
        ' s="1" s="1"',
        " ",
        "/",
    ]
)


@st.composite
def cell(draw: Callable[..., str], row: int, column: str) -> str:
    """A cell, most often a plain one."""
    address = draw(st.sampled_from([f"{column}{row}"] * 30 + [f"{column}{row + 1}", f"a{row}", ""]))
    style = draw(st.sampled_from([""] * 5 + [' s="0"', ' s="1"', ' s="9"', ' s="01"']))
    value = draw(st.one_of(numbers, numbers, numbers, oddities))
    text = draw(texts)
    body, kind = draw(
        st.sampled_from(
            [
                (f"<v>{value}</v>", ""),
                (f"<v>{value}</v>", ' t="n"'),
                ("<v>2</v>", ' t="s"'),
                ("<v>99</v>", ' t="s"'),
                (f"<f>SUM(A1:B2)</f><v>{value}</v>", ""),
                ("<f>A1</f><v></v>", ""),
                (f"<is><t>{text}</t></is>", ' t="inlineStr"'),
                (f"<is><t>{text}</t></is>", ""),
                ("<v>1</v>", ' t="b"'),
                ("<v>#REF!</v>", ' t="e"'),
                ("", ""),
            ]
        )
    )
    start = f'<c r="{address}"{style}{kind}' if address else f"<c{style}{kind}"
    return f"{start}>{body}</c>" if body else draw(st.sampled_from([f"{start}/>", f"{start}></c>"]))


@st.composite
def table(draw: Callable[..., object]) -> str:
    """Rows, most often plain ones in order."""
    rows = []
    for row in draw(st.lists(st.integers(1, 9), max_size=5)):  # type: ignore[attr-defined]
        columns = draw(st.lists(st.sampled_from(COLUMNS), max_size=4))
        cells = "".join(str(draw(cell(row, column))) for column in columns)  # type: ignore[attr-defined]
        rows.append((row, f'<row r="{row}"{draw(attributes)}>{cells}</row>'))
    if draw(st.sampled_from([True, True, True, False])):
        rows.sort(key=lambda item: item[0])
    between = draw(st.sampled_from(["", "", "", "\n", "<!-- <row r='1'/> -->", "<?a?>"]))
    return str(between).join(row for _, row in rows)


@given(table())
def test_both_ways_agree(rows: str) -> None:
    content = builders.with_rows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WorksheetReader, "_takes_short_way", lambda *_: False)
        strictly = meaning(content)
        problems = read_content(content, shown_as="a").problems

    assert meaning(content) == strictly
    assert read_content(content, shown_as="a").problems == problems


def test_plain_rows_do_take_it(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    way = WorksheetReader._takes_short_way

    def watched(self: WorksheetReader, block: bytes, fed: int) -> bool:
        taken.append(way(self, block, fed))
        return taken[-1]

    monkeypatch.setattr(WorksheetReader, "_takes_short_way", watched)
    read_content(builders.xlsx(), shown_as="a")
    assert any(taken)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?a ", "?>"),
        ('<row r="1"><extLst>', "</extLst></row>"),
        ('<row r="1"><c r="A1"><extLst>', "</extLst></c></row>"),
    ],
)
def test_rows_that_only_look_like_rows(before: str, after: str) -> None:
    """Quoted rows are not rows, wherever the reader's blocks happen to end."""
    for filling in (0, 262_100, 262_130, 262_144, 262_200, 524_270):
        quoted = f'<row r="7"><c r="A7"><v>7</v></c></row>{" " * filling}' * 2
        rows = f'{before}{quoted}{after}<row r="9"><c r="A9"><v>9</v></c></row>'
        parts = builders.parts(builders.sheet_xml(rows))
        workbook = read_content(builders.zipped(parts, ZIP_STORED), shown_as="a")
        if workbook.refused:
            assert before == "<![CDATA["  # stray text
        else:
            assert [value.text for value in workbook.sheets[0].cells] == ["9"]


def test_rows_across_blocks() -> None:
    """Enough rows for several blocks, with a row that is not plain in every hundredth place."""
    hidden = {True: ' hidden="1"', False: ""}
    rows = "".join(
        f'<row r="{row}"{hidden[row % 100 == 0]}><c r="A{row}"><v>{row}</v></c>'
        f'<c r="B{row}" t="s"><v>{row % 4}</v></c></row>'
        for row in range(1, 20_001)
    )
    sheet = read_content(builders.with_rows(rows), shown_as="a").sheets[0]
    assert [value.text for value in sheet.cells if value.column == 1] == [
        str(row) for row in range(1, 20_001)
    ]
    assert sheet.hidden_rows == set(range(100, 20_001, 100))
