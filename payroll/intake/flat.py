"""The short way for big plain text files: a heading in the first row, a person in each other.

Nothing is decided here that the long way would decide otherwise.  Rows with an ID number in its
final form are people on both ways; the others go one by one to the same `row_kind`.  A file that is
not plain enough (quotes, blank lines, uneven rows, doubtful headings) takes the long way.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from functools import cached_property
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from payroll.intake.asked import Asked
from payroll.intake.cells import Format, Unreadable, decode_text
from payroll.intake.cells.sniffing import sniffed
from payroll.intake.cells.text import visible
from payroll.intake.header import Header, header_of
from payroll.intake.reading import Layout
from payroll.intake.row_kinds import Sums, day_values, is_day_field, row_kind, total_problems
from payroll.intake.settling import ROUNDABOUT
from payroll.intake.surroundings import nearest, said_by_names, said_in
from payroll.intake.tables import Table, lacking_columns, table_reading
from payroll.intake.values.columns import typed
from payroll.intake.values.days import read_days
from payroll.intake.values.finding import Finding
from payroll.intake.values.read import is_blank, shown
from payroll.period import month_title
from payroll.problems import Problem

FROM_BYTES = 1_000_000
"""Files below take the long way, which is quick enough for them."""
TO_BYTES = 1_000_000_000
_FINAL_ID = r"^[0-9]{17}[0-9X]$"
_DELIMITERS = "\t,;"


def may_be_flat(path: Path) -> bool:
    """Whether a file is so big that `read_flat` looks whether it is plain text."""
    try:
        return FROM_BYTES <= path.stat().st_size <= TO_BYTES
    except OSError:
        return False


def read_flat(path: Path, shown_as: str, asked: Asked) -> tuple[Table, str] | None:
    """The table of a big plain text file and the file's SHA-256; None when it is not plain.

    Raises `OSError` when it cannot be read.
    """
    if not FROM_BYTES <= path.stat().st_size <= TO_BYTES:
        return None
    content = path.read_bytes()
    table = flat_table(content, shown_as, asked)
    return None if table is None else (table, hashlib.sha256(content).hexdigest())


def flat_table(content: bytes, shown_as: str, asked: Asked) -> Table | None:
    """The table of a plain text file, None when it is not plain."""
    if sniffed(content) is not Format.TEXT or b'"' in content or b"\0" in content:
        return None
    try:
        return _utf8_table(content.removeprefix(BOM_UTF8), shown_as, asked)
    except (PolarsError, UnicodeDecodeError):
        pass
    try:
        _, text = decode_text(content)
        return _utf8_table(text.encode(), shown_as, asked)
    except (PolarsError, Unreadable):
        return None


def _utf8_table(content: bytes, shown_as: str, asked: Asked) -> Table | None:
    """The table of UTF-8 text.  Raises when it is not UTF-8 or a row has too many values."""
    if content.count(b"\r") != content.count(b"\r\n"):
        return None
    first = content[: content.find(b"\n")].decode().rstrip("\r")
    delimiter = max(_DELIMITERS, key=first.count)
    names = first.split(delimiter)
    header = header_of(1, dict(enumerate(names, 1))) if all(map(visible, names)) else None
    if header is None or not _is_plain(header, shown_as, asked):
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
    return _table(rows, header, Layout(shown_as, "", header.columns), asked)


def _is_plain(header: Header, shown_as: str, asked: Asked) -> bool:
    """Whether the columns say everything themselves and the names nothing against it."""
    fields = header.columns.keys()
    said = said_by_names("", shown_as, asked)
    return (
        {"id_number", "program_seen"} <= fields
        and not fields & set(ROUNDABOUT)
        and not header.doubles
        and not header.weak
        and not header.about_days
        and not said_in("", [(1, header.seen)], asked).required_h
        and not any(each.programs for each in said)
        and all(each.months <= {asked.month} for each in said)
    )


def _table(rows: pl.DataFrame, header: Header, layout: Layout, asked: Asked) -> Table | None:
    fields = {str(column): field for field, column in header.columns.items()}
    rows = rows.rename({each: fields.get(each, f"?{each}") for each in rows.columns})
    plain = rows["id_number"].str.contains(_FINAL_ID).fill_null(value=False)
    sorted_out = _Sorted(rows, plain, layout)
    for position in (~plain).arg_true():
        sorted_out.take(position)
    sorted_out.finish()
    if sorted_out.is_doubtful:
        return None
    people = rows.with_row_index("row", 2)
    if sorted_out.dropped:
        skipped = [position + 2 for position in sorted_out.dropped]
        people = people.filter(pl.col("row").is_in(skipped).not_())
    numbers = people["row"]
    texts = {name: people[name] for name in fields.values() if name != "serial"}
    notes, findings = _fill_from_names(texts, layout.file, asked)
    ends = (texts["name"][0], texts["name"][-1]) if "name" in texts and len(numbers) else ("", "")
    reading = table_reading(layout, header, numbers, ends, sorted_out.skipped, notes)
    return Table(
        [layout],
        {"row": numbers, **texts},
        findings,
        sorted_out.problems,
        reading,
        lacking_columns(layout, header),
    )


def _fill_from_names(
    texts: dict[str, pl.Series], file: str, asked: Asked
) -> tuple[list[str], list[Finding]]:
    """Bring the month and the unit that the file's name states into the rows that state none."""
    notes: list[str] = []
    findings: list[Finding] = []
    said = said_by_names("", file, asked)
    near, _ = nearest(said, lambda each: each.months)
    if near is not None:
        notes.append(f"所属月份：{near.where}，{month_title(asked.month)}")
    near, units = nearest(said, lambda each: each.units)
    if near is None:
        return notes, findings
    own = texts.get("unit", pl.Series("unit", [None], dtype=pl.String))
    if "unit" not in texts:
        own = own.new_from_index(0, len(texts["id_number"]))
    blank = [text for text in own.drop_nulls().unique() if is_blank(text)]
    lacks = own.is_null() | own.is_in(blank)
    if len(units) > 1:
        facts = {"units": "、".join(map(shown, sorted(units)))}
        findings = [Finding(each, "unit", "unit-unclear", facts) for each in lacks.arg_true()]
    elif lacks.any():
        texts["unit"] = own.set(lacks, units[0])
        notes.append(f"用人单位：{near.where}，{units[0]}")
    return notes, findings


class _Sorted:
    """Sorting out the rows that are not obviously people, one by one from the top."""

    def __init__(self, rows: pl.DataFrame, plain: pl.Series, layout: Layout) -> None:
        self._rows = rows
        self._layout = layout
        self._sums = Sums()
        self._plain = plain
        self._counted = 0
        self.dropped: list[int] = []
        self.skipped: dict[str, list[int]] = {}
        self.problems: list[Problem] = []
        self._totals_above: list[tuple[int, dict[str, str | None]]] = []
        self.is_doubtful = False
        """A row that may say something about the rows below it: the long way knows what."""

    @cached_property
    def _plain_days(self) -> dict[str, pl.Series]:
        """Days of the obvious people by field, 0 for the others."""
        return {
            name: typed(self._rows[name], read_days, pl.Int64)[0].fill_null(0)
            * self._plain.cast(pl.Int64)
            for name in self._rows.columns
            if is_day_field(name)
        }

    def take(self, position: int) -> None:
        """Decide about the row at `position`, after all rows above it."""
        self._count_up_to(position)
        row = self._rows.row(position, named=True)
        texts = {
            name: visible(text) if name[0] == "?" and text else text for name, text in row.items()
        }
        kind, reason = row_kind(texts, self._sums)
        filled = [text for text in texts.values() if text and visible(text)]
        self.is_doubtful |= reason.startswith("说明行") or (kind == "person" and len(filled) == 1)
        if kind == "person":
            self._sums.add(day_values(texts))
            return
        self.dropped.append(position)
        self.skipped.setdefault(reason, []).append(position + 2)
        if kind == "total" and self._sums.since_start:
            self.problems += total_problems(texts, self._sums, self._layout, position + 2)
        elif kind == "total":
            self._totals_above.append((position + 2, texts))

    def finish(self) -> None:
        """Hold the totals over the people against all of them."""
        if self._totals_above:
            self._count_up_to(self._rows.height)
        for row, texts in self._totals_above:
            self.problems += total_problems(texts, self._sums, self._layout, row)

    def _count_up_to(self, position: int) -> None:
        """Add the days of the obvious people between the last row decided about and this one."""
        between = slice(self._counted, position)
        if self._plain[between].any():
            days_h = {name: int(each[between].sum()) for name, each in self._plain_days.items()}
            self._sums.add(days_h)
        self._counted = position
