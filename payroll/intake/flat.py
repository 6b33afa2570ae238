"""The short way for big plain text files: a heading in the first row, a person in each other.

Nothing is decided here that the long way would decide otherwise.  Rows with an ID number in its
final form are people on both ways; the others go one by one to the same `row_kind`.  A file that is
not plain enough (quotes, blank lines, uneven rows, doubtful headings) takes the long way.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from payroll.intake.cells import Format, Unreadable, decode_text
from payroll.intake.cells.sniffing import sniffed
from payroll.intake.cells.text import visible
from payroll.intake.header import Header, header_of
from payroll.intake.reading import Layout
from payroll.intake.row_kinds import Sums, day_values, is_day_field, row_kind, total_problems
from payroll.intake.tables import Table, heading_problems, raw_rows, table_reading
from payroll.intake.values.columns import typed
from payroll.intake.values.days import read_days
from payroll.problems import Problem

FROM_BYTES = 1_000_000
"""Files below take the long way, which is quick enough for them."""
TO_BYTES = 1_000_000_000
_FINAL_ID = r"^[0-9]{17}[0-9X]$"
_DELIMITERS = "\t,;"


def read_flat(path: Path, shown_as: str) -> tuple[Table, str] | None:
    """The table of a big plain text file and the file's SHA-256; None when it is not plain.

    Raises `OSError` when it cannot be read.
    """
    if not FROM_BYTES <= path.stat().st_size <= TO_BYTES:
        return None
    content = path.read_bytes()
    table = flat_table(content, shown_as)
    return None if table is None else (table, hashlib.sha256(content).hexdigest())


def flat_table(content: bytes, shown_as: str) -> Table | None:
    """The table of a plain text file, None when it is not plain."""
    if sniffed(content) is not Format.TEXT or b'"' in content or b"\0" in content:
        return None
    try:
        return _utf8_table(content.removeprefix(BOM_UTF8), shown_as)
    except (PolarsError, UnicodeDecodeError):
        pass
    try:
        _, text = decode_text(content)
        return _utf8_table(text.encode(), shown_as)
    except (PolarsError, Unreadable):
        return None


def _utf8_table(content: bytes, shown_as: str) -> Table | None:
    """The table of UTF-8 text.  Raises when it is not UTF-8 or a row has too many values."""
    if content.count(b"\r") != content.count(b"\r\n"):
        return None
    first = content[: content.find(b"\n")].decode().rstrip("\r")
    delimiter = max(_DELIMITERS, key=first.count)
    names = first.split(delimiter)
    header = header_of(1, {place: name for place, name in enumerate(names, 1) if visible(name)})
    if header is None or "id_number" not in header.columns or header.doubles:
        return None
    rows = pl.read_csv(
        content,
        separator=delimiter,
        quote_char=None,
        has_header=False,
        skip_rows=1,
        schema={str(place): pl.String for place in range(1, len(names) + 1)},
    )
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    if rows.height != lines - 1:
        return None
    return _table(rows, header, Layout(shown_as, "", header.columns))


def _table(rows: pl.DataFrame, header: Header, layout: Layout) -> Table:
    fields = {str(column): field for field, column in header.columns.items()}
    rows = rows.rename({each: fields.get(each, f"?{each}") for each in rows.columns})
    plain = rows["id_number"].str.contains(_FINAL_ID).fill_null(value=False)
    sorted_out = _Sorted(rows, plain, layout)
    for position in (~plain).arg_true():
        sorted_out.take(position)
    people = rows.with_row_index("row", 2)
    if sorted_out.dropped:
        skipped = [position + 2 for position in sorted_out.dropped]
        people = people.filter(pl.col("row").is_in(skipped).not_())
    numbers = people["row"]
    frame = raw_rows(layout, numbers, {name: people[name] for name in fields.values()})
    reading = table_reading(layout, header, numbers, _ends(people), sorted_out.skipped)
    return Table(layout, frame, [], heading_problems(layout, header) + sorted_out.problems, reading)


def _ends(people: pl.DataFrame) -> tuple[str, str]:
    """Names of the first and the last person."""
    if people.is_empty() or "name" not in people.columns:
        return "", ""
    return visible(people["name"][0] or ""), visible(people["name"][-1] or "")


class _Sorted:
    """Sorting out the rows that are not obviously people, one by one from the top."""

    def __init__(self, rows: pl.DataFrame, plain: pl.Series, layout: Layout) -> None:
        self._rows = rows
        self._layout = layout
        self._sums = Sums()
        self._counted = 0
        self._plain_days = {
            name: typed(rows[name], read_days, pl.Int64)[0].fill_null(0) * plain.cast(pl.Int64)
            for name in rows.columns
            if is_day_field(name)
        }
        self.dropped: list[int] = []
        self.skipped: dict[str, list[int]] = {}
        self.problems: list[Problem] = []

    def take(self, position: int) -> None:
        """Decide about the row at `position`, after all rows above it."""
        self._count_up_to(position)
        texts = self._rows.row(position, named=True)
        kind, reason = row_kind(texts, self._sums)
        if kind == "person":
            self._sums.add(day_values(texts))
            return
        self.dropped.append(position)
        self.skipped.setdefault(reason, []).append(position + 2)
        if kind == "total":
            self.problems += total_problems(texts, self._sums, self._layout, position + 2)

    def _count_up_to(self, position: int) -> None:
        """Add the days of the obvious people between the last row decided about and this one."""
        between = slice(self._counted, position)
        self._sums.add({name: int(each[between].sum()) for name, each in self._plain_days.items()})
        self._counted = position
