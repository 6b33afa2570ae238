"""Making corrections one after another, each on the rows as the earlier ones left them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from payroll.corrections.fields import (
    FIELDS,
    KNOWN,
    Row,
    changed,
    same_text,
    says_nothing,
    shown_text,
    shown_value,
    typed,
    value_of,
)
from payroll.identity import tail
from payroll.intake.cells import read_cells
from payroll.intake.lists import ListRow
from payroll.intake.programs import ProgramNames
from payroll.intake.reading import Reading
from payroll.intake.values.numbers import read_id, read_name
from payroll.intake.words import field_of
from payroll.problems import Cell, Problem, problem
from payroll.terms import desk as words
from payroll.terms.files import CORRECTIONS
from payroll.terms.headings import label


@dataclass(frozen=True)
class Correction:
    """One line of the list, its values typed."""

    line: ListRow
    field: str
    before: Any
    after: Any

    def text(self, name: str) -> str:
        """The text in a column of the list."""
        return self.line.texts.get(name, "")

    @property
    def facts(self) -> dict[str, Any]:
        """What every message about it may say."""
        return {
            "label": label(self.field),
            "tail": tail(self.text("id_number")),
            "before": shown_text(self.field, self.text("before")),
            "after": shown_text(self.field, self.text("after")),
        }


@dataclass
class Making:
    """A month's rows while they are being corrected."""

    reading: Reading
    folder: Path
    """The month's, where the sheets lie."""
    programs: ProgramNames
    rows: dict[int, Row] = field(default_factory=dict)
    """The corrected rows by row_id."""
    settled: set[tuple[int | None, Cell]] = field(default_factory=set)
    """Row and cell of everything that was replaced."""
    problems: list[Problem] = field(default_factory=list)
    made: int = 0
    refused: int = 0

    def take(self, line: ListRow) -> None:
        """Make one correction, or say why not."""
        found = list(self._take(line))
        self.problems += found
        self.refused += any(each.severity == "error" for each in found)

    def _take(self, line: ListRow) -> Iterator[Problem]:
        rows = self._rows_of(line.texts.get("id_number", ""))
        for found in self._flaws(line):
            # Whoever it is about is not paid on figures that somebody disputes.
            yield replace(found, row_id=rows[0]["row_id"] if len(rows) == 1 else None)
            return
        if not rows:
            end = tail(line.texts["id_number"])
            yield problem("correction-without-row", line.cell("id_number"), tail=end)
            return
        name = field_of(line.texts["field"]) or ""
        before, after = (typed(name, line.texts[each], self.programs) for each in _VALUES)
        yield self._make(Correction(line, name, before, after), rows)

    def _rows_of(self, id_text: str) -> list[Row]:
        """The rows of a person, by the ID on the sheet or as corrected before."""
        wanted = read_id(id_text).value
        if wanted is None:
            return []
        named = self.reading.roster.filter(pl.col("id_number") == wanted).to_dicts()
        rows = {row["row_id"]: self.rows.get(row["row_id"], row) for row in named}
        rows |= {row_id: row for row_id, row in self.rows.items() if row["id_number"] == wanted}
        return list(rows.values())

    def _flaws(self, line: ListRow) -> Iterator[Problem]:
        """What is wrong with the line itself, whatever the sheets say."""
        for needed in words.CORRECTION_NEEDS:
            if needed not in line.texts:
                missing = words.CORRECTION_HEADINGS[needed][0]
                yield problem("correction-incomplete", line.cell(needed), label=missing)
                return
        name, text = field_of(line.texts["field"]), line.texts["after"]
        if name is None or name not in FIELDS:
            seen = line.texts["field"]
            yield problem("correction-field-unknown", line.cell("field"), before=seen, known=KNOWN)
        elif not says_nothing(text) and typed(name, text, self.programs) is None:
            cell, seen = line.cell("after"), shown_text(name, text)
            yield problem("correction-value-unreadable", cell, label=label(name), seen=seen)

    def _make(self, wanted: Correction, rows: list[Row]) -> Problem:
        matching = [row for row in rows if self._says(row, wanted)]
        row = (matching or rows)[0]
        line, facts, stated = wanted.line, wanted.facts, wanted.text("name")
        at = "before"
        if len(matching) > 1:
            cell, count = line.cell("id_number"), len(matching)
            return problem("correction-of-several-rows", cell, count=count, **facts)
        if stated and read_name(stated).value != row["name"]:
            code, at = "correction-of-another", "name"
            facts |= {"stated": stated, "found": row["name"] or words.EMPTY}
        elif matching:
            return self._apply(wanted, row)
        elif value_of(row, wanted.field) == wanted.after is not None:
            code = "correction-not-needed"
        else:
            code = "correction-from-differs"
            facts["found"] = shown_value(row, wanted.field, self._sheet_text(row, wanted.field))
        return problem(code, line.cell(at), name=row["name"] or "", row_id=row["row_id"], **facts)

    def _says(self, row: Row, wanted: Correction) -> bool:
        """Whether the sheet says what the correction says it says."""
        value = value_of(row, wanted.field)
        if value is not None:
            return bool(value == wanted.before)
        on_sheet = self._sheet_text(row, wanted.field)
        return same_text(wanted.field, on_sheet, wanted.text("before"))

    def _sheet_text(self, row: Row, name: str) -> str:
        """What stands in the cell of a field; nothing once it was corrected."""
        cell = self.reading.cell(row["row_id"], name)
        if cell.row is None or not isinstance(cell.column, int):
            return ""
        if (row["row_id"], cell) in self.settled:
            return ""
        workbook = read_cells(self.folder / cell.file, shown_as=cell.file)
        values = [s.cell(cell.row, cell.column) for s in workbook.sheets if s.name == cell.sheet]
        return next((value.text for value in values if value), "")

    def _apply(self, wanted: Correction, row: Row) -> Problem:
        place = self.reading.cell(row["row_id"], wanted.field)
        said = wanted.facts | {"reason": wanted.text("reason"), "who": wanted.text("who")}
        note = words.CORRECTED_NOTE.format_map(said)
        after = changed(row, wanted.field, wanted.after, wanted.text("after"))
        after["note"] = words.NOTE_BETWEEN.join(filter(None, (row["note"], note)))
        self.rows[row["row_id"]] = after
        self.made += 1
        if place.column is not None:
            self.settled.add((row["row_id"], place))
        return problem(
            "corrected",
            place,
            name=after["name"] or "",
            row_id=row["row_id"],
            list=CORRECTIONS,
            place=wanted.line.cell().address,
            when=wanted.text("when"),
            also=words.OUT_OF_GRID if row["marks"] and not after["marks"] else "",
            **said,
        )


_VALUES = ("before", "after")
